"""The headers that a web host should send: as a file that Netlify, Cloudflare Pages and their like read."""

from __future__ import annotations

HEADERS = "_headers"
"""Address of the file from the root of the site."""
EVERYWHERE = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every file. Pages have the rest of their policy in themselves."""
FILES = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""Headers of authors' files besides, which are no pages: were one to act, it could do nothing and ask nobody."""
_HIDDEN = {"X-Robots-Tag": "noindex"}


def headers(*, hidden: bool) -> bytes:
    """Return the file of headers.

    Args:
        hidden: whether the site is not for search engines, its PDFs and data as little as its pages.
    """
    everywhere = {**EVERYWHERE, **(_HIDDEN if hidden else {})}
    parts = {"/*": everywhere, "/files/*": FILES}
    return "".join(_part(path, lines) for path, lines in parts.items()).encode()


def _part(path: str, lines: dict[str, str]) -> str:
    return "".join((f"{path}\n", *(f"  {name}: {value}\n" for name, value in lines.items())))
