"""Addresses of generated pages, and the way from one to another."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from mkdocs_briefings.model.site import Kind, Ref

HOME = "index.md"
SEARCH = "search.md"
ARCHIVE = "archive/index.md"
SITE_CARD = "assets/briefings/card.png"
"""The card that pages without one of their own share."""
FEEDS = "feeds.md"
"""The page that lists all feeds and machine copies."""
COPY_SCHEMA = "schema/briefing-1.json"
TABLE = "briefings"
"""The table of all briefings, without its ending."""
TABLE_SCHEMA = "schema/briefings-1.json"


def briefing_uri(id: str) -> str:
    """The Markdown of a briefing; the year is no part of it, so that a corrected date breaks no link."""
    return f"briefings/{id}.md"


def group_uri(kind: Kind, id: str, *parts: str | int) -> str:
    """The Markdown of a topic, an outlet ..., or of a part of it such as a volume or a year."""
    return "/".join((kind.value, id, *(str(part) for part in parts))) + ".md"


def catalogue_uri(kind: Kind) -> str:
    """The Markdown of the list of all topics, all outlets ..."""
    return f"{kind.value}/index.md"


def archive_uri(year: int, month: int = 0) -> str:
    """The Markdown of a year or of a month in it."""
    return f"archive/{year}/{month:02}.md" if month else f"archive/{year}.md"


@lru_cache(maxsize=1 << 15)
def url(uri: str, *, directory_urls: bool = True) -> str:
    """Address of a page from the root of the site: `briefings/x/`, or `briefings/x.html`; the home page is ``."""
    stem = uri.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def html_path(url: str) -> str:
    """The file of a page, by its address from the root of the site."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def relative_url(origin: str, target: str, *, directory_urls: bool = True) -> str:
    """Relative address from one page to another, both given by their Markdown."""
    return relative_file_url(
        origin, url(target, directory_urls=directory_urls), directory_urls=directory_urls
    )


def relative_file_url(origin: str, target: str, *, directory_urls: bool = True) -> str:
    """Relative address from a page to a file of the site, given from the root."""
    path = _relative(_folder(origin, directory_urls=directory_urls), target)
    return f"{path}/" if not target or target.endswith("/") else path


@lru_cache(maxsize=256)
def _folder(origin: str, *, directory_urls: bool) -> list[str]:
    """The folders that a page lies in."""
    folder = posixpath.dirname(url(origin, directory_urls=directory_urls))
    return folder.split("/") if folder else []


def _relative(here: list[str], target: str) -> str:
    """`posixpath.relpath` for addresses without `.` and `..`, a page has a hundred of them."""
    there = target.rstrip("/").split("/") if target else []
    same = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        same += 1
    return "/".join((*[".."] * (len(here) - same), *there[same:])) or "."


def ref_uri(ref: Ref) -> str | None:
    """The page of a topic, an outlet ...; None for a plain name without one."""
    return group_uri(ref.kind, ref.id) if ref.kind is not None else None


def pdf(uri: str) -> str:
    """Address of a page's PDF from the root of the site, in the page's folder: `briefings/x/x.pdf`."""
    folder = uri.removesuffix(".md")
    head, *rest = folder.split("/")
    return f"{folder}/{'-'.join(rest) or head}.pdf"


def card(uri: str) -> str:
    """Address of a briefing's card from the root of the site: `briefings/x/card.png`."""
    return f"{uri.removesuffix('.md')}/card.png"


def machine_copy(uri: str) -> str:
    """Address of a briefing's machine copy from the root of the site: `briefings/x/index.json`."""
    return f"{uri.removesuffix('.md')}/index.json"


def feed(uri: str) -> str:
    """Address of the feed of a page from the root of the site, without its ending: `topics/x/feed`."""
    folder = uri.removesuffix(".md")
    return "feed" if uri == HOME else f"{folder}/feed"
