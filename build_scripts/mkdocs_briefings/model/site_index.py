"""Summaries of briefings, and the index of a site: enough for every list and every page but that of the briefing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, cast

from mkdocs_briefings.model.by_language import localised
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate, is_to_come
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.packing import pack, unpack
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import BriefingRef, CitedText, Group, LinkedBriefing, MentionedName
from mkdocs_briefings.model.versions import each_once, version_for

SOURCE_KEY_SIZE = 8
"""Bytes of `BriefingSummary.source_keys` for each source."""


class ListedPoint(NamedTuple):
    """An executive point in a list."""

    text: CitedText
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event in a list."""

    text: CitedText
    date: PartialDate


class ListedBriefing(NamedTuple):
    """A briefing in a list, with its points and events."""

    ref: BriefingRef
    points: tuple[ListedPoint, ...]
    events: tuple[ListedEvent, ...]


class ListedSource(NamedTuple):
    """A source in the list of what an outlet was cited for."""

    outlet: str
    """Id of the outlet."""
    id: str
    title: str
    """Its title, else that of what holds it; may be empty."""
    language: str
    """Of the title, BCP 47; empty when not known."""
    date: PartialDate | None


class BriefingSummary(NamedTuple):
    """The part of a briefing that planning a site needs. Flat and small: ten thousand are read back at once."""

    id: str
    title: str
    date_text: str
    """Date as written; empty without one. These texts stand in the order of their dates."""
    last_date: str
    """First day that its date or that of a correction can mean, the latest (ISO 8601); empty without any."""
    year: int
    """0 without a date."""
    month: int
    """0 when not known."""
    memberships: tuple[tuple[str, str, str], ...]
    """Facet, id and name of all that it is filed under."""
    volume: int
    """0 without one."""
    issue: int
    """0 without one."""
    related: tuple[str, ...]
    """Ids that the author names as related."""
    linked_ids: tuple[str, ...]
    """Ids of briefings that the texts link to."""
    files: tuple[str, ...]
    """Files that the texts show or link to."""
    lead_image: str
    """File of the picture at its head; empty without one."""
    aliases: tuple[str, ...]
    """Former ids."""
    language: str
    """BCP 47."""
    translation_of: str
    """Id of the original, which the site need not show; empty if it is no translation."""
    tlp: str
    """Level of FIRST TLP 2.0."""
    charts: bytes
    """Digest of its charts; empty without any."""
    packed_ref: bytes
    """A `BriefingRef`, packed."""
    packed_listing: bytes
    """A `ListedBriefing`, packed."""
    digest: bytes
    """Digest of the fields above."""
    packed_sources: bytes
    """A tuple of each `ListedSource`, packed."""
    sources_digest: bytes
    """Digest of these."""
    source_keys: bytes
    """`SOURCE_KEY_SIZE` bytes for the address of each source: equal for equal addresses."""

    @property
    def listing(self) -> ListedBriefing:
        """The briefing as lists show it with its points."""
        return cast("ListedBriefing", unpack(self.packed_listing))

    @property
    def sources(self) -> tuple[ListedSource, ...]:
        """What it cites of outlets, in the order of its sources."""
        return _unpacked_sources(self.packed_sources)

    @property
    def ref(self) -> BriefingRef:
        """The briefing as lists show it in one line."""
        return _unpacked_ref(self.packed_ref)

    @property
    def for_lists(self) -> BriefingSummary:
        """A smaller summary, without what only planning needs: every worker holds those of all briefings."""
        empty = b""
        return self._replace(
            memberships=(), linked_ids=(), files=(), aliases=(), charts=empty, digest=empty, source_keys=empty
        )


