"""Look up registry entries by id or name, and the notices about a source."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from slugify import slugify

from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import Ref

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
    ids_by_name: Mapping[Kind, Mapping[str, str]]
    """For each facet that takes plain names, the ids by the names."""
    unshared_spellings: Mapping[str, tuple[str, ...]]
    """For each entity, by its id, the spellings of its name that mean no other entity."""

    @classmethod
    def from_registries(cls, registries: Registries) -> Lookup:
        """Return the lookup of these registries; a name that two entries have means the earlier one."""
        taking_names = (facet.kind for facet in FACETS.values() if facet.names_allowed)
        ids_by_name = {kind: _ids_by_name(registries, kind) for kind in taking_names}
        return cls(registries, ids_by_name, _unshared_spellings(registries))

    def ref(self, kind: Kind, written: str) -> Ref:
        """Return the member of a facet with this id or name; an id that no registry knows is its own name."""
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
        """Return the id that was written or named; none for a plain name that no registry knows."""
        if kind not in self.ids_by_name or written in self.registries.of_kind(kind):
            return written
        return self.ids_by_name[kind].get(written.casefold(), "")


def _ids_by_name(registries: Registries, kind: Kind) -> dict[str, str]:
    ids: dict[str, str] = {}
    for id, located in registries.of_kind(kind).items():
        for name in registered_names(located.value):
            ids.setdefault(name.casefold(), id)
    return ids


def _unshared_spellings(registries: Registries) -> dict[str, tuple[str, ...]]:
    """Return for each entity its spellings, without those that two entities share."""
    spellings = {id: registered_names(entity.value) for id, entity in registries.entities.items()}
    uses = Counter(name for names in spellings.values() for name in {name.casefold() for name in names})
    return {
        id: tuple(name for name in names if uses[name.casefold()] == 1) for id, names in spellings.items()
    }


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
