"""Words: how search cuts texts into them, and compares them.

`RULES` are the data, and `cut` what is done by them. The browser cuts in the same way (`words.js` in the theme): the index
gives it the same data, and tests/search/words.yaml holds both to the same cases.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

_APOSTROPHES = "'’‘ʼʻʹ′＇`´"
_INVISIBLE = (
    "\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f"
)
_JOINS, _JOINS_OF_DIGITS = "-‐‑‒–−－.&+@_:", "/,"
_ELIDED = (
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu un dell nell sull all dall coll quell quest sant gl"
)
_BEFORE_VOWELS = "aeiouyhœæ"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U000323af"
)
_LETTERS = {
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɨ": "i", "ʉ": "u", "ƶ": "z", "ƀ": "b", "ɓ": "b", "ɗ": "d",
    "ƙ": "k", "ĸ": "k", "ς": "σ", "ь": "", "ъ": "", "ʺ": "", "″": "",
}  # fmt: skip
LONGEST, _MOST_JOINED = 48, 4
RULES: Mapping[str, str | int | Mapping[str, str]] = {
    "apostrophes": _APOSTROPHES,
    "invisible": _INVISIBLE,
    "accents": _ACCENTS,
    "joins": _JOINS,
    "joinsOfDigits": _JOINS_OF_DIGITS,
    "elided": _ELIDED,
    "beforeVowels": _BEFORE_VOWELS,
    "unspaced": _UNSPACED,
    "letters": _LETTERS,
    "longest": LONGEST,
}
"""What cutting and comparing words goes by, for the browser. Strings are characters or ranges of them, `elided` words.

apostrophes: all that mean the same. invisible: never count. accents: marks that readers leave out. joins: what parts of
one word may have between them (`S-400`, `code.gov`, `AT&T`), `joinsOfDigits` only between digits (`11/1`). elided: words
that lose their vowel before another word (`l'Ukraine`), which begins with one of `beforeVowels`. unspaced: scripts
without blanks between words; each two characters in a row are a word. letters: how readers type some that have no
accents to leave out. longest: letters of a word that are told apart.
"""


class Pair(Enum):
    """The sort of a word: of another script, a pair of characters in a row, or a last character alone."""

    NO = 0
    """It is a word of another script."""
    PAIR = 1
    """It is two characters in a row, or all that there are."""
    LAST = 2
    """It is the last character of several, which is found alone, too."""


class Word(NamedTuple):
    """A word of a text."""

    form: str
    """The word as it is compared."""
    plain: str
    """The word in small letters, with its accents, as stemmers ask for it."""
    is_acronym: bool = False
    """Whether it is written in capitals."""
    pair: Pair = Pair.NO
    """Whether it is two characters of a script without blanks between words."""


class Joined(NamedTuple):
    """Words of a group, written as one."""

    form: str
    plain: str
    parts: str = ""
    """Forms of all words of the group, with blanks between; empty where it has more, or too many."""


class Group(NamedTuple):
    """Words of a text with nothing between them but a hyphen or the like; most groups are one word."""

    words: tuple[Word, ...]
    elided: int = 0
    """Number of words at its beginning that are elided articles and the like."""

    def joined(self) -> Iterator[Joined]:
        """Yield the group, and parts of it, written as one word; of C++ and C#, the letter."""
        words, count = self.words, len(self.words)
        if count == 1 and words[0].form.isalnum():  # as nearly every group
            return
        spaced = [word.pair is Pair.NO for word in words]
        for begin in range(count):
            for end in range(begin + 2, min(begin + _MOST_JOINED, count) + 1):
                if all(spaced[begin:end]):
                    parts = " ".join(word.form for word in words) if end - begin == count else ""
                    yield Joined(*_joined(words[begin:end]), parts)
        if count > _MOST_JOINED and all(spaced):
            yield Joined(*_joined(words))
        for word in words:
            if word.form.endswith(tuple(_SUFFIXES)):
                yield Joined(word.form.rstrip(_SUFFIXES), word.plain.rstrip(_SUFFIXES))


