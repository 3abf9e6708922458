"""What the site knows once everything is connected: one immutable value that every output is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_briefings.diagnostics.diagnostic import Place
from mkdocs_briefings.model.content import Briefing, Event, ExecutivePoint, Notice, Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.vocabulary import Status

if TYPE_CHECKING:
    from mkdocs_briefings.model.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Cite:
    """One source named inside a citation."""

    source: str
    """Id of the source."""
    prefix: str = ""
    """Words before it: `see`."""
    locator: str = ""
    """Where in the source: `p. 58`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in a text that names one or more sources: `[see @a, p. 58; @b]`, or `@a` in the sentence."""

    start: int
    """Offset of the mark's first character in the text."""
    end: int
    """Offset after its last character."""
    cites: tuple[Cite, ...]
    """The sources, in the order written."""
    bare: bool = False
    """True for `@a` in the sentence, without brackets."""
    number: int = 0
    """Running number in the briefing, from 1; marks are addressed by it."""


@dataclass(frozen=True, slots=True)
class CitedText:
    """Markdown with the citations found in it."""

    text: str
    """The Markdown as written."""
    citations: tuple[Citation, ...] = ()
    """Its citations, by offset."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Something a page links to by name."""

    name: str
    """What readers see."""
    kind: Kind | None = None
    """Its facet; None for a name without a page."""
    id: str = ""
    """Its id there."""


@dataclass(frozen=True, slots=True)
class BriefingRef:
    """What a list shows of a briefing."""

    id: str
    title: str
    date: PartialDate | None
    date_inferred: str
    """Which part of the date is inferred; empty when none is."""
    language: str
    summary: str
    """One paragraph of plain text; may be empty."""
    publication: Ref | None = None
    volume: int | None = None
    issue: int | None = None
    draft: bool = False
    """True while it is a draft or in review."""
    tlp: str = "clear"


@dataclass(frozen=True, slots=True)
class LinkedSource:
    """A source with what the desk knows about it."""

    source: Source
    number: int
    """Its number under Sources, from 1, in order of first citation."""
    outlet: Ref | None
    """Who published it; None when the original does not name it."""
    outlet_short: str = ""
    """Name of the outlet in citations."""
    notices: tuple[Notice, ...] = ()
    """What became of it after it was cited."""
    cited_by: tuple[int, ...] = ()
    """Numbers of the citations that name it."""


@dataclass(frozen=True, slots=True)
class LinkedPoint:
    """An executive point with its citations."""

    point: ExecutivePoint
    text: CitedText


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """An event with its citations; ids under `cites` are citations after the text."""

    event: Event
    text: CitedText


class MentionedName(NamedTuple):
    """A registered name that a briefing's texts hold. A tuple, for ten thousand briefings hold many, read back at once."""

    spelling: str
    """As `model/spelling.py` compares it."""
    entities: tuple[str, ...]
    """Ids of the entities it may mean; several where namesakes share it."""


@dataclass(frozen=True, slots=True)
class LinkedBriefing:
    """A briefing with everything its page shows: it can be rendered alone, in another process."""

    id: str
    briefing: Briefing
    """What the author wrote."""
    path: str
    """File it stands in."""
    language: str
    """Its language, the site's when it names none."""
    points: tuple[LinkedPoint, ...]
    body: CitedText
    summary: CitedText
    events: tuple[LinkedEvent, ...]
    corrections: tuple[CitedText, ...]
    sources: tuple[LinkedSource, ...]
    """By number."""
    facets: Mapping[Kind, tuple[Ref, ...]]
    """What it is filed under, for every facet; each outlet once."""
    entity_spellings: tuple[tuple[str, ...], ...] = ()
    """For each of its entities the spellings that mean no other entity of the desk."""
    mentioned_names: tuple[MentionedName, ...] = ()
    """Registered names in its texts, whether or not it lists them as entities."""
    related: tuple[BriefingRef, ...] = ()
    """What to read next: named by the author first, then briefings that name this one."""
    linked_ids: tuple[str, ...] = ()
    """Ids of briefings that its texts link to (`briefing:<id>`), whether or not the site has them."""
    files: tuple[str, ...] = ()
    """Files that its texts show or link to (`files/chart.png`), whether or not they are there."""

    def at(self, *keys: str | int, offset: int = 0, length: int = 0) -> Place:
        """Return the place of a part of it, for a diagnostic."""
        return Place(self.path, keys, offset, length)

    @property
    def ref(self) -> BriefingRef:
        """What a list shows of it."""
        written = self.briefing
        return BriefingRef(
            self.id,
            written.title,
            written.date,
            written.date_inferred or "",
            self.language,
            written.summary or "",
            self.publication,
            written.volume,
            written.issue,
            written.status is not Status.PUBLISHED,
            written.tlp.value,
        )

    @property
    def topics(self) -> tuple[Ref, ...]:
        """Its topics."""
        return self.facets[Kind.TOPIC]

    @property
    def entities(self) -> tuple[Ref, ...]:
        """People, organisations and places that it is about."""
        return self.facets[Kind.ENTITY]

    @property
    def authors(self) -> tuple[Ref, ...]:
        """Who wrote it."""
        return self.facets[Kind.AUTHOR]

    @property
    def publication(self) -> Ref | None:
        """The series it appeared in; None outside any."""
        return next(iter(self.facets[Kind.PUBLICATION]), None)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Names of the facets that make its keywords."""
        return tuple(
            ref.name for facet in FACETS.values() if facet.keywords for ref in self.facets[facet.kind]
        )

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All the groups it belongs to."""
        return tuple(ref for refs in self.facets.values() for ref in refs)

    def source_by_id(self, source: str) -> LinkedSource | None:
        """The source with this id."""
        return next((one for one in self.sources if one.source.id == source), None)


@dataclass(frozen=True, slots=True)
class Group:
    """The briefings that share a member of a facet: a topic, an entity, an outlet ..."""

    ref: Ref
    briefings: tuple[str, ...]
    """Ids, newest first."""
    entry: RegistryEntry | None = None
    """What the registry says; None for an outlet or author given as a plain name."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that this audience may see, connected."""

    briefings: Mapping[str, LinkedBriefing]
    """By id, newest first."""
    index: SiteIndex
    """The same as lists show it, in groups."""

    @property
    def groups(self) -> Mapping[Kind, Mapping[str, Group]]:
        """Index pages by kind and id, in reading order; only what at least one briefing uses."""
        return self.index.groups

    @property
    def files(self) -> frozenset[str]:
        """Files that are there and that at least one briefing shows or links to."""
        return self.index.files

    def entry(self, kind: Kind, id: str) -> RegistryEntry | None:
        """What the registry says of a group."""
        group = self.groups.get(kind, {}).get(id)
        return group.entry if group else None

    def briefings_for(self, ids: tuple[str, ...]) -> tuple[LinkedBriefing, ...]:
        """The briefings with these ids."""
        return tuple(self.briefings[one] for one in ids)
