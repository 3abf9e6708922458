"""Two entities share a name.

Where the name stands in a text, nobody can tell which is meant, so it is linked to neither. Names, aliases and
native names are compared without regard to capitals and accents. Remove the name from the one that is seldom meant,
or make both longer.

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

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.desk import Located

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report names that an entity above has too."""
    owner: dict[str, str] = {}
    for entity in context.registries.entities.values():
        reported: set[str] = set()
        for name, place in _names(entity):
            key = _comparable(name)
            other = owner.setdefault(key, entity.id)
            if other != entity.id and key not in reported:
                reported.add(key)
                message = f"'{name}' is a name of '{other}' too"
                hint = "keep it at one of the two; it is linked to neither"
                yield Finding(place, "alias-collision", message, hint)


def _names(entity: Located[Entity]) -> Iterator[tuple[str, Place]]:
    yield entity.value.name, entity.at("name")
    for index, alias in enumerate(entity.value.aliases):
        yield alias, entity.at("aliases", index)
    for language, name in entity.value.native_names.items():
        yield name, entity.at("native_names", language)


def _comparable(name: str) -> str:
    """Return the name without accents, capitals and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
