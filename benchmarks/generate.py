"""Briefings made up from a fixed seed: the shape of a real desk at any size, the same at each run.

One has 950 words, eight sources, each cited in the body, a topic and three people, and lies somewhere in twenty
years. The words are invented, but come as often as words do (Zipf) and are as many as a desk uses, so that what
search engines and compressors see is like the real thing.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from typing import Any

from mkdocs_briefings.model.content import Briefing, Entity, Outlet, Topic
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.vocabulary import EntityKind

SOURCES = 8
"""Sources of each briefing, each cited once in the body."""
OUTLETS, TOPICS, PEOPLE, YEARS = 50, 30, 200, 20
_POINTS, _WORDS_OF_POINT, _WORDS_OF_PARAGRAPH = 3, 22, 108
_VOCABULARY = 12_000
_FIRST = dt.date(2005, 1, 1)

Fields = dict[str, Any]
"""A briefing as its author would write it."""


def registries() -> Registries:
    """Fifty outlets, thirty topics, two hundred people."""
    return Registries(
        outlets={
            f"outlet-{n}": Located(f"outlet-{n}", Outlet(name=f"Outlet {n}"), "outlets.yaml")
            for n in range(OUTLETS)
        },
        topics={
            f"topic-{n}": Located(f"topic-{n}", Topic(name=f"Topic {n}"), "topics.yaml")
            for n in range(TOPICS)
        },
        entities={f"person-{n}": _person(n) for n in range(PEOPLE)},
    )


def briefings(count: int, *, unresolved: int | None = None, seed: int = 1) -> Iterator[Located[Briefing]]:
    """So many briefings, one of which may cite a source that it does not have.

    Args:
        count: how many.
        unresolved: number of the briefing with the planted fault, or None.
        seed: of the random numbers.
    """
    for number, (id, fields) in enumerate(written(count, seed=seed)):
        if number == unresolved:
            fields["body"] = f"{fields['body']}\n\nA claim without its source [@planted]."
        yield Located(id, Briefing.model_validate(fields), f"content/briefings/{id}.yaml")


def written(count: int, *, seed: int = 1) -> Iterator[tuple[str, Fields]]:
    """The id and the fields of so many briefings; a larger number begins with those of a smaller one."""
    chance = random.Random(seed)
    words = vocabulary()
    weights = list(itertools.accumulate(1 / rank for rank in range(8, len(words) + 8)))
    for number in range(count):
        supply = iter(chance.choices(words, cum_weights=weights, k=1_200))
        yield f"briefing-{number:06}", _briefing(number, chance, supply)


def vocabulary() -> list[str]:
    """Invented words, none twice, the short ones first, as the frequent ones are in any language."""
    chance = random.Random(0)
    onsets = "b br c d dr f g gr h l m n p pr r s st t tr v".split()
    ends = "al an ar e el en er i in is o on or os um us".split()
    syllables = [onset + end for onset in onsets for end in ends]
    seen = dict.fromkeys(syllables)
    while len(seen) < _VOCABULARY:
        seen["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return sorted(seen, key=len)


def _person(number: int) -> Located[Entity]:
    entity = Entity(name=f"Person Number{number}", kind=EntityKind.PERSON, aliases=(f"P. Number{number}",))
    return Located(f"person-{number}", entity, "entities/people.yaml")


def _briefing(number: int, chance: random.Random, supply: Iterator[str]) -> Fields:
    def text(length: int) -> str:
        return " ".join(itertools.islice(supply, length)).capitalize()

    day = _FIRST + dt.timedelta(days=chance.randrange(YEARS * 365))
    people = chance.sample(range(PEOPLE), 3)
    paragraphs = (
        f"Person Number{people[n % 3]} {text(_WORDS_OF_PARAGRAPH)} [@s{n}]." for n in range(SOURCES)
    )
    return {
        "title": f"{text(5)} {number}",
        "date": day.isoformat(),
        "topics": [f"topic-{chance.randrange(TOPICS)}"],
        "entities": [f"person-{n}" for n in people],
        "summary": text(25),
        "executive_points": [f"{text(_WORDS_OF_POINT)} [@s{n}]." for n in range(_POINTS)],
        "body": "\n\n".join(paragraphs),
        "sources": [_source(number, n, day, chance) for n in range(SOURCES)],
    }


def _source(number: int, place: int, day: dt.date, chance: random.Random) -> Fields:
    return {
        "id": f"s{place}",
        "outlet": f"outlet-{chance.randrange(OUTLETS)}",
        "title": f"Item {number}.{place}",
        "url": f"https://example.org/items/{number}/{place}",
        "date": (day - dt.timedelta(days=chance.randrange(30))).isoformat(),
    }
