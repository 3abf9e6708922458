"""The index: made of texts, and changed by an edit to the very bytes that a clean build writes.

entry                what a browser reads first: where shards begin, the names of all other files
shards/<name>        terms from one to before another, the pages of each and how much they are about it, spellings, names
places/<name>        places of some terms of a shard, or of a frequent one in a stretch of pages: for phrases
texts/<name>         a record (`texts.py`)
parts/<name>         names of 128 texts; days; values of a filter; entities; words by their letters

Each is zlib of columns (`postings.pack`) or JSON, and named by its content, but for the entry. Pages are numbered by day,
so a stretch of time is a stretch of numbers, and a new page is the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.publish.executor.protocol import Executor, Shared
from mkdocs_briefings.publish.search.files import Files, Shard
from mkdocs_briefings.publish.search.inverted import Inverted
from mkdocs_briefings.publish.search.parts import write_parts
from mkdocs_briefings.publish.search.postings import Column
from mkdocs_briefings.publish.search.reader import Reader
from mkdocs_briefings.publish.search.shards import NAME, cuts
from mkdocs_briefings.publish.search.tasks import (
    Numbering,
    OldShard,
    Stretch,
    new_reader,
    read_texts,
    write_shards,
)
from mkdocs_briefings.publish.search.texts import Searched

_TEXTS, _AHEAD = 256, 4
"""Texts that a task reads at most; tasks for each worker, if there are enough texts."""
_STRETCH = 1 << 17
"""Postings in the shards that a task writes, about."""
_MOST_CHANGED = 4
"""Where one page of so many has changed, or more, the index is made anew."""


class Known(NamedTuple):
    """A page, as the index remembers it."""

    day: str
    text: str
    filters: Mapping[str, Sequence[str]]


class State(NamedTuple):
    """The state that one build of the index leaves to the next."""

    pages: Mapping[str, Known] = {}
    """By address."""
    terms: Mapping[str, int] = {}
    """Number of the pages of each term."""
    spellings: Mapping[str, int] = {}
    """How often each spelling comes."""
    names: frozenset[str] = frozenset()
    """Names of entities, as lines of the index."""
    shards: tuple[Shard, ...] = ()

    @property
    def lines(self) -> list[str]:
        """All lines of the index, in order."""
        return sorted((*self.terms, *self.spellings, *self.names))


def update(files: Files, change: Change, entities: Sequence[SearchEntity], executor: Executor) -> State:
    """Bring an index up to date; its files are those that `files` then holds as used.

    Args:
        files: of the index.
        change: what differs from the previous build.
        entities: whose names search knows.
        executor: reads texts and writes shards.
    """
    before, order = change.before, change.order
    reader = executor.share(None, new_reader)
    less, _ = _read(files, change.gone, reader, executor)
    more, filters = _read(files, change.new, reader, executor)
    remembered = {page.url: before.pages[page.url] for page in order if page.url in before.pages}
    remembered |= {
        order[number].url: Known(order[number].day, order[number].text, of) for number, of in filters.items()
    }
    names = frozenset(_name_lines(entities))
    state = State(
        remembered,
        _counted(before.terms, less.term_counts, more.term_counts),
        _counted(before.spellings, less.spellings, more.spellings),
        names,
    )
    dirty = sorted(_touched(less, more) | (names ^ before.names)) if before.pages else ()
    lines = state.lines
    shards = _Shards(files, change, state, dirty)
    shards.write(lines, more, executor)
    of_pages = [state.pages[page.url].filters for page in order]
    write_parts(files, order, of_pages, shards.all, lines, entities)
    return state._replace(shards=shards.all)


def _is_known(before: State, page: Searched) -> bool:
    remembered = before.pages.get(page.url)
    return remembered is not None and remembered[:2] == (page.day, page.text)


class Change(NamedTuple):
    """The difference from the previous build of the index."""

    before: State
    """What the previous build left; empty where the index is made anew."""
    order: Sequence[Searched]
    """All pages, by their numbers."""
    moved: Column
    """New number of each page of before, by its old one; -1 for one that is gone or has another text."""
    gone: Mapping[int, str]
    """Texts that are gone, by the number of the page that took the place of theirs, or another that no page has."""
    new: Mapping[int, str]
    """Texts that are new, by the numbers of their pages."""

    @classmethod
    def between(cls, before: State, pages: Iterable[Searched]) -> Change:
        """Return what differs between the previous build and all that search knows now."""
        order = sorted(pages, key=lambda page: (page.day, page.url))
        new = {number: page.text for number, page in enumerate(order) if not _is_known(before, page)}
        if _MOST_CHANGED * len(new) >= len(order) or 2 * len(order) < len(before.pages):
            before, new = State(), {number: page.text for number, page in enumerate(order)}
        numbers = {page.url: number for number, page in enumerate(order)}
        old = sorted(before.pages, key=lambda url: (before.pages[url].day, url))
        stays = [url in numbers and _is_known(before, order[numbers[url]]) for url in old]
        moved = [numbers[url] if stay else -1 for url, stay in zip(old, stays, strict=True)]
        gone = {
            numbers.get(url, len(order) + number): before.pages[url].text
            for number, (url, stay) in enumerate(zip(old, stays, strict=True))
            if not stay
        }
        return cls(before, order, np.array(moved, np.int32), gone, new)

    @property
    def keeps_numbers(self) -> bool:
        """Whether pages that stay have their numbers still, and files of places are cut as before."""
        alike = len(self.order).bit_length() == len(self.before.pages).bit_length()
        still = (self.moved == np.arange(len(self.moved))) | (self.moved < 0)
        return alike and bool(still.all())


def _read(
    files: Files, texts: Mapping[int, str], reader: Shared[Reader], executor: Executor
) -> tuple[Inverted, dict[int, Mapping[str, Sequence[str]]]]:
    """Return the postings of some texts, which are given by the numbers of their pages; and the filters of each."""
    numbers = sorted(texts)
    size = max(1, min(_TEXTS, len(numbers) // (_AHEAD * executor.workers)))
    futures = (
        executor.submit(
            read_texts,
            reader,
            [(number, files.read("texts", texts[number])) for number in numbers[at : at + size]],
        )
        for at in range(0, len(numbers), size)
    )
    batches = sorted((future.result() for future in executor.as_completed(futures)), key=lambda of: of.first)
    filters = chain.from_iterable(batch.filters for batch in batches)
    parts = [part for batch in batches for part in batch.parts]
    return Inverted(parts), dict(zip(numbers, filters, strict=True))


def _counted(before: Mapping[str, int], less: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Return counts after some were taken away and others added; what is left with none goes."""
    counts = dict(before)
    for sign, changed in ((-1, less), (1, more)):
        for key, count in changed.items():
            counts[key] = counts.get(key, 0) + sign * count
    return {key: count for key, count in counts.items() if count}


