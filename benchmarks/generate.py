"""Briefings made up from a fixed seed: the shape of a real desk at any size, the same at each run."""

from __future__ import annotations

import random
from collections.abc import Iterator

from build_scripts.model.content import Briefing, Entity, Outlet, Topic
from build_scripts.model.desk import Located, Registries
from build_scripts.model.vocabulary import EntityKind

SOURCES = 6
"""Sources of each briefing, each cited once in the body."""
_WORDS = (
    "border council energy export harvest inquiry ministry policy port railway reform region report "
    "reserve sanction statute summit tariff transit treaty"
).split()


def registries() -> Registries:
    """Fifty outlets, thirty topics, two hundred people."""
    return Registries(
        outlets={
            f"outlet-{n}": Located(f"outlet-{n}", Outlet(name=f"Outlet {n}"), "outlets.yaml")
            for n in range(50)
        },
        topics={
            f"topic-{n}": Located(f"topic-{n}", Topic(name=f"Topic {n}"), "topics.yaml") for n in range(30)
        },
        entities={f"person-{n}": _person(n) for n in range(200)},
    )


def briefings(count: int, *, unresolved: int | None = None, seed: int = 1) -> Iterator[Located[Briefing]]:
    """So many briefings, one of which may cite a source that it does not have.

    Args:
        count: how many.
        unresolved: number of the briefing with the planted fault, or None.
        seed: of the random numbers.
    """
    chance = random.Random(seed)
    for number in range(count):
        fields = _briefing(number, chance)
        if number == unresolved:
            fields["body"] = f"{fields['body']}\n\nA claim without its source [@planted]."
        id = f"briefing-{number:06}"
        yield Located(id, Briefing.model_validate(fields), f"content/briefings/{id}.yaml")


def _person(number: int) -> Located[Entity]:
    entity = Entity(name=f"Person Number{number}", kind=EntityKind.PERSON, aliases=(f"P. Number{number}",))
    return Located(f"person-{number}", entity, "entities/people.yaml")


def _briefing(number: int, chance: random.Random) -> dict[str, object]:
    day = f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
    people = chance.sample(range(200), 3)
    paragraphs = (
        f"Person Number{people[n % 3]} {' '.join(chance.choices(_WORDS, k=150))} [@s{n}]."
        for n in range(SOURCES)
    )
    return {
        "title": f"{' '.join(chance.choices(_WORDS, k=5)).capitalize()} {number}",
        "date": day,
        "topics": [f"topic-{chance.randrange(30)}"],
        "entities": [f"person-{n}" for n in people],
        "summary": " ".join(chance.choices(_WORDS, k=25)),
        "executive_points": [f"{' '.join(chance.choices(_WORDS, k=20))} [@s{n}]." for n in range(3)],
        "body": "\n\n".join(paragraphs),
        "sources": [
            {
                "id": f"s{n}",
                "outlet": f"outlet-{chance.randrange(50)}",
                "date": day,
                "title": f"Item {number}.{n}",
            }
            for n in range(SOURCES)
        ],
    }