_AROUND = ".,;:!?()[]*\"'"
"""Punctuation that may stand around a word, and never makes a difference to it."""
_MARKS = range(0x300, 0x1F000)
"""Where Unicode has characters of the category M."""
_ELIDED_WORDS = frozenset(_ELIDED.split())
_LETTER_TABLE = str.maketrans(_LETTERS)
_APOSTROPHE_TABLE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_ACCENT, _HIDDEN = re.compile(f"[{_ACCENTS}]"), re.compile(f"[{_INVISIBLE}]")
_STRETCH = re.compile(f"([{_UNSPACED}]+)")
_STOPS = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SUFFIX = re.compile(r"(?:\+\+|#)(?!\w)")
_SUFFIXES = "+#"


def _word_pattern(marks: str) -> re.Pattern[str]:
    """Return what finds words: acronyms with full stops, numbers with stops and commas, letters with apostrophes within.

    Args:
        marks: the characters of Unicode's category M.
    """
    letter, run = r"[^\W\d_]", rf"(?:[^\W_]|[{marks}])+" if marks else r"[^\W_]+"
    return re.compile(
        rf"(?<!\w)(?:{letter}\.){{2,}}(?:{letter}(?!\w))?|{run}(?:(?:(?<=[0-9])[.,](?=[0-9])|'(?={letter})){run})*"
    )


_ASCII_WORD = _word_pattern("")


@cache
def _any_word() -> re.Pattern[str]:
    """Return the pattern of words in any script; to know all marks takes a moment."""
    return _word_pattern("".join(filter(lambda mark: unicodedata.category(mark)[0] == "M", map(chr, _MARKS))))


def fold_word(word: str) -> str:
    """Return a word as search compares it: without case, accents, apostrophes and possessive, as readers type it."""
    bare = word.lower()
    if not word.isascii():
        bare = _HIDDEN.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_APOSTROPHE_TABLE)
        bare = _ACCENT.sub("", bare).translate(_LETTER_TABLE)
    return _bare(bare.replace("`", "'"))


def _plain(word: str) -> str:
    """Return a word in small letters, with its accents."""
    return _bare(word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower())


def _bare(word: str) -> str:
    """Return a word in small letters without possessive, apostrophes, and stops that are not within a number."""
    bare = word.removesuffix("'s").replace("'", "")
    if "." in bare or "," in bare:
        bare = _STOPS.sub("", _THOUSANDS.sub("", bare).replace(",", "."))
    return bare


def only_word(chunk: str) -> str:
    """Return a piece of text without punctuation around it if that is one word or decimal in ASCII, as nearly every one."""
    core = chunk.strip(_AROUND)
    return core if core.isascii() and (core.isalnum() or core.replace(".", "", 1).isdecimal()) else ""


@lru_cache(maxsize=1 << 15)
def cut(chunk: str) -> tuple[Group, ...]:
    """Return the words of a piece of text without blanks, in groups."""
    if word := only_word(chunk):
        return (Group((_word(word),)),)
    if not chunk.isascii():
        chunk = _HIDDEN.sub("", chunk)
    chunk = chunk.translate(_APOSTROPHE_TABLE)
    pattern = _ASCII_WORD if chunk.isascii() else _any_word()
    groups: list[tuple[list[Word], int]] = []
    end = 0
    for match in pattern.finditer(chunk):
        words, elided = _words(match[0])
        if words and (suffix := _SUFFIX.match(chunk, match.end())):
            words[-1] = Word(words[-1].form + suffix[0], words[-1].plain + suffix[0])
        if groups and not elided and _is_join(chunk, end, match.start()):
            groups[-1][0].extend(words)
        elif words:
            groups.append((words, elided))
        else:
            continue
        end = match.end()
    return tuple(Group(tuple(words), elided) for words, elided in groups)


def _is_join(chunk: str, end: int, start: int) -> bool:
    """Return whether what stands between two words of a chunk makes them one."""
    between = chunk[end:start]
    of_digits = between in _JOINS_OF_DIGITS and chunk[end - 1].isdecimal() and chunk[start].isdecimal()
    return len(between) == 1 and (between in _JOINS or of_digits)


def _words(text: str) -> tuple[list[Word], int]:
    """Return the words of a match, and whether it begins with elided ones: 1 or 0."""
    words: list[Word] = []
    parts = text.split("'")
    for place, part in enumerate(parts[:-1]):
        if part.lower() not in _ELIDED_WORDS or fold_word(parts[place + 1])[:1] not in _BEFORE_VOWELS:
            break
        words.append(_word(part))
    rest = "'".join(parts[len(words) :])
    elided = int(bool(words))
    if not rest.isascii() and _STRETCH.search(rest):
        words += [word for part in filter(None, _STRETCH.split(rest)) for word in _pairs(part)]
        return words, elided
    word = _word(rest)
    return [*words, word] if word.form else words, elided


