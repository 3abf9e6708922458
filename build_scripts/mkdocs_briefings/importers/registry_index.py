"""Names in an article to ids in the registries: by name, short name and alias, without regard to case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.name_shapes import KnownNames
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.vocabulary import EntityKind

_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class RegistryIndex:
    """The registries, each looked up by any of its names."""

    registries: Registries
    ids: Mapping[Kind, Mapping[str, str]]
    """For each facet the ids of its members by their folded names."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Outlets by the host of their address."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]] = field(default_factory=dict)
    """Names of entities by their first word: all words, the name as written, the id; longest first."""

    @classmethod
    def from_registries(cls, registries: Registries) -> RegistryIndex:
        """The names of these registries; an earlier entry keeps a name that a later one claims too."""
        named = {
            kind: {id: registered_names(entry.value) for id, entry in registries.of_kind(kind).items()}
            for kind in FACETS
        }
        outlets = {id: one.value for id, one in registries.outlets.items()}
        return cls(
            registries,
            ids={kind: _spellings(names.items()) for kind, names in named.items()},
            hosts={host(o.url): id for id, o in reversed(outlets.items()) if o.url},
            phrases=_phrases(named[Kind.ENTITY]),
        )

    def known_names(self) -> KnownNames:
        """What the registries tell about names in citations."""
        kinds: dict[EntityKind, set[str]] = {kind: set() for kind in EntityKind}
        for name, id in self.ids[Kind.ENTITY].items():
            kinds[self.registries.entities[id].value.kind].add(name)
        outlets = frozenset({*self.ids[Kind.OUTLET], *self.ids[Kind.PUBLICATION]})
        places, people = kinds[EntityKind.PLACE] - outlets, kinds[EntityKind.PERSON] - outlets
        return KnownNames(outlets, frozenset(places), frozenset(people))

    def resolve_outlet(self, name: str, remark: str = "") -> str:
        """The outlet's id; the name of a series of the desk's own; else the name as written."""
        for spelling in (f"{name} [{remark}]", f"{name} ({remark})", name, name.removeprefix("the ")):
            if id := self.ids[Kind.OUTLET].get(fold_name(spelling)):
                return id
        series = self.ids[Kind.PUBLICATION].get(fold_name(name))
        return self.registries.publications[series].value.name if series else one_line(name)

    def entities_in(self, text: str) -> tuple[str, ...]:
        """Ids of the entities the text names, in the order it names them first."""
        if not self.phrases:
            return ()
        seen = [match[0] for match in _WORDS.finditer(text.replace("’", "'"))]
        heads = [word.casefold().removesuffix("'s").removesuffix("'") for word in seen]
        found: dict[str, None] = {}
        for at, word in enumerate(heads):
            for name, written, id in self.phrases.get(word, ()):
                if tuple(heads[at : at + len(name)]) == name and _as_name(seen[at], written):
                    found.setdefault(id)
                    break
        return tuple(found)


def host(url: str) -> str:
    """The host of an address without `www.`; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _as_name(seen: str, written: str) -> bool:
    """Acronyms count only as written (WHO is not who, nor FIRST First); other names need a capital."""
    first = written.split(maxsplit=1)[0]
    return seen.startswith(first) or (seen[0].isupper() and not first.isupper())


def _phrases(named: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for id, names in named.items():
        for name in names:
            parts = tuple(match[0] for match in _WORDS.finditer(fold_name(name)))
            if parts:
                found.setdefault(parts[0], []).append((parts, name, id))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _spellings(names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for id, name in _each(names):
        found.setdefault(fold_name(name), id)
    return found


def _each(names: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """Every spelling with its id; ids are names too, and yield to any real name."""
    rows = list(names)
    yield from ((id, name) for id, spellings in rows for name in spellings)
    yield from ((id, id) for id, _ in rows)


def fold_name(name: str) -> str:
    """A name as it is compared: one space between words, straight apostrophes, no case."""
    return one_line(name).replace("’", "'").casefold()
