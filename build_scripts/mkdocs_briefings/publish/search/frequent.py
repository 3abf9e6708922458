"""Frequent words of a search bundle, written so that a query with them is small and quick.

Pagefind keeps all places of a word in one file, and compares every page of a word with every result. A word that stands
in nearly every briefing is then hundreds of kilobytes and half a second. So of each word whose file is large the bundle
gets three:

- in the place of its file one with the pages that say most about it, and a few places in each: these are ranked;
- a filter that tells of every page whether it has the word: by it a query is answered in full, and counted;
- the file as it was, under a name that is asked for when a phrase in quotation marks needs every place.

`frequent.json` tells the browser which words these are, by the spellings that they have in texts; `engine.js` uses it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import Any

from mkdocs_briefings.model.spelling import entity_token, fold_word
from mkdocs_briefings.publish.search.bundle import Files, decoded, encoded, index_file, opened

FILE = "frequent.json"
"""File in the bundle: names of frequent words by spelling, in `with` or, if their filter lists what lacks them, `without`."""
LARGE = 18_000
"""Bytes of a file from which a word in it may be frequent: two files just below, and eight results, are 80 kB."""
_FEWEST = 500
"""Pages of a frequent word."""
_SHARE = 0.7
"""Share of `LARGE` that one word must have: rare words in its file have the rest."""
_RANKED, _PLACES = 1_200, 4
"""Pages that are ranked by a frequent word, and places of the word in each."""
_READ = 150
"""Pages that are read for the spellings of a frequent word."""
_PLAIN, _HEAVIEST = 24, 240
"""Weight of a place in plain text, and the most there is."""
_SATURATION, _BY_LENGTH, _IN_TITLE = 1.4, 0.75, 5 / 2.4
"""How Pagefind ranks (BM25), so that what stays is what it would put first; the last for its score less (1.4 + 1)."""

_Posting = list[Any]
"""A page of a word, as written: its number less that of the page before, places of the word, places in what is shown."""
_SINCE = itemgetter(0)
"""Distance of a page from the page before it."""


@dataclass(frozen=True)
class Pages:
    """The pages of a bundle."""

    named: Sequence[tuple[str, int]]
    """Name of the fragment and count of words of each page, in the order of their numbers."""
    fields: Sequence[str]
    """What is shown of pages, in the order of the numbers that stand for it in postings."""
    fragments: Mapping[str, Path]
    """File of each fragment, by its name."""

    @cached_property
    def title(self) -> int:
        """Number that stands for the title in postings."""
        return -self.fields.index("title") - 1

    @cached_property
    def lengths(self) -> list[float]:
        """What the length of each page does to its rank."""
        mean = sum(length for _, length in self.named) / len(self.named)
        return [_SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / mean) for _, length in self.named]

    @cached_property
    def texts(self) -> dict[int, list[str]]:
        """Words of the pages that were read, by number."""
        return {}

    def text(self, page: int) -> list[str]:
        """Return the words of a page as they are written."""
        if page not in self.texts:
            self.texts[page] = json.loads(opened(self.fragments[self.named[page][0]]))["content"].split()
        return self.texts[page]


@dataclass(frozen=True, order=True)
class Frequent:
    """A frequent word, and the files that become of it."""

    name: str
    """Its sign, which names its filter and the file with all its places."""
    kind: str
    """Whether its filter lists the pages `with` the word or those `without`: the fewer."""
    filter: str
    """File of the filter."""
    places: str
    """File with all places."""
    ranked: str
    """File that takes the place of the word's own, with the pages that are ranked."""
    spellings: tuple[str, ...]


