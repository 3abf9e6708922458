"""The content format, version 1: what authors write. JSON Schemas and the reference page are made from these models."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from mkdocs_briefings.model.by_language import (
    NameByLanguage,
    OtherNameByLanguage,
    SentencesByLanguage,
    TextByLanguage,
    stands_in,
)
from mkdocs_briefings.model.content_model import AuthorName, ContentModel, Imported, LeadImage
from mkdocs_briefings.model.countries import CountryCode
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.field_types import (
    Address,
    Doi,
    Email,
    Isbn,
    LanguageTag,
    License,
    Markdown,
    MarkdownText,
    Name,
    Picture,
    Sentences,
    Slug,
    SourceId,
    Text,
    Verbatim,
)
from mkdocs_briefings.model.moment import Moment
from mkdocs_briefings.model.vocabulary import (
    AuthorKind,
    Confidence,
    DatePart,
    EntityKind,
    Likelihood,
    NoticeStatus,
    OutletKind,
    Reliability,
    SourceKind,
    Status,
    Tlp,
)


class ExecutivePoint(ContentModel):
    """One thing a reader in a hurry must know. A plain string stands for `text` alone."""

    text: MarkdownText
    """The point, one or two sentences of Markdown with citations."""
    likelihood: Likelihood | None = None
    """How likely the judgment is, in a term of ICD 203."""
    confidence: Confidence | None = None
    """How well founded the judgment is: low, moderate or high."""

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Source(ContentModel):
    """One cited item."""

    id: SourceId
    """Name of the source in this briefing's citations, unique in the briefing: `sb-2024-01-27`."""
    outlet: str | None = None
    """Who published it: an id in outlets.yaml or a plain name. Left out or `null`, the original does not name it."""
    own: bool = False
    """True for what the desk itself heard or saw: an interview, an observation. It needs no outlet."""
    kind: SourceKind = SourceKind.ARTICLE
    """What it is."""
    title: str | None = None
    """Its title, in its own language."""
    authors: tuple[AuthorName, ...] = ()
    """Who wrote it: plain names, or names in parts."""
    container: Text | None = None
    """What it appeared in, where that is not the outlet: a journal, a book, a series, a site."""
    volume: Text | None = None
    """Volume of what it appeared in."""
    issue: Text | None = None
    """Issue of what it appeared in, or number in its series."""
    publisher: Text | None = None
    """Publisher in the imprint, where that is not the outlet: `Example Press`."""
    place: Text | None = None
    """Where it was published: `Riga`."""
    url: Address | None = None
    """Its address: http or https."""
    doi: Doi | None = None
    """Digital Object Identifier, bare or as an address: `10.1000/182`."""
    isbn: Isbn | None = None
    """International Standard Book Number, with or without hyphens: `978-0-306-40615-7`."""
    date: PartialDate | None = None
    """When it was published."""
    date_inferred: DatePart | None = None
    """Which part of the date is not in the original but inferred; readers are told."""
    accessed: PartialDate | None = None
    """When it was last read at its address."""
    archive_url: Address | None = None
    """Address of an archived copy."""
    pages: str | None = None
    """Pages of the item in what it appeared in."""
    language: LanguageTag | None = None
    """Its language, BCP 47: `ru`, `zh-Hant`."""
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    """Credibility of this item on the Admiralty scale: 1 (confirmed) to 6 (cannot be judged)."""
    as_cited: Verbatim | None = None
    """The citation as an import found it, letter for letter."""
    note: Sentences | None = None
    """A remark for readers: why a date was inferred, what is missing."""

    @property
    def doi_url(self) -> str:
        """Address that its DOI leads to; empty without one."""
        return f"https://doi.org/{quote(self.doi, safe='/:;(),._-')}" if self.doi else ""


class Event(ContentModel):
    """Something that happened, for the timeline."""

    date: PartialDate
    """When."""
    text: MarkdownText
    """What, one sentence of Markdown with citations."""
    cites: tuple[SourceId, ...] = ()
    """Ids of the sources that report it."""


