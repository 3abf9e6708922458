"""The briefings of a site in short: enough for every list, index and page but a briefing's own."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site import BriefingRef, CitedText, Group, LinkedBriefing, MentionedName


@dataclass(frozen=True, slots=True)
class ListedPoint:
    """An executive point in a list."""

    text: CitedText
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event in a list."""

    text: CitedText
    date: PartialDate


@dataclass(frozen=True, slots=True)
class ListedBriefing:
    """A briefing in a list."""

    ref: BriefingRef
    points: tuple[ListedPoint, ...]
    events: tuple[ListedEvent, ...]
    spellings: tuple[tuple[str, tuple[str, ...]], ...]
    """Id of each of its entities, and the spellings that mean no other entity."""


class BriefingSummary(NamedTuple):
    """A briefing as the planning of a site sees it. It is flat and small, for ten thousand are read back at once."""

    id: str
    title: str
    date_text: str
    """Its date as written; empty without one."""
    year: int
    """0 without a date."""
    month: int
    """0 when not known."""
    memberships: tuple[tuple[str, str, str], ...]
    """Facet, id and name of all that it is filed under."""
    volume: int
    """0 without one."""
    issue: int
    related: tuple[str, ...]
    """Ids its author names as related."""
    linked_ids: tuple[str, ...]
    """Ids its texts link to."""
    files: tuple[str, ...]
    """Files its texts show or link to."""
    aliases: tuple[str, ...]
    """Its former ids."""
    language: str
    """BCP 47."""
    tlp: str
    """Who may read it."""
    packed_ref: bytes
    """Its `BriefingRef`."""
    packed_listing: bytes
    """Its `ListedBriefing`."""
    digest: bytes
    """Digest of all other fields."""

    @property
    def listing(self) -> ListedBriefing:
        """What lists show of it."""
        return cast("ListedBriefing", pickle.loads(self.packed_listing))  # noqa: S301 - packed by this program

    @property
    def ref(self) -> BriefingRef:
        """Its line in a list."""
        return _unpacked_ref(self.packed_ref)

    @property
    def for_lists(self) -> BriefingSummary:
        """The summary without what only planning needs, for each process of a build holds those of all briefings."""
        return self._replace(memberships=(), linked_ids=(), files=(), aliases=(), digest=b"")


def summarise(briefing: LinkedBriefing) -> BriefingSummary:
    """Return the summary of a briefing."""
    written = briefing.briefing
    listing = ListedBriefing(
        briefing.ref,
        tuple(
            ListedPoint(point.text, point.point.likelihood or "", point.point.confidence or "")
            for point in briefing.points
        ),
        tuple(ListedEvent(event.text, event.event.date) for event in briefing.events),
        tuple(
            (ref.id, names) for ref, names in zip(briefing.entities, briefing.entity_spellings, strict=True)
        ),
    )
    date = written.date or PartialDate(0)
    members = {(ref.kind, ref.id): (ref.kind.value, ref.id, ref.name) for ref in briefing.refs if ref.kind}
    flat = (
        briefing.id,
        written.title,
        str(written.date or ""),
        date.year,
        date.month,
        tuple(members.values()),
        written.volume or 0,
        written.issue or 0,
        tuple(written.related),
        briefing.linked_ids,
        briefing.files,
        tuple(written.aliases),
        listing.ref.language,
        listing.ref.tlp,
    )
    packed_ref, packed = (pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in (listing.ref, listing))
    return BriefingSummary(*flat, packed_ref, packed, digest((*flat, listing)))


@lru_cache(maxsize=1 << 15)
def _unpacked_ref(packed: bytes) -> BriefingRef:
    """Unpack the line of a briefing, which stands in a dozen lists; most show no more of it."""
    return cast("BriefingRef", pickle.loads(packed))  # noqa: S301 - packed by this program


class SummaryList(tuple[BriefingSummary, ...]):
    """Briefings of a list, with a quick digest: the lists of a site have a hundred thousand entries together."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Digests of all of them, in order."""
        return b"".join(summary.digest for summary in self)


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """All that the audience may see, as the planning of a site sees it."""

    summaries: Mapping[str, BriefingSummary]
    """By id, newest first."""
    groups: Mapping[Kind, Mapping[str, Group]]
    """Groups by facet and id, in reading order; none that no briefing uses."""
    files: frozenset[str]
    """Files that are there and that at least one briefing shows or links to."""
    named_by: Mapping[str, tuple[str, ...]]
    """Ids of the briefings that name a briefing as related, by its id."""
    entities: frozenset[str]
    """Ids of the entities that have a page."""

    def summaries_for(self, ids: Iterable[str]) -> tuple[BriefingSummary, ...]:
        """Return the summaries with these ids."""
        return tuple(self.summaries[id] for id in ids)

    def visible_names(self, names: tuple[MentionedName, ...]) -> tuple[MentionedName, ...]:
        """Return the names that mean an entity with a page: of others nobody is told that the desk knows them."""
        if all(self.entities.issuperset(name.entities) for name in names):
            return names  # as nearly always
        visible = (
            name._replace(entities=tuple(id for id in name.entities if id in self.entities)) for name in names
        )
        return tuple(name for name in visible if name.entities)

    def neighbours(self, id: str) -> tuple[BriefingSummary, ...]:
        """Return what to read after a briefing: what its author names, then what names it, as far as it may be seen."""
        ids = dict.fromkeys((*self.summaries[id].related, *self.named_by.get(id, ())))
        return tuple(self.summaries[other] for other in ids if other in self.summaries and other != id)

    def related(self, id: str) -> tuple[BriefingRef, ...]:
        """Return the lines of what to read after a briefing."""
        return tuple(neighbour.ref for neighbour in self.neighbours(id))
