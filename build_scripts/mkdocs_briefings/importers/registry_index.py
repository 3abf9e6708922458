"""Ids of the registries looked up by name, short name and alias, without regard to case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.name_shapes import KnownNames
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.vocabulary import EntityKind

_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


_Phrase = tuple[tuple[str, ...], str, str]
"""A name as its words, case folded, and as written, with its id."""


@dataclass(frozen=True, slots=True)
class RegistryIndex:
    """The registries, with the ids of each by all of their names, case folded."""

    registries: Registries
    ids: Mapping[Kind, Mapping[str, str]]
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Ids of outlets by the host of their address."""
    phrases: Mapping[str, tuple[_Phrase, ...]] = field(default_factory=dict)
    """Names of entities by their first word, longest first."""

    @classmethod
    def from_registries(cls, registries: Registries) -> RegistryIndex:
        """Index the names of these registries; an earlier entry keeps a name that a later entry claims too."""
        names = {
            kind: {id: registered_names(entry.value) for id, entry in registries.of_kind(kind).items()}
            for kind in FACETS
        }
        outlets = {id: entry.value for id, entry in registries.outlets.items()}
        return cls(
            registries,
            ids={kind: _ids_by_name(named) for kind, named in names.items()},
            hosts={name: id for id, entry in reversed(outlets.items()) if (name := host(entry.url or ""))},
            phrases=_phrases(names[Kind.ENTITY]),
        )

    def known_names(self) -> KnownNames:
        """Return the names that say of a citation whether it is one; an outlet's name is no place or person."""
        kinds: dict[EntityKind, set[str]] = {kind: set() for kind in EntityKind}
        for name, id in self.ids[Kind.ENTITY].items():
            kinds[self.registries.entities[id].value.kind].add(name)
        outlets = frozenset({*self.ids[Kind.OUTLET], *self.ids[Kind.PUBLICATION]})
        places, people = kinds[EntityKind.PLACE] - outlets, kinds[EntityKind.PERSON] - outlets
        return KnownNames(outlets, frozenset(places), frozenset(people))

    def resolve_outlet(self, name: str, remark: str = "") -> str:
        """Return the id of an outlet, or the name of a series of the desk's own, or else the name as written."""
        for spelling in (f"{name} [{remark}]", f"{name} ({remark})", name, name.removeprefix("the ")):
            if id := self.ids[Kind.OUTLET].get(fold_name(spelling)):
                return id
        series = self.ids[Kind.PUBLICATION].get(fold_name(name))
        return self.registries.publications[series].value.name if series else one_line(name)

    def entities_in(self, text: str) -> tuple[str, ...]:
        """Return the ids of the entities that the text names, in the order in which it names them first."""
        if not self.phrases:
            return ()
        words = [match[0] for match in _WORDS.finditer(text.replace("’", "'"))]
        folded = [word.casefold().removesuffix("'s").removesuffix("'") for word in words]
        ids: dict[str, None] = {}
        for at, first in enumerate(folded):
            for phrase, written, id in self.phrases.get(first, ()):
                if tuple(folded[at : at + len(phrase)]) == phrase and _is_name(words[at], written):
                    ids.setdefault(id)
                    break
        return tuple(ids)


def host(url: str) -> str:
    """Return the host of an address without `www.`; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_name(word: str, written: str) -> bool:
    """Return whether a first word is written as a name: an acronym as registered (WHO, not who), else a capital."""
    first = written.split(maxsplit=1)[0]
    return word.startswith(first) or (word[0].isupper() and not first.isupper())


def _phrases(entities: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[_Phrase, ...]]:
    phrases: dict[str, list[_Phrase]] = {}
    for id, names in entities.items():
        for name in names:
            words = tuple(match[0] for match in _WORDS.finditer(fold_name(name)))
            if words:
                phrases.setdefault(words[0], []).append((words, name, id))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}


def _ids_by_name(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return each id by its names and by itself; where two claim a name, a real name precedes an id."""
    ids: dict[str, str] = {}
    for id, spellings in names.items():
        for name in spellings:
            ids.setdefault(fold_name(name), id)
    for id in names:
        ids.setdefault(fold_name(id), id)
    return ids


def fold_name(name: str) -> str:
    """Return a name as it is compared: one space between words, straight apostrophes, case folded."""
    return one_line(name).replace("’", "'").casefold()
