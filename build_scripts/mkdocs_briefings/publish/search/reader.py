"""Texts become postings: each piece between blanks is cut and stemmed once, then it is a number that is looked up."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import Stemmer

from mkdocs_briefings.model.languages import known_locale
from mkdocs_briefings.model.spelling import (
    LONGEST,
    by_first_word,
    cut,
    fold_word,
    index_forms,
    is_acronym,
    names_in,
    only_word,
    words_of,
)
from mkdocs_briefings.publish.search.postings import Column, Postings, changes, impacts, ragged, stable_order
from mkdocs_briefings.publish.search.texts import TITLE, Text

SIGN = "@"
"""Stands before the id of an entity in the term that its names share."""
_GAP = 32
"""Fields begin at multiples of so many places: an edit moves few, and no phrase goes on from one to the next."""
_BATCH = 1 << 18
"""Pieces of text that become postings together."""
_MOST_CHUNKS = 150_000
"""Pieces that are remembered; more are cut anew."""


class Numbers(dict[str, int]):
    """Numbers names in the order in which they come."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


class Lists:
    """Lists of numbers, one after the other in one array."""

    def __init__(self) -> None:
        self.flat, self.starts = array("I"), array("I", [0])

    def add(self, numbers: Iterable[int]) -> None:
        """Add a list."""
        self.flat.extend(numbers)
        self.starts.append(len(self.flat))

    def of(self, ids: Column) -> tuple[Column, Column]:
        """Return for each of these lists, one after the other: the place of its number among `ids`; its members."""
        flat, starts = np.array(self.flat, np.int32), np.array(self.starts, np.int32)
        lengths = np.diff(starts)[ids]
        places = np.repeat(np.arange(len(ids), dtype=np.int32), lengths)
        return places, flat[ragged(starts[:-1][ids], lengths)]


class Chunks(dict[str, int]):
    """Numbers pieces of text in one language."""

    def __init__(self, reader: Reader, language: str) -> None:
        self.reader, self.stem = reader, _stemmer(language)

    def __missing__(self, chunk: str) -> int:
        word = only_word(chunk)
        if not word:
            self[chunk] = number = self._cut(chunk)
        elif is_acronym(word):
            self[chunk] = number = self[word] if word != chunk else self._cut(chunk)
        else:
            form = word.lower()
            self[chunk] = number = self[form] if form != chunk else self._of_form(form)
        return number

    def _of_form(self, word: str) -> int:
        """Number a piece that is a word as it is compared, as of nearly all texts."""
        reader, form = self.reader, word[:LONGEST]
        term = self.term(form, form)
        reader.words.add((reader.terms[term],))
        reader.joined.add(())
        reader.spelt.add((reader.spellings[f"{form}\t{term}"],) if form != term else ())
        reader.pieces.append((word, (form,)))
        return len(reader.pieces) - 1

    def _cut(self, chunk: str) -> int:
        """Number any other piece."""
        reader, groups = self.reader, cut(chunk)
        words = [word for group in groups for word in group.words]
        forms = {word.form for word in words}
        joined = [word for group in groups for word in group.joined() if word.form not in forms]
        spelt = [(word.form, self.term(word.form, word.plain)) for word in words]
        more = [(word.form, self.term(word.form, word.plain)) for word in joined]
        parted = [(word.form, word.parts) for word in joined if word.parts]
        reader.words.add([reader.terms[term] for _, term in spelt])
        reader.joined.add([reader.terms[term] for _, term in more])
        reader.spelt.add(
            [reader.spellings[f"{form}\t{term}"] for form, term in (*spelt, *more, *parted) if form != term]
        )
        reader.pieces.append((chunk, tuple(form for word in words for form in index_forms(word))))
        return len(reader.pieces) - 1

    def term(self, form: str, plain: str) -> str:
        """Return the term that a word is found under: its stem, compared as words are; itself if it has a digit."""
        if not plain.isalpha():
            return form
        return fold_word(self.stem(plain)) or form


