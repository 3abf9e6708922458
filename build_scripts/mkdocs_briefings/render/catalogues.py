"""Lists of all topics, people, outlets, authors and publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.content import Entity, Outlet, Publication, Topic
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Group, Kind, Ref
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.dates import locale
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
class CatalogueLine:
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
class CatalogueInputs:
    """All that a catalogue is made from."""

    kind: Kind
    lines: tuple[CatalogueLine, ...]


def catalogue_inputs(kind: Kind, groups: Iterable[Group], language: str) -> CatalogueInputs:
    """What the catalogue of these groups shows."""
    return CatalogueInputs(kind, tuple(_line(group, language) for group in groups))


def catalogue_page(uri: str, shown: CatalogueInputs, context: RenderContext) -> Page:
    """A catalogue."""
    title, lead = _TITLES[shown.kind]
    ids = {line.ref.id for line in shown.lines}
    inner: dict[str, list[CatalogueLine]] = {}
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
        html=fill_template(
            "catalogue", view=CatalogueView(title, lead, filled, sortable=shown.kind is Kind.OUTLET)
        ),
        language=context.settings.language,
    )


def _entry(
    uri: str, line: CatalogueLine, inner: Mapping[str, list[CatalogueLine]], context: RenderContext
) -> CatalogueEntry:
    below = inner.get(line.ref.id, ()) if line.ref.id else ()
    return CatalogueEntry(
        context.link(uri, line.ref, line.count),
        line.note,
        tuple(_entry(uri, one, inner, context) for one in below),
    )


def _line(group: Group, language: str) -> CatalogueLine:
    count = len(group.briefings)
    match group.entry:
        case Topic() as topic:
            return CatalogueLine(group.ref, count, topic.description or "", parent=topic.parent or "")
        case Entity() as entity:
            return CatalogueLine(group.ref, count, entity.description or "", part=_ENTITY_PARTS[entity.kind])
        case Outlet() as outlet:
            return CatalogueLine(group.ref, count, outlet_note(outlet, language))
        case Publication() as publication:
            return CatalogueLine(group.ref, count, publication.publisher or "")
        case _:
            return CatalogueLine(group.ref, count)


def outlet_note(outlet: Outlet, language: str) -> str:
    """`newspaper, Belarus`."""
    kind = outlet.kind.value.replace("-", " ") if outlet.kind else ""
    return ", ".join(filter(None, (kind, country_name(outlet.country, language))))


def country_name(code: str | None, language: str) -> str:
    """Name of a country by its ISO 3166-1 code, from CLDR; the code itself where CLDR has no name."""
    return locale(language).territories.get(code, code) if code else ""
