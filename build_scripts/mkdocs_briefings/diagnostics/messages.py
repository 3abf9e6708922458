"""What to suggest when a word is not one of those expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST = 120
_MOST_COMPARED = 100_000


def did_you_mean(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """A hint `did you mean 'x'?` for a mistyped word, or nothing when none is near.

    Args:
        word: what was written; anything too long to be a slip of the pen is near to nothing.
        words: what would have been right.
        likeness: from 0, anything goes, to 1, the same word.
    """
    close = closest_word(word, words, likeness)
    return f"did you mean '{close}'?" if close else ""


def closest_word(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """The word that `nearest` suggests; empty when none is near."""
    if len(word) > _LONGEST:
        return ""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=likeness)), "")


@dataclass(slots=True)
class SpellingHints:
    """`nearest` among the same words for many mistyped ones: each is looked up once.

    After so many comparisons there are no more hints: somebody with thousands of unknown ids
    has another problem than the spelling.
    """

    words: tuple[str, ...]
    likeness: float = 0.6
    _found: dict[str, str] = field(default_factory=dict)

    def hint(self, word: str) -> str:
        """A hint, or nothing."""
        if word not in self._found:
            affordable = len(self._found) * len(self.words) < _MOST_COMPARED
            self._found[word] = did_you_mean(word, self.words, self.likeness) if affordable else ""
        return self._found[word]
