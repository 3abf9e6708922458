"""Views: the values that templates lay out, with every decision taken and every text formatted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.render.markdown import Fragment, Heading


@dataclass(frozen=True, slots=True)
class Link:
    """A name with the address that it leads to."""

    text: str
    href: str = ""
    """Relative address; empty for a name without a page."""
    count: int = 0
    """Number of its briefings; 0 where that is not shown."""


class DateView(NamedTuple):
    """A date for readers and for machines."""

    text: str
    """`January 27, 2024`."""
    iso: str
    """`2024-01-27`."""
    note: str = ""
    """`year inferred`; empty when the original gives it."""


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """A status in words: of a source, of a notice."""

    code: str
    """Ending of its CSS class: `unnamed`, `inferred`, `dead`, `retracted`, `corrected`, `disputed`."""
    text: str
    """`outlet unnamed in the original`."""
    note: str = ""
    """More words on it; may be empty."""


class Point(NamedTuple):
    """An executive point."""

    number: int
    html: str
    anchor: str
    """Id of its element: `point:1`."""
    likelihood: str = ""
    """Term of ICD 203, as its author writes it; empty without one."""
    likelihood_words: str = ""
    """The term for readers, with its range: `likely (55-80%)`."""
    confidence: str = ""
    """`low`, `moderate` or `high`; empty without one."""
    confidence_words: str = ""
    """`high confidence`."""
    marks: tuple[StatusLabel, ...] = ()
    """Notices about the sources that it cites."""


class DatedText(NamedTuple):
    """An event or a correction."""

    when: DateView
    html: str


class SourceEntry(NamedTuple):
    """An entry under Sources."""

    number: int
    anchor: str
    nameless: bool
    """Whether the original names neither outlet, authors nor title."""
    outlet: Link | None
    """None when the original names none, or where it stands as container or publisher."""
    authors: str
    title: str
    title_language: str
    """BCP 47, when it differs from the page's."""
    title_form: str
    """`book` for one in italics, `part` for one in quotation marks, before what it appeared in; else empty."""
    container: Link | None
    """What it appeared in: a journal, a book, a series."""
    numbers: str
    """Volume and issue with what parts them from the container: ` 12, no. 3`; may be empty."""
    imprint: tuple[Link, ...]
    """Place and publisher."""
    in_brackets: bool
    """Whether imprint and date stand in brackets."""
    pages: str
    """Pages after the brackets; empty where `details` has them."""
    when: DateView | None
    kind: str
    """`book`, `video` ...; empty for an article."""
    details: tuple[str, ...]
    """Pages, language: short, in words."""
    identifiers: tuple[Link, ...]
    """DOI and ISBN."""
    url: str
    """Address where readers find it: of the archived copy when the original is dead."""
    host: str
    """Host of `url`."""
    archive_url: str
    """Address of the archived copy, where `url` is that of the original; empty without one."""
    accessed: str
    marks: tuple[StatusLabel, ...]
    as_cited: str
    note: str
    back: tuple[Link, ...]
    """Links to its citations."""
    credibility: str = ""
    """`credibility 2 of 6`; empty for one that is not graded."""
    formatted: str = ""
    """HTML of the entry in a CSL style; empty in the house's own."""
    own: str = ""
    """`Own interview` or the like for what the desk itself heard or saw."""
    letter: str = ""
    """Letter that tells its mark from that of another source, where dates do not show it."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture that stands by itself: at the head of a briefing, or of somebody."""

    src: str
    """Relative address."""
    alt: str
    """What it shows, in words."""
    width: int = 0
    """Pixels; 0 where they are not known, as for the height."""
    height: int = 0
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A version of a briefing in one of its languages."""

    text: str
    """Name of the language in itself: `Deutsch`."""
    href: str
    """Relative address; empty for the page that shows it."""
    language: str
    """BCP 47."""
    direction: str
    """Its direction of writing, `ltr` or `rtl`."""
    title: str
    original: bool = False
    """Whether the others translate it."""


class ListItem(NamedTuple):
    """A briefing in a list."""

    title: str
    href: str
    when: DateView | None
    line: str
    """Publication line: `Eurasia Daily Monitor, Volume 21, Issue 19`; empty without one."""
    summary: str
    language: str
    """BCP 47, when it differs from that around the list."""
    direction: str = ""
    """Its direction of writing, when it differs from that around the list."""
    mark: str = ""
    """`Draft`, `TLP:AMBER`; empty for what everybody may read."""
    guide: str = ""
    """Address of what explains the mark; empty without one."""
    points: tuple[str, ...] = ()
    """HTML of the executive points, where the list shows them."""
    language_name: str = ""
    """Name of its language, on a site with pages in several, where it differs from that of the page."""
    page_language: str = ""
    """Language of that name, BCP 47."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part of a list under a heading."""

    title: str
    items: tuple[ListItem, ...]
    anchor: str = ""
    href: str = ""
    """Address of a page that holds this part alone; empty without one."""