def spellings_file(bundle: Path, words: Iterable[Frequent]) -> None:
    """Write the file that tells the browser which words are frequent."""
    by_kind: dict[str, dict[str, str]] = {"with": {}, "without": {}}
    for word in words:
        by_kind[word.kind] |= dict.fromkeys(word.spellings, word.name)
    text = json.dumps(by_kind, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (bundle / FILE).write_text(f"{text}\n", encoding="utf-8")


@dataclass(frozen=True)
class _Word:
    """A word and where it stands."""

    stem: str
    forms: Mapping[str, Mapping[int, _Posting]]
    """Pages by their numbers; under an empty string those where it is written without diacritics."""

    @classmethod
    def read(cls, written: list[Any]) -> _Word:
        """Return a word as a file of the index has it."""
        stem, pages, variants = written
        return cls(stem, {form: _numbered(of) for form, of in (("", pages), *variants) if of})

    @cached_property
    def pages(self) -> frozenset[int]:
        """Numbers of all its pages."""
        return frozenset().union(*self.forms.values())

    def kept(self, pages: frozenset[int]) -> list[Any]:
        """Return the word for a file of the index, with some of its pages and a few places in each."""
        forms = {
            form: _since({page: [0, _fewer(of[1]), of[2]] for page, of in postings.items() if page in pages})
            for form, postings in self.forms.items()
        }
        return [self.stem, forms.pop("", []), [[form, of] for form, of in forms.items()]]


@dataclass(frozen=True)
class Rewriting:
    """The files of a bundle, where those of frequent words are written anew."""

    files: Files
    pages: Pages

    def split(self, words: Sequence[bytes], name: str, size: int) -> tuple[Frequent, ...]:
        """Write three files for each frequent word in a file of the index.

        Args:
            words: words of the file, each in CBOR.
            name: name of the file.
            size: bytes of the file.
        """
        large = LARGE * _SHARE * sum(map(len, words)) / size
        read = {place: _Word.read(decoded(word)) for place, word in enumerate(words) if len(word) > large}
        frequent = {place: word for place, word in read.items() if len(word.pages) >= _FEWEST}
        if not frequent:
            return ()
        less = {place: encoded(word.kept(self._telling(word))) for place, word in frequent.items()}
        kept = index_file([less.get(place, word) for place, word in enumerate(words)])
        ranked, _ = self.files.put("index/{}.pf_index", kept)
        return tuple(self._frequent(word, name, ranked) for word in frequent.values())

    def _frequent(self, word: _Word, places: str, ranked: str) -> Frequent:
        name = entity_token([f"word {word.stem}"])
        every = range(len(self.pages.named))
        few = 2 * len(word.pages) <= len(every)
        listed = sorted(word.pages) if few else [number for number in every if number not in word.pages]
        filter, _ = self.files.put("filter/{}.pf_filter", encoded([name, [["yes", listed]]]))
        spellings = tuple(sorted(self._spellings(word)))
        return Frequent(name, "with" if few else "without", filter, places, ranked, spellings)

    def _telling(self, word: _Word) -> frozenset[int]:
        """Return the pages that say most about a word."""
        scores: dict[int, float] = defaultdict(float)
        lengths, title = self.pages.lengths, self.pages.title
        for postings in word.forms.values():
            for page, (_, places, details) in postings.items():
                often = _weight(places) / _PLAIN
                scores[page] -= often / (often + lengths[page]) + (_IN_TITLE if title in details else 0)
        ranked = sorted((score, page) for page, score in scores.items())
        return frozenset(page for _, page in ranked[:_RANKED])

    def _spellings(self, word: _Word) -> set[str]:
        """Return how a word is written in some pages, folded as a query is."""
        every = max(1, len(self.pages.named) // _READ)
        postings = [(page, of[page]) for of in word.forms.values() for page in of if page % every == 0]
        written = (self.pages.text(page)[at] for page, (_, of, _) in postings for _, at in _places(of))
        words = (word.strip("\"'“”„«»‘’()[],.;:!?…") for word in written)
        return {fold_word(word) for word in words if _is_single(word)}


def _numbered(postings: Iterable[_Posting]) -> dict[int, _Posting]:
    pages = list(postings)
    return dict(zip(accumulate(map(_SINCE, pages)), pages, strict=True))


def _since(postings: Mapping[int, _Posting]) -> list[_Posting]:
    numbers = sorted(postings)
    gaps = (number - before for before, number in zip([0, *numbers], numbers, strict=False))
    return [[gap, *postings[number][1:]] for gap, number in zip(gaps, numbers, strict=True)]


def _places(written: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield weight and place: a negative number is the weight of what follows, others count from the place before."""
    weight, place = _PLAIN + 1, 0
    for number in written:
        if number < 0:
            weight, place = -number - 1, 0
        else:
            place += number
            yield weight, place


def _weight(written: list[int]) -> int:
    """Return the weight of all places together."""
    if min(written, default=0) >= 0:
        return (_PLAIN + 1) * len(written)
    weight, total = _PLAIN + 1, 0
    for number in written:
        if number < 0:
            weight = -number - 1
        else:
            total += weight
    return total


def _fewer(written: list[int]) -> list[int]:
    """Return the places that weigh most, with the weight of all."""
    places = list(_places(written))
    if len(places) <= _PLACES:
        return written
    weight = min(_HEAVIEST, sum(weight for weight, _ in places) // _PLACES)
    kept = sorted(place for _, place in sorted(places, key=lambda place: (-place[0], place[1]))[:_PLACES])
    return [-weight - 1, *(place - before for before, place in zip([0, *kept], kept, strict=False))]


def _is_single(word: str) -> bool:
    """Return whether a text is a single word to Pagefind, which takes `WhiteHouse` for two."""
    return word.isalnum() and (word.islower() or word.isupper() or word.istitle() or word.isdecimal())
