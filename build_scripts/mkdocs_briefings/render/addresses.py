"""Addresses of generated pages and files, and relative addresses between them.

A page has a *uri*, the path of its Markdown in the docs folder (`briefings/x.md`), and a *URL*, its address from the
root of the site (`briefings/x/`).
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site import Ref

HOME = "index.md"
SEARCH = "search.md"
ARCHIVE = "archive/index.md"
SITE_CARD = "assets/briefings/card.png"
"""The card that pages without one of their own share."""
MAIL_LOGO = "assets/briefings/logo-mail.png"
"""The logo as mails show it."""
FEEDS = "feeds.md"
"""The page that lists all feeds and machine copies."""
GUIDE = "how-to-read.md"
"""The page that explains parts, marks and terms; its anchors are `likelihood`, `confidence`, `tlp`, `grades` ..."""
COPY_SCHEMA = "schema/briefing-1.json"
TABLE = "briefings"
"""The table of all briefings, without its ending."""
TABLE_SCHEMA = "schema/briefings-1.json"


def logo(file: str, *, dark: bool = False) -> str:
    """Return the address of a logo, by its file in the content folder."""
    return f"assets/briefings/logo{'-dark' if dark else ''}.{file.rpartition('.')[2].lower()}"


def placed(uri: str, folder: str) -> str:
    """Return the uri of a page in the folder of a language (`de/`): of a list, not of a briefing, which has one page."""
    return uri if uri.startswith("briefings/") else folder + uri


def briefing_uri(id: str) -> str:
    """Return the uri of a briefing; the year is no part of it, so that a corrected date breaks no link."""
    return f"briefings/{id}.md"


def group_uri(kind: Kind, id: str, *parts: str | int) -> str:
    """Return the uri of a topic, an outlet ..., or of a part of it such as a volume or a year."""
    return "/".join((kind.value, id, *map(str, parts))) + ".md"


def catalogue_uri(kind: Kind) -> str:
    """Return the uri of the list of all topics, all outlets ..."""
    return f"{kind.value}/index.md"


def archive_uri(year: int, month: int = 0) -> str:
    """Return the uri of a year or of a month in it."""
    return f"archive/{year}/{month:02}.md" if month else f"archive/{year}.md"


@lru_cache(maxsize=1 << 15)
def url(uri: str, *, directory_urls: bool = True) -> str:
    """Return the URL of a page: `briefings/x/`, or `briefings/x.html`; that of the home page is empty."""
    stem = uri.removesuffix(".md")
    folder, name = posixpath.split(stem)
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def html_path(url: str) -> str:
    """Return the path of the HTML file behind a page's URL."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def relative_url(origin: str, target: str, *, directory_urls: bool = True) -> str:
    """Return the relative address from one page to another; both are uris."""
    return relative_file_url(
        origin, url(target, directory_urls=directory_urls), directory_urls=directory_urls
    )


def relative_file_url(origin: str, target: str, *, directory_urls: bool = True) -> str:
    """Return the relative address from the page of a uri to a file or URL given from the root of the site."""
    path = _relative(_folders(origin, directory_urls=directory_urls), target)
    return f"{path}/" if not target or target.endswith("/") else path


@lru_cache(maxsize=256)
def _folders(origin: str, *, directory_urls: bool) -> list[str]:
    folder = posixpath.dirname(url(origin, directory_urls=directory_urls))
    return folder.split("/") if folder else []


def _relative(start: list[str], target: str) -> str:
    """Return `posixpath.relpath` of addresses without `.` and `..`, but quickly: a page has a hundred links."""
    end = target.rstrip("/").split("/") if target else []
    shared = len(posixpath.commonprefix([start, end]))
    return "/".join((*[".."] * (len(start) - shared), *end[shared:])) or "."


def ref_uri(ref: Ref) -> str:
    """Return the uri of a topic, an outlet ..."""
    return group_uri(ref.kind, ref.id)


def pdf(uri: str) -> str:
    """Return the path of a page's PDF from the root of the site, in the page's folder: `briefings/x/x.pdf`."""
    folder = uri.removesuffix(".md")
    head, *rest = folder.split("/")
    return f"{folder}/{'-'.join(rest) or head}.pdf"


def card(uri: str) -> str:
    """Return the path of a briefing's card from the root of the site: `briefings/x/card.png`."""
    return f"{uri.removesuffix('.md')}/card.png"


def chart(uri: str, number: int, form: str) -> str:
    """Return the path of a drawing of a briefing's chart: `briefings/x/chart-1-dark.svg`; `form` is `-dark.svg` here."""
    return f"{uri.removesuffix('.md')}/chart-{number}{form}"


def machine_copy(uri: str) -> str:
    """Return the path of a briefing's machine copy from the root of the site: `briefings/x/index.json`."""
    return f"{uri.removesuffix('.md')}/index.json"


def feed(uri: str) -> str:
    """Return the path of a page's feed from the root of the site, without its ending: `topics/x/feed`."""
    return f"{uri.removesuffix('.md').removesuffix('index').rstrip('/')}/feed".removeprefix("/")
