"""Catalogues: the page that lists all members of a facet, such as all topics or all outlets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.content import Author, Outlet, Publication
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Group, Ref
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.terms import OUTLET_KINDS, in_row
from mkdocs_briefings.render.views import CatalogueEntry, CatalogueView


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A member of a facet in its catalogue."""

    ref: Ref
    count: int
    """Number of its briefings."""
    note: str
    """A few words on it as its registry has them; may be empty."""
    outlet_kind: str
    """What an outlet is; may be empty, as its country."""
    country: str
    """Code of ISO 3166-1."""
    parent: str
    """Id of the wider member; empty for one at the top."""
    part: str
    """Heading of the part of the catalogue, a message; empty where there are no parts."""


@dataclass(frozen=True, slots=True)
class CatalogueInputs:
    """All that a catalogue is made from."""

    kind: Kind
    lines: tuple[CatalogueLine, ...]


def catalogue_inputs(kind: Kind, groups: Iterable[Group]) -> CatalogueInputs:
    """Return what the catalogue of a facet is made from; groups in the order of their names."""
    return CatalogueInputs(kind, tuple(map(_line, groups)))


def catalogue_page(uri: str, inputs: CatalogueInputs, context: RenderContext) -> Page:
    """Return a catalogue, rendered; a member whose parent has no briefings stands at the top."""
    facet, words = FACETS[inputs.kind], context.words()
    ids = {line.ref.id for line in inputs.lines}
    inner: dict[str, list[CatalogueLine]] = {}
    for line in inputs.lines:
        inner.setdefault(line.parent if line.parent in ids else "", []).append(line)
    parts: dict[str, list[CatalogueEntry]] = {heading: [] for heading in facet.parts.values()}
    for line in inner.get("", []):
        parts.setdefault(line.part, []).append(_entry(uri, line, inner, context))
    filled = tuple((words(heading), tuple(entries)) for heading, entries in parts.items() if entries)
    title, lead = words(facet.title), words(facet.lead)
    view = CatalogueView(title, lead, filled, sortable=inputs.kind is Kind.OUTLET)
    return Page(
        uri=uri,
        kind=PageKind.CATALOGUE,
        title=title,
        description=lead,
        html=fill_template("catalogue", words, view=view),
        language=context.settings.language,
    )


def _entry(
    uri: str, line: CatalogueLine, inner: Mapping[str, list[CatalogueLine]], context: RenderContext
) -> CatalogueEntry:
    narrower = tuple(_entry(uri, below, inner, context) for below in inner.get(line.ref.id, ()))
    return CatalogueEntry(context.link(uri, line.ref, line.count), _note(line, context), narrower)


def _line(group: Group) -> CatalogueLine:
    entry = group.entry
    parent, part = getattr(entry, "parent", None) or "", FACETS[group.ref.kind].part(entry)
    kind, country = (entry.kind or "", entry.country or "") if isinstance(entry, Outlet) else ("", "")
    return CatalogueLine(group.ref, len(group.briefings), _written_note(entry), kind, country, parent, part)


def _written_note(entry: RegistryEntry | None) -> str:
    """Return what the registry says of a member in a few words."""
    match entry:
        case None | Author() | Outlet():
            return ""
        case Publication():
            return entry.publisher or ""
        case _:
            return entry.description or ""


def _note(line: CatalogueLine, context: RenderContext) -> str:
    """Return a few words on a member: `newspaper, Belarus` for an outlet."""
    words = context.words()
    kind = words(OUTLET_KINDS[line.outlet_kind]) if line.outlet_kind else ""
    return line.note or in_row(words, (kind, country_name(line.country, context.settings.language)))


def country_name(code: str | None, language: str) -> str:
    """Return the name of a country (CLDR) by its ISO 3166-1 code, or the code where CLDR has no name."""
    return cldr_locale(language).territories.get(code, code) if code else ""
