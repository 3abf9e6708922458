"""Everything read from the content folder, before briefings are selected and linked."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mkdocs_briefings.diagnostics.diagnostic import KeyPath, Place
from mkdocs_briefings.model.by_language import in_every_language
from mkdocs_briefings.model.content import (
    Author,
    Briefing,
    Entity,
    Notice,
    Outlet,
    Publication,
    Region,
    Topic,
)
from mkdocs_briefings.model.facets import Kind, RegistryEntry, registered_names
from mkdocs_briefings.model.field_types import SLUG_PATTERN

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value that authors wrote, with the place where it stands."""

    id: str
    """File name without ending for a briefing, key for a registry entry, index for a notice."""
    value: T
    path: str
    """File that holds the value, as the user would type it."""
    keys: KeyPath = ()
    """Keys from the root of the file to the value."""

    def at(self, *keys: str | int, offset: int = 0, length: int = 0, on_key: bool = False) -> Place:
        """Return the place of a part of the value, for a diagnostic."""
        return Place(self.path, (*self.keys, *keys), offset, length, on_key)


@dataclass(frozen=True, slots=True)
class Registries:
    """The registries, each by id, and what else briefings may refer to."""

    publications: Mapping[str, Located[Publication]] = field(default_factory=dict)
    authors: Mapping[str, Located[Author]] = field(default_factory=dict)
    topics: Mapping[str, Located[Topic]] = field(default_factory=dict)
    regions: Mapping[str, Located[Region]] = field(default_factory=dict)
    outlets: Mapping[str, Located[Outlet]] = field(default_factory=dict)
    entities: Mapping[str, Located[Entity]] = field(default_factory=dict)
    notices: tuple[Located[Notice], ...] = ()
    files: frozenset[str] = frozenset()
    """Files that briefings may show or link to, as briefings name them: `files/chart.png`."""

    def of_kind(self, kind: Kind) -> Mapping[str, Located[Any]]:
        """Return the registry of a facet."""
        registry: Mapping[str, Located[Any]] = getattr(self, kind.value)
        return registry

    def entry(self, kind: Kind, id: str) -> RegistryEntry | None:
        """Return the registry entry with an id; None for a plain name."""
        located = self.of_kind(kind).get(id)
        return located.value if located is not None else None

    def entry_named(self, kind: Kind, id: str, names: Container[str]) -> RegistryEntry | None:
        """Return the registry entry with an id, if its name is among these; the id of a plain name may be that of an entry."""
        entry = self.entry(kind, id)
        return (
            entry
            if entry is not None and any(map(names.__contains__, in_every_language(entry.name)))
            else None
        )

    def ids_by_name(self, kind: Kind) -> dict[str, tuple[str, ...]]:
        """Return for each name in a registry, in small letters, the ids of the entries that have it."""
        ids: dict[str, dict[str, None]] = {}
        for id, located in self.of_kind(kind).items():
            for name in registered_names(located.value):
                ids.setdefault(name.casefold(), {})[id] = None
        return {name: tuple(of_name) for name, of_name in ids.items()}


def is_written_like_id(name: str) -> bool:
    """Return whether a name is written as ids are, so that it means the entry with this id and no other."""
    return re.fullmatch(SLUG_PATTERN, name) is not None


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything in a content folder that could be read."""

    briefings: tuple[Located[Briefing], ...]
    """Ordered by path; ids are unique."""
    registries: Registries
    unclear: frozenset[str] = frozenset()
    """Ids of the briefings of which a fault makes it unclear who may see them."""
