"""What the templates show: every decision taken, every text formatted; layout is all that is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_briefings.render.markdown import Fragment, Heading


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and where it leads."""

    text: str
    href: str = ""
    """Relative address; empty for a name without a page."""
    count: int = 0
    """How many briefings are behind it; 0 where that is not shown."""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date as shown and as machines read it."""

    text: str
    """`January 27, 2024`."""
    iso: str
    """`2024-01-27`."""
    note: str = ""
    """`year inferred`; empty when the original gives it."""


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """A status in words."""

    code: str
    """For styling: `unnamed`, `inferred`, `dead`, `retracted`, `corrected`, `disputed`."""
    text: str
    """`outlet unnamed in the original`."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An executive point."""

    number: int
    html: str
    anchor: str
    """Its id: `point:1`."""
    likelihood: str = ""
    """Term of ICD 203; empty without one."""
    percent: str = ""
    """The term's range: `55-80%`."""
    confidence: str = ""
    marks: tuple[StatusLabel, ...] = ()
    """What became of the sources it rests on."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """Something with a date: an event, a correction."""

    when: DateView
    html: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry under Sources."""

    number: int
    anchor: str
    outlet: Link | None
    """None when the original names none."""
    authors: str
    title: str
    title_language: str
    """BCP 47, when it differs from the page's."""
    when: DateView | None
    kind: str
    """`book`, `video` ...; empty for an article."""
    details: tuple[str, ...]
    """Pages, language, credibility: short, in words."""
    url: str
    """Where it is to be read: the archived copy when the original is dead."""
    host: str
    """Host of that address."""
    archive_url: str
    """The archived copy, when it is offered besides."""
    accessed: str
    marks: tuple[StatusLabel, ...]
    as_cited: str
    note: str
    back: tuple[Link, ...]
    """To each citation of it."""
    formatted: str = ""
    """HTML of the entry in a CSL style; empty in the house's own."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A briefing in a list."""

    title: str
    href: str
    when: DateView | None
    line: str
    """Publication line: `Eurasia Daily Monitor, Volume 21, Issue 19`; empty without one."""
    summary: str
    language: str
    """BCP 47, when it differs from the site's."""
    mark: str = ""
    """`draft`, `TLP:AMBER`; empty for what everybody may read."""
    points: tuple[str, ...] = ()
    """HTML of the executive points, where the list shows them."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of a list under a heading."""

    title: str
    items: tuple[ListItem, ...]
    anchor: str = ""
    href: str = ""
    """A page that holds this part alone; empty without one."""


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A briefing's page."""

    title: str
    language: str
    line: tuple[Link, ...]
    """Publication line: series, volume, issue."""
    when: DateView | None
    authors: tuple[Link, ...]
    minutes: int
    """Reading time in minutes, at least 1."""
    tlp: str
    """`TLP:AMBER`; empty when clear."""
    draft: str
    """`Draft` or `In review`; empty when published."""
    corrections: tuple[DatedText, ...]
    notices: tuple[StatusLabel, ...]
    """What became of its sources since."""
    summary: str
    """HTML of a line; empty without one."""
    points: tuple[Point, ...]
    body: Fragment
    contents: tuple[Heading, ...]
    """Headings worth a list of contents; empty when there are few."""
    events: tuple[DatedText, ...]
    sources: tuple[SourceEntry, ...]
    filed: tuple[tuple[str, tuple[Link, ...]], ...]
    """What it is filed under: headings, and links under each."""
    keywords: tuple[str, ...]
    related: tuple[ListItem, ...]
    address: str
    """Permanent address; relative when the site has none."""
    cite_as: tuple[tuple[str, str], ...]
    """How to cite the briefing: name of a style, HTML of a line."""
    exports: tuple[tuple[str, tuple[Link, ...]], ...]
    """Files for reference managers: what they hold, the formats."""
    pdf: str = ""
    """Where its PDF is; empty without one."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    lead: ListItem | None
    """The newest briefing, with its points."""
    latest: tuple[ListItem, ...]
    """The ones after it."""
    topics: tuple[Link, ...]
    archive: Link
    total: int


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A line of a catalogue."""

    link: Link
    note: str = ""
    """A word on it: `newspaper, Belarus`."""
    inner: tuple[CatalogueEntry, ...] = ()
    """Narrower topics."""


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """All topics, all outlets ..."""

    title: str
    lead: str
    parts: tuple[tuple[str, tuple[CatalogueEntry, ...]], ...]
    """Entries under headings; one part without a heading where there is no division."""
    sortable: bool = False
    """Whether readers may sort it by the number of briefings."""


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in a list."""

    page: Link
    """The page it belongs to."""
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class FeedsView:
    """All feeds and machine copies."""

    title: str
    lead: str
    most: int
    """Briefings in a feed."""
    site: FeedLine | None
    parts: tuple[tuple[str, tuple[FeedLine, ...]], ...]
    """Feeds of topics, publications ... under headings."""
    data: tuple[Link, ...]
    schemas: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MentionView:
    """A judgment or an event, with the briefing that says so."""

    when: DateView | None
    html: str
    briefing: Link
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """One topic, one outlet, one person ..., a volume, an issue, a year, a month."""

    trail: tuple[Link, ...]
    """The way here from above."""
    kind: str
    """`Topic`, `Outlet`, `Person` ..."""
    title: str
    lead: str
    """One sentence; may be empty."""
    facts: tuple[tuple[str, str, str], ...] = ()
    """Label, value and address (may be empty)."""
    names: tuple[tuple[str, str], ...] = ()
    """Further names with their language (may be empty)."""
    inner: tuple[Link, ...] = ()
    """Pages one level down: volumes, years, months."""
    judgments: tuple[MentionView, ...] = ()
    """Executive points that name a person, an organisation or a place, newest first."""
    events: tuple[MentionView, ...] = ()
    """Events that name it, newest first."""
    parts: tuple[ListPart, ...] = field(default=())
    total: int = 0
    pdf: str = ""
    """Where its PDF is: of a volume or an issue."""
    feeds: tuple[Link, ...] = ()
    """Its feeds."""