_AS_RUSSIAN = {
    "uk": str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "'": "", "’": ""}),
    "be": str.maketrans({"і": "и", "ў": "в", "'": "", "’": ""}),
}
"""Letters of languages that Snowball has no stemmer for and whose endings are near to those of Russian."""
_BELARUSIAN_ENDINGS = {"ав": "ов", "ай": "ой", "яй": "ей", "ага": "ого", "аму": "ому"}
"""Endings that Belarusian writes as they are spoken, with those of Russian."""


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """Return what stems words of a language; words of a language that it does not know stay as they are."""
    own = known_locale(language)
    if own and own.language in _AS_RUSSIAN:
        return partial(_stem_as_russian, Stemmer.Stemmer("russian").stemWord, own.language)
    name = ((own and own.get_language_name("en")) or "").lower().partition(" ")[0]
    return Stemmer.Stemmer(name).stemWord if name in Stemmer.algorithms() else str


def _stem_as_russian(stem: Callable[[str], str], language: str, word: str) -> str:
    spelt = word.translate(_AS_RUSSIAN[language])
    if language == "be":
        for ending, russian in _BELARUSIAN_ENDINGS.items():
            if spelt.endswith(ending):
                return stem(spelt.removesuffix(ending) + russian)
    return stem(spelt)


class Part(NamedTuple):
    """The terms read from all pages of one part of the site."""

    terms: Sequence[str]
    """Their terms, in alphabetical order."""
    spellings: Mapping[str, int]
    """How often each spelling came: form and term, or the words that it is written as, with a tab between."""
    postings: Postings
    """By the numbers of the terms."""


class Reader:
    """Reads texts; remembers how pieces of text are cut, from one call to the next."""

    def __init__(self) -> None:
        self._forget()
        self._begin()

    def parts(self, texts: Iterable[tuple[int, Text]]) -> Iterator[Part]:
        """Yield what some texts have, so many pieces at a time.

        Args:
            texts: with the numbers of their pages, in the order of these.
        """
        self._begin()
        for page, text in texts:
            self._read(page, text)
            if len(self._ids) > _BATCH:
                yield self._part()
        if self._fields:
            yield self._part()

    def _forget(self) -> None:
        self.terms, self.spellings = Numbers(), Numbers()
        self.chunks: dict[str, Chunks] = {}
        self.words, self.joined, self.spelt = Lists(), Lists(), Lists()
        self.pieces: list[tuple[str, tuple[str, ...]]] = []

    def _begin(self) -> None:
        self._ids: list[int] = []
        self._fields: list[tuple[int, int, int]] = []
        self._names: dict[int, Sequence[tuple[str, Sequence[str]]]] = {}

    def _read(self, page: int, text: Text) -> None:
        chunks = self.chunks.setdefault(text.language, Chunks(self, text.language))
        if text.names:
            self._names[page] = text.names
        for field, weight in text.fields:
            pieces = field.split()
            self._ids.extend(map(chunks.__getitem__, pieces))
            self._fields.append((page, weight, len(pieces)))

    def _part(self) -> Part:
        """Return what was read since the last part."""
        ids = np.array(self._ids, np.int32)
        page, weight, pieces = np.array(self._fields, np.int32).T
        field = np.repeat(np.arange(len(page), dtype=np.int32), pieces)
        more_terms, more_fields = self._without_places(ids, field)
        spellings = _counted(self.spelt.of(ids)[1], self.spellings)
        at, term = self.words.of(ids)
        field = field[at]
        length = np.bincount(field, minlength=len(page))
        names, terms = _alphabetical(np.concatenate((term, more_terms)), self.terms)
        fields = np.concatenate((field, more_fields))
        order = stable_order(fields)
        order = order[stable_order(terms[order])]
        placed = order[order < len(term)]
        places = _places(page, field, length)[placed]
        has_place, of_field = order < len(term), (page, weight, length)
        self._begin()
        if len(self.pieces) > _MOST_CHUNKS:
            self._forget()
        return Part(names, spellings, _postings(terms[order], fields[order], has_place, places, of_field))

    def _without_places(self, ids: Column, field: Column) -> tuple[Column, Column]:
        """Return terms of several words, and those of names, with the field of each."""
        at, term = self.joined.of(ids)
        signs, of = array("I"), array("I")
        for place, ids_of_names in self._named(ids, field):
            for id in ids_of_names:
                signs.append(self.terms[SIGN + id])
                of.append(int(field[place]))
        return (
            np.concatenate((term, np.array(signs, np.int32))),
            np.concatenate((field[at], np.array(of, np.int32))),
        )

    def _named(self, ids: Column, field: Column) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the place of each piece in which a name begins, with the ids of the entities that it may mean."""
        names = {page: _Names(of) for page, of in self._names.items()}
        firsts = {first for of in names.values() for first in of.by_first_word}
        hot = np.zeros(len(self.pieces), bool)
        for number in np.unique(ids).tolist() if firsts else ():
            hot[number] = not firsts.isdisjoint(self.pieces[number][1])
        until = list(accumulate(pieces for _, _, pieces in self._fields))
        places = np.flatnonzero(hot[ids])
        end = 0
        for place, number in zip(places.tolist(), field[places].tolist(), strict=True):
            here = names.get(self._fields[number][0])
            if here is None or place < end:
                continue
            last = min(until[number], place + here.longest)
            for length, meant in here.beginning_in([self.pieces[id][0] for id in self._ids[place:last]]):
                yield place, meant
                end = place + length


class _Names:
    """The names in the texts of a page."""

    def __init__(self, names: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.ids = dict(names)
        self.longest = 1 + max(spelling.count(" ") for spelling in self.ids)
        self.by_first_word = by_first_word(self.ids)

    def beginning_in(self, pieces: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the entities of each name that begins in the first of some pieces, and in how many pieces it stands."""
        words = [words_of(piece) for piece in pieces]
        ends = list(accumulate(map(len, words)))
        for place, spelling in names_in([word for piece in words for word in piece], self.by_first_word):
            if place >= ends[0]:
                return
            yield 1 + bisect_left(ends, place + spelling.count(" ") + 1), self.ids[spelling]


