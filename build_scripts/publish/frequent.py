"""Frequent words of a search bundle, put so that a query with them is small and quick.

Pagefind keeps all places of a word in one file, and compares every page of a word with every result. A word that stands
in nearly every briefing is then hundreds of kilobytes and half a second. So of each word whose file is large the bundle
gets three:

- in the place of its file one with the pages that say most about it, and a few places in each: these are ranked;
- a filter that tells of every page whether it has the word: by it a query is answered in full, and counted;
- the file as it was, under a name that is asked for when a phrase in quotation marks needs every place.

`frequent.json` tells the browser which words these are, by the spellings that they have in texts; `engine.js` uses it.
The files are those of Pagefind 1.5 (its `index_words.rs`, `index_filter.rs` and `index_metadata.rs`): CBOR (RFC 8949)
behind a signature, in gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from build_scripts.model.spelling import folded, sign
from build_scripts.publish.pool import Pool, processors

FILE = "frequent.json"
"""In the bundle: names of frequent words by spelling, in `with` or, if their filter names what lacks them, `without`."""
_LARGE, _FEWEST = 18_000, 500
"""Bytes of a file, and pages of its word, from which it is frequent: two just below, and eight results, are 80 kB."""
_PAYS = 20
"""Files for which another process pays."""
_SHARE = 0.7
"""Of that many bytes, which a word must have: rare words beside it have the rest."""
_RANKED, _PLACES = 1_200, 4
"""Pages that are ranked by a frequent word, and places of it in each."""
_READ = 150
"""Pages that are read for its spellings."""
_SIGNATURE = b"pagefind_dcd"
_PLAIN, _HEAVIEST = 24, 240
"""Weight of a place in plain text, and the most there is."""
_SATURATION, _BY_LENGTH, _IN_TITLE = 1.4, 0.75, 5 / 2.4
"""How Pagefind ranks (BM25), so that what stays is what it would put first; the last for its score less (1.4 + 1)."""

_Posting = list[Any]
"""A page of a word, as written: its number less that of the page before, places of the word, places in what is shown."""


def tame(bundle: Path) -> None:
    """Rewrite the frequent words of a finished bundle.

    Args:
        bundle: folder that Pagefind has written, all in one language.
    """
    index = _Index(bundle)
    large = [("split", one) for one in index.chunks if index.file(one).stat().st_size > _LARGE]
    pool = Pool(lambda: index, min(processors(), 1 + len(large) // _PAYS))
    try:
        found = sorted(pool.run([[]] * pool.size, large))
    finally:
        pool.close()
    index.add(one for chunk in found for one in chunk)
    (bundle / FILE).write_text(_spellings(one for chunk in found for one in chunk), encoding="utf-8")


@dataclass(frozen=True, order=True)
class _Frequent:
    """What becomes of a frequent word."""

    name: str
    """Its sign: of its filter, and of the file with all its places."""
    kind: str
    """Whether its filter lists the pages `with` the word or those `without`: the fewer."""
    filter: str
    """File of the filter."""
    places: str
    """File with all places."""
    ranked: str
    """File that takes its place."""
    spellings: tuple[str, ...]


def _spellings(words: Iterable[_Frequent]) -> str:
    """The file that tells the browser which words are frequent."""
    by_kind: dict[str, dict[str, str]] = {"with": {}, "without": {}}
    for word in words:
        by_kind[word.kind] |= dict.fromkeys(word.spellings, word.name)
    return json.dumps(by_kind, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


@dataclass(frozen=True)
class _Word:
    """A word and where it stands."""

    stem: str
    forms: Mapping[str, Mapping[int, _Posting]]
    """Pages by their numbers; under an empty string those where it is written without diacritics."""

    @classmethod
    def read(cls, written: list[Any]) -> _Word:
        """From a file of the index."""
        stem, pages, variants = written
        return cls(stem, {form: _numbered(of) for form, of in (("", pages), *variants) if of})

    @cached_property
    def pages(self) -> frozenset[int]:
        """Numbers of all its pages."""
        return frozenset().union(*self.forms.values())

    def kept(self, pages: frozenset[int]) -> list[Any]:
        """For a file of the index, less of it: some of its pages, and a few places in each."""
        forms = {
            form: _since({page: [0, _fewer(of[1]), of[2]] for page, of in postings.items() if page in pages})
            for form, postings in self.forms.items()
        }
        return [self.stem, forms.pop("", []), [[form, of] for form, of in forms.items()]]


class _Index:
    """What Pagefind has written of a bundle, to be changed."""

    def __init__(self, bundle: Path) -> None:
        self.bundle = bundle
        (self.language,) = _entry(bundle)["languages"]
        (self.file_of_all,) = bundle.glob("pagefind.*.pf_meta")
        self.all = _decoded(self.file_of_all)
        _, self.pages, self.chunks, self.filters, _, fields = self.all
        self.title = -fields.index("title") - 1
        mean = sum(length for _, length in self.pages) / len(self.pages)
        self.lengths = [
            _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / mean) for _, length in self.pages
        ]
        self.texts: dict[int, list[str]] = {}

    def file(self, chunk: list[str]) -> Path:
        """Of a chunk: its first word, its last, and its name."""
        return self.bundle / "index" / f"{chunk[2]}.pf_index"

    def split(self, chunk: list[str]) -> list[_Frequent]:
        """Make three files of one, for each frequent word in it."""
        path = self.file(chunk)
        (words,) = _decoded(path)
        bytes_each = path.stat().st_size / sum(map(_numbers, words))
        frequent = {
            place: word
            for place, written in enumerate(words)
            if _numbers(written) * bytes_each > _LARGE * _SHARE
            and len((word := _Word.read(written)).pages) >= _FEWEST
        }
        for place, word in frequent.items():
            words[place] = word.kept(self._telling(word))
        ranked = self._put("index/{}.pf_index", [words]) if frequent else chunk[2]
        return [self._frequent(word, chunk[2], ranked) for word in frequent.values()]

    def _frequent(self, word: _Word, places: str, ranked: str) -> _Frequent:
        name = sign([f"word {word.stem}"])
        few = 2 * len(word.pages) <= len(self.pages)
        listed = sorted(word.pages) if few else [n for n in range(len(self.pages)) if n not in word.pages]
        filter = self._put("filter/{}.pf_filter", [name, [["yes", listed]]])
        spellings = tuple(sorted(self._spellings(word)))
        return _Frequent(name, "with" if few else "without", filter, places, ranked, spellings)

    def add(self, words: Iterable[_Frequent]) -> None:
        """Write what tells of all files anew, with those of some words."""
        words = list(words)
        ranked = {word.places: word.ranked for word in words}
        chunks = [[first, last, ranked.get(name, name)] for first, last, name in self.chunks]
        self.all[1] = [[name, _rounded(length)] for name, length in self.pages]
        self.all[2] = [*self._nothing(), *chunks, *([word.name, word.name, word.places] for word in words)]
        self.filters.extend([word.name, word.filter] for word in words)
        self.file_of_all.unlink()
        entry = _entry(self.bundle)
        entry["languages"][self.language]["hash"] = self._put("pagefind.{}.pf_meta", self.all)
        (self.bundle / _ENTRY).write_text(json.dumps(entry), encoding="utf-8")

    def _nothing(self) -> list[list[str]]:
        """A file for searches without words: Pagefind 1.5 loads every file of the index, if there is none for them."""
        return [["", "", self._put("index/{}.pf_index", [[]])]]

    def _telling(self, word: _Word) -> frozenset[int]:
        """The pages that say most about a word."""
        scores: Counter[int] = Counter()
        for postings in word.forms.values():
            for page, (_, places, shown) in postings.items():
                often = _weight(places) / _PLAIN
                scores[page] += often / (often + self.lengths[page]) + (
                    _IN_TITLE if self.title in shown else 0
                )
        return frozenset(heapq.nsmallest(_RANKED, scores, key=lambda page: (-scores[page], page)))

    def _spellings(self, word: _Word) -> set[str]:
        """How a word is written in some pages, folded as a query is."""
        every = max(1, len(self.pages) // _READ)
        postings = [(page, of[page]) for of in word.forms.values() for page in of if page % every == 0]
        written = (self._text(page)[at] for page, (_, of, _) in postings for _, at in _places(of))
        return {folded(bare) for one in written if _is_one(bare := one.strip("\"'“”„«»‘’()[],.;:!?…"))}

    def _text(self, page: int) -> list[str]:
        if page not in self.texts:
            file = self.bundle / "fragment" / f"{self.pages[page][0]}.pf_fragment"
            self.texts[page] = json.loads(_opened(file))["content"].split()
        return self.texts[page]

    def _put(self, name: str, value: list[Any]) -> str:
        content = _SIGNATURE + cbor2.dumps(value)
        short = f"{self.language}_{hashlib.sha256(content).hexdigest()[:8]}"
        (self.bundle / name.format(short)).write_bytes(gzip.compress(content, 9, mtime=0))
        return short


_ENTRY = "pagefind-entry.json"


def _entry(bundle: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads((bundle / _ENTRY).read_bytes())
    return entry


def _opened(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)


def _decoded(path: Path) -> list[Any]:
    value: list[Any] = cbor2.loads(_opened(path))
    return value


def _rounded(length: int) -> int:
    """The length of a page to two digits: ranking needs no more, and the file that every search loads is smaller."""
    return round(length, 2 - len(str(length)))


def _numbers(word: list[Any]) -> int:
    """How many numbers are written of a word, which is what its bytes go by."""
    _, pages, variants = word
    return sum(len(of) + 1 for one in (pages, *(of for _, of in variants)) for _, of, _ in one)


def _numbered(postings: Iterable[_Posting]) -> dict[int, _Posting]:
    pages = list(postings)
    return dict(zip(accumulate(since for since, *_ in pages), pages, strict=True))


def _since(postings: Mapping[int, _Posting]) -> list[_Posting]:
    numbers = sorted(postings)
    gaps = (number - before for before, number in zip([0, *numbers], numbers, strict=False))
    return [[gap, *postings[number][1:]] for gap, number in zip(gaps, numbers, strict=True)]


def _places(written: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Weight and place: a negative number is the weight of what follows, others count from the place before."""
    weight, place = _PLAIN + 1, 0
    for number in written:
        if number < 0:
            weight, place = -number - 1, 0
        else:
            place += number
            yield weight, place


def _weight(written: list[int]) -> int:
    """Of all places together."""
    weight, total = _PLAIN + 1, 0
    for number in written:
        if number < 0:
            weight = -number - 1
        else:
            total += weight
    return total


def _fewer(written: list[int]) -> list[int]:
    """The places that weigh most, with the weight of all."""
    places = list(_places(written))
    if len(places) <= _PLACES:
        return written
    weight = min(_HEAVIEST, sum(weight for weight, _ in places) // _PLACES)
    kept = sorted(place for _, place in heapq.nsmallest(_PLACES, places, key=lambda one: (-one[0], one[1])))
    return [-weight - 1, *(place - before for before, place in zip([0, *kept], kept, strict=False))]


def _is_one(word: str) -> bool:
    """Whether it is a single word to Pagefind, which takes `WhiteHouse` for two."""
    return word.isalnum() and (word.islower() or word.isupper() or word.istitle() or word.isdecimal())
