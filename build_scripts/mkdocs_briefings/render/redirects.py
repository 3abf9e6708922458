"""Pages at the former addresses of renamed briefings, which lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses


def redirects(overview: SiteIndex, *, directory_urls: bool = True) -> Iterator[tuple[str, str]]:
    """Address from the root of the site, and HTML, of each former id that no briefing has now."""
    for briefing in overview.summaries.values():
        for alias in briefing.aliases:
            if alias not in overview.summaries:
                origin, target = addresses.briefing_uri(alias), addresses.briefing_uri(briefing.id)
                way = addresses.relative_url(origin, target, directory_urls=directory_urls)
                url = addresses.url(origin, directory_urls=directory_urls)
                yield (f"{url}index.html" if url.endswith("/") else url), _html(way, briefing.title)


def _html(way: str, title: str) -> str:
    address, name = escape(way), escape(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        f'<meta http-equiv="refresh" content="0; url={address}"><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{address}"><title>{name}</title></head>'
        f'<body><p>This briefing has moved: <a href="{address}">{name}</a></p></body></html>\n'
    )
