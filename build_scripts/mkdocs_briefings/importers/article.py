"""The values that every format is read into: first a `RawArticle`, then an `Article`; and how words are counted."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_briefings.importers.restrictions import UNRESTRICTED, Restriction
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import Kind

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FORMATTING = re.compile(r"</?(?:em|i|b|strong|span|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_SCHEME = re.compile(r"\bhttps?://(?:www\.)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be imported."""

    name: str
    """Name of the file as given."""
    reason: str
    """Why, on one line, and what to do about it where something can be done."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the original that no field of the briefing holds, and the reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote."""

    label: str
    """What the text refers to it by: `1`."""
    text: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source that the original lists outside its running text, as front matter may."""

    title: str = ""
    url: str = ""
    outlet: str = ""
    """Name of who published it, as written."""
    date: PartialDate | None = None
    """Day of publication."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Statements of the original about itself, as written; empty where it makes none."""

    title: str = ""
    subtitle: str = ""
    license: str = ""
    publication: str = ""
    volume: int | None = None
    issue: int | None = None
    date: PartialDate | None = None
    date_text: str = ""
    """The date as the original writes it, where that differs from `date`."""
    authors: tuple[str, ...] = ()
    language: str = ""
    filed: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """Names of topics, of people, organisations and places ..."""
    summary: str = ""
    points: tuple[str, ...] = ()
    sources: tuple[ListedSource, ...] = ()
    restriction: Restriction = UNRESTRICTED
    """Limits that it sets to its readers."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Texts in which limits may stand."""
        return self.title, self.subtitle, self.license, self.summary


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The output of a format's reader: blocks in reading order, title and labels not yet told from the body."""

    blocks: tuple[str, ...]
    """Paragraphs, lists, tables and headings, each a block of Markdown."""
    original: str
    """All the words that somebody who reads the original sees; the import accounts for each of them."""
    metadata: Metadata = field(default_factory=Metadata)
    """Statements outside the text: front matter, document properties, meta elements."""
    notes: tuple[Footnote, ...] = ()
    """Footnotes that the format marks as such."""
    left_out: tuple[LeftOut, ...] = ()
    """Words that the reader could not place."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Fields that were guessed, each with what a person should look at."""
    pictures: tuple[bytes, ...] = ()
    """Pictures within the file; `picture:0` in the text is the address of the first."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its parts told apart, whatever format it came in."""

    name: str
    """Name of the file as given."""
    sha256: str
    """SHA-256 of its bytes, in hex."""
    metadata: Metadata
    """Its statements about itself; the title is never empty."""
    points: tuple[str, ...]
    """Executive points, Markdown; may be none."""
    blocks: tuple[str, ...]
    """The blocks of the body, Markdown."""
    notes: tuple[Footnote, ...]
    """Footnotes and endnotes; `[^label]` in the text refers to them."""
    left_out: tuple[LeftOut, ...] = ()
    """Words that are no part of the above."""
    read_language: str = ""
    """The language that its words are in, BCP 47; empty where that is not certain."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Fields that were guessed, each with what a person should look at."""
    pictures: tuple[bytes, ...] = ()
    """Pictures within the file; `picture:0` in the text is the address of the first."""

    @property
    def language(self) -> str:
        """The language that it declares, else that of its words; empty where neither says."""
        return self.metadata.language or self.read_language


def count_words(text: str) -> Counter[str]:
    """Count the words of a text: runs of letters and digits, without regard to case, ligatures and soft hyphens.

    Character references are read. Tags that only format are no words, nor are `https://` and `www.`.
    """
    bare = _SCHEME.sub(" ", _FORMATTING.sub("", text)) if "<" in text or "://" in text else text
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", html.unescape(bare)))
    return Counter(_WORD.findall(plain.casefold()))