def _word(text: str) -> Word:
    plain = _plain(text)[:LONGEST]
    form = plain if text.isascii() else fold_word(text)[:LONGEST]
    return Word(sys.intern(form), plain, is_acronym(text))


def _pairs(part: str) -> Iterator[Word]:
    """Yield each two characters in a row of a script without blanks and the last one alone; else the one word that it is."""
    form = fold_word(part)
    if not _STRETCH.match(part):
        yield _word(part)
        return
    for place in range(len(form)):
        pair = form[place : place + 2]
        yield Word(pair, pair, pair=Pair.LAST if place and len(pair) == 1 else Pair.PAIR)


def _joined(words: Iterable[Word]) -> tuple[str, str]:
    """Return the form of words that are written as one; digits stay apart."""
    form = plain = ""
    for word in words:
        if len(form) >= LONGEST and len(plain) >= LONGEST:
            break
        between = "-" if form[-1:].isdecimal() and word.form[:1].isdecimal() else ""
        form, plain = form + between + word.form, plain + between + word.plain
    return form[:LONGEST], plain[:LONGEST]


def is_acronym(word: str) -> bool:
    """Return whether a word is written in capitals: `UN`, `U.S.`, `18F`."""
    bare = word.removesuffix("'s")
    return len(bare) > 1 and bare.isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of a text, as names are compared with them."""
    return [word for chunk in text.split() for word in _words_of_chunk(chunk)]


@lru_cache(maxsize=1 << 15)
def _words_of_chunk(chunk: str) -> tuple[Word, ...]:
    return tuple(word for group in cut(chunk) for word in group.words if word.pair is not Pair.LAST)


NamesByLength = Mapping[int, frozenset[str]]
"""Names by their number of words, the longest first."""


def names_in(words: Sequence[Word], by_first_word: Mapping[str, NamesByLength]) -> Iterator[tuple[int, str]]:
    """Yield the names that stand in a text, each after the number of its first word; not one that stands within another.

    Args:
        words: of the text.
        by_first_word: names, as `normalise_name` writes them, by their first word.
    """
    end = 0
    for place, word in enumerate(words):
        if place < end or (word.form not in by_first_word and not word.is_acronym):
            continue  # as nearly every word
        name = next(_names_at(words, place, by_first_word), None)
        if name is not None:
            yield place, name
            end = place + 1 + name.count(" ")


def every_name_in(words: Sequence[Word], by_first_word: Mapping[str, NamesByLength]) -> Iterator[str]:
    """Yield the names that stand in a text, also those that stand within others or begin there."""
    for place, word in enumerate(words):
        if word.form in by_first_word or word.is_acronym:
            yield from _names_at(words, place, by_first_word)


def _names_at(words: Sequence[Word], place: int, by_first_word: Mapping[str, NamesByLength]) -> Iterator[str]:
    """Yield the names that begin with a word of a text, the longest first."""
    for form in index_forms(words[place]):
        for length, names in by_first_word.get(form, {}).items():
            name = " ".join([form, *(word.form for word in words[place + 1 : place + length])])
            if name in names:
                yield name


def by_first_word(names: Iterable[str]) -> dict[str, NamesByLength]:
    """Return names, as `normalise_name` writes them, by their first word."""
    groups: dict[str, dict[int, set[str]]] = {}
    for name in sorted(names, key=lambda name: -name.count(" ")):
        by_length = groups.setdefault(name.partition(" ")[0], {})
        by_length.setdefault(name.count(" ") + 1, set()).add(name)
    return {
        first: {length: frozenset(group) for length, group in by_length.items()}
        for first, by_length in groups.items()
    }


def index_forms(word: Word) -> tuple[str, ...]:
    """Return the forms under which names are compared with a word: folded, and one in capitals as an acronym too."""
    return (word.form, word.form.upper()) if word.is_acronym else (word.form,)


def normalise_name(name: str) -> str:
    """Return a name with its words folded. An acronym alone keeps its capitals, so that FIRST is not "first"."""
    words = words_of(name)
    if len(words) == 1 and words[0].is_acronym:
        return words[0].form.upper()
    return " ".join(word.form for word in words)
