"""Look up registry entries by id or name, and the notices about a source."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from slugify import slugify

from mkdocs_briefings.model.content import Notice, Outlet, Source
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import Kind, Ref

_LONGEST_ID = 80


@lru_cache(maxsize=1 << 14)
def unregistered_id(name: str) -> str:
    """Return the id of a name that no registry knows; made of a digest where nothing of the name is left in ASCII."""
    slug = slugify(name, max_length=_LONGEST_ID, word_boundary=True)
    return slug or "x-" + hashlib.sha256(name.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The registries, by id and by name (compared without regard to capitals)."""

    registries: Registries
    _outlets: dict[str, str] = field(default_factory=dict)
    _authors: dict[str, str] = field(default_factory=dict)
    _spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_registries(cls, registries: Registries) -> Lookup:
        """Return the lookup of these registries; a name that two entries have means the earlier one."""
        outlets = ((id, _outlet_names(outlet.value)) for id, outlet in registries.outlets.items())
        authors = ((id, (author.value.name,)) for id, author in registries.authors.items())
        return cls(registries, _ids_by_name(outlets), _ids_by_name(authors), _unshared_spellings(registries))

    def outlet(self, written: str | None) -> tuple[Ref | None, str]:
        """Return the outlet and its name in citations; None when the source names no outlet."""
        if written is None:
            return None, ""
        id = written if written in self.registries.outlets else self._outlets.get(written.casefold(), "")
        if not id:
            return Ref(written, Kind.OUTLET, unregistered_id(written)), written
        entry = self.registries.outlets[id].value
        return Ref(entry.name, Kind.OUTLET, id), entry.short or entry.name

    def author(self, written: str) -> Ref:
        """Return the author with this id or name."""
        id = written if written in self.registries.authors else self._authors.get(written.casefold(), "")
        if not id:
            return Ref(written, Kind.AUTHOR, unregistered_id(written))
        return Ref(self.registries.authors[id].value.name, Kind.AUTHOR, id)

    def topic(self, id: str) -> Ref:
        """Return the topic; its name is the id when no registry knows it."""
        entry = self.registries.topics.get(id)
        return Ref(entry.value.name if entry else id, Kind.TOPIC, id)

    def entity(self, id: str) -> Ref:
        """Return the person, organisation or place; its name is the id when no registry knows it."""
        entry = self.registries.entities.get(id)
        return Ref(entry.value.name if entry else id, Kind.ENTITY, id)

    def spellings(self, id: str) -> tuple[str, ...]:
        """Return the spellings of an entity's name that mean no other entity."""
        return self._spellings.get(id, ())

    def publication(self, id: str | None) -> Ref | None:
        """Return the publication, named by its id when no registry knows it; None for a briefing outside any."""
        if id is None:
            return None
        entry = self.registries.publications.get(id)
        return Ref(entry.value.name if entry else id, Kind.PUBLICATION, id)


def _outlet_names(outlet: Outlet) -> tuple[str | None, ...]:
    return (outlet.name, outlet.short, *outlet.aliases)


def _unshared_spellings(registries: Registries) -> dict[str, tuple[str, ...]]:
    """Return for each entity its spellings, without those that two entities share."""
    spellings = {
        id: tuple(
            dict.fromkeys((entity.value.name, *entity.value.aliases, *entity.value.native_names.values()))
        )
        for id, entity in registries.entities.items()
    }
    uses = Counter(name for names in spellings.values() for name in {name.casefold() for name in names})
    return {
        id: tuple(name for name in names if uses[name.casefold()] == 1) for id, names in spellings.items()
    }


def _ids_by_name(names: Iterable[tuple[str, tuple[str | None, ...]]]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for id, spellings in names:
        for name in filter(None, spellings):
            ids.setdefault(name.casefold(), id)
    return ids


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices by what they are about, in the order written."""

    by_address: Mapping[str, tuple[Notice, ...]]
    by_outlet: Mapping[str, tuple[Notice, ...]]

    @classmethod
    def from_registries(cls, registries: Registries) -> Notices:
        """Return the notices of these registries."""
        by_address: dict[str, tuple[Notice, ...]] = {}
        by_outlet: dict[str, tuple[Notice, ...]] = {}
        for located in registries.notices:
            notice = located.value
            if notice.outlet is not None:
                by_outlet[notice.outlet] = (*by_outlet.get(notice.outlet, ()), notice)
            elif notice.url is not None:
                key = address_key(notice.url)
                by_address[key] = (*by_address.get(key, ()), notice)
        return cls(by_address, by_outlet)

    def about(self, source: Source, outlet: Ref | None) -> tuple[Notice, ...]:
        """Return the notices about the source, then those about its outlet."""
        about_source = (
            self.by_address.get(address_key(source.url), ()) if source.url and self.by_address else ()
        )
        return about_source + (self.by_outlet.get(outlet.id, ()) if outlet else ())
