"""Briefings and sources as items of CSL 1.0.2, from which every other export is made.

Schema of CSL-JSON: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from mkdocs_briefings.model.content import Notice, Outlet
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import LinkedBriefing, LinkedSource
from mkdocs_briefings.model.vocabulary import OutletKind, SourceKind
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.citations import UNNAMED
from mkdocs_briefings.render.export.people import PersonName, parse_name
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.sources import NOTICE_LABELS, readable_at


class CslType(StrEnum):
    """The types of CSL 1.0.2 that a desk cites."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    BROADCAST = "broadcast"
    DATASET = "dataset"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    MOTION_PICTURE = "motion_picture"
    POST = "post"
    REPORT = "report"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True)
class CslItem:
    """A briefing or a source; fields that are not known are empty."""

    id: str
    type: CslType
    title: str = ""
    authors: tuple[PersonName, ...] = ()
    container: str = ""
    """Name of what the item appeared in: a series, a newspaper, a site."""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    issn: str = ""
    genre: str = ""
    """What the item is, where the type does not say it: `Video`."""
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    """Address where the item can be read: of an archived copy when the original is dead."""
    language: str = ""
    """BCP 47."""
    note: str = ""
    unnamed: bool = False
    """Whether the original names neither outlet, authors nor title."""

    @property
    def display_title(self) -> str:
        """Title, or `[untitled video, January 27, 2024]` for formats that demand one."""
        words = f"untitled {self.type_word}" + (f", {dates.long(self.issued, 'en')}" if self.issued else "")
        return self.title or f"[{words}]"

    @property
    def type_word(self) -> str:
        """One word for what the item is: `video`, `book` ..."""
        return _WORDS.get(self.type, "article")


_TYPES = {
    SourceKind.BOOK: CslType.BOOK,
    SourceKind.REPORT: CslType.REPORT,
    SourceKind.VIDEO: CslType.MOTION_PICTURE,
    SourceKind.SOCIAL: CslType.POST,
    SourceKind.DOCUMENT: CslType.DOCUMENT,
    SourceKind.DATASET: CslType.DATASET,
    SourceKind.INTERVIEW: CslType.INTERVIEW,
    SourceKind.BROADCAST: CslType.BROADCAST,
}
_ARTICLES = {
    OutletKind.MAGAZINE: CslType.ARTICLE_MAGAZINE,
    OutletKind.ACADEMIC: CslType.ARTICLE_JOURNAL,
    OutletKind.BROADCASTER: CslType.WEBPAGE,
    OutletKind.WEBSITE: CslType.WEBPAGE,
    OutletKind.GOVERNMENT: CslType.WEBPAGE,
    OutletKind.INTERNATIONAL_ORGANISATION: CslType.WEBPAGE,
    OutletKind.THINK_TANK: CslType.WEBPAGE,
    OutletKind.PLATFORM: CslType.WEBPAGE,
    OutletKind.STANDARDS_BODY: CslType.WEBPAGE,
}
_PUBLISHED = frozenset(
    {CslType.BOOK, CslType.REPORT, CslType.DOCUMENT, CslType.DATASET, CslType.MOTION_PICTURE}
)
"""Types whose outlet is the publisher; items of other types appeared in their outlet."""
_GENRES = {
    CslType.MOTION_PICTURE: "Video",
    CslType.BROADCAST: "Broadcast",
    CslType.POST: "Social media post",
    CslType.DATASET: "Dataset",
    CslType.INTERVIEW: "Interview",
}
_WORDS = {
    CslType.BOOK: "book",
    CslType.BROADCAST: "broadcast",
    CslType.DATASET: "dataset",
    CslType.DOCUMENT: "document",
    CslType.INTERVIEW: "interview",
    CslType.MOTION_PICTURE: "video",
    CslType.POST: "post",
    CslType.REPORT: "report",
    CslType.WEBPAGE: "page",
}


