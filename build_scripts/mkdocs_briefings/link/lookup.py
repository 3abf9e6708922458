"""Find registry entries by id or by any of their names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from slugify import slugify

from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.site import Ref

_LONGEST_ID = 80


@lru_cache(maxsize=1 << 14)
def unregistered_id(name: str) -> str:
    """An address for a name that no registry knows; a digest where nothing of it can be spelled in ASCII."""
    slug = slugify(name, max_length=_LONGEST_ID, word_boundary=True)
    return slug or "x-" + hashlib.sha256(name.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Lookup:
    """References by id or, for facets that take plain names, by name."""

    registries: Registries
    ids_by_name: Mapping[Kind, Mapping[str, str]]
    """For a facet that takes plain names the id of each registered name, without case."""
    unique_spellings: Mapping[str, tuple[str, ...]]
    """For each entity the spellings that mean no other entity."""

    @classmethod
    def from_registries(cls, registries: Registries) -> Lookup:
        """Names of these registries; an earlier entry keeps a name that a later one claims too."""
        named = {
            facet.kind: _ids_by_name(registries, facet.kind)
            for facet in FACETS.values()
            if facet.names_allowed
        }
        return cls(registries, named, _unmistakable(registries))

    def ref(self, kind: Kind, written: str) -> Ref:
        """Return the reference to what an author wrote; an id that no registry knows is its own name."""
        id = self._id(kind, written)
        if not id:
            return Ref(written, kind, unregistered_id(written))
        entry = self.registries.entry(kind, id)
        return Ref(entry.name if entry else id, kind, id)

    def outlet(self, written: str | None) -> tuple[Ref | None, str]:
        """Return the outlet and its name in citations; None when the source has none."""
        if written is None:
            return None, ""
        outlet, located = (
            self.ref(Kind.OUTLET, written),
            self.registries.outlets.get(self._id(Kind.OUTLET, written)),
        )
        return outlet, (located.value.short if located else None) or outlet.name

    def _id(self, kind: Kind, written: str) -> str:
        """The id; empty for a plain name that no registry knows."""
        if kind not in self.ids_by_name or written in self.registries.of_kind(kind):
            return written
        return self.ids_by_name[kind].get(written.casefold(), "")


def _ids_by_name(registries: Registries, kind: Kind) -> dict[str, str]:
    ids: dict[str, str] = {}
    for id, located in registries.of_kind(kind).items():
        for name in registered_names(located.value):
            ids.setdefault(name.casefold(), id)
    return ids


def _unmistakable(registries: Registries) -> dict[str, tuple[str, ...]]:
    """The spellings of each entity, without those that two entities share."""
    spellings = {id: registered_names(one.value) for id, one in registries.entities.items()}
    claims = Counter(name for names in spellings.values() for name in {name.casefold() for name in names})
    return {id: tuple(one for one in names if claims[one.casefold()] == 1) for id, names in spellings.items()}


def address_key(url: str) -> str:
    """The part of an address that tells it from others: no scheme, no `www.`, no fragment, no last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices by what they are about."""

    by_address: Mapping[str, tuple[Notice, ...]]
    by_outlet: Mapping[str, tuple[Notice, ...]]

    @classmethod
    def from_registries(cls, registries: Registries) -> Notices:
        """The notices of these registries, in the order written."""
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
        """What became of the source, then of its outlet."""
        own = self.by_address.get(address_key(source.url), ()) if source.url and self.by_address else ()
        return own + (self.by_outlet.get(outlet.id, ()) if outlet else ())
