"""All spellings of a registered name: those of the registry, and those that rules make of its native names."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.romanise import romanised
from mkdocs_briefings.model.spelling import spelling
from mkdocs_briefings.model.vocabulary import EntityKind

_SHORTEST_FAMILY_NAME = 4
"""Letters; below, a last word is too likely to be something else."""


def spellings(entity: Entity) -> tuple[str, ...]:
    """Every spelling under which search finds an entity, as `spelling` compares them, in alphabetical order.

    Of a person the last word alone is one too, for that is how texts go on to call them.
    """
    found = {spelling(name) for name in _names(entity)}
    if entity.kind is EntityKind.PERSON:
        found |= {name.rpartition(" ")[2] for name in found if _has_family_name(name)}
    return tuple(sorted(found - {""}))


def shown_names(entity: Entity) -> tuple[str, ...]:
    """The names that readers see, the desk's own first, none twice."""
    return tuple(dict.fromkeys((entity.name, *entity.native_names.values(), *entity.aliases)))


def _names(entity: Entity) -> Iterator[str]:
    yield from (entity.name, *entity.aliases, *entity.native_names.values())
    for language, name in entity.native_names.items():
        yield from romanised(name, language)


def _has_family_name(name: str) -> bool:
    return len(name.rpartition(" ")[2]) >= _SHORTEST_FAMILY_NAME and " " in name