class Correction(ContentModel):
    """What was wrong after publication and has been put right."""

    date: PartialDate
    """When it was corrected."""
    text: MarkdownText
    """What was wrong and what is right now, in Markdown."""


class Briefing(ContentModel):
    """One briefing; its id is the name of its file without `.yaml`."""

    title: Text
    """Title, best under 70 characters so that search results show all of it."""
    subtitle: Text | None = None
    """What stands below the title, smaller."""
    date: PartialDate | None = None
    """Day, month or year of publication; required once the status is `published`."""
    date_inferred: DatePart | None = None
    """Which part of the date is not in the original but inferred; readers are told."""
    publication: Slug | None = None
    """Series it appeared in: an id in publications.yaml."""
    volume: Annotated[int, Field(ge=1)] | None = None
    """Volume of the series."""
    issue: Annotated[int, Field(ge=1)] | None = None
    """Issue within the volume."""
    authors: tuple[AuthorName, ...] = ()
    """Who wrote it: ids in authors.yaml, plain names, or names in parts."""
    language: LanguageTag | None = None
    """Language of the text, BCP 47; the site's language when left out."""
    translation_of: Slug | None = None
    """Id of the briefing that this is a version of, in another language; that is no translation itself."""
    status: Status = Status.PUBLISHED
    """How far it has come: draft, review or published."""
    publish_at: Moment = None
    """Embargo: nobody sees it before this moment. ISO 8601 with an offset: `2024-02-05T09:00:00-05:00`."""
    tlp: Tlp = Tlp.CLEAR
    """Who may read it: a level of FIRST TLP 2.0."""
    topics: tuple[Slug, ...] = ()
    """Ids in topics.yaml."""
    regions: tuple[Slug, ...] = ()
    """Parts of the world it is about: ids in regions.yaml."""
    entities: tuple[Slug, ...] = ()
    """People, organisations and places it is about: ids in entities/*.yaml."""
    aliases: tuple[Slug, ...] = ()
    """Former ids, the oldest first; their addresses lead here."""
    summary: Markdown | None = None
    """One paragraph of Markdown for lists, feeds and search results."""
    lead_image: LeadImage | None = None
    """Picture at its head."""
    executive_points: Annotated[tuple[ExecutivePoint, ...], Field(min_length=1, max_length=7)]
    """What a reader in a hurry must know: one to seven points, three or four being best."""
    body: Markdown
    """The analysis, in Markdown; citations as in Pandoc: `[@id]`, `[@id, p. 58]`, `[@a; @b]`."""
    events: tuple[Event, ...] = ()
    """Dated events, for the timeline."""
    sources: tuple[Source, ...] = ()
    """The cited items."""
    corrections: tuple[Correction, ...] = ()
    """What was put right after publication; shown on top."""
    related: tuple[Slug, ...] = ()
    """Ids of briefings to read next."""
    license: License | None = None
    """Under which terms it may be used: an SPDX id (`CC-BY-4.0`), or a sentence, best with an address."""
    imported: Imported | None = None
    """Where it was imported from; written by `briefings import`."""

    @model_validator(mode="after")
    def _dated_when_published(self) -> Briefing:
        if self.status is Status.PUBLISHED and self.date is None:
            raise PydanticCustomError(
                "missing_date", "a published briefing needs a date; add `date:` or set `status: draft`"
            )
        return self


class Publication(ContentModel):
    """A series that briefings appear in."""

    name: NameByLanguage
    """Full name: `Eurasia Daily Monitor`."""
    short: OtherNameByLanguage | None = None
    """Short name for tight places: `EDM`."""
    publisher: str | None = None
    """Who publishes the series."""
    description: SentencesByLanguage | None = None
    """What the series is, one sentence."""
    issn: Annotated[str, Field(pattern=r"^\d{4}-\d{3}[\dX]$")] | None = None
    """International Standard Serial Number, ISO 3297."""
    first_volume_year: Annotated[int, Field(ge=1450, le=9999)] | None = None
    """Year of Volume 1; volumes are taken to be yearly from there."""
    url: Address | None = None
    """Its address."""


