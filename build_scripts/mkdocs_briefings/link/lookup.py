"""Registry entries by id or name, registered names in texts, and the notices about a source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from slugify import slugify

from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.name_spellings import spellings
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import MentionedName, Ref
from mkdocs_briefings.model.spelling import names_in, words_of

Value = TypeVar("Value")

_LONGEST_ID = 80


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """Return the values of each key, both in the order in which they come."""
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


@lru_cache(maxsize=1 << 14)
def unregistered_id(name: str) -> str:
    """Return the id of a name that no registry has; made of a digest where nothing of the name is left in ASCII."""
    slug = slugify(name, max_length=_LONGEST_ID, word_boundary=True)
    return slug or "x-" + hashlib.sha256(name.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The registries, by id and by name (compared without regard to capitals)."""

    registries: Registries
    ids_by_name: Mapping[Kind, Mapping[str, str]]
    """For each facet that takes plain names, the ids by the names."""

    @classmethod
    def from_registries(cls, registries: Registries) -> Lookup:
        """Return the lookup of these registries; a name that two entries have means the earlier one."""
        taking_names = (facet.kind for facet in FACETS.values() if facet.names_allowed)
        ids_by_name = {kind: _ids_by_name(registries, kind) for kind in taking_names}
        return cls(registries, ids_by_name)

    def ref(self, kind: Kind, written: str) -> Ref:
        """Return the member of a facet with this id or name; an id that no registry has is its own name."""
        id = self._id(kind, written)
        if not id:
            return Ref(written, kind, unregistered_id(written))
        entry = self.registries.entry(kind, id)
        return Ref(entry.name if entry else id, kind, id)

    def outlet(self, written: str | None) -> tuple[Ref | None, str]:
        """Return the outlet and its name in citations; None when the source names no outlet."""
        if written is None:
            return None, ""
        outlet = self.ref(Kind.OUTLET, written)
        located = self.registries.outlets.get(self._id(Kind.OUTLET, written))
        return outlet, (located.value.short if located else None) or outlet.name

    def _id(self, kind: Kind, written: str) -> str:
        """Return the id that was written or named; none for a plain name that no registry has."""
        if kind not in self.ids_by_name or written in self.registries.of_kind(kind):
            return written
        return self.ids_by_name[kind].get(written.casefold(), "")


def _ids_by_name(registries: Registries, kind: Kind) -> dict[str, str]:
    ids: dict[str, str] = {}
    for id, located in registries.of_kind(kind).items():
        for name in registered_names(located.value):
            ids.setdefault(name.casefold(), id)
    return ids


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of every entity, as `normalise_name` writes it: search finds a name under any of them."""

    entities_by_spelling: Mapping[str, tuple[str, ...]]
    """For a spelling the ids of the entities it may mean, in alphabetical order."""
    spellings_by_first_word: Mapping[str, tuple[str, ...]]
    """The longest first."""

    @classmethod
    def from_registries(cls, registries: Registries) -> Lexicon:
        """Return the lexicon of the entities in these registries."""
        entities = sorted(registries.entities.items())
        by_spelling = grouped((name, id) for id, entity in entities for name in spellings(entity.value))
        longest_first = sorted(by_spelling, key=lambda spelling: -spelling.count(" "))
        return cls(by_spelling, grouped((spelling.partition(" ")[0], spelling) for spelling in longest_first))

    def find(self, texts: Iterable[str]) -> tuple[MentionedName, ...]:
        """Return the spellings that the texts hold, in alphabetical order; not those that stand within a longer one."""
        if not self.spellings_by_first_word:
            return ()
        mentioned = {
            spelling
            for text in texts
            for _, spelling in names_in(words_of(text), self.spellings_by_first_word)
        }
        return tuple(
            MentionedName(spelling, self.entities_by_spelling[spelling]) for spelling in sorted(mentioned)
        )


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices by what they are about, in the order written."""

    by_address: Mapping[str, tuple[Notice, ...]]
    by_outlet: Mapping[str, tuple[Notice, ...]]

    @classmethod
    def from_registries(cls, registries: Registries) -> Notices:
        """Return the notices of these registries."""
        notices = [located.value for located in registries.notices]
        return cls(
            grouped((address_key(notice.url), notice) for notice in notices if notice.url is not None),
            grouped((notice.outlet, notice) for notice in notices if notice.outlet is not None),
        )

    def about(self, source: Source, outlet: Ref | None) -> tuple[Notice, ...]:
        """Return the notices about the source, then those about its outlet."""
        about_outlet = self.by_outlet.get(outlet.id, ()) if outlet else ()
        if not source.url or not self.by_address:
            return about_outlet
        return self.by_address.get(address_key(source.url), ()) + about_outlet
