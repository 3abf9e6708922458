"""What the navigation shows of the content: the briefings that listings stand for, and titles of generated pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mkdocs_briefings.mkdocs_plugin.generated_pages import nav_titles
from mkdocs_briefings.mkdocs_plugin.navigation import Listing, listing_of, listings
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.render import addresses


class _NavFacts(NamedTuple):
    """All that the navigation shows of the content."""

    pages: tuple[str, ...]
    """Addresses that its listings stand for, in order."""
    titles: tuple[tuple[str, object], ...]
    """Address of each generated page that `nav` gives no title, and what its title is made from."""


def with_briefings(nav: object, index: SiteIndex) -> object:
    """Return the setting `nav` with the addresses of briefings in the place of what stands for them.

    A section that has become empty is left out: themes look for its first page.
    """
    match nav:
        case list():
            return [entry for item in nav for entry in _entries(item, index)]
        case dict():
            return {title: with_briefings(item, index) for title, item in nav.items()}
    return nav


def _entries(item: object, index: SiteIndex) -> Iterator[object]:
    listing = listing_of(item)
    if listing is not None:
        yield from _pages(listing, index)
        return
    entry = with_briefings(item, index)
    if not (isinstance(entry, dict) and [] in entry.values() and item != entry):
        yield entry


def empty_lists(nav: object, index: SiteIndex) -> tuple[str, ...]:
    """Return the lists that listings name and in which the site has no briefing."""
    return tuple(listing.page for listing in listings(nav) if listing.page and not _pages(listing, index))


def digest_of_nav(nav: object, index: SiteIndex, languages: tuple[str, ...]) -> bytes:
    """Return a digest of all that the navigation shows of the content.

    Args:
        nav: the setting.
        index: of the site.
        languages: of the site, the root's first.
    """
    pages = tuple(uri for listing in listings(nav) for uri in _pages(listing, index))
    untitled = (uri for uri, title in nav_titles(with_briefings(nav, index)) if title is None)
    titles = ((uri, _title_source(uri, index, languages)) for uri in untitled)
    return digest(_NavFacts(pages, tuple((uri, source) for uri, source in titles if source is not None)))


def _pages(listing: Listing, index: SiteIndex) -> tuple[str, ...]:
    """Return the addresses that a listing stands for, in the order of the list that it takes them from."""
    members = tuple(_members(listing.page, index))
    return tuple(addresses.briefing_uri(summary.id) for summary in members[: listing.most])


def _members(page: str, index: SiteIndex) -> Iterable[BriefingSummary]:
    """Return the briefings of a list."""
    folder, *parts = page.split("/")
    if not page:
        return index.listed
    if folder == "archive":
        return (each for each in index.listed if _month(each)[: len(parts)] == parts)
    group = index.groups.get(kind, {}).get(parts[0]) if (kind := _kind(folder)) and parts else None
    if group is None or (len(parts) > 1 and kind is not Kind.PUBLICATION):
        return ()
    members = index.summaries_for(group.briefings)
    return (each for each in members if [str(each.volume), str(each.issue)][: len(parts) - 1] == parts[1:])


def _month(summary: BriefingSummary) -> list[str]:
    return [str(summary.year), f"{summary.month:02}"]


def _kind(folder: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == folder), None)


def _title_source(uri: str, index: SiteIndex, languages: tuple[str, ...]) -> object:
    """Return what the title of a page takes from the content; None where that is nothing."""
    for language, edition in index.editions.items():
        folder = folder_of(language, languages)
        if uri.startswith(folder):
            index, uri = edition, uri.removeprefix(folder)
    folder, *parts = uri.removesuffix(".md").split("/")
    id = parts[0] if parts else ""
    if folder == "briefings":
        return index.summaries[id].title if id in index.summaries else None
    group = index.groups.get(kind, {}).get(id) if (kind := _kind(folder)) else None
    return (group.ref, group.entry) if group is not None else None
