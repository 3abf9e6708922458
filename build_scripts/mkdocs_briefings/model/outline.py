"""What the rest of the site shows of a briefing: enough for every list, index and page but its own."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import BriefingRef, CitedText, Group, Kind, LinkedBriefing, Named, Ref
from mkdocs_briefings.model.values import digest


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
class Listing:
    """What lists show of a briefing."""

    ref: BriefingRef
    points: tuple[ListedPoint, ...]
    events: tuple[ListedEvent, ...]
    spellings: tuple[tuple[str, tuple[str, ...]], ...]
    """Id of each of its entities, and the spellings that mean no other."""


class Outline(NamedTuple):
    """A briefing as the planning of a site sees it. Flat and small: ten thousand are read back at once."""

    id: str
    title: str
    sorting: str
    """Its date as written; empty without one."""
    year: int
    """0 without a date."""
    month: int
    """0 when not known."""
    members: tuple[tuple[str, str, str], ...]
    """Kind, id and name of all it belongs to: topics, entities, authors, outlets, publication."""
    volume: int
    """0 without one."""
    issue: int
    related: tuple[str, ...]
    """Ids its author names as related."""
    mentions: tuple[str, ...]
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
    packed: bytes
    """Its `Listing`."""
    digest: bytes
    """Of all the above."""

    @property
    def listing(self) -> Listing:
        """What lists show of it."""
        return cast("Listing", pickle.loads(self.packed))  # noqa: S301 - packed by this program

    @property
    def ref(self) -> BriefingRef:
        """What a list shows of it in a line."""
        return _unpacked_ref(self.packed_ref)

    @property
    def listed(self) -> Outline:
        """The same without what only planning needs: each process of a build holds those of all briefings."""
        return self._replace(members=(), mentions=(), files=(), aliases=(), digest=b"")

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All it belongs to."""
        return tuple(Ref(name, Kind(kind), id) for kind, id, name in self.members)


def outline(briefing: LinkedBriefing) -> Outline:
    """The outline of a briefing."""
    written = briefing.briefing
    listing = Listing(
        briefing.ref,
        tuple(
            ListedPoint(one.text, one.point.likelihood or "", one.point.confidence or "")
            for one in briefing.points
        ),
        tuple(ListedEvent(one.text, one.event.date) for one in briefing.events),
        tuple((ref.id, names) for ref, names in zip(briefing.entities, briefing.entity_names, strict=True)),
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
        briefing.mentions,
        briefing.files,
        tuple(written.aliases),
        listing.ref.language,
        listing.ref.tlp,
    )
    ref, whole = (pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in (listing.ref, listing))
    return Outline(*flat, ref, whole, digest((*flat, listing)))


@lru_cache(maxsize=1 << 15)
def _unpacked_ref(packed: bytes) -> BriefingRef:
    """A briefing stands in a dozen lists, and most show no more of it than this."""
    return cast("BriefingRef", pickle.loads(packed))  # noqa: S301 - packed by this program


class Listed(tuple[Outline, ...]):
    """Briefings in a list, with a digest of their own: a site has a hundred thousand such entries."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Of all of them, in order."""
        return b"".join(one.digest for one in self)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that this audience may see, as the planning of a site sees it."""

    outlines: Mapping[str, Outline]
    """By id, newest first."""
    groups: Mapping[Kind, Mapping[str, Group]]
    """As in `Site`."""
    files: frozenset[str]
    """As in `Site`."""
    naming: Mapping[str, tuple[str, ...]]
    """For an id, the ids of the briefings that name it as related."""
    entities: frozenset[str]
    """Ids of the entities that have a page."""

    def of(self, ids: Iterable[str]) -> tuple[Outline, ...]:
        """The outlines with these ids."""
        return tuple(self.outlines[one] for one in ids)

    def known(self, named: Collection[Named]) -> tuple[Named, ...]:
        """The names that mean an entity with a page: of others nobody is told that the desk knows them."""
        there = self.entities
        if all(one.entities and there.issuperset(one.entities) for one in named):
            return tuple(named)
        seen = (Named(one.spelling, tuple(id for id in one.entities if id in there)) for one in named)
        return tuple(one for one in seen if one.entities)

    def neighbours(self, id: str) -> tuple[Outline, ...]:
        """What to read next: named by the author first, then what names it; ids that are not there fall away."""
        ids = dict.fromkeys((*self.outlines[id].related, *self.naming.get(id, ())))
        return tuple(self.outlines[one] for one in ids if one in self.outlines and one != id)

    def related(self, id: str) -> tuple[BriefingRef, ...]:
        """The same as lists show it."""
        return tuple(one.ref for one in self.neighbours(id))