class Author(ContentModel):
    """Somebody who writes briefings."""

    name: NameByLanguage
    """Name as readers see it."""
    kind: AuthorKind | None = None
    """Person or organisation, where the name does not say it; the name of an organisation is never taken apart."""
    family: OtherNameByLanguage | None = None
    """Family name, as it stands in `name`, where it is not the last word: `Kim` of `Kim Jong Un`."""
    bio: SentencesByLanguage | None = None
    """Who they are, one or two sentences."""
    role: TextByLanguage | None = None
    """What they are at the desk: `Senior analyst`."""
    photo: Picture | None = None
    """Picture of them under the content folder: `files/ada.jpg`."""
    email: Email | None = None
    """Address for mail, shown on their page."""
    orcid: Annotated[str, Field(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = None
    """ORCID iD, without the address."""
    url: Address | None = None
    """Their address."""

    @model_validator(mode="after")
    def _family_stands_in_name(self) -> Author:
        if not stands_in(self.family, self.name):
            raise PydanticCustomError("family_name", "`family` does not stand in `name`")
        return self


class Topic(ContentModel):
    """What a briefing is about."""

    name: NameByLanguage
    """Name as readers see it."""
    description: SentencesByLanguage | None = None
    """What belongs here, one sentence."""
    parent: Slug | None = None
    """Id of the wider topic."""


class Region(ContentModel):
    """A part of the world that briefings are about."""

    name: NameByLanguage
    """Name as readers see it."""
    description: SentencesByLanguage | None = None
    """What belongs to it, one sentence."""
    parent: Slug | None = None
    """Id of the wider region."""


class Outlet(ContentModel):
    """Who publishes sources: a newspaper, an agency, a ministry, a platform."""

    name: NameByLanguage
    """Full name."""
    short: OtherNameByLanguage | None = None
    """Name in citations: `SB`."""
    aliases: tuple[Name, ...] = ()
    """Other names it is cited under."""
    kind: OutletKind | None = None
    """What it is."""
    country: CountryCode | None = None
    """Where it works from, ISO 3166-1 alpha-2: `BY`."""
    language: LanguageTag | None = None
    """Its main language, BCP 47."""
    owner: str | None = None
    """Who owns it."""
    reliability: Reliability | None = None
    """The desk's rating on the Admiralty scale, A to F."""
    rated_on: PartialDate | None = None
    """When the desk rated it."""
    url: Address | None = None
    """Its address."""
    description: SentencesByLanguage | None = None
    """What readers should know about it, one sentence."""


class Entity(ContentModel):
    """A person, an organisation or a place that briefings are about."""

    name: NameByLanguage
    """Name as the desk writes it."""
    kind: EntityKind
    """Person, organisation or place."""
    aliases: tuple[Name, ...] = ()
    """Other spellings of the name."""
    native_names: dict[LanguageTag, Name] = Field(default_factory=dict)
    """The name in its own languages and scripts: `be: Аляксандр Лукашэнка`."""
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9]\d*$")] | None = None
    """Wikidata item: `Q2866`."""
    description: SentencesByLanguage | None = None
    """Who or what it is, one sentence."""


class Notice(ContentModel):
    """What became of a source or an outlet after it was cited."""

    url: Address | None = None
    """Address of the source it is about."""
    outlet: Slug | None = None
    """Or the outlet it is about, an id in outlets.yaml."""
    status: NoticeStatus
    """What happened."""
    date: PartialDate | None = None
    """When it happened or was noticed."""
    note: Sentences | None = None
    """What readers should know."""
    archive_url: Address | None = None
    """Address of an archived copy that stands in."""

    @model_validator(mode="after")
    def _about_one_thing(self) -> Notice:
        if (self.url is None) == (self.outlet is None):
            raise PydanticCustomError("notice_target", "a notice names either a `url` or an `outlet`")
        return self
