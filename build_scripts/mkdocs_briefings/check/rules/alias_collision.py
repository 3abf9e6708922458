"""Two registry entries share a name.

Nobody can tell which is meant where the name of two entities stands in a text, or that of two outlets or authors in place
of an id: the first is linked to neither, the second is an error (`unclear-name`). Names are compared without regard to
capitals, those of entities without regard to accents, too. Remove the name from the one that is seldom meant, make both
longer, or write ids.

FAIL:

    # entities/people.yaml
    lukashenka: {name: Alyaksandr Lukashenka, kind: person, aliases: [Lukashenka]}
    viktar: {name: Viktar Lukashenka, kind: person, aliases: [LUKASHENKA]}

PASS:

    # entities/people.yaml
    lukashenka: {name: Alyaksandr Lukashenka, kind: person, aliases: [Lukashenka]}
    viktar: {name: Viktar Lukashenka, kind: person}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.by_language import ByLanguage
from mkdocs_briefings.model.desk import Located
from mkdocs_briefings.model.facets import FACETS, Kind

SEVERITY = Severity.WARNING

_KINDS = (Kind.ENTITY, *(kind for kind, facet in FACETS.items() if facet.names_allowed))
"""Facets whose members are found by their names."""


def check(context: CheckContext) -> Iterator[Finding]:
    """Report names that an entry of the same registry above has too."""
    for kind in _KINDS:
        yield from _shared(kind, context.registries.of_kind(kind).values())


def _shared(kind: Kind, entries: Any) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for entry in entries:
        reported: set[str] = set()
        for name, place in _names(entry):
            key = _comparable(name) if kind is Kind.ENTITY else name.casefold()
            other = owner.setdefault(key, entry.id)
            if other != entry.id and key not in reported:
                reported.add(key)
                meaning = (
                    "it is linked to neither" if kind is Kind.ENTITY else "or write ids where one is meant"
                )
                message = f"'{name}' is a name of '{other}' too"
                yield Finding(place, "alias-collision", message, f"keep it at one of the two; {meaning}")


def _names(entry: Located[Any]) -> Iterator[tuple[str, Place]]:
    for key in ("name", "short"):
        yield from _in_languages(getattr(entry.value, key, None), entry.at(key))
    for index, alias in enumerate(getattr(entry.value, "aliases", ())):
        yield alias, entry.at("aliases", index)
    for language, name in getattr(entry.value, "native_names", {}).items():
        yield name, entry.at("native_names", language)


def _in_languages(text: str | None, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield a text, or what it is in each language."""
    if isinstance(text, ByLanguage):
        yield from ((each, Place(place.path, (*place.keys, tag))) for tag, each in text.by_language)
    elif text:
        yield text, place


def _comparable(name: str) -> str:
    """Return the name without accents, capitals and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
