"""Shards merged into one bundle, which answers as if Pagefind had indexed all records at once.

The pages of a shard are numbered after those of the shards before it. So the pages of a word are those of each shard in
turn, and only the first of each needs another number: Pagefind writes a number as the distance from the one before.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise, takewhile
from pathlib import Path
from typing import Any

from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.search.bundle import (
    ENTRY,
    Files,
    array,
    decoded,
    encoded,
    entry,
    index_file,
    text,
    unsigned,
)
from mkdocs_briefings.publish.search.engine import Indexed, Postings
from mkdocs_briefings.publish.search.frequent import LARGE, Frequent, Pages, Rewriting, spellings_file
from mkdocs_briefings.publish.search.shards import KEPT, WORDS

_CHUNK = 14_000
"""Bytes of a file of the index before they are packed, a fifth of what Pagefind takes: a query then loads less than it
does of words that nobody asked for."""
_OF_THREE = array(3)
_Postings = list[tuple[int, Postings]]
"""Postings of a word in each shard that has it, behind the number of the first page of the shard."""
_OWN = ("fragment", KEPT, WORDS)
"""Files in the folder of a shard that do not go into a bundle."""


def fragments(shards: Iterable[Indexed]) -> dict[str, Path]:
    """Return the file of each page of some shards, by a name that no other has, in the order of their numbers."""
    files: dict[str, Path] = {}
    for shard in shards:
        for name, _ in shard.pages:
            free = name
            while free in files:
                free += "0"
            files[free] = shard.fragment(name)
    return files


def merge(
    shards: Sequence[Indexed], fragments: Mapping[str, Path], bundle: Path, before: Path | None
) -> None:
    """Write the bundle of some shards, all in one language, but for the fragments.

    Args:
        shards: at least one.
        fragments: files of their pages, by name.
        bundle: folder to write to.
        before: an older bundle, much of which may be the same.
    """
    others = shutil.ignore_patterns(*_OWN)
    shutil.copytree(shards[0].folder, bundle, ignore=others, dirs_exist_ok=True)
    for folder in ("index", "filter"):
        (bundle / folder).mkdir()
    (language,) = entry(bundle)["languages"]
    merged = Merged(tuple(shards), fragments, Files(bundle, language, before))
    ranges = list(pairwise((*_bounds(shards), None)))
    with open_executor(len(ranges), preload=(__name__,)) as executor:
        shared = executor.share(merged)
        futures = [executor.submit(Merged.write, shared, bounds) for bounds in ranges]
        written = sorted(chunk for future in futures for chunk in future.result())
    merged.finish(written)


@dataclass(frozen=True, order=True)
class _Chunk:
    """A file of the index."""

    first: str
    last: str
    name: str
    frequent: tuple[Frequent, ...]


@dataclass(frozen=True)
class Merged:
    """Shards, and the files that become of them."""

    shards: tuple[Indexed, ...]
    fragments: Mapping[str, Path]
    files: Files

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Number of the first page of each shard."""
        return list(accumulate((len(shard.pages) for shard in self.shards), initial=0))[:-1]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of the details that are shown of pages, sorted."""
        return tuple(sorted({name for shard in self.shards for name in shard.fields}))

    @cached_property
    def pages(self) -> Pages:
        """All pages by their numbers."""
        words = [count for shard in self.shards for _, count in shard.pages]
        return Pages(tuple(zip(self.fragments, words, strict=True)), self.fields, self.fragments)

    def write(self, bounds: tuple[str, str | None]) -> list[_Chunk]:
        """Write the files of the index for the words from the first bound to before the second."""
        words = self._postings(*bounds)
        names = sorted(words)
        sizes = [sum(postings.size for _, postings in words[name]) for name in names]
        return [self._chunk([(name, words[name]) for name in names[begin:end]]) for begin, end in _cut(sizes)]

    def _postings(self, first: str, end: str | None) -> Mapping[str, _Postings]:
        """Return the postings of the words from the first to before `end`, or to the last."""
        by_word: dict[str, _Postings] = defaultdict(list)
        for offset, shard in zip(self.offsets, self.shards, strict=True):
            fields = [self.fields.index(name) for name in shard.fields]
            same = shard.fields == self.fields
            for word, postings in shard.words(first, end):
                by_word[word].append((offset, postings if same else _renumbered(postings, fields)))
        return by_word

    def _chunk(self, words: Sequence[tuple[str, _Postings]]) -> _Chunk:
        """Write a file of the index."""
        written = [_word(*word) for word in words]
        name, size = self.files.put("index/{}.pf_index", index_file(written))
        frequent = Rewriting(self.files, self.pages).split(written, name, size) if size > LARGE else ()
        return _Chunk(words[0][0], words[-1][0], name, frequent)

    def finish(self, chunks: Iterable[_Chunk]) -> None:
        """Write the files that list all others."""
        chunks = list(chunks)
        frequent = [word for chunk in chunks for word in chunk.frequent]
        ranked = {word.places: word.ranked for word in frequent}
        listed = [[first, last, ranked.get(name, name)] for first, last, name in _ranges(chunks)]
        nothing, _ = self.files.put("index/{}.pf_index", index_file([]))
        index = [["", "", nothing], *listed, *([word.name, word.name, word.places] for word in frequent)]
        filters = [*self._filters(), *([word.name, word.filter] for word in frequent)]
        pages = [[name, _rounded(words)] for name, words in self.pages.named]
        bundle, head = self.files.folder, entry(self.files.folder)
        content = encoded([head["version"], pages, index, filters, self._sorts(), list(self.fields)])
        language = head["languages"][self.files.language]
        language |= {"hash": self.files.put("pagefind.{}.pf_meta", content)[0], "page_count": len(pages)}
        (bundle / ENTRY).write_text(json.dumps(head), encoding="utf-8")
        spellings_file(bundle, frequent)

    def _filters(self) -> Iterator[list[str]]:
        for name in sorted({name for shard in self.shards for name in shard.filters}):
            values = [[value, pages] for value, pages in sorted(self._filter(name).items())]
            yield [name, self.files.put("filter/{}.pf_filter", encoded([name, values]))[0]]

    def _filter(self, name: str) -> Mapping[str, list[int]]:
        """Return the pages of each value of a filter."""
        by_value: dict[str, list[int]] = defaultdict(list)
        for offset, shard in zip(self.offsets, self.shards, strict=True):
            for value, pages in shard.filters.get(name, {}).items():
                by_value[value] += (offset + page for page in pages)
        return by_value

    def _sorts(self) -> list[list[Any]]:
        """Return the pages in each order that results can have: Pagefind does not write the values, but each is a filter too."""
        names = sorted({name for shard in self.shards for name in shard.sorted_by})
        return [
            [name, [page for _, pages in sorted(self._filter(name).items()) for page in pages]]
            for name in names
        ]


def _bounds(shards: Sequence[Indexed]) -> list[str]:
    """Return the words that begin ranges, each of a piece or two of each shard: so much is in memory at a time."""
    return sorted({first for shard in shards for first, _, _ in shard.blocks})[:: len(shards)]


def _word(word: str, by_shard: _Postings) -> bytes:
    """Return a word as it stands in a file of the index."""
    parts: list[bytes] = []
    variants: dict[str, list[list[Any]]] = defaultdict(list)
    pages = before = 0
    for offset, postings in by_shard:
        if postings.pages:
            parts += (_OF_THREE, unsigned(offset + postings.first - before), postings.written)
            pages += postings.pages
            before = offset + postings.last
        for form, of in postings.variants:
            numbers = (offset + number for number in accumulate(since for since, *_ in of))
            variants[form] += ([number, *rest] for number, (_, *rest) in zip(numbers, of, strict=True))
    others = encoded([[form, _since(of)] for form, of in variants.items()]) if variants else array(0)
    return b"".join((_OF_THREE, text(word), array(pages), *parts, others))


def _cut(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where files of the index begin and end in a list of words, given the bytes of each word."""
    begin = total = 0
    for place, size in enumerate(sizes, start=1):
        total += size
        if total >= _CHUNK or place == len(sizes):
            yield begin, place
            begin, total = place, 0


