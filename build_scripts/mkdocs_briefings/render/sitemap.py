"""The list of all pages for search engines: sitemaps.org protocol 0.9, and robots.txt (RFC 9309)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

MOST = 50_000
"""Addresses that one file may hold."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(entries: Iterable[tuple[str, str]], site_url: str) -> dict[str, bytes]:
    """`sitemap.xml` and its compressed twin; above 50,000 addresses an index and numbered files.

    Args:
        entries: address of each page from the root of the site, and the day of its last change (ISO 8601) if known.
        site_url: absolute address of the site with a slash at the end; without one there is no sitemap.
    """
    if not site_url:
        return {}
    listed = list(dict(sorted(entries)).items())
    parts = [listed[at : at + MOST] for at in range(0, len(listed), MOST)] or [[]]
    if len(parts) == 1:
        return _with_twin("sitemap.xml", _urls(parts[0], site_url))
    files: dict[str, bytes] = {}
    for number, part in enumerate(parts, start=1):
        files |= _with_twin(f"sitemap-{number}.xml", _urls(part, site_url))
    names = "".join(
        f"<sitemap><loc>{escape(site_url)}sitemap-{n}.xml</loc></sitemap>\n" for n in range(1, len(parts) + 1)
    )
    index = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{names}</sitemapindex>\n'
    return files | _with_twin("sitemap.xml", index)


def robots(site_url: str, *, hidden: bool) -> bytes:
    """`robots.txt`: where the sitemap is, and whether robots may read the site at all."""
    rule = "Disallow: /" if hidden else "Allow: /"
    where = f"Sitemap: {site_url}sitemap.xml\n" if site_url and not hidden else ""
    return f"User-agent: *\n{rule}\n{where}".encode()


def _urls(entries: Sequence[tuple[str, str]], site_url: str) -> str:
    lines = "".join(_line(site_url + quote(address), day) for address, day in entries)
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n{lines}</urlset>\n'


def _line(address: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n"


def _with_twin(name: str, text: str) -> dict[str, bytes]:
    content = text.encode()
    return {name: content, f"{name}.gz": gzip.compress(content, mtime=0)}
