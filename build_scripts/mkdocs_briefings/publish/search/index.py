"""The index: made of texts, and changed by an edit to the very bytes that a clean build writes.

entry                what a browser reads first: where shards begin, the names of all other files
shards/<name>        terms from one to before another, the pages of each and how much they are about it, spellings, names
places/<name>        places of some terms of a shard, or of a frequent one in a stretch of pages: for phrases
texts/<name>         a record (`texts.py`)
parts/<name>         names of 128 texts; days; values of a filter; entities; ends of words

Each is zlib of columns (`postings.pack`) or JSON, and named by its content, but for the entry. Pages are numbered by day,
so a stretch of time is a stretch of numbers, and a new page is the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.publish.search.files import Files, Shard
from mkdocs_briefings.publish.search.parts import write_parts
from mkdocs_briefings.publish.search.postings import Column, Postings
from mkdocs_briefings.publish.search.reader import Inverted, Reader
from mkdocs_briefings.publish.search.shards import NAME, cuts, merged, read_shard, write_shard
from mkdocs_briefings.publish.search.texts import Searched

_MOST_CHANGED = 4
"""Where one page of so many has changed, or more, the index is made anew."""


class Known(NamedTuple):
    """What is remembered of a page."""

    day: str
    text: str
    filters: Mapping[str, Sequence[str]]


class State(NamedTuple):
    """What one build leaves to the next."""

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


def update(files: Files, before: State, pages: Iterable[Searched], entities: Sequence[SearchEntity]) -> State:
    """Bring an index up to date; its files are those that `files` then holds as used.

    Args:
        files: of the index.
        before: what the previous build left; an empty one has everything made anew.
        pages: all that search knows.
        entities: whose names search knows.
    """
    order = sorted(pages, key=lambda page: (page.day, page.url))
    new = [page for page in order if not _is_known(before, page)]
    if _MOST_CHANGED * len(new) >= len(order) or 2 * len(order) < len(before.pages):
        before, new = State(), order
    change = _Change.between(before, order)
    less, _ = _read(files, change.gone)
    more, filters = _read(files, {change.numbers[page.url]: page.text for page in new})
    remembered = {page.url: before.pages[page.url] for page in order if page.url in before.pages}
    remembered |= {page.url: Known(page.day, page.text, filters[page.text]) for page in new}
    names = frozenset(_name_lines(entities))
    dirty: list[str] = []
    if before.pages:
        less, more = less.at_once(), more.at_once()
        dirty = sorted(_touched(less, more) | (names ^ before.names))
    state = State(
        remembered,
        _counted(before.terms, less.term_counts, more.term_counts),
        _counted(before.spellings, less.spellings, more.spellings),
        names,
    )
    shards = tuple(_shards(files, change, state, dirty, _Supply(more)))
    write_parts(
        files, order, [state.pages[page.url].filters for page in order], shards, state.lines, entities
    )
    return state._replace(shards=shards)


def _is_known(before: State, page: Searched) -> bool:
    remembered = before.pages.get(page.url)
    return remembered is not None and remembered[:2] == (page.day, page.text)


class _Change(NamedTuple):
    """What differs from the previous build."""

    before: State
    numbers: Mapping[str, int]
    """Number of each page, by address."""
    moved: Column
    """New number of each page of before, by its old one; -1 for one that is gone or has another text."""
    gone: Mapping[int, str]
    """Texts that are gone, by the number of the page that took the place of theirs, or another that no page has."""

    @classmethod
    def between(cls, before: State, order: Sequence[Searched]) -> _Change:
        """Return what differs between the previous build and pages in their order."""
        now = {page.url: page for page in order}
        numbers = {page.url: number for number, page in enumerate(order)}
        old = sorted(before.pages, key=lambda url: (before.pages[url].day, url))
        stays = [url in now and _is_known(before, now[url]) for url in old]
        moved = [numbers[url] if stay else -1 for url, stay in zip(old, stays, strict=True)]
        gone = {
            numbers.get(url, len(order) + number): before.pages[url].text
            for number, (url, stay) in enumerate(zip(old, stays, strict=True))
            if not stay
        }
        return cls(before, numbers, np.array(moved, np.int32), gone)

    @property
    def keeps_numbers(self) -> bool:
        """Whether pages that stay have their numbers still, and files of places are cut as before."""
        alike = len(self.numbers).bit_length() == len(self.before.pages).bit_length()
        still = (self.moved == np.arange(len(self.moved))) | (self.moved < 0)
        return alike and bool(still.all())


def _read(files: Files, texts: Mapping[int, str]) -> tuple[Inverted, dict[str, Mapping[str, Sequence[str]]]]:
    """Return the postings of some texts, which are given by the numbers of their pages; and their filters, by name."""
    reader, filters = Reader(), {}
    for number in sorted(texts):
        text = files.text(texts[number])
        filters[texts[number]] = text.filters
        reader.read(number, text)
    return reader.finish(), filters


def _counted(before: Mapping[str, int], less: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Return counts after some were taken away and others added; what is left with none goes."""
    counts = dict(before)
    for sign, changed in ((-1, less), (1, more)):
        for key, count in changed.items():
            counts[key] = counts.get(key, 0) + sign * count
    return {key: count for key, count in counts.items() if count}


