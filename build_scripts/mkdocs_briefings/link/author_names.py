"""The names of authors, read once for all that shows them, with what the registries say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_briefings.model.by_language import in_every_language
from mkdocs_briefings.model.content import Author, Briefing
from mkdocs_briefings.model.content_model import NameInParts, readable_name
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import Kind, registered_names
from mkdocs_briefings.model.person_names import PersonName, parse_name, parse_person, split_at_family
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import Ref
from mkdocs_briefings.model.vocabulary import AuthorKind, EntityKind


@dataclass(frozen=True, slots=True)
class AuthorNames:
    """Reads names; those of organisations that the registries list are never taken apart."""

    registries: Registries
    bodies: frozenset[str]
    """Names of organisations, in small letters."""

    @classmethod
    def from_registries(cls, registries: Registries) -> AuthorNames:
        """Return a reader that knows these registries."""
        return cls(registries, frozenset(name.casefold() for name in _bodies(registries)))

    def read(self, written: Iterable[str | NameInParts]) -> tuple[PersonName, ...]:
        """Return names as authors of a source give them, without blank ones."""
        return tuple(self._read(name) for name in written if one_line(readable_name(name)))

    def of_briefing(self, briefing: Briefing, refs: Sequence[Ref]) -> tuple[PersonName, ...]:
        """Return the names of a briefing's authors.

        Args:
            briefing: the briefing.
            refs: its authors, as the registry has them.
        """
        pairs = zip(briefing.authors, refs, strict=True)
        return tuple(self.of_author(written, ref) for written, ref in pairs if one_line(ref.name))

    def of_author(self, written: str | NameInParts, ref: Ref) -> PersonName:
        """Return the name of an author of a briefing, as it is written, and as the registry has it."""
        entry = self.registries.entry_named(Kind.AUTHOR, ref.id, (ref.name,))
        if not isinstance(entry, Author):
            return self._read(written)
        name = one_line(ref.name)
        if entry.kind is AuthorKind.ORGANISATION:
            return PersonName(literal=name, is_body=True)
        for family in map(one_line, in_every_language(entry.family)):
            if f" {family} " in f" {name} ":
                return split_at_family(name, family)
        return parse_person(name) if entry.kind is AuthorKind.PERSON else parse_name(name, self.bodies)

    def _read(self, written: str | NameInParts) -> PersonName:
        if isinstance(written, str):
            return parse_name(written, self.bodies)
        if written.literal:
            return PersonName(literal=one_line(written.literal), is_body=True)
        return PersonName(
            family=one_line(written.family or ""),
            given=one_line(written.given or ""),
            particle=one_line(written.particle or ""),
            suffix=one_line(written.suffix or ""),
            spoken=one_line(written.name or ""),
        )


def _bodies(registries: Registries) -> Iterator[str]:
    """Yield every name of the outlets, publications, publishers and organisations of a desk."""
    for outlet in registries.outlets.values():
        yield from registered_names(outlet.value)
    for publication in registries.publications.values():
        yield from (*registered_names(publication.value), publication.value.publisher or "")
    for entity in registries.entities.values():
        if entity.value.kind is EntityKind.ORGANISATION:
            yield from registered_names(entity.value)
