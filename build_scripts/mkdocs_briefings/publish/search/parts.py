"""The parts of an index that are no shards: the entry, names of texts, days, filters, entities, words by their letters."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

import numpy as np

from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.model.spelling import RULES
from mkdocs_briefings.publish.search.files import Files, Shard
from mkdocs_briefings.publish.search.postings import pack
from mkdocs_briefings.publish.search.shards import alike, head, since
from mkdocs_briefings.publish.search.texts import Searched

_TEXTS = 128
"""Texts whose names are in one file."""
_FILTERED = 30_000
"""Pages in a file of a filter, about."""
_ENTITIES, _LIKES = 32, 2048
"""Entities, and words that may be misspelt, in a file, about."""
_LETTERS = range(4, 40)
"""Letters of a word that may be misspelt."""


def write_parts(
    files: Files,
    order: Sequence[Searched],
    filters: Iterable[Mapping[str, Sequence[str]]],
    shards: Sequence[Shard],
    lines: Sequence[str],
    entities: Iterable[SearchEntity],
) -> None:
    """Write all parts, the entry last.

    Args:
        files: where they go.
        order: the pages.
        filters: values of each page by filter.
        shards: of the index.
        lines: terms, spellings and names, in order.
        entities: whose names search knows, in the order of their ids.
    """
    names = [page.text for page in order]
    texts = [
        files.put("parts", "".join(names[at : at + _TEXTS]).encode()) for at in range(0, len(names), _TEXTS)
    ]
    days = [(day, len(list(pages))) for day, pages in groupby(page.day for page in order)]
    entry = {
        "count": len(order),
        "rules": RULES,
        **_directory("shard", [(shard.first, shard.last, shard.name) for shard in shards]),
        **_directory("entity", _entities(files, entities)),
        **_directory("like", _likes(files, lines)),
        "texts": "".join(texts),
        "dayFile": files.put("parts", pack("\n".join(day for day, _ in days), [count for _, count in days])),
        "filters": dict(_filters(files, filters)),
    }
    files.put("", json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode(), "entry")


def _directory(name: str, parts: Sequence[tuple[str, str, str]]) -> dict[str, object]:
    """Return what an entry says of parts, given first key, last key and name of each: where each begins, and all names."""
    lasts = ["", *(last for _, last, _ in parts)]
    begins = [first[: alike(first, last) + 1] for (first, _, _), last in zip(parts, lasts, strict=False)]
    return {f"{name}Begins": begins, f"{name}Files": "".join(file for _, _, file in parts)}


def _filters(files: Files, filters: Iterable[Mapping[str, Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """Write the filters, and yield name and names of the files of each."""
    pages: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, values in enumerate(filters):
        for name, those in values.items():
            for value in those:
                pages[name][value].append(number)
    for name, by_value in sorted(pages.items()):
        yield name, "".join(_filter(files, sorted(by_value.items())))


def _filter(files: Files, values: Sequence[tuple[str, Sequence[int]]]) -> Iterator[str]:
    """Write the values of a filter, and yield the names of the files."""
    ends = np.cumsum([len(pages) for _, pages in values]) // _FILTERED
    for _, group in groupby(zip(ends.tolist(), values, strict=True), key=lambda pair: pair[0]):
        chosen = [of for _, of in group]
        sizes = [len(pages) for _, pages in chosen]
        term = np.repeat(np.arange(len(sizes)), sizes)
        page = np.concatenate([np.array(pages, np.int32) for _, pages in chosen])
        yield files.put("parts", pack("\0".join(value for value, _ in chosen), sizes, since(term, page)))


def _entities(files: Files, entities: Iterable[SearchEntity]) -> list[tuple[str, str, str]]:
    """Write what is shown of entities; return first id, last id and name of each file."""
    rows = {entity.id: asdict(entity) for entity in entities}
    parts = []
    for ids in _by_chance(sorted(rows), _ENTITIES):
        content = json.dumps([rows[id] for id in ids], ensure_ascii=False, separators=(",", ":"))
        parts.append((ids[0], ids[-1], files.put("parts", content.encode())))
    return parts


def _likes(files: Files, lines: Iterable[str]) -> list[tuple[str, str, str]]:
    """Write all words that may be misspelt three times, by their first letters, their last ones, and those in the middle."""
    words = {head(line) for line in lines}
    spelt = [word for word in words if len(word) in _LETTERS and word.isalpha()]
    keys = sorted(key for word in spelt for key in (f"<{word}", f">{word[::-1]}", f"={_turned(word)}"))
    return [
        (part[0], part[-1], files.put("parts", "\n".join(part).encode())) for part in _by_chance(keys, _LIKES)
    ]


def _turned(word: str) -> str:
    """Return a word from its middle on, with what comes before that behind."""
    middle = len(word) // 2 - 1
    return f"{word[middle:]} {word[:middle]}"


def _by_chance(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield stretches of keys of about a size: one begins where chance has it, the same chance in each build."""
    begin = 0
    for at, key in enumerate(keys):
        if at > begin and (zlib.crc32(key.encode()) % size == 0 or at - begin >= 2 * size):
            yield keys[begin:at]
            begin = at
    if keys:
        yield keys[begin:]
