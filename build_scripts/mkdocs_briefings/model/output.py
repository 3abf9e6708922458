"""What is put out: pages, search records, and the plan of what each is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PageKind(StrEnum):
    """What a generated page is; names its template `<kind>.html.jinja`."""

    BRIEFING = "briefing"
    HOME = "home"
    CATALOGUE = "catalogue"
    """All topics, all outlets, all people ..."""
    GROUP = "group"
    """One topic, one outlet, one person ..."""
    ARCHIVE = "archive"
    """All years, one year or one month."""
    SEARCH = "search"
    FEEDS = "feeds"
    """All feeds and machine copies."""


@dataclass(frozen=True, slots=True)
class SearchSection:
    """A stretch of a search record that a reader can be taken to."""

    anchor: str
    """Fragment of its address, without `#`; empty for the top of the page."""
    title: str
    """Its heading; empty where it has none of its own."""
    text: str
    """Its words, plain."""


@dataclass(frozen=True, slots=True)
class SearchName:
    """A name in the texts of a record that has other spellings."""

    spelling: str
    """As `model/spelling.py` compares it."""
    token: str
    """What stands for all of them: the same word in every record, for whatever spelling."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What search knows of a page: plain values, whatever the engine."""

    url: str
    """Address from the root of the site: `briefings/x/`."""
    title: str
    language: str
    """BCP 47."""
    details: Mapping[str, str]
    """What a result shows besides its title: publication line, date, summary."""
    filters: Mapping[str, tuple[str, ...]]
    """Values by filter: year, topic, entity, outlet, publication, author, language."""
    date: str
    """For sorting: `2024-02-05`, a part that is not known as 00; empty without a date. The filter `date` says the same."""
    group_names: tuple[str, ...] = ()
    """Names of what it belongs to: topics, people and places, authors."""
    names: tuple[SearchName, ...] = ()
    """The names in it, and in what it belongs to, that must be found under any spelling."""
    sections: tuple[SearchSection, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, handed to MkDocs as front matter and HTML in Markdown."""

    uri: str
    """Address of its Markdown in the docs folder: `briefings/x.md`."""
    kind: PageKind
    title: str
    description: str
    """For search engines and previews, plain text; may be empty."""
    html: str
    """What it shows, clean."""
    language: str
    """Language of its content, BCP 47."""
    date: str = ""
    """Day of the last change of what it shows, ISO 8601, for the sitemap; empty when not known."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Further front matter."""
    head: str = ""
    """HTML for the page's head: what reference managers and search engines read."""
    record: SearchRecord | None = None
    """What search knows of it; None for pages that search leaves out."""
    files: tuple[tuple[str, str], ...] = ()
    """Files that go with it: address from the root of the site, text."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page still to be made: where it goes and exactly what it shows."""

    uri: str
    kind: PageKind
    inputs: object
    """The frozen values the page is made from; nothing else may reach the page."""


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """Everything a PDF is made from. Two equal ones give the same bytes on the same machine."""

    title: str
    text: str
    """JSON that the print template walks; nothing in it is code."""
    pictures: tuple[str, ...] = ()
    """Files of the content folder that it shows, by number."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF."""

    content: bytes
    missing_characters: tuple[str, ...] = ()
    """Characters that no font at hand shows; each is replaced by its name or number."""
    unprintable_pictures: tuple[str, ...] = ()
    """Pictures that cannot be printed; each is replaced by its description."""