def _ranges(chunks: Sequence[_Chunk]) -> list[list[str]]:
    """Return first word, last word and name of each file, the words no longer than it takes to tell it from the next."""
    ranges = [[chunk.first, chunk.last, chunk.name] for chunk in chunks]
    for before, after in pairwise(ranges):
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before[1], after[0], strict=False))
        short = len(list(alike)) + 1
        if before[1][:short] >= before[0]:
            before[1] = before[1][:short]
        after[0] = after[0][:short]
    return ranges


def _renumbered(postings: Postings, fields: Sequence[int]) -> Postings:
    """Return postings with other numbers for the details of pages."""
    variants = tuple(
        (form, tuple((since, places, _details(numbers, fields)) for since, places, numbers in pages))
        for form, pages in postings.variants
    )
    if not postings.pages:
        return postings._replace(variants=variants)
    begin = array(3) + unsigned(postings.first)
    pages = decoded(array(postings.pages) + begin + postings.written)
    changed = b"".join(
        encoded([since, places, _details(numbers, fields)]) for since, places, numbers in pages
    )
    return postings._replace(written=changed[len(begin) :], variants=variants)


def _details(numbers: Iterable[int], fields: Sequence[int]) -> list[int]:
    """Return places in the details of a page with other numbers for these: each place stands behind one that is negative."""
    return [number if number >= 0 else -fields[-number - 1] - 1 for number in numbers]


def _since(pages: Iterable[list[Any]]) -> list[list[Any]]:
    """Return pages with their distances in the place of their numbers."""
    return [[number - before, *rest] for (before, *_), (number, *rest) in pairwise([[0], *pages])]


def _rounded(length: int) -> int:
    """Return the length of a page to two digits: ranking needs no more, and every search loads a smaller file."""
    return round(length, 2 - len(str(length)))
