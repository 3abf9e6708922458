"""The machine copy, a briefing as data in `index.json` beside its page: a published format, version 1.

It is frozen, for programs of others read it: new keys are optional; one that is renamed, removed or means something else
makes version 2.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mkdocs_briefings.model.safe_text import strip_forbidden
from mkdocs_briefings.model.schema import published_schema

VERSION = 1

Words = Annotated[str, BeforeValidator(strip_forbidden)]
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A day, a month or a year: EDTF level 0."""
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""RFC 3339."""


class Copied(BaseModel):
    """Base of all parts. What is not known is left out, never empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CopiedName(Copied):
    """Something the briefing belongs to."""

    id: Words
    """Id in the desk's registries; made of the name where no registry knows it."""
    name: Words
    url: Words = ""
    """Its page on the site."""


class CopiedAuthor(CopiedName):
    """Somebody who wrote the briefing."""

    role: Words = ""
    """What they are at the desk."""


class CopiedEntity(CopiedName):
    """A person, an organisation or a place."""

    kind: Words = ""
    """`person`, `organisation` or `place`."""


class CopiedCite(Copied):
    """A source that a text cites."""

    source: Words
    """Id of the source."""
    mark: int
    """Number of the mark in the text, which is addressed `#cite:<number>`."""
    prefix: Words = ""
    """Words before it: `see`."""
    locator: Words = ""
    """Where in the source: `p. 58`."""
    suffix: Words = ""
    """Words after that: `and others`."""


class CopiedText(Copied):
    """A text in both forms. Its citations are written out as readers see them: `(SB, January 27)`."""

    text: Words
    """Plain; paragraphs are parted by an empty line."""
    html: Words
    """Clean HTML without scripts and styles."""
    cites: tuple[CopiedCite, ...] = ()


class CopiedPoint(CopiedText):
    """An executive point, addressed `#point:<number>`."""

    likelihood: Words = ""
    """Term of ICD 203."""
    confidence: Words = ""
    """`low`, `moderate` or `high`."""


class CopiedDated(CopiedText):
    """An event or a correction."""

    date: Day


class CopiedNotice(Copied):
    """What became of a source after it was cited."""

    status: Words
    """`retracted`, `corrected`, `disputed` or `dead`."""
    date: Day | None = None
    note: Words = ""


class CopiedSource(Copied):
    """A cited item, addressed `#source:<id>`."""

    id: Words
    number: int
    """Its number under Sources."""
    kind: Words
    outlet: CopiedName | None = None
    """Who published it; left out when the original does not name it."""
    title: Words = ""
    authors: tuple[Words, ...] = ()
    container: Words = ""
    """What it appeared in, where that is not the outlet."""
    volume: Words = ""
    """Volume of what it appeared in."""
    issue: Words = ""
    """Issue of what it appeared in."""
    publisher: Words = ""
    """Publisher in the imprint, where that is not the outlet."""
    place: Words = ""
    """Where it was published."""
    date: Day | None = None
    date_inferred: Words = ""
    """Part of the date that is not in the original."""
    accessed: Day | None = None
    url: Words = ""
    archive_url: Words = ""
    doi: Words = ""
    """Digital Object Identifier, without an address."""
    isbn: Words = ""
    pages: Words = ""
    language: Words = ""
    credibility: int | None = None
    """Admiralty scale, 1 to 6."""
    as_cited: Words = ""
    """The citation as the original has it."""
    note: Words = ""
    own: Words = ""
    """`own interview`, `own reporting` ...: what the desk itself heard or saw."""
    letter: Words = ""
    """Letter that tells its mark from that of another source: `a` of `(Agency, February 5a)`."""
    notices: tuple[CopiedNotice, ...] = ()


class CopiedLink(Copied):
    """Another briefing of the site."""

    id: Words
    title: Words
    url: Words


class CopiedVersion(CopiedLink):
    """A version of the briefing in another language."""

    language: Words
    """BCP 47."""


class CopiedPicture(Copied):
    """The picture at the head of the briefing."""

    url: Words
    alt: Words
    """What it shows, in words."""
    width: int | None = None
    """In pixels, as the height."""
    height: int | None = None
    caption: Words = ""
    credit: Words = ""


class CopiedLicense(Copied):
    """Terms under which the briefing may be used."""

    text: Words
    """Name of the license, or a sentence."""
    url: Words = ""
    """Address of its terms."""


class CopiedFile(Copied):
    """The briefing, or its list of sources, for reference managers."""

    holds: Words
    """`This briefing` or `Its sources`."""
    format: Words
    """`BibTeX`, `RIS` or `CSL-JSON`."""
    url: Words


class MachineCopy(Copied):
    """A briefing with everything that its page shows.

    Addresses are absolute. Where a site does not know its own address, they start from its root.
    """

    schema_: Words = Field(alias="$schema")
    """Address of this schema."""
    version: int = Field(json_schema_extra={"const": VERSION})
    """Version of this format."""
    id: Words
    """Id of the briefing, the last part of its address."""
    stable_id: Words
    """Its first address. It outlives a new title, a corrected date and, by `aliases`, a new id."""
    url: Words
    """Its permanent address."""
    title: Words
    subtitle: Words = ""
    language: Words
    """BCP 47."""
    date: Day | None = None
    """Day, month or year of publication."""
    date_inferred: Words = ""
    """Part of the date that is not in the original."""
    published: Moment | None = None
    """Moment of publication; noon UTC where only the day is known."""
    updated: Moment | None = None
    """Moment of the last correction, else of publication. Each correction moves it."""
    status: Words
    """`published`; `draft` or `review` on a site that is built with drafts."""
    tlp: Words
    """Who may read it: a level of FIRST TLP 2.0."""
    publication: CopiedName | None = None
    volume: int | None = None
    issue: int | None = None
    authors: tuple[CopiedAuthor, ...] = ()
    topics: tuple[CopiedName, ...] = ()
    regions: tuple[CopiedName, ...] = ()
    entities: tuple[CopiedEntity, ...] = ()
    summary: CopiedText | None = None
    lead_image: CopiedPicture | None = None
    """Picture at its head."""
    executive_points: tuple[CopiedPoint, ...]
    corrections: tuple[CopiedDated, ...] = ()
    body: CopiedText
    """The analysis; its paragraphs are addressed `#p:<number>`."""
    events: tuple[CopiedDated, ...] = ()
    sources: tuple[CopiedSource, ...] = ()
    """By number."""
    related: tuple[CopiedLink, ...] = ()
    translation_of: Words = ""
    """Id of the original, if the briefing is a translation of one that the site has."""
    translations: tuple[CopiedVersion, ...] = ()
    """Its versions in other languages."""
    license: CopiedLicense | None = None
    pdf: Words = ""
    image: Words = ""
    """Its card: a picture of its title and its first executive point."""
    exports: tuple[CopiedFile, ...] = ()

    @property
    def json_text(self) -> str:
        """Text of `index.json`, without values that are empty, with a line break at the end."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True) + "\n"


def copy_schema(address: str) -> str:
    """Return the JSON Schema of `index.json` (draft 2020-12), which is published at an address; empty for none."""
    return published_schema(MachineCopy, address)
