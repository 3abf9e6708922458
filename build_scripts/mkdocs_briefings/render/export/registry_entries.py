"""What the registries say of the things a briefing names, picked out so that the briefing can be exported alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from mkdocs_briefings.model.content import Author, Entity, Outlet, Publication
from mkdocs_briefings.model.facets import Kind, RegistryEntry
from mkdocs_briefings.model.site import LinkedBriefing, Ref

T = TypeVar("T", Author, Entity, Outlet)
Lookup = Callable[[Kind, str], RegistryEntry | None]
"""What a registry says of an id."""


@dataclass(frozen=True, slots=True)
class RegistryEntries:
    """Registry entries by id; a plain name has none."""

    publication: Publication | None = None
    authors: Mapping[str, Author] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    def outlet(self, ref: Ref | None) -> Outlet | None:
        """The entry of an outlet."""
        return self.outlets.get(ref.id) if ref else None


def registry_entries(briefing: LinkedBriefing, entry: Lookup) -> RegistryEntries:
    """The entries that one briefing's exports show."""
    series = entry(Kind.PUBLICATION, briefing.publication.id) if briefing.publication else None
    outlets = (source.outlet for source in briefing.sources if source.outlet)
    return RegistryEntries(
        series if isinstance(series, Publication) else None,
        _entries(briefing.authors, Kind.AUTHOR, entry, Author),
        _entries(briefing.entities, Kind.ENTITY, entry, Entity),
        _entries(outlets, Kind.OUTLET, entry, Outlet),
    )


def _entries(refs: Iterable[Ref], kind: Kind, entry: Lookup, type: type[T]) -> dict[str, T]:
    found = ((ref.id, entry(kind, ref.id)) for ref in refs)
    return {id: one for id, one in found if isinstance(one, type)}
