"""Wording that messages share: numbers with their nouns, and suggestions for mistyped words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST_WORD = 120
_MAX_COMPARISONS = 100_000


def counted(count: int, noun: str, several: str = "") -> str:
    """Return a number with its English noun: `1 page`, `1,200 pages`.

    Args:
        count: how many there are.
        noun: the noun for one.
        several: the noun for none or many, where it is not `noun` and an s.
    """
    return f"{count:,} {noun if count == 1 else several or f'{noun}s'}"


def not_utf8(error: UnicodeDecodeError) -> str:
    """Return what is wrong with bytes that are not UTF-8; they count from 1."""
    return f"not UTF-8 (byte {error.start + 1})"


def did_you_mean(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """Return the hint `did you mean 'x'?` for a mistyped word, empty when no word is near.

    Args:
        word: what was written; one too long to be a slip of the pen is near to nothing.
        words: what would have been right.
        likeness: least ratio of `difflib`, from 0 (any word is near) to 1 (only `word` itself).
    """
    close = closest_word(word, words, likeness)
    return f"did you mean '{close}'?" if close else ""


def closest_word(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """Return the word that `did_you_mean` suggests, empty when none is near; capitals count for nothing."""
    if len(word) > _LONGEST_WORD:
        return ""
    spellings = {spelling.casefold(): spelling for spelling in words}
    near = difflib.get_close_matches(word.casefold(), list(spellings), n=1, cutoff=likeness)
    return spellings[near[0]] if near else ""


@dataclass(slots=True)
class SpellingHints:
    """Hints for many mistyped words among one set of right ones; each mistyped word is looked up once.

    After 100,000 comparisons there are no more hints: a desk with thousands of unknown ids has another
    problem than the spelling.
    """

    words: tuple[str, ...]
    """The right words."""
    likeness: float = 0.6
    """As for `did_you_mean`."""
    _hints: dict[str, str] = field(default_factory=dict)

    def hint(self, word: str) -> str:
        """Return the hint `did you mean 'x'?`, or an empty text."""
        if word not in self._hints:
            affordable = len(self._hints) * len(self.words) < _MAX_COMPARISONS
            self._hints[word] = did_you_mean(word, self.words, self.likeness) if affordable else ""
        return self._hints[word]
