"""Catalogues: the page that lists all members of a facet, such as all topics or all outlets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefings.model.content import Author, Outlet, Publication
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Group, Ref
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.dates import locale
from mkdocs_briefings.render.views import CatalogueEntry, CatalogueView


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """A member of a facet in its catalogue."""

    ref: Ref
    count: int
    """Number of its briefings."""
    note: str
    """A few words on it; may be empty."""
    parent: str
    """Id of the wider member; empty for one at the top."""
    part: str
    """Heading of the part of the catalogue; empty where there are no parts."""


@dataclass(frozen=True, slots=True)
class CatalogueInputs:
    """All that a catalogue is made from."""

    kind: Kind
    lines: tuple[CatalogueLine, ...]


def catalogue_inputs(kind: Kind, groups: Iterable[Group], language: str) -> CatalogueInputs:
    """Return what the catalogue of a facet is made from; groups in the order of their names."""
    return CatalogueInputs(kind, tuple(_line(group, language) for group in groups))


def catalogue_page(uri: str, inputs: CatalogueInputs, context: RenderContext) -> Page:
    """Return a catalogue, rendered; a member whose parent has no briefings stands at the top."""
    facet = FACETS[inputs.kind]
    ids = {line.ref.id for line in inputs.lines}
    inner: dict[str, list[CatalogueLine]] = {}
    for line in inputs.lines:
        inner.setdefault(line.parent if line.parent in ids else "", []).append(line)
    parts: dict[str, list[CatalogueEntry]] = {heading: [] for heading in facet.parts.values()}
    for line in inner.get("", []):
        parts.setdefault(line.part, []).append(_entry(uri, line, inner, context))
    filled = tuple((heading, tuple(entries)) for heading, entries in parts.items() if entries)
    view = CatalogueView(facet.title, facet.lead, filled, sortable=inputs.kind is Kind.OUTLET)
    return Page(
        uri=uri,
        kind=PageKind.CATALOGUE,
        title=facet.title,
        description=facet.lead,
        html=fill_template("catalogue", context.words(), view=view),
        language=context.settings.language,
    )


def _entry(
    uri: str, line: CatalogueLine, inner: Mapping[str, list[CatalogueLine]], context: RenderContext
) -> CatalogueEntry:
    narrower = tuple(_entry(uri, below, inner, context) for below in inner.get(line.ref.id, ()))
    return CatalogueEntry(context.link(uri, line.ref, line.count), line.note, narrower)


def _line(group: Group, language: str) -> CatalogueLine:
    entry = group.entry
    parent, part = getattr(entry, "parent", None) or "", FACETS[group.ref.kind].part(entry)
    return CatalogueLine(group.ref, len(group.briefings), _note(entry, language), parent, part)


def _note(entry: RegistryEntry | None, language: str) -> str:
    """Return a few words on a member: `newspaper, Belarus` for an outlet."""
    match entry:
        case None | Author():
            return ""
        case Outlet():
            kind = entry.kind.value.replace("-", " ") if entry.kind else ""
            return ", ".join(filter(None, (kind, country_name(entry.country, language))))
        case Publication():
            return entry.publisher or ""
        case _:
            return entry.description or ""


def country_name(code: str | None, language: str) -> str:
    """Return the name of a country (CLDR) by its ISO 3166-1 code, or the code where CLDR has no name."""
    return locale(language).territories.get(code, code) if code else ""
