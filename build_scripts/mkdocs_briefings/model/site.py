"""A site once everything is connected: one immutable value that every output is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_briefings.charts.chart import Chart
from mkdocs_briefings.diagnostics.diagnostic import Place
from mkdocs_briefings.model.by_language import in_language
from mkdocs_briefings.model.content import Briefing, Event, ExecutivePoint, Notice, Source
from mkdocs_briefings.model.content_model import readable_name
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.vocabulary import Status

if TYPE_CHECKING:
    from mkdocs_briefings.model.site_index import SiteIndex


class Cite(NamedTuple):
    """One source named inside a citation."""

    source: str
    """Id of the source."""
    prefix: str = ""
    """Words before it: `see`."""
    locator: str = ""
    """Where in the source: `p. 58`; shown after a comma. It may hold Markdown."""
    suffix: str = ""
    """Words after that: `and others`."""
    nameless: bool = False
    """True for `-@id`: the mark does not say who, for the sentence does."""
    name: str = ""
    """Who stands in the mark of a source that is part of a sentence; empty for others, and in the body."""


class Citation(NamedTuple):
    """A mark in a text that names one or more sources: `[see @a, p. 58; @b]`, or `@a` in the sentence."""

    start: int
    """Offset of the mark's first character in the text."""
    end: int
    """Offset after its last character."""
    cites: tuple[Cite, ...]
    """The sources, in the order written."""
    bare: bool = False
    """True for `@a` in the sentence, without brackets; its first source is part of the sentence."""
    number: int = 0
    """Running number in the briefing, from 1; marks are addressed by it."""

    @property
    def words(self) -> str:
        """Words in its place where no citations are shown: of one in the sentence the name of its source, else none."""
        first = self.cites[0]
        return (first.name or first.source) if self.bare and not first.nameless else ""


class CitedText(NamedTuple):
    """Markdown with the citations found in it."""

    text: str
    """The Markdown as written."""
    citations: tuple[Citation, ...] = ()
    """Its citations, in the order of their offsets."""


class Ref(NamedTuple):
    """A member of a facet, by name: enough to link to its page."""

    name: str
    """Name for readers."""
    kind: Kind
    """Its facet."""
    id: str
    """Its id in the registry of the facet; made of the name where the registry does not hold it."""


class BriefingRef(NamedTuple):
    """A briefing in a list, in one line."""

    id: str
    title: str
    date: PartialDate | None
    date_inferred: str
    """Which part of the date is inferred; empty when none is."""
    language: str
    """BCP 47."""
    summary: str
    """One paragraph of plain text; may be empty."""
    publication: Ref | None = None
    volume: int | None = None
    issue: int | None = None
    draft: bool = False
    """True while it is a draft or in review."""
    tlp: str = "clear"
    """Level of FIRST TLP 2.0."""
    subtitle: str = ""


class LinkedSource(NamedTuple):
    """A source with what the registries say about it."""

    source: Source
    number: int
    """Its number under Sources, from 1, in the order of first citations."""
    outlet: Ref | None
    """Outlet that published it; None when the original does not name it."""
    outlet_short: str = ""
    """Name of the outlet in citations."""
    notices: tuple[Notice, ...] = ()
    """Notices about it or its outlet, in the order of the registry."""
    cited_by: tuple[int, ...] = ()
    """Numbers of the citations that name it."""
    authors: tuple[PersonName, ...] = ()
    """Names of its authors, read into their parts."""
    letter: str = ""
    """Letter that tells its mark from that of another source: `a`; empty where no other has the same."""

    def searched_texts(self) -> tuple[str, ...]:
        """Return the texts in which search finds words, besides the name of the outlet."""
        source = self.source
        texts = (*map(readable_name, source.authors), source.title, source.container, source.publisher)
        return tuple(filter(None, texts))


class LinkedPoint(NamedTuple):
    """An executive point with its citations."""

    point: ExecutivePoint
    text: CitedText


class LinkedEvent(NamedTuple):
    """An event with its citations; ids under `cites` are citations after the text."""

    event: Event
    text: CitedText


class MentionedName(NamedTuple):
    """A registered name that a briefing's texts hold. A tuple: those of ten thousand briefings are read back at once."""

    spelling: str
    """As `model/spelling.py` compares it."""
    entities: tuple[str, ...]
    """Ids of the entities it may mean; several where namesakes share it."""