def _postings(
    terms: Column, fields: Column, has_place: Column, places: Column, of_field: tuple[Column, Column, Column]
) -> Postings:
    """Return postings of terms in fields that are sorted by term, then by field.

    Args:
        terms: term of each time that one came.
        fields: its field.
        has_place: whether it has a place.
        places: the places, of those that have one.
        of_field: page, weight and number of words of each field.
    """
    page, weight, length = of_field
    pages = page[fields]
    starts = np.flatnonzero(changes(terms) | changes(pages))
    if not len(starts):
        return Postings.none()
    heavy = np.add.reduceat(weight[fields], starts)
    count = np.add.reduceat(has_place.astype(np.int32), starts)
    words = np.bincount(page, length)
    of_title = np.bincount(page, length * (weight == TITLE))
    pages = pages[starts]
    impact = impacts(heavy % TITLE, heavy >= TITLE, pages, words, of_title)
    small = np.uint16 if places.max(initial=0) < 1 << 16 else np.int32
    return Postings(terms[starts], pages, impact, count.astype(np.int32), places.astype(small))


def _places(page: Column, field: Column, length: Column) -> Column:
    """Return the place in its page of each word of all fields."""
    steps = (length // _GAP + 1) * _GAP
    begins = np.cumsum(steps) - steps
    begins -= np.maximum.accumulate(np.where(changes(page), begins, 0))
    first = np.cumsum(length) - length
    numbers: Column = np.arange(len(field), dtype=np.int32)
    numbers += (begins - first)[field].astype(np.int32)
    return numbers


def _counted(numbers: Column, names: Iterable[str]) -> dict[str, int]:
    """Return how often numbers come, by their names."""
    counts = np.bincount(numbers)
    used, by_number = np.flatnonzero(counts), list(names)
    return {
        by_number[number]: count for number, count in zip(used.tolist(), counts[used].tolist(), strict=True)
    }


def _alphabetical(terms: Column, names: Iterable[str]) -> tuple[list[str], Column]:
    """Return the names of terms, sorted, and the terms by their numbers among these."""
    by_number = list(names)
    used = sorted(np.flatnonzero(np.bincount(terms)).tolist(), key=by_number.__getitem__)
    numbers = np.zeros(len(by_number), np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    return [by_number[number] for number in used], numbers[terms]
