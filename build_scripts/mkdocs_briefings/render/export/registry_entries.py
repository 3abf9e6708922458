"""The registry entries that a briefing names, picked out so that it can be exported without the registries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from mkdocs_briefings.model.by_language import localised
from mkdocs_briefings.model.content import Author, Entity, Outlet, Publication
from mkdocs_briefings.model.facets import Kind, RegistryEntry
from mkdocs_briefings.model.site import LinkedBriefing, Ref

T = TypeVar("T", Author, Entity, Outlet, Publication)
Lookup = Callable[[Kind, str], RegistryEntry | None]
"""Returns the registry entry of an id in a facet; None where there is none."""


@dataclass(frozen=True, slots=True)
class RegistryEntries:
    """Registry entries by id; a plain name has none, as has an id that no registry holds."""

    publication: Publication | None = None
    authors: Mapping[str, Author] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    def outlet(self, ref: Ref | None) -> Outlet | None:
        """Return the entry of an outlet; None for a plain name."""
        return self.outlets.get(ref.id) if ref else None


def registry_entries(briefing: LinkedBriefing, lookup: Lookup) -> RegistryEntries:
    """Return the entries that the exports of a briefing show."""

    def entries(kind: Kind, type: type[T]) -> dict[str, T]:
        looked_up = ((ref, lookup(kind, ref.id)) for ref in briefing.facets[kind])
        named = (
            (ref, localised(entry, briefing.language)) for ref, entry in looked_up if isinstance(entry, type)
        )
        return {ref.id: entry for ref, entry in named if entry.name == ref.name}

    publications = entries(Kind.PUBLICATION, Publication)
    return RegistryEntries(
        next(iter(publications.values()), None),
        entries(Kind.AUTHOR, Author),
        entries(Kind.ENTITY, Entity),
        entries(Kind.OUTLET, Outlet),
    )