def summarise(briefing: LinkedBriefing) -> BriefingSummary:
    """Return the summary of a briefing."""
    written = briefing.briefing
    listing = ListedBriefing(
        briefing.ref,
        tuple(
            ListedPoint(linked.text, linked.point.likelihood or "", linked.point.confidence or "")
            for linked in briefing.points
        ),
        tuple(ListedEvent(linked.text, linked.event.date) for linked in briefing.events),
    )
    date = written.date or PartialDate(0)
    members = dict.fromkeys((ref.kind.value, ref.id, ref.name) for ref in briefing.refs)
    flat = (
        briefing.id,
        written.title,
        str(written.date or ""),
        max((str(day.first_day()) for day in _dates(written)), default=""),
        date.year,
        date.month,
        tuple(members),
        written.volume or 0,
        written.issue or 0,
        tuple(written.related),
        briefing.linked_ids,
        briefing.files,
        briefing.lead_image,
        tuple(written.aliases),
        listing.ref.language,
        written.translation_of or "",
        listing.ref.tlp,
        digest(briefing.charts) if briefing.charts else b"",
    )
    sources = tuple(_listed_sources(briefing))
    keys = b"".join(sorted({_source_key(source.url) for source in written.sources if source.url}))
    return BriefingSummary(
        *flat,
        pack(listing.ref),
        pack(listing),
        digest((*flat, listing)),
        pack(sources),
        digest(sources),
        keys,
    )


def _listed_sources(briefing: LinkedBriefing) -> Iterator[ListedSource]:
    for linked in briefing.sources:
        source = linked.source
        if linked.outlet is not None:
            title = source.title or source.container or ""
            yield ListedSource(linked.outlet.id, source.id, title, source.language or "", source.date)


def _source_key(url: str) -> bytes:
    return blake2b(address_key(url).encode(errors="surrogatepass"), digest_size=SOURCE_KEY_SIZE).digest()


def _dates(written: Briefing) -> Iterator[PartialDate]:
    if written.date is not None:
        yield written.date
    yield from (correction.date for correction in written.corrections)


@lru_cache(maxsize=1 << 15)
def _unpacked_ref(packed: bytes) -> BriefingRef:
    """Unpack a briefing's line for lists; it is kept, for a briefing stands in a dozen lists."""
    return cast("BriefingRef", unpack(packed))


@lru_cache(maxsize=1 << 12)
def _unpacked_sources(packed: bytes) -> tuple[ListedSource, ...]:
    """Unpack what a briefing cites; it is kept, for a briefing stands in the list of each outlet that it cites."""
    return cast("tuple[ListedSource, ...]", unpack(packed))


class SummaryList(tuple[BriefingSummary, ...]):
    """Summaries with a digest of their own, which spares pickling them: all lists of a site hold a hundred thousand."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Digests of the summaries, in order."""
        return b"".join(summary.digest for summary in self)


class CitingList(SummaryList):
    """Summaries in a list that shows their sources, too."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Digests of the summaries and of their sources, in order."""
        return b"".join(summary.digest + summary.sources_digest for summary in self)


