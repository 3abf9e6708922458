"""Which feeds there are, and which briefings each holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from mkdocs_briefings.model.content import Author
from mkdocs_briefings.model.outline import Outline, Overview
from mkdocs_briefings.model.site import Group, Kind
from mkdocs_briefings.render import addresses

KINDS = (Kind.TOPIC, Kind.PUBLICATION, Kind.ENTITY)
"""Kinds of groups that have feeds."""


@dataclass(frozen=True, slots=True)
class FeedShown:
    """A feed: whose it is and what it holds."""

    uri: str
    """Markdown of the page that it belongs to."""
    ids: tuple[str, ...]
    """Its briefings, newest first."""
    title: str = ""
    """Name of the topic ...; empty for the feed of the site."""
    description: str = ""

    @property
    def address(self) -> str:
        """From the root of the site, without its ending."""
        return addresses.feed(self.uri)


def feeds(overview: Overview, most: int) -> Iterator[FeedShown]:
    """Every feed: the site's, then those of groups.

    Args:
        overview: what the site holds.
        most: briefings in a feed; 0 for no feeds.
    """
    if not most:
        return
    yield FeedShown(addresses.HOME, _newest(overview.outlines.values(), most))
    for kind in KINDS:
        for id, group in overview.groups[kind].items():
            ids = _newest((overview.outlines[id] for id in group.briefings), most)
            if ids:
                yield FeedShown(addresses.group_uri(kind, id), ids, group.ref.name, _description(group))


def in_feeds(one: Outline) -> bool:
    """Whether readers may be told of it: what is sent to them once cannot be called back, so no draft."""
    return bool(one.sorting) and not one.ref.draft


def _newest(outlines: Iterable[Outline], most: int) -> tuple[str, ...]:
    return tuple(one.id for one in islice(filter(in_feeds, outlines), most))


def _description(group: Group) -> str:
    entry = group.entry
    return (entry.description or "") if entry is not None and not isinstance(entry, Author) else ""
