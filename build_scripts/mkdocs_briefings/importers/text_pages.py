"""Pages of a plain text: columns side by side made one below the other, running heads and feet set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_briefings.importers.markdown_text import normalise, one_line

SOFT_HYPHEN = "\ufdd0"
"""Stands for a soft hyphen at the end of a line; no text holds it."""
_SOFT_HYPHEN_AT_END = re.compile("\u00ad(?=[ \t]*[\r\n]| {2,})")
_EDGE = 3
"""Lines at the top and at the foot of a page that may be furniture."""
_FEWEST_PAGES = 2
_SHARE = 0.4
"""Share of pages on which a running line stands; left and right pages may have one each."""
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|pagina|página|стр\.?|с\.|strona)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|de|sur|из|z)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 100
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"\S {2,}\S")
_NARROWEST_COLUMN = 20
_WIDEST_PAGE = 200
"""Characters of a line that are looked at for a gutter."""
_ROWS_OF_COLUMNS = 8
"""Lines with text on both sides of a gutter, from which on a page has columns."""
_CROSSING = 0.1
"""Share of lines that may run across a gutter."""


@dataclass(frozen=True, slots=True)
class PlainPages:
    """The lines of a text by page, without what is repeated on each."""

    pages: tuple[tuple[str, ...], ...]
    furniture: tuple[str, ...]
    """Running heads and feet and page numbers, in order, each as often as it stands."""


def read_pages(text: str) -> PlainPages:
    r"""Read the pages of a text, which form feeds part; a text without any is one page."""
    pages = [_lines(page) for page in text.split("\f") if page.strip()]
    furniture: tuple[str, ...] = ()
    if "\f" in text:
        running = _running_lines(pages)
        parted = [_parted(page, running) for page in pages]
        pages = [body for body, _ in parted]
        furniture = tuple(one_line(line) for _, lines in parted for line in lines)
    return PlainPages(tuple(tuple(_in_one_column(page)) for page in pages), furniture)


def _lines(page: str) -> list[str]:
    text = normalise(_SOFT_HYPHEN_AT_END.sub(SOFT_HYPHEN, page.replace(SOFT_HYPHEN, "")))
    return [line.rstrip() for line in text.expandtabs(4).split("\n")]


def _edges(page: Sequence[str]) -> list[int]:
    """Return the indices of the first and the last lines of a page that are not empty."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def without_numbers(line: str) -> str:
    """Return a line as it is compared from page to page: numbers count as equal."""
    return _DIGITS.sub("#", one_line(line).casefold())


def is_page_number(line: str) -> bool:
    """Return whether a line is the number of a page: `- 3 -`, `Page 3 of 9`."""
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, as compared, that stand at the edges of many pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update(
            {without_numbers(page[at]) for at in _edges(page) if len(page[at].strip()) <= _LONGEST_FURNITURE}
        )
    least = max(_FEWEST_PAGES, _SHARE * len(pages))
    return frozenset(line for line, count in counts.items() if count >= least)


def _parted(page: Sequence[str], running: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the lines of a page without its furniture, and the furniture; only what stands outermost is any."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    taken: set[int] = set()
    for order in (filled[:_EDGE], filled[: -_EDGE - 1 : -1]):
        for at in order:
            if without_numbers(page[at]) not in running and not is_page_number(page[at]):
                break
            taken.add(at)
    return (
        [line for at, line in enumerate(page) if at not in taken],
        [page[at] for at in sorted(taken)],
    )


def _in_one_column(page: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a page; two columns side by side come one after the other."""
    gutter = _gutter(page)
    if not gutter:
        yield from page
        return
    first: list[str] = []
    second: list[str] = []
    for line in page:
        if line[gutter - 1 : gutter + 1].strip():  # a line across both: a heading of the page
            yield from (*first, *second, line)
            first, second = [], []
        else:
            first.append(line[:gutter].rstrip())
            second.append(line[gutter:].rstrip())
    yield from (*first, "", *_outdented(second))


def _outdented(lines: Sequence[str]) -> list[str]:
    """Return lines without the blanks that all of them begin with."""
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]


def _gutter(page: Sequence[str]) -> int:
    """Return the place between two columns of a page; 0 where it has one column."""
    lines = [line[:_WIDEST_PAGE] for line in page if line.strip()]
    if sum(bool(_GAP.search(line)) for line in lines) < _ROWS_OF_COLUMNS:
        return 0
    best, fewest = 0, len(lines)
    for at in range(_NARROWEST_COLUMN, max(map(len, lines)) - _NARROWEST_COLUMN):
        rows = [line for line in lines if len(line) > at and line[:at].strip()]
        crossing = sum(bool(line[at - 1 : at + 1].strip()) for line in rows)
        if len(rows) - crossing >= _ROWS_OF_COLUMNS and crossing < fewest:
            best, fewest = at, crossing
    return best if fewest <= _CROSSING * len(lines) else 0