def _touched(less: Inverted, more: Inverted) -> set[str]:
    """Return the terms and spellings that pages had and have no more, or have now and had not."""
    before, now = dict(less.rows), dict(more.rows)
    terms = {key[0] for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    return terms | (less.spellings.keys() ^ more.spellings.keys())


def _name_lines(entities: Iterable[SearchEntity]) -> Iterator[str]:
    """Yield each name with the entity that it may mean, as a line of the index; an acronym has `!` before its entity."""
    for entity in entities:
        for spelling in entity.spellings:
            acronym = "!" if spelling != spelling.lower() else ""
            yield f"{spelling.lower()}{NAME}{acronym}{entity.id}"


def _shards(
    files: Files, change: _Change, state: State, dirty: Sequence[str], supply: _Supply
) -> Iterator[Shard]:
    """Yield all shards: those that an edit does not touch as they are, the others written anew."""
    old = change.before.shards if change.before.pages else ()
    kept = {(shard.first, shard.last): shard for shard in old} if change.keeps_numbers else {}
    firsts, lasts = [shard.first for shard in old], [shard.last for shard in old]
    lines = state.lines
    for begin, end in cuts(lines, state.terms):
        first, last = lines[begin], lines[end - 1]
        shard = kept.get((first, last))
        if shard is not None and bisect_left(dirty, first) == bisect_left(dirty, last + "\0"):
            files.keep(shard)
            yield shard
            continue
        over = old[bisect_left(lasts, first) : bisect_left(firsts, last + "\0")]
        own = [line for line in lines[begin:end] if line in state.terms]
        parts = [_moved(read_shard(files, shard), change.moved) for shard in over]
        postings = merged(own, [*parts, supply.take(first, last)])
        yield write_shard(files, lines[begin:end], own, postings, len(change.numbers))


def _moved(part: tuple[Sequence[str], Postings], moved: Column) -> tuple[Sequence[str], Postings]:
    """Return postings with the new numbers of their pages."""
    terms, postings = part
    return terms, postings._replace(page=moved[postings.page])


class _Supply:
    """Postings of new texts, asked for from the first term to the last."""

    def __init__(self, inverted: Inverted) -> None:
        self.terms, self.ranges = inverted.terms, inverted.ranges
        self._take_in(Postings.none())

    def _take_in(self, postings: Postings) -> None:
        self.postings, self.ends = postings, np.concatenate(([0], np.cumsum(postings.uses)))

    def take(self, first: str, last: str) -> tuple[Sequence[str], Postings]:
        """Return the terms from one to another, and their postings."""
        begin, end = bisect_left(self.terms, first), bisect_left(self.terms, last + "\0")
        while begin < end and (not len(self.postings.term) or self.postings.term[-1] < end - 1):
            rest = self._slice(begin, len(self.terms))
            self._take_in(Postings.joined([rest, next(self.ranges)]))
        postings = self._slice(begin, end)
        return self.terms[begin:end], postings._replace(term=postings.term - begin)

    def _slice(self, begin: int, end: int) -> Postings:
        of = self.postings
        first, last = np.searchsorted(of.term, np.array((begin, end), of.term.dtype))
        places = of.places[self.ends[first] : self.ends[last]]
        return Postings(
            of.term[first:last], of.page[first:last], of.impact[first:last], of.uses[first:last], places
        )
