"""Outputs as values: pages, search records, prints, and the plan of a page that is still to be rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from mkdocs_briefings.charts.chart import ChartWithData


class PageKind(StrEnum):
    """Kinds of generated pages; the template of a kind is `<kind>.html.jinja`."""

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
    GUIDE = "guide"
    """How to read the site."""


class SearchSection(NamedTuple):
    """A section of a page, to which a search result can link."""

    anchor: str
    """Fragment of the address, without `#`; empty for the top of the page."""
    title: str
    """Heading; empty for a section without one."""
    text: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class SearchName:
    """A name in the texts of a record that readers may spell in other ways."""

    spelling: str
    """The name as `model/spelling.py` normalises it."""
    entities: tuple[str, ...]
    """Ids of the entities that it may mean."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """The record of a page for search, whatever the search engine."""

    url: str
    """Address from the root of the site: `briefings/x/`."""
    title: str
    language: str
    """BCP 47."""
    details: Mapping[str, str]
    """What a result shows besides its title: publication line, date, summary."""
    filters: Mapping[str, tuple[str, ...]]
    """Values by name of the filter: year, topic, entity, outlet, publication, author, language."""
    date: str
    """Date for sorting, an unknown part as 00: `2024-02-00`; empty without a date. The filter `date` holds it too."""
    group_names: tuple[str, ...] = ()
    """Names of the topics, entities and authors of the page."""
    names: tuple[SearchName, ...] = ()
    """Names in the texts and in `group_names` that search must find under any spelling."""
    sections: tuple[SearchSection, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchEntity:
    """A person, an organisation or a place, as search knows it."""

    id: str
    name: str
    url: str
    """Address of its page from the root of the site."""
    kind: str
    about: str
    """A few words; may be empty."""
    briefings: int
    """Number of briefings on its page."""
    also: tuple[str, ...]
    """Further names."""
    spellings: tuple[str, ...]
    """Every spelling that finds it, as `model/spelling.py` normalises it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page. MkDocs gets it as Markdown: front matter, then HTML."""

    uri: str
    """Address of the Markdown in the docs folder: `briefings/x.md`."""
    kind: PageKind
    title: str
    description: str
    """Plain text for search engines and previews; may be empty."""
    html: str
    """Sanitised HTML of the content."""
    language: str
    """Language of the content, BCP 47."""
    date: str = ""
    """Day of the last change of the content, ISO 8601, for the sitemap; empty when not known."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Further front matter."""
    head: str = ""
    """HTML for the head of the page: what reference managers and search engines read."""
    record: SearchRecord | None = None
    """None for pages that search leaves out."""
    files: tuple[tuple[str, str], ...] = ()
    """Files published with the page: address from the root of the site, text."""
    published: str = ""
    """Day of a briefing, ISO 8601; empty when not known."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page still to be rendered: where it goes and what it is made from."""

    uri: str
    kind: PageKind
    inputs: object
    """Frozen values that the page is made from; nothing else may reach the page."""
    language: str = ""
    """Language of its readers, for a page in the folder of a further one; empty in the root, and for a briefing."""


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """Everything a PDF is made from. Equal documents give equal bytes on one machine."""

    title: str
    text: str
    """JSON for the print template; nothing in it is code."""
    pictures: tuple[str | ChartWithData, ...] = ()
    """Files of the content folder and charts that the document shows, by number."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF and what it could not show."""

    content: bytes
    missing_characters: tuple[str, ...] = ()
    """Characters that no font has; each is replaced by its name or number."""
    unprintable_pictures: tuple[str, ...] = ()
    """Pictures that cannot be printed; each is replaced by its description."""

    @property
    def unprinted(self) -> tuple[str, ...]:
        """All that it could not show: characters, and files of pictures."""
        return (*self.missing_characters, *self.unprintable_pictures)