def briefing_item(briefing: LinkedBriefing, url: str, site_name: str, registry: RegistryEntries) -> CslItem:
    """Return a briefing as an item: an article of its series, or a page of the site outside any series.

    Args:
        briefing: the briefing.
        url: permanent address of the briefing; empty when not known.
        site_name: name of the site.
        registry: registry entries of what the briefing names.
    """
    written, series = briefing.briefing, briefing.publication
    entry = registry.publication
    numbered = written.volume is not None or written.issue is not None
    in_series = CslType.ARTICLE_JOURNAL if numbered else CslType.ARTICLE_MAGAZINE
    desks = {site_name.casefold(), (entry.publisher or "").casefold() if entry else ""}
    return CslItem(
        id=briefing.id,
        type=in_series if series else CslType.WEBPAGE,
        title=one_line(written.title),
        authors=_names((author.name for author in briefing.authors), desks),
        container=one_line(series.name if series else site_name),
        publisher=one_line(entry.publisher if entry else None) or (site_name if series else ""),
        volume=str(written.volume or ""),
        issue=str(written.issue or ""),
        issn=(entry.issn if entry else None) or "",
        issued=written.date,
        url=url,
        language=briefing.language,
        note=f"Date: {written.date_inferred} inferred." if written.date_inferred else "",
    )


def source_items(briefing: LinkedBriefing, registry: RegistryEntries) -> list[CslItem]:
    """Return the sources of a briefing as items, by number."""
    return [_source(source, registry) for source in briefing.sources]


def csl_json(items: Iterable[CslItem]) -> str:
    """Return a CSL-JSON file: an array of items."""
    return json.dumps([csl_fields(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def csl_fields(item: CslItem) -> dict[str, Any]:
    """Return an item as CSL-JSON; empty fields are left out."""
    named: dict[str, Any] = {
        "id": item.id,
        "type": item.type.value,
        "title": item.title,
        "author": [_person(name) for name in item.authors],
        "container-title": item.container,
        "publisher": item.publisher,
        "volume": item.volume,
        "issue": item.issue,
        "page": item.page,
        "ISSN": item.issn,
        "genre": item.genre,
        "issued": _date(item.issued),
        "accessed": _date(item.accessed),
        "URL": item.url,
        "language": item.language,
        "note": item.note,
    }
    return {key: value for key, value in named.items() if value}


def _source(linked: LinkedSource, registry: RegistryEntries) -> CslItem:
    source, outlet = linked.source, one_line(linked.outlet.name if linked.outlet else None)
    entry = registry.outlet(linked.outlet)
    type = _TYPES.get(source.kind) or _article(entry)
    names = {outlet.casefold(), linked.outlet_short.casefold()}
    item = CslItem(
        id=source.id,
        type=type,
        title=one_line(source.title),
        authors=_names(source.authors, names),
        page=one_line(source.pages),
        genre=_GENRES.get(type, ""),
        issued=source.date,
        accessed=source.accessed,
        url=readable_at(linked)[0],
        language=source.language or "",
        note=" ".join(_remarks(linked)),
        unnamed=linked.outlet is None and not source.authors and not source.title,
    )
    return replace(item, publisher=outlet) if type in _PUBLISHED else replace(item, container=outlet)


def _article(outlet: Outlet | None) -> CslType:
    """Return the type of an article by the kind of its outlet; a newspaper article where that is not known."""
    newspaper = CslType.ARTICLE_NEWSPAPER
    return _ARTICLES.get(outlet.kind, newspaper) if outlet and outlet.kind else newspaper


def _remarks(linked: LinkedSource) -> Iterator[str]:
    """Yield what readers must know who see a source outside its briefing."""
    source = linked.source
    url, archive = readable_at(linked)
    if source.as_cited:
        yield f"As cited: {one_line(source.as_cited)}."
    if linked.outlet is None and not source.authors and not source.title:
        yield f"Outlet {UNNAMED}."
    if source.date_inferred:
        yield f"Date: {source.date_inferred} inferred."
    for notice in linked.notices:
        yield _notice_remark(notice)
    if source.url and url != source.url:
        yield f"Original address: {source.url}"
    if archive:
        yield f"Archived copy: {archive}"
    if source.note:
        yield one_line(source.note)


def _notice_remark(notice: Notice) -> str:
    when = f" ({notice.date})" if notice.date else ""
    return f"{NOTICE_LABELS[notice.status].capitalize()}{when}. {one_line(notice.note)}".rstrip()


def _names(written: Iterable[str], literal: set[str]) -> tuple[PersonName, ...]:
    """Parse the names of authors; one that is also the name of the outlet or the desk (`literal`) stays whole."""
    names = filter(None, map(one_line, written))
    return tuple(
        PersonName(literal=name) if name.casefold() in literal else parse_name(name) for name in names
    )


def _person(name: PersonName) -> dict[str, str]:
    named = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {key: value for key, value in named.items() if value}


def _date(date: PartialDate | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    return {"date-parts": [[date.year, date.month, date.day][: date.precision]]}


def one_line(text: str | None) -> str:
    """Return a text on one line, without control characters; empty for None."""
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(text.split())
