"""Lists of all members of a facet: all topics, all outlets ..."""

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
    facet = FACETS[shown.kind]
    ids = {line.ref.id for line in shown.lines}
    inner: dict[str, list[CatalogueLine]] = {}
    for line in shown.lines:
        inner.setdefault(line.parent if line.parent in ids else "", []).append(line)
    parts: dict[str, list[CatalogueEntry]] = {name: [] for name in facet.parts.values()}
    for line in inner.get("", []):
        parts.setdefault(line.part, []).append(_entry(uri, line, inner, context))
    filled = tuple((name, tuple(entries)) for name, entries in parts.items() if entries)
    return Page(
        uri=uri,
        kind=PageKind.CATALOGUE,
        title=facet.title,
        description=facet.lead,
        html=fill_template(
            "catalogue",
            view=CatalogueView(facet.title, facet.lead, filled, sortable=shown.kind is Kind.OUTLET),
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
    entry = group.entry
    return CatalogueLine(
        group.ref,
        len(group.briefings),
        _note(entry, language),
        parent=getattr(entry, "parent", None) or "",
        part=FACETS[group.ref.kind].part(entry) if group.ref.kind else "",
    )


def _note(entry: RegistryEntry | None, language: str) -> str:
    """A few words on a member: `newspaper, Belarus` for an outlet."""
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
    """Name of a country by its ISO 3166-1 code, from CLDR; the code itself where CLDR has no name."""
    return locale(language).territories.get(code, code) if code else ""
