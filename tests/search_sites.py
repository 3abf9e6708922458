"""Sites that have nothing but a search index, of records made by chance."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefings.model.output import SearchEntity, SearchName, SearchRecord, SearchSection
from mkdocs_briefings.publish.executor.protocol import Executor
from mkdocs_briefings.publish.executor.serial import Serial
from mkdocs_briefings.publish.search import index, parts, reader, shards
from mkdocs_briefings.publish.search.files import Files
from mkdocs_briefings.publish.search.index import Change, State, update
from mkdocs_briefings.publish.search.texts import Searched, file_address, text_of

IN_A_BATCH = {
    (index, "_TEXTS"): 7,
    (index, "_STRETCH"): 90,
    (reader, "_BATCH"): 200,
    (reader, "_MOST_CHUNKS"): 30,
}
"""How much is done at once: it shows nowhere."""
IN_A_FILE = {
    (shards, "_SIZE"): 300,
    (shards, "_PLACES"): 64,
    (parts, "_TEXTS"): 5,
    (parts, "_FILTERED"): 12,
    (parts, "_LIKES"): 4,
}
WORDS = [
    f"{stem}{end}"
    for stem in ("harbour", "ferr", "polic", "straße", "dy", "vot")
    for end in ("y", "ies", "ing", "s")
]
PEOPLE = (
    "ada oak",
    "oak",
    "union of harbours",
    "rare7 street",
    "ferry",
    "bodo",
    "dying man",
    "voted",
    "policy",
)


def any_record(number: int, chance: random.Random, *, words: int = 60, rare: int = 300) -> SearchRecord:
    """A record of few words again and again, so that an edit takes the last of some and adds the first of others."""
    text = [*chance.choices(WORDS, k=words), "S-400", "Ada Oak"]
    text += [f"rare{chance.randrange(rare)}" for _ in range(rare // 60)]
    text += ["".join(chance.choices("bdo", k=4)) + chance.choice(["", "s", "ings"]) for _ in range(3)]
    text += ["-".join(chance.choices(["bob", "dod", "ferry", "o4"], k=chance.randrange(2, 4)))]
    chance.shuffle(text)
    day = f"20{chance.randrange(10, 24)}-0{chance.randrange(1, 9)}-11" if chance.random() < 0.9 else ""
    names = [SearchName("ada oak", ("ada",)), SearchName("oak", ("ada", "bob"))]
    return SearchRecord(
        f"briefings/{number}/",
        " ".join(chance.sample(WORDS, 3)),
        chance.choice(["en", "de", "uk", "xx"]),
        {"summary": "Made up.", "line": "", "date": day},
        {"topic": (f"Topic {number % 3}",), **({"date": (day,)} if day else {})},
        day,
        ("Harbours",),
        tuple(chance.sample(names, chance.randrange(3))),
        (
            SearchSection("point:1", "Point", " ".join(text[:30])),
            SearchSection("more", "More", " ".join(text[30:])),
        ),
    )


def entities(*names: str) -> list[SearchEntity]:
    return [
        SearchEntity(id, id.title(), f"people/{id}/", "person", "", len(names), (), names)
        for id in ("ada", "bob")
    ]


def write_texts(records: dict[int, SearchRecord], site: Path) -> list[Searched]:
    pages = []
    for record in records.values():
        page, content = text_of(record)
        path = site / file_address("texts", page.text)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        pages.append(page)
    return pages


def updated(
    files: Files,
    before: State,
    pages: Sequence[Searched],
    people: Sequence[SearchEntity],
    executor: Executor | None = None,
) -> State:
    """Bring an index up to date."""
    return update(files, Change.between(before, pages), people, executor or Serial())


def files_in(site: Path, used: set[str]) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in sorted(used)}


def clean(
    records: dict[int, SearchRecord], site: Path, people: Sequence[str] = PEOPLE[:3]
) -> tuple[State, dict[str, bytes]]:
    files = Files(site, site, is_intact=False)
    state = updated(files, State(), write_texts(records, site), entities(*people))
    return state, files_in(site, files.used)


def make_pieces_small(
    monkeypatch: pytest.MonkeyPatch, sizes: Mapping[Any, int] = IN_A_BATCH | IN_A_FILE
) -> None:
    """Have many shards, files and batches of a few records."""
    for (module, name), size in sizes.items():
        monkeypatch.setattr(module, name, size)