def _touched(less: Inverted, more: Inverted) -> set[str]:
    """Return the terms and spellings that pages had and have no more, or have now and had not."""
    before, now = dict(less.rows()), dict(more.rows())
    terms = {key[0] for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    return terms | (less.spellings.keys() ^ more.spellings.keys())


def _name_lines(entities: Iterable[SearchEntity]) -> Iterator[str]:
    """Yield each name with the entity that it may mean, as a line of the index; an acronym has `!` before its entity."""
    for entity in entities:
        for spelling in entity.spellings:
            acronym = "!" if spelling != spelling.lower() else ""
            yield f"{spelling.lower()}{NAME}{acronym}{entity.id}"


class _Shards:
    """The shards of an index: those that an edit does not touch as they are, the others written anew.

    Args:
        files: of the index.
        change: what differs from the previous build.
        state: what this build leaves to the next.
        dirty: lines of the index that the edit touches, in order.
    """

    def __init__(self, files: Files, change: Change, state: State, dirty: Sequence[str]) -> None:
        self._files, self._change, self._state, self._dirty = files, change, state, dirty
        self._shards: dict[str, Shard] = {}

    @property
    def all(self) -> tuple[Shard, ...]:
        """All shards, in order."""
        return tuple(self._shards[first] for first in sorted(self._shards))

    def write(self, lines: Sequence[str], new: Inverted, executor: Executor) -> None:
        """Write them.

        Args:
            lines: terms, spellings and names, in order.
            new: what new texts have.
            executor: does it.
        """
        numbering = executor.share(Numbering(len(self._change.order), self._change.moved))
        futures = (
            executor.submit(write_shards, numbering, self._stretch(shards, new))
            for shards in self._stretches(lines)
        )
        for future in executor.as_completed(futures):
            written = future.result()
            for address, content in written.files.items():
                self._files.add(address, content)
            self._shards |= {shard.first: shard for shard in written.shards}

    def _stretches(self, lines: Sequence[str]) -> Iterator[list[Sequence[str]]]:
        """Yield the lines of shards that are to be written, some shards at a time; keep the others."""
        old = self._change.before.shards if self._change.keeps_numbers else ()
        kept = {(shard.first, shard.last): shard for shard in old}
        stretch: list[Sequence[str]] = []
        weight = 0
        for begin, end in cuts(lines, self._state.terms):
            shard = kept.get((lines[begin], lines[end - 1]))
            if shard is not None and self._is_clean(shard):
                self._files.keep(shard)
                self._shards[shard.first] = shard
            else:
                stretch.append(lines[begin:end])
                weight += sum(self._state.terms.get(line, 0) for line in stretch[-1])
            if stretch and (weight > _STRETCH or stretch[-1][-1] != lines[end - 1]):
                yield stretch
                stretch, weight = [], 0
        if stretch:
            yield stretch

    def _is_clean(self, shard: Shard) -> bool:
        return bisect_left(self._dirty, shard.first) == bisect_left(self._dirty, shard.last + "\0")

    def _stretch(self, shards: Sequence[Sequence[str]], new: Inverted) -> Stretch:
        """Return the lines of some shards with all that they are made of."""
        first, last = shards[0][0], shards[-1][-1]
        old = self._change.before.shards
        begin = bisect_left(old, first, key=lambda shard: shard.last)
        over = old[begin : bisect_left(old, last + "\0", key=lambda shard: shard.first)]
        return Stretch(shards, *new.take(first, last), [self._old(shard) for shard in over])

    def _old(self, shard: Shard) -> OldShard:
        places = [self._files.read("places", name) for name in shard.places]
        return OldShard(shard, self._files.read("shards", shard.name), places)
