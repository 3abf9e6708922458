"""What each column of a printed table needs: the words that no line of it may break, and about how much text it has.

The print template measures the words, and sets a table smaller, wider or on a turned page until they fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mkdocs_briefings.model.spelling import RULES
from mkdocs_briefings.render.print.table import Cell, Grid
from mkdocs_briefings.render.print.tree import Node

_WORD = re.compile(
    rf"(?:[^ \n\t\u200b\u2010-\u2015\-{RULES['unspaced']}]|[\u2010-\u2015\-](?=[0-9]))+[\u2010-\u2015\-]*"
)
"""Letters between which no line ends: it may after a hyphen, but not in a date (Unicode Standard Annex 14, LB25)."""
_MONO = frozenset({"code", "kbd", "pre", "samp"})
_BOLD = frozenset({"b", "strong"})
_INDIVISIBLE = frozenset({"img", "math", "svg", "table"})
"""Elements whose width is not that of their words."""
_CANDIDATES = 3
"""Longest words of a column that are measured: letters differ in width."""
_MOST = 600
"""Letters beyond which a cell asks for no more room: it fills its column anyway."""
_ROOMY = 46
"""Letters in a line with which a table fits at any size, whatever its letters."""
_GAP = 3
"""Letters that the space between two columns takes."""


@dataclass(slots=True)
class _Column:
    words: dict[str, set[str]] = field(default_factory=lambda: {"plain": set(), "bold": set(), "mono": set()})
    """Longest words by kind of type."""
    letters: int = 1
    """Letters of its longest cell."""
    is_indivisible: bool = False
    """Whether a cell holds something that is no text."""


def column_needs(grid: Grid, texts: Sequence[str]) -> list[Node]:
    """Return for each column its longest words by kind of type, its letters, and whether a cell holds more than text.

    It is empty for a table that fits into a line in any type, and needs no measuring.

    Args:
        grid: the table.
        texts: text of each of its cells, with chances of a line break.
    """
    columns = [_Column() for _ in range(grid.columns)]
    for cell, text in zip(grid.cells, texts, strict=True):
        _add(cell, text, columns[cell.x : cell.x + cell.columns])
    fits = sum(column.letters + _GAP for column in columns) <= _ROOMY
    if fits and not any(column.is_indivisible for column in columns):
        return []
    return [[_candidates(column), column.letters, column.is_indivisible] for column in columns]


def _add(cell: Cell, text: str, columns: Sequence[_Column]) -> None:
    """Add what a cell needs to the columns that it spans."""
    tags = {str(inner.tag) for inner in cell.element.iterdescendants()}
    kind = "mono" if tags & _MONO else "bold" if cell.head or tags & _BOLD else "plain"
    words = _longest(_WORD.findall(text))
    for number, column in enumerate(columns):
        column.letters = max(column.letters, min(_MOST, _width(text)) // len(columns))
        column.is_indivisible |= bool(tags & _INDIVISIBLE)
        column.words[kind].update(word[number :: len(columns)] for word in words)


def _candidates(column: _Column) -> list[Node]:
    return [[kind, word] for kind, words in column.words.items() for word in _longest(words)]


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words) - {""}, key=lambda word: (-_width(word), word))[:_CANDIDATES]


def _width(text: str) -> int:
    """Return the letters of a text; one that is of no alphabet counts twice."""
    return len(text) + sum(character > "\u2fff" for character in text)
