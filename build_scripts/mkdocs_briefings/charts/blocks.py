"""Finds the charts of a text: blocks fenced with backticks or tildes whose first word is `chart`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)$", re.MULTILINE)
_WORD = "chart"


class ChartBlock(NamedTuple):
    """A chart as it stands in a text."""

    start: int
    """Offset of the first character of its opening fence's line."""
    end: int
    """Offset after its closing fence; of the text's end where there is none."""
    source: str
    """What stands between the fences."""
    inside: int
    """Offset of `source`."""
    is_closed: bool = True
    """False where the closing fence is missing."""


def chart_blocks(text: str) -> tuple[ChartBlock, ...]:
    """Return the charts of a Markdown text, in order (fences as in CommonMark 0.31, section 4.5)."""
    return tuple(_blocks(text)) if _WORD in text else ()


def _blocks(text: str) -> Iterator[ChartBlock]:
    fences = _FENCE.finditer(text)
    for opening in fences:
        fence, info = opening["fence"], opening["info"].strip()
        if fence[0] == "`" and "`" in info:
            continue
        closing = next((later for later in fences if _closes(later, fence)), None)
        if info.split(maxsplit=1)[:1] == [_WORD]:
            inside = min(opening.end() + 1, len(text))
            until, end = (closing.start(), closing.end()) if closing else (len(text), len(text))
            yield ChartBlock(opening.start(), end, text[inside:until], inside, closing is not None)


def _closes(later: re.Match[str], fence: str) -> bool:
    return later["fence"][0] == fence[0] and len(later["fence"]) >= len(fence) and not later["info"].strip()