class BriefingView(NamedTuple):
    """The page of a briefing, and what its PDF and its machine copy show."""

    title: str
    language: str
    """BCP 47."""
    direction: str
    """Its direction of writing, `ltr` or `rtl`, when it differs from the site's."""
    line: tuple[Link, ...]
    """Publication line: series, volume, issue."""
    when: DateView | None
    authors: tuple[Link, ...]
    between_authors: str
    """What parts the names of its authors."""
    minutes: int
    """Reading time in minutes, at least 1."""
    tlp: str
    """`TLP:AMBER`; empty when clear."""
    draft: str
    """`Draft` or `In review`; empty when published."""
    corrections: tuple[DatedText, ...]
    notices: tuple[StatusLabel, ...]
    """Notices about its sources, each kind once."""
    summary: str
    """HTML of one line; empty without a summary."""
    points: tuple[Point, ...]
    body: Fragment
    contents: tuple[Heading, ...]
    """Headings for a list of contents; empty when there are few."""
    events: tuple[DatedText, ...]
    sources: tuple[SourceEntry, ...]
    filed: tuple[tuple[str, tuple[Link, ...]], ...]
    """Members of facets that it is filed under: heading, links."""
    keywords: tuple[str, ...]
    """Names for the keywords of its PDF."""
    related: tuple[ListItem, ...]
    address: str
    """Permanent address; relative when the site does not know its own."""
    mail: str
    """Address that opens a mail with title and permanent address; empty when the site does not know its own."""
    cite_as: tuple[tuple[str, str], ...]
    """How to cite the briefing: name of a style, HTML of one line."""
    exports: tuple[tuple[str, tuple[Link, ...]], ...]
    """Files for reference managers: what they hold, as a message, and a link for each format."""
    guide: str
    """Address of the page that explains terms and marks."""
    pdf: str = ""
    """Address of its PDF; empty without one."""
    subtitle: str = ""
    lead_image: PictureView | None = None
    """Picture at its head."""
    roles: tuple[tuple[Link, str], ...] = ()
    """Those of its authors who have a role at the desk, each with it."""
    license: str = ""
    """HTML of its license, one line; empty without one."""
    versions: tuple[VersionLink, ...] = ()
    """All its versions in several languages, its own too; none without another."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    lead: ListItem | None
    """The newest briefing, with its points."""
    latest: tuple[ListItem, ...]
    """The briefings after it, newest first."""
    topics: tuple[Link, ...]
    """Topics with the most briefings."""
    archive: Link
    """Link to the archive, with the number of all briefings."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A member of a facet in its catalogue."""

    link: Link
    note: str = ""
    """A few words on it: `newspaper, Belarus`; may be empty."""
    inner: tuple[CatalogueEntry, ...] = ()
    """Members that name it as their parent."""


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The page that lists all topics, all outlets ..."""

    title: str
    lead: str
    """One sentence."""
    parts: tuple[tuple[str, tuple[CatalogueEntry, ...]], ...]
    """Entries under headings; one part with an empty heading where the list is not divided."""
    sortable: bool = False
    """Whether readers may sort it by the number of briefings."""


@dataclass(frozen=True, slots=True)
class MentionView:
    """An executive point or an event that names an entity, with its briefing."""

    when: DateView | None
    html: str
    briefing: Link
    likelihood: str = ""
    """In words, as the confidence."""
    confidence: str = ""
    comma: str = ", "
    """What parts the two."""
    language: str = ""
    """BCP 47, when it differs from the site's."""
    direction: str = ""
    """Its direction of writing, when it differs from the site's."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The page of a member of a facet, or of a volume, an issue, a year or a month."""

    trail: tuple[Link, ...]
    """Links to the pages above, the highest first."""
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
    timeline: str = ""
    """Its judgments by date and likelihood, as inline SVG; empty where they are few."""
    events: tuple[MentionView, ...] = ()
    """Events that name it, newest first."""
    parts: tuple[ListPart, ...] = ()
    """Lists of briefings under headings."""
    pdf: str = ""
    """Address of the PDF of a volume or an issue; empty for others."""
    feeds: tuple[Link, ...] = ()
    """Its feeds, by format."""
    notices: tuple[StatusLabel, ...] = ()
    """Notices about an outlet."""
    guide: str = ""
    """Address of the page that explains terms and marks."""
    photo: PictureView | None = None
    """Picture of an author."""
    comma: str = ", "
    """What parts the items of a row."""
