"""Briefings in the setting `nav`: `briefings: latest 5` stands for those that the site has at each build.

What looks into the content is in `nav_entries.py`, which is imported when there is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import MkDocsConfig, get_plugin_logger

if TYPE_CHECKING:
    from mkdocs_briefings.model.site_index import SiteIndex

log = get_plugin_logger("briefings")

_KEY = "briefings"
"""Title in `nav` of what stands for briefings."""
_LISTING = re.compile(r"(?:latest (?P<count>[1-9]\d{0,3})|all)(?: of (?P<page>\S+))?", re.ASCII)
_ADDRESS = re.compile(r"\S*[./:]\S*")
"""What a page or a link is named by."""
_MOST = 50
"""Briefings that one listing may put into the navigation, which every page repeats."""


class Listing(NamedTuple):
    """A wish for briefings in the navigation."""

    most: int
    """How many, the newest."""
    page: str = ""
    """The list that they are taken from, as the address of its page without its ending; empty for all of the site."""


def listing_of(item: object) -> Listing | None:
    """Return the listing that an item of `nav` is; None for any other item.

    Raises:
        UsageError: it has the form of a listing, and is none.
    """
    text = item.get(_KEY) if isinstance(item, dict) and len(item) == 1 else None
    if not isinstance(text, str) or _ADDRESS.fullmatch(text):
        return None
    matched = _LISTING.fullmatch(" ".join(text.split()))
    if matched is None or not (matched["count"] or matched["page"]) or int(matched["count"] or 0) > _MOST:
        raise UsageError(f"`{_KEY}: {text}`")
    page = (matched["page"] or "").removesuffix(".md").rstrip("/").removesuffix("/index")
    return Listing(int(matched["count"] or _MOST), page)


def listings(nav: object) -> Iterator[Listing]:
    """Yield what stands for briefings in the setting `nav`."""
    for item in _items(nav):
        listing = listing_of(item)
        if listing is not None:
            yield listing


def check_listings(nav: object) -> None:
    """Refuse what has the form of a listing, and is none.

    Raises:
        UsageError: names all such items.
    """
    wrong = []
    for item in _items(nav):
        try:
            listing_of(item)
        except UsageError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError(
            f"nav: {', '.join(wrong)} lists nothing: write `{_KEY}: latest 5`, `{_KEY}: latest 5 of topics/<id>` or "
            f"`{_KEY}: all of publications/<id>`; at most {_MOST}, for every page repeats them"
        )


def _items(nav: object) -> Iterator[object]:
    """Yield each item in the setting `nav`, those in sections too."""
    match nav:
        case list():
            for item in nav:
                yield item
                yield from _items(item)
        case dict():
            for item in nav.values():
                yield from _items(item)


def put_briefings_into_nav(config: MkDocsConfig, index: SiteIndex) -> None:
    """Put addresses of briefings in the place of what stands for them in the setting `nav`."""
    from mkdocs_briefings.mkdocs_plugin.nav_entries import empty_lists, with_briefings  # noqa: PLC0415

    for page in empty_lists(config.nav, index):
        log.log(config.validation.nav.not_found, "nav: the site lists no briefing under '%s'", page)
    config.nav = with_briefings(config.nav, index)


def nav_digest(nav: object, index: SiteIndex, languages: tuple[str, ...]) -> bytes:
    """Return a digest of all that the navigation shows of the content.

    Args:
        nav: the setting.
        index: of the site.
        languages: of the site, the root's first.
    """
    from mkdocs_briefings.mkdocs_plugin.nav_entries import digest_of_nav  # noqa: PLC0415

    return digest_of_nav(nav, index, languages)
