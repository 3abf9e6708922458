"""Registry entries by id or name, registered names in texts, and the notices about a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from mkdocs_briefings.model.by_language import in_language
from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.desk import Registries, is_written_like_id
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.name_spellings import spellings
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import MentionedName, Ref
from mkdocs_briefings.model.slugs import name_id
from mkdocs_briefings.model.spelling import NamesByLength, by_first_word, every_name_in, words_of

Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """Return the values of each key, both in the order in which they come."""
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


@dataclass(frozen=True, slots=True)
class Lookup:
    """The registries, by id and by name (compared without regard to capitals)."""

    registries: Registries
    ids_by_name: Mapping[Kind, Mapping[str, tuple[str, ...]]]
    """For each facet that takes plain names, the ids by the names."""
    language: str = "en"
    """Of the site, BCP 47: by it names that no registry has become ids."""

    @classmethod
    def from_registries(cls, registries: Registries, language: str = "en") -> Lookup:
        """Return the lookup of these registries in a site of this language."""
        taking_names = (facet.kind for facet in FACETS.values() if facet.names_allowed)
        return cls(registries, {kind: registries.ids_by_name(kind) for kind in taking_names}, language)

    def ref(self, kind: Kind, written: str, language: str = "") -> Ref:
        """Return the member of a facet with this id or name, named for readers of a language (else those of the site).

        An id that no registry has is its own name.
        """
        id = self._id(kind, written)
        if not id:
            return Ref(written, kind, name_id(written, self.language))
        entry = self.registries.entry(kind, id)
        return Ref(in_language(entry.name, language) if entry else id, kind, id)

    def outlet(self, written: str | None, language: str = "") -> tuple[Ref | None, str]:
        """Return the outlet and its name in citations, as `ref` names it; None when the source names no outlet."""
        if written is None:
            return None, ""
        outlet = self.ref(Kind.OUTLET, written, language)
        located = self.registries.outlets.get(self._id(Kind.OUTLET, written))
        short = located.value.short if located else None
        return outlet, in_language(short, language) if short else outlet.name

    def is_registered(self, ref: Ref | None) -> bool:
        """Return whether it means an entry, not a plain name that looks like the id of one."""
        return ref is not None and self.registries.entry_named(ref.kind, ref.id, (ref.name,)) is not None

    def _id(self, kind: Kind, written: str) -> str:
        """Return the id that was written or named; none for a plain name that means no entry for certain."""
        if kind not in self.ids_by_name or written in self.registries.of_kind(kind):
            return written
        ids = self.ids_by_name[kind].get(written.casefold(), ())
        return ids[0] if len(ids) == 1 and not is_written_like_id(written) else ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of every entity, as `normalise_name` writes it: search finds a name under any of them."""

    entities_by_spelling: Mapping[str, tuple[str, ...]]
    """For a spelling the ids of the entities it may mean, in alphabetical order."""
    spellings_by_first_word: Mapping[str, NamesByLength]

    @classmethod
    def from_registries(cls, registries: Registries) -> Lexicon:
        """Return the lexicon of the entities in these registries."""
        entities = sorted(registries.entities.items())
        by_spelling = grouped((name, id) for id, entity in entities for name in spellings(entity.value))
        return cls(by_spelling, by_first_word(by_spelling))

    def find(self, texts: Iterable[str]) -> tuple[MentionedName, ...]:
        """Return the spellings that the texts hold, in alphabetical order, also those that stand within a longer one.

        Which names a site knows is decided later (`SiteIndex.visible_names`); only then does the longest count.
        """
        if not self.spellings_by_first_word:
            return ()
        mentioned = {
            spelling
            for text in texts
            for spelling in every_name_in(words_of(text), self.spellings_by_first_word)
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
        """Return the notices about the source, then those about its outlet, an entry of the registry."""
        about_outlet = self.by_outlet.get(outlet.id, ()) if outlet else ()
        if not source.url or not self.by_address:
            return about_outlet
        return self.by_address.get(address_key(source.url), ()) + about_outlet
