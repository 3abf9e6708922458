"""HTML tables laid out on a grid, so that no row or span reaches beyond the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.render.print.tree import BLOCKS, Element

_MOST_COLUMNS = 40
_LETTERS_IN_LINE = 88
LONG_ROW = 10
"""Lines beyond which a row may be split between pages; a shorter one stays on one page."""
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_PARTS = frozenset({"caption", "col", "colgroup", "td", "th"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place on the grid, counted from 0."""

    element: Element
    x: int
    y: int
    columns: int
    rows: int
    align: str
    """left, center, right, or empty."""
    head: bool

    @property
    def layout(self) -> tuple[int, int, int, int, str, bool]:
        """What the print template needs besides the content."""
        return self.x, self.y, self.columns, self.rows, self.align, self.head

    @property
    def lines(self) -> float:
        """About how many lines the cell has at full width; infinite for a cell over several rows."""
        breaks = sum(
            1 for inner in self.element.iterdescendants() if inner.tag in BLOCKS or inner.tag == "br"
        )
        letters = sum(map(len, map(str, self.element.itertext())))
        return float("inf") if self.rows > 1 else breaks + letters / _LETTERS_IN_LINE


@dataclass(frozen=True, slots=True)
class Grid:
    """A table laid out on a grid."""

    columns: int
    header_rows: int
    """Number of first rows that are repeated on each page."""
    cells: tuple[Cell, ...]
    captions: tuple[Element, ...]
    strays: tuple[Element, ...]
    """Elements of the table that stand in no cell."""


def grid(element: Element) -> Grid:
    """Lay out a table as browsers do (HTML Standard, section 4.9.12)."""
    rows = list(_rows(element))
    heads = next((y for y, (row, group) in enumerate(rows) if not _is_head(row, group)), len(rows))
    heads = heads if heads < len(rows) else 0
    cells = tuple(_placed([row for row, _ in rows], heads))
    return Grid(
        max((cell.x + cell.columns for cell in cells), default=0),
        heads,
        cells,
        tuple(element.iterfind("caption")),
        tuple(_strays(element)),
    )


def _strays(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in _GROUPS or child.tag == "tr":
            yield from _strays(child)
        elif child.tag not in _PARTS:
            yield child


def _rows(element: Element) -> Iterator[tuple[Element, str]]:
    for child in element:
        if child.tag == "tr":
            yield child, ""
        elif child.tag in _GROUPS:
            yield from ((row, str(child.tag)) for row in child.iterfind("tr"))


def _is_head(row: Element, group: str) -> bool:
    return group == "thead" or (not group and len(row) > 0 and all(cell.tag == "th" for cell in row))


def _placed(rows: list[Element], heads: int) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            while (x, y) in taken:
                x += 1
            columns = 1 if x >= _MOST_COLUMNS else min(_span(element, "colspan"), _MOST_COLUMNS - x)
            columns = next((n for n in range(columns) if n and (x + n, y) in taken), columns)
            last = heads if y < heads else len(rows)
            down = min(_span(element, "rowspan"), last - y)
            taken |= {(x + right, y + below) for right in range(columns) for below in range(down)}
            align = element.get("align", "").lower()
            align = align if align in {"left", "center", "right"} else ""
            yield Cell(element, x, y, columns, down, align, element.tag == "th")
            x += columns


def _span(element: Element, name: str) -> int:
    written = element.get(name, "1").strip()
    return max(1, min(int(written), 1000)) if written.isascii() and written.isdigit() else 1
