"""Files for robots: sitemap (sitemaps.org 0.9) and robots.txt (RFC 9309)."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from urllib.parse import quote

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.render.dates import told_day

MOST = 50_000
"""Addresses that one sitemap file may hold."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XHTML = "http://www.w3.org/1999/xhtml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SYSTEM, _UNIX = 9, b"\x03"
"""Where a gzip file names the system that packed it (RFC 1952, 2.3.1), which goes by the Python; and what ours names."""


def sitemap(
    entries: Iterable[tuple[str, str]],
    site_url: str,
    as_of: dt.datetime | None = None,
    versions: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return `sitemap.xml` and its gzip twin; above 50,000 addresses an index and numbered files.

    Args:
        entries: URL of each page from the root of the site, and the day of its last change (ISO 8601) or nothing.
        site_url: absolute address of the site, ending in a slash; without one there is no sitemap.
        as_of: moment that no change is told after.
        versions: for the URL of a page that has versions in other languages, language (`hreflang`) and URL of each.
    """
    if not site_url:
        return {}
    pages = [(address, _told(day, as_of)) for address, day in dict(sorted(entries)).items()]
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)] or [[]]
    if len(parts) == 1:
        return _with_twin("sitemap.xml", _url_set(parts[0], site_url, versions))
    files: dict[str, bytes] = {}
    locations = ""
    for number, part in enumerate(parts, start=1):
        files |= _with_twin(f"sitemap-{number}.xml", _url_set(part, site_url, versions))
        locations += f"<sitemap><loc>{escape(site_url, quote=False)}sitemap-{number}.xml</loc></sitemap>\n"
    index = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{locations}</sitemapindex>\n'
    return files | _with_twin("sitemap.xml", index)


def _told(day: str, as_of: dt.datetime | None) -> str:
    return str((day and told_day(PartialDate.parse(day), as_of)) or "")


def _url_set(
    entries: Sequence[tuple[str, str]], site_url: str, versions: Mapping[str, tuple[tuple[str, str], ...]]
) -> str:
    lines, further = "", ""
    for address, day in entries:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(site_url + quote(url))}"/>'
            for language, url in versions.get(address, ())
        )
        lines += _line(site_url + quote(address), day, links)
        further = f' xmlns:xhtml="{_XHTML}"' if links else further
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}"{further}>\n{lines}</urlset>\n'


def _line(address: str, day: str, links: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address, quote=False)}</loc>{changed}{links}</url>\n"


def _with_twin(name: str, text: str) -> dict[str, bytes]:
    content = text.encode()
    packed = gzip.compress(content, mtime=0)
    return {name: content, f"{name}.gz": packed[:_SYSTEM] + _UNIX + packed[_SYSTEM + 1 :]}


def robots(site_url: str, *, hidden: bool) -> bytes:
    """Return `robots.txt`: where the sitemap is, and whether robots may read the site at all."""
    rule = "Disallow: /" if hidden else "Allow: /"
    location = f"Sitemap: {site_url}sitemap.xml\n" if site_url and not hidden else ""
    return f"User-agent: *\n{rule}\n{location}".encode()
