"""What the rest of the site shows of a briefing: enough for every list, index and page but its own."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site import BriefingRef, CitedText, Group, LinkedBriefing, MentionedName, Ref


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
    """What lists show of a briefing."""

    ref: BriefingRef
    points: tuple[ListedPoint, ...]
    events: tuple[ListedEvent, ...]
    spellings: tuple[tuple[str, tuple[str, ...]], ...]
    """Id of each of its entities, and the spellings that mean no other."""


class BriefingSummary(NamedTuple):
    """A briefing as the planning of a site sees it. Flat and small: ten thousand are read back at once."""

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
    """Its `Listing`."""
    digest: bytes
    """Of all the above."""

    @property
    def listing(self) -> ListedBriefing:
        """What lists show of it."""
        return cast("ListedBriefing", pickle.loads(self.packed_listing))  # noqa: S301 - packed by this program

    @property
    def ref(self) -> BriefingRef:
        """What a list shows of it in a line."""
        return _unpacked_ref(self.packed_ref)

    @property
    def for_lists(self) -> BriefingSummary:
        """The same without what only planning needs: each process of a build holds those of all briefings."""
        return self._replace(memberships=(), linked_ids=(), files=(), aliases=(), digest=b"")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All it belongs to."""
        return tuple(Ref(name, Kind(kind), id) for kind, id, name in self.memberships)


def summarise(briefing: LinkedBriefing) -> BriefingSummary:
    """The outline of a briefing."""
    written = briefing.briefing
    listing = ListedBriefing(
        briefing.ref,
        tuple(
            ListedPoint(one.text, one.point.likelihood or "", one.point.confidence or "")
            for one in briefing.points
        ),
        tuple(ListedEvent(one.text, one.event.date) for one in briefing.events),
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
    ref, whole = (pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in (listing.ref, listing))
    return BriefingSummary(*flat, ref, whole, digest((*flat, listing)))


@lru_cache(maxsize=1 << 15)
def _unpacked_ref(packed: bytes) -> BriefingRef:
    """A briefing stands in a dozen lists, and most show no more of it than this."""
    return cast("BriefingRef", pickle.loads(packed))  # noqa: S301 - packed by this program


class SummaryList(tuple[BriefingSummary, ...]):
    """Briefings in a list, with a digest of their own: a site has a hundred thousand such entries."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Of all of them, in order."""
        return b"".join(one.digest for one in self)


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """All that this audience may see, as the planning of a site sees it."""

    summaries: Mapping[str, BriefingSummary]
    """By id, newest first."""
    groups: Mapping[Kind, Mapping[str, Group]]
    """As in `Site`."""
    files: frozenset[str]
    """As in `Site`."""
    named_by: Mapping[str, tuple[str, ...]]
    """For an id, the ids of the briefings that name it as related."""
    entities: frozenset[str]
    """Ids of the entities that have a page."""

    def summaries_for(self, ids: Iterable[str]) -> tuple[BriefingSummary, ...]:
        """The outlines with these ids."""
        return tuple(self.summaries[one] for one in ids)

    def visible_names(self, named: Collection[MentionedName]) -> tuple[MentionedName, ...]:
        """The names that mean an entity with a page: of others nobody is told that the desk knows them."""
        there = self.entities
        if all(one.entities and there.issuperset(one.entities) for one in named):
            return tuple(named)
        seen = (MentionedName(one.spelling, tuple(id for id in one.entities if id in there)) for one in named)
        return tuple(one for one in seen if one.entities)

    def neighbours(self, id: str) -> tuple[BriefingSummary, ...]:
        """What to read next: named by the author first, then what names it; ids that are not there fall away."""
        ids = dict.fromkeys((*self.summaries[id].related, *self.named_by.get(id, ())))
        return tuple(self.summaries[one] for one in ids if one in self.summaries and one != id)

    def related(self, id: str) -> tuple[BriefingRef, ...]:
        """The same as lists show it."""
        return tuple(one.ref for one in self.neighbours(id))