def listed_in(
    kind: Kind, filed: Iterable[BriefingSummary], versions: Mapping[str, tuple[str, ...]], language: str
) -> tuple[BriefingSummary, ...]:
    """Return those of the briefings under a member of a facet that its page lists: of several versions the best.

    A publication lists a version in each issue that has one.

    Args:
        kind: the facet.
        filed: the briefings.
        versions: the ids of all versions of a briefing, by the id of each.
        language: of the readers, BCP 47.
    """
    if kind is Kind.PUBLICATION:
        return each_once(filed, versions, language, lambda summary: (summary.volume, summary.issue))
    return each_once(filed, versions, language)


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """All briefings that the audience may see, as summaries and in groups."""

    summaries: Mapping[str, BriefingSummary]
    """By id, newest first."""
    groups: Mapping[Kind, Mapping[str, Group]]
    """Groups by facet and id, in the order of their names; only what at least one briefing uses."""
    files: frozenset[str]
    """Attachments that exist and that at least one briefing shows or links to, or that show an author."""
    named_by: Mapping[str, tuple[str, ...]]
    """For the id of a listed briefing, the ids of those of which a version names it, or a version of it, as related."""
    entities: frozenset[str]
    """Ids of the entities that have a page."""
    entity_names: Mapping[str, tuple[str, ...]]
    """Names of each of these that mean no other of them, by id. Entities without a page do not count: a site does not
    reveal that the desk knows them."""
    suggested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For the id of a briefing that names none as related, and that none names, the ids of those near to it."""
    as_of: dt.datetime | None = None
    """Moment that `settled_moment` returns for now; None where nobody asks what is told of dates to come."""
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For the id of a briefing that has versions in other languages, the ids of all: the original, then by language."""
    language: str = "en"
    """Language of the site, BCP 47; in an index of `editions`, that of its readers."""
    editions: Mapping[str, SiteIndex] = field(default_factory=dict)
    """The index for readers of each further language that has pages of its own: it lists other versions, in other words."""

    @property
    def listed(self) -> tuple[BriefingSummary, ...]:
        """Every briefing once, newest first: of several versions the one for readers of the site's language."""
        return each_once(self.summaries.values(), self.versions, self.language)

    def searched_in_root(self, folder_for: Callable[[str], str]) -> frozenset[str]:
        """Return the ids of the briefings that the search of the root finds: the listed ones, and versions without a folder.

        Args:
            folder_for: returns the folder of a language; empty for the root.
        """
        if not self.editions:
            return frozenset(self.summaries)
        listed = (summary.id for summary in self.listed)
        others = (summary.id for summary in self.summaries.values() if not folder_for(summary.language))
        return frozenset((*listed, *others))

    def in_own_language(self, group: Group) -> Group:
        """Return a group with the texts of its registry entry for readers of the site."""
        return replace(group, entry=localised(group.entry, self.language)) if group.entry else group

    def version_for(self, id: str, language: str) -> str:
        """Return the id of the version of a briefing for readers of a language; its own where it has no other."""
        versions = self.versions.get(id, ())
        return version_for(self.summaries_for(versions), language).id if versions else id

    def versions_of(self, id: str) -> tuple[BriefingSummary, ...]:
        """Return all versions of a briefing, its own among them; none where it has no other."""
        return self.summaries_for(self.versions.get(id, ()))

    def as_of_for(self, id: str) -> dt.datetime | None:
        """Return the moment by which a briefing is told; None if all its dates have come."""
        late = self.as_of is not None and is_to_come(self.summaries[id].last_date, self.as_of)
        return self.as_of if late else None

    def summaries_for(self, ids: Iterable[str]) -> tuple[BriefingSummary, ...]:
        """Return the summaries with these ids, in this order."""
        return tuple(self.summaries[id] for id in ids)

    def visible_names(self, named: Collection[MentionedName]) -> tuple[MentionedName, ...]:
        """Return the names that mean an entity with a page; the site does not reveal that the desk knows others."""
        if all(name.entities and self.entities.issuperset(name.entities) for name in named):
            return tuple(named)
        visible = (
            MentionedName(name.spelling, tuple(id for id in name.entities if id in self.entities))
            for name in named
        )
        return tuple(name for name in visible if name.entities)

    def neighbours(self, id: str) -> tuple[BriefingSummary, ...]:
        """Return the briefings of the site that a briefing names as related, then those that name it; else those near to it.

        Of a briefing in several languages all versions count, and each other one comes in the version for its readers.
        """
        own, listed = self.versions.get(id, (id,)), self.version_for(id, self.language)
        named = [other for version in (id, *own) for other in self.summaries[version].related]
        named += (*self.named_by.get(listed, ()), *self.suggested.get(listed, ()))
        language = self.summaries[id].language
        ids = dict.fromkeys(self.version_for(other, language) for other in named if other in self.summaries)
        return tuple(self.summaries[other] for other in ids if other not in own)

    def related(self, id: str) -> tuple[BriefingRef, ...]:
        """Return the neighbours of a briefing as lists show them in one line."""
        return tuple(summary.ref for summary in self.neighbours(id))
