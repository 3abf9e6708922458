"""The neutral value every format is read into, and what is known of words that went elsewhere."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """Why, one line, with what to do where something can be done."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the original that no field of the briefing holds."""

    text: str
    """The words."""
    reason: str
    """Why they were left out."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote or endnote."""

    label: str
    """What the text calls it: `1`."""
    text: str
    """What it says, in Markdown."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source the original lists outside the running text, as front matter may."""

    title: str = ""
    """Its title."""
    url: str = ""
    """Its address."""
    outlet: str = ""
    """Who published it."""
    date: PartialDate | None = None
    """When it was published."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the original says about itself, as written; empty where it is silent."""

    title: str = ""
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


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a format's reader puts out: Markdown blocks in reading order, nothing decided yet."""

    blocks: tuple[str, ...]
    """Paragraphs, lists, tables, headings, each a block of Markdown."""
    original: str
    """All the words a reader of the original sees; the import answers for each of them."""
    metadata: Metadata = field(default_factory=Metadata)
    """What the format states outside the text: front matter, document properties, meta elements."""
    notes: tuple[Footnote, ...] = ()
    """Footnotes the format marks as such."""
    left_out: tuple[LeftOut, ...] = ()
    """Words the reader could not place."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whatever file it came from."""

    name: str
    """Name of the file as given."""
    sha256: str
    """SHA-256 of its bytes, in hex."""
    metadata: Metadata
    """What it says about itself; the title is never empty."""
    points: tuple[str, ...]
    """Executive points, Markdown; may be empty."""
    blocks: tuple[str, ...]
    """The body, a block of Markdown each."""
    notes: tuple[Footnote, ...]
    """Footnotes and endnotes; `[^label]` in the text refers to them."""
    original: str
    """All its words."""
    left_out: tuple[LeftOut, ...] = ()
    """Words that are no part of the above, each with its reason."""


def count_words(text: str) -> Counter[str]:
    """The words of a text, counted: runs of letters and digits, without case, ligatures and soft hyphens.

    References are read; tags that only format, and what every address begins with, are no words.
    """
    bare = _SCHEME.sub(" ", _FORMATTING.sub("", text)) if "<" in text or "://" in text else text
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", html.unescape(bare)))
    return Counter(_WORD.findall(plain.casefold()))
