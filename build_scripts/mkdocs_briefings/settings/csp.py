"""The Content-Security-Policy of a page: nothing runs, loads or is sent but what the pages need (W3C, CSP Level 3)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean

_STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # Material's icons stand in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_TABLE_STYLES = {"style-src-attr": "'unsafe-inline'"}
"""Added for hand-written pages: Markdown aligns the cells of tables by style attributes."""
_NOT_DEFAULT = (
    "frame-src", "child-src", "manifest-src", "object-src", "script-src-attr", "script-src-elem", "style-src-attr",
    "style-src-elem",
)  # fmt: skip
_IN_HEADERS = ("frame-ancestors", "report-to", "report-uri", "sandbox")
_SOURCE = re.compile(r"""[^\s;,"<>]+""")
_INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ContentSecurityPolicy:
    """The policy of a site: the strictest, and what it allows besides."""

    enabled: bool = True
    """False if the pages are to have no policy."""
    additional: Mapping[str, str] = field(default_factory=dict)
    """Sources that the site allows too, with spaces between, by directive."""

    def text(
        self,
        inline: str = "",
        scripts: Iterable[object] = (),
        styles: Iterable[object] = (),
        *,
        written: bool,
        google_fonts: bool = False,
    ) -> str:
        """Return the policy of a page in one line, empty if the pages are to have none.

        Args:
            inline: what Material may put inside the page; its scripts and styles are allowed by their hash.
            scripts: `extra_javascript` of the site; those of other hosts are allowed by their address.
            styles: `extra_css` of the site; those of other hosts are allowed by their address.
            written: whether a person wrote the page, which may then have style attributes.
            google_fonts: whether Material loads its fonts from Google.
        """
        if not self.enabled:
            return ""
        own = {
            "script-src": " ".join((*_hashes(inline), *_elsewhere(scripts))),
            "style-src": " ".join((*_hashes(inline, _INLINE_STYLE), *_elsewhere(styles))),
        }
        if google_fonts:
            own["style-src"] += " https://fonts.googleapis.com"
            own["font-src"] = "https://fonts.gstatic.com"
        base = {**_STRICT, **_TABLE_STYLES} if written else _STRICT
        names = dict.fromkeys((*base, *self.additional))
        lines = ((name, _joined(base.get(name), own.get(name), self.additional.get(name))) for name in names)
        return "; ".join(f"{name} {sources}" for name, sources in lines)


def policy_of(value: object) -> ContentSecurityPolicy:
    """Return the policy that a site asks for: true, false, or what is allowed besides, by directive.

    Raises:
        UsageError: a directive is misspelt, or what it has is no list of sources.
    """
    if isinstance(value, bool):
        return ContentSecurityPolicy(enabled=value)
    if not isinstance(value, dict):
        raise UsageError("write true, false, or sources by directive: `img-src: https://example.org`")
    return ContentSecurityPolicy(
        additional={str(name): _sources(str(name), sources) for name, sources in value.items()}
    )


def _sources(name: str, value: object) -> str:
    if name in _IN_HEADERS:
        raise UsageError(f"'{name}' only works as a header of the host; see SECURITY.md")
    if name not in (names := (*_STRICT, *_NOT_DEFAULT)):
        hint = did_you_mean(name, names) or "see the handbook"
        raise UsageError(f"there is no directive '{name}'; {hint}")
    sources = " ".join(map(str, value)).split() if isinstance(value, list) else str(value).split()
    for source in sources:
        if not _SOURCE.fullmatch(source):
            raise UsageError(f"'{source}' under '{name}' is no source; part them by spaces")
    return " ".join(sources)


def _joined(*sources: str | None) -> str:
    """Return the sources of a directive; 'none' goes where there is another."""
    words = dict.fromkeys(" ".join(filter(None, sources)).split())
    return " ".join(word for word in words if word != "'none'" or len(words) == 1)


def _hashes(inline: str, element: re.Pattern[str] = _INLINE) -> Iterable[str]:
    for text in element.findall(inline):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        yield f"'sha256-{digest}'"


def _elsewhere(addresses: Iterable[object]) -> Iterable[str]:
    """Yield the addresses on other hosts as sources: without query, and with no character that would end the source."""
    for address in map(str, addresses):
        if "//" in address:
            source = re.sub(r"[?#].*", "", address).removeprefix("//")
            yield source.replace(";", "%3B").replace(",", "%2C")
