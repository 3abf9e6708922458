"""Pages at the former addresses of briefings, which lead to the present ones."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.messages import IN_ENGLISH, Words
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.render import addresses

SCRIPT = "assets/briefings/moved.js"
"""The script that keeps the place on the page and the query; without it a reader gets to the head of the page."""


def moves(index: SiteIndex) -> Iterator[tuple[str, BriefingSummary]]:
    """Yield each former id that no briefing has now, and the briefing that had it."""
    for briefing in index.summaries.values():
        for alias in briefing.aliases:
            if alias not in index.summaries:
                yield alias, briefing


def moved_pages(
    index: SiteIndex, site_url: str = "", *, directory_urls: bool = True, words: Words = IN_ENGLISH
) -> Iterator[tuple[str, str]]:
    """Yield path from the root of the site, and HTML, of the page at each former address.

    Args:
        index: the briefings of the site.
        site_url: absolute address of the site, ending in a slash; empty when not known.
        directory_urls: whether addresses of pages end in a slash.
        words: those of the site.
    """
    for alias, briefing in moves(index):
        origin, target = addresses.briefing_uri(alias), addresses.briefing_uri(briefing.id)
        href = addresses.relative_url(origin, target, directory_urls=directory_urls)
        script = addresses.relative_file_url(origin, SCRIPT, directory_urls=directory_urls)
        canonical = f"{site_url}{addresses.url(target, directory_urls=directory_urls)}" if site_url else href
        path = addresses.html_path(addresses.url(origin, directory_urls=directory_urls))
        yield path, _html(words, *map(escape, (href, script, canonical, briefing.title)))


def _html(words: Words, href: str, script: str, canonical: str, title: str) -> str:
    policy = "default-src 'none'; script-src 'self'; base-uri 'none'"
    link = Markup(f'<a data-briefings-moved href="{href}">{title}</a>')  # noqa: S704 - both are escaped
    direction = ' dir="rtl"' if reads_from_right(words.language) else ""
    moved = words.html("This briefing has moved: {link}", link=link)
    return (
        f'<!doctype html>\n<html lang="{words.language}"{direction}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>'
        f'<meta name="robots" content="noindex"><link rel="canonical" href="{canonical}">'
        f"<title>{title}</title></head>"
        f"<body><p>{moved}</p>"
        f'<script src="{script}"></script></body></html>\n'
    )
