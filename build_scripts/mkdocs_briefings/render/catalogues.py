"""Lists of all topics, people, outlets, authors and publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.content import Entity, Outlet, Publication, Topic
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Group, Kind, Ref
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.dates import locale
from mkdocs_briefings.render.environment import fill
from mkdocs_briefings.render.views import CatalogueEntry, CatalogueView

_TITLES = {
    Kind.TOPIC: ("Topics", "What the briefings are about."),
    Kind.ENTITY: ("People, organisations and places", "Who and what the briefings are about."),
    Kind.OUTLET: ("Outlets", "Who published the sources that the briefings cite."),
    Kind.AUTHOR: ("Authors", "Who wrote the briefings."),
    Kind.PUBLICATION: ("Publications", "The series that the briefings appeared in."),
}
_ENTITY_PARTS = {
    EntityKind.PERSON: "People",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.PLACE: "Places",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a catalogue."""

    ref: Ref
    count: int
    """Briefings behind it."""
    note: str = ""
    parent: str = ""
    """Id of the wider topic."""
    part: str = ""
    """Heading it stands under."""


@dataclass(frozen=True, slots=True)
class CatalogueShown:
    """All that a catalogue is made from."""

    kind: Kind
    lines: tuple[Line, ...]


def catalogue_shown(kind: Kind, groups: Iterable[Group], language: str) -> CatalogueShown:
    """What the catalogue of these groups shows."""
    return CatalogueShown(kind, tuple(_line(group, language) for group in groups))


def catalogue_page(uri: str, shown: CatalogueShown, context: Context) -> Page:
    """A catalogue."""
    title, lead = _TITLES[shown.kind]
    ids = {line.ref.id for line in shown.lines}
    inner: dict[str, list[Line]] = {}
    for line in shown.lines:
        inner.setdefault(line.parent if line.parent in ids else "", []).append(line)
    parts: dict[str, list[CatalogueEntry]] = {name: [] for name in _ENTITY_PARTS.values()}
    for line in inner.get("", []):
        parts.setdefault(line.part, []).append(_entry(uri, line, inner, context))
    filled = tuple((name, tuple(entries)) for name, entries in parts.items() if entries)
    return Page(
        uri=uri,
        kind=PageKind.CATALOGUE,
        title=title,
        description=lead,
        html=fill("catalogue", view=CatalogueView(title, lead, filled, sortable=shown.kind is Kind.OUTLET)),
        language=context.settings.language,
    )


def _entry(uri: str, line: Line, inner: Mapping[str, list[Line]], context: Context) -> CatalogueEntry:
    below = inner.get(line.ref.id, ()) if line.ref.id else ()
    return CatalogueEntry(
        context.link(uri, line.ref, line.count),
        line.note,
        tuple(_entry(uri, one, inner, context) for one in below),
    )


def _line(group: Group, language: str) -> Line:
    count = len(group.briefings)
    match group.entry:
        case Topic() as topic:
            return Line(group.ref, count, topic.description or "", parent=topic.parent or "")
        case Entity() as entity:
            return Line(group.ref, count, entity.description or "", part=_ENTITY_PARTS[entity.kind])
        case Outlet() as outlet:
            return Line(group.ref, count, outlet_note(outlet, language))
        case Publication() as publication:
            return Line(group.ref, count, publication.publisher or "")
        case _:
            return Line(group.ref, count)


def outlet_note(outlet: Outlet, language: str) -> str:
    """`newspaper, Belarus`."""
    kind = outlet.kind.value.replace("-", " ") if outlet.kind else ""
    return ", ".join(filter(None, (kind, country(outlet.country, language))))


def country(code: str | None, language: str) -> str:
    """Name of a country by its ISO 3166-1 code, from CLDR; the code itself where CLDR has no name."""
    return locale(language).territories.get(code, code) if code else ""
