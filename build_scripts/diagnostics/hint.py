"""What to suggest when a word is not one of those expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 120


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """A hint `did you mean 'x'?` for a mistyped word, or nothing when none is near.

    Args:
        word: what was written; anything too long to be a slip of the pen is near to nothing.
        words: what would have been right.
        likeness: from 0, anything goes, to 1, the same word.
    """
    if len(word) > _LONGEST:
        return ""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=likeness)
    return f"did you mean '{close[0]}'?" if close else ""