class LinkedBriefing(NamedTuple):
    """A briefing with everything that its page shows, so that it can be rendered alone, in another process."""

    id: str
    briefing: Briefing
    """The briefing as written."""
    path: str
    """File that holds it, as the user would type it."""
    language: str
    """BCP 47; the site's language when the briefing names none."""
    points: tuple[LinkedPoint, ...]
    body: CitedText
    summary: CitedText
    events: tuple[LinkedEvent, ...]
    corrections: tuple[CitedText, ...]
    sources: tuple[LinkedSource, ...]
    """In the order of their numbers."""
    facets: Mapping[Kind, tuple[Ref, ...]]
    """Members of every facet that it is filed under, in the order written; each outlet once."""
    mentioned_names: tuple[MentionedName, ...] = ()
    """Registered names in its texts, also within longer ones, whether or not it lists them as entities."""
    related: tuple[BriefingRef, ...] = ()
    """Briefings to read next: those that the author names, then those that name this one."""
    linked_ids: tuple[str, ...] = ()
    """Ids of briefings that its texts link to (`briefing:<id>`), whether or not the site has them."""
    author_names: tuple[PersonName, ...] = ()
    """Names of those who wrote it, read into their parts."""
    names: Mapping[tuple[Kind, str], str] = {}
    """Name of what it is filed under, by facet and id, where that has names in several languages (`ByLanguage`)."""
    files: tuple[str, ...] = ()
    """Files that its texts show or link to (`files/chart.png`), whether or not they are there."""
    charts: tuple[Chart | None, ...] = ()
    """Charts of its body, in order; None for one that cannot be drawn."""
    as_of: dt.datetime | None = None
    """Moment that nothing told of its publication and its changes is after; None if all its dates have come."""
    versions: tuple[BriefingRef, ...] = ()
    """All versions of it in several languages that the site shows, its own too, in their order; none without another."""
    listed_version: str = ""
    """Id of the version that lists of the site show; empty where that is not known."""

    def at(self, *keys: str | int, offset: int = 0, length: int = 0) -> Place:
        """Return the place of a part of it, for a diagnostic."""
        return Place(self.path, keys, offset, length)

    @property
    def ref(self) -> BriefingRef:
        """The briefing as lists show it in one line."""
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
            written.subtitle or "",
        )

    @property
    def original(self) -> str:
        """Id of the version that the others translate; empty if the site does not show it."""
        first = self.versions[0].id if self.versions else ""
        return first if first == (self.briefing.translation_of or self.id) else ""

    @property
    def entities(self) -> tuple[Ref, ...]:
        """People, organisations and places that the briefing is about."""
        return self.facets[Kind.ENTITY]

    @property
    def authors(self) -> tuple[Ref, ...]:
        """People who wrote the briefing."""
        return self.facets[Kind.AUTHOR]

    @property
    def publication(self) -> Ref | None:
        """Publication that the briefing appeared in; None outside any."""
        return next(iter(self.facets[Kind.PUBLICATION]), None)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Names of its topics and of the members of other facets that make keywords."""
        return tuple(
            ref.name for facet in FACETS.values() if facet.keywords for ref in self.facets[facet.kind]
        )

    def name_for(self, ref: Ref, language: str) -> str:
        """Return the name of something that it is filed under for readers of a language."""
        return in_language(self.names.get((ref.kind, ref.id), ref.name), language)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Members of all facets that the briefing is filed under, in the order of facets."""
        return tuple(ref for refs in self.facets.values() for ref in refs)

    @property
    def lead_image(self) -> str:
        """File of the picture at its head; empty without one."""
        lead = self.briefing.lead_image
        return lead.file if lead is not None else ""

    @property
    def further_texts(self) -> tuple[str, ...]:
        """Plain texts besides title and summary that search finds: subtitle, and what is said of the picture."""
        written, lead = self.briefing, self.briefing.lead_image
        of_picture = (lead.caption, lead.credit) if lead is not None else ()
        return tuple(filter(None, (written.subtitle, *of_picture)))

    def searched_texts(self) -> Iterator[str]:
        """Yield the texts in which search finds names."""
        written = self.briefing
        yield from (written.title, *self.further_texts, written.summary or "", written.body)
        yield from (point.text for point in written.executive_points)
        yield from (event.text for event in written.events)
        yield from (ref.name for ref in self.refs)
        for linked in self.sources:
            yield from linked.searched_texts()

    @property
    def sources_by_id(self) -> Mapping[str, LinkedSource]:
        """Sources by id; made anew each time, so ask once for many."""
        return {linked.source.id: linked for linked in reversed(self.sources)}


@dataclass(frozen=True, slots=True)
class Group:
    """The briefings that are filed under one member of a facet: a topic, an entity, an outlet ..."""

    ref: Ref
    briefings: tuple[str, ...]
    """Ids, newest first."""
    entry: RegistryEntry | None = None
    """What the registry says; None for an outlet or author given as a plain name."""
    notices: tuple[Notice, ...] = ()
    """Notices about an outlet as a whole, in the order of the registry."""


@dataclass(frozen=True, slots=True)
class Site:
    """All briefings that the audience may see, connected."""

    briefings: Mapping[str, LinkedBriefing]
    """By id, newest first."""
    index: SiteIndex
    """Summaries and groups of the briefings, for lists."""

    @property
    def groups(self) -> Mapping[Kind, Mapping[str, Group]]:
        """Groups by facet and id, in the order of their names; only what at least one briefing uses."""
        return self.index.groups

    def entry(self, kind: Kind, id: str) -> RegistryEntry | None:
        """Return the registry entry of a group; None for a plain name, or outside the site."""
        group = self.groups.get(kind, {}).get(id)
        return group.entry if group else None
