"""No spreadsheet runs a cell of a table, wherever it cuts lines and whatever it skips; OWASP, "CSV Injection"."""

from __future__ import annotations

import csv
import io
import sys
import unicodedata
from functools import cache
from itertools import product

import pytest

from mkdocs_briefings.render.spreadsheet import csv_text, inert_cell

BEFORE = ["", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "\ufeff", "\u200b", "\x00", '"', ' "', '""', " \t "]
CUTS = ["", "Trade;", "Trade; ", "Trade\t", "Trade\n", "Trade\r\n", 'Trade;"', "Trade|", "Trade\u2028"]
DELIMITERS = [",", ";", "\t", "|"]


@cache
def dangerous_texts() -> list[str]:
    """2,142 texts, with operators in all their forms, which Unicode itself lists."""
    signs = map(chr, range(sys.maxunicode + 1))
    operators = [sign for sign in signs if unicodedata.normalize("NFKC", sign) in "=+-@"]
    return [f"{cut}{before}{sign}1+1" for cut, before, sign in product(CUTS, BEFORE, operators)]


def cells_of(text: str, delimiter: str) -> list[str]:
    """All cells as a spreadsheet with this separator cuts them, and as one that takes each line break for a new row."""
    whole = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = csv.reader(io.StringIO(text).read().splitlines(), delimiter=delimiter)
    return [cell for row in (*whole, *lines) for cell in row]


def runs(cell: str) -> bool:
    """Whether a spreadsheet may run a cell: it begins with an operator once what it may skip is skipped."""
    skipped = "".join(
        sign for sign in cell if unicodedata.category(sign) not in {"Cf", "Cc", "Zs", "Zl", "Zp"}
    )
    return unicodedata.normalize("NFKC", skipped.lstrip('"'))[:1] in {"=", "+", "-", "@"} or cell[:1] in {
        "\t",
        "\r",
    }


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_no_cell_is_run_wherever_lines_are_cut(delimiter: str) -> None:
    text = csv_text([["x", dangerous, "after"] for dangerous in dangerous_texts()])
    assert [cell for cell in cells_of(text, delimiter) if runs(cell)] == []


def test_texts_stay_whole() -> None:
    """The apostrophe is all that is added, and texts that are no formulas stay as they are."""
    for dangerous in dangerous_texts():
        assert inert_cell(dangerous).replace("'", "") == dangerous
    for plain in (
        "A visit, a deal",
        "Minsk; Moscow",
        "1–2",
        "a-b = c",
        "x@example.org",
        "C++",
        "",
        "’=1",
        "'=1",
    ):
        assert inert_cell(plain) == plain
    (row,) = csv.reader(io.StringIO(csv_text([["a", 'b "c", d\ne', ""]]), newline=""))
    assert row == ["a", 'b "c", d\ne', ""]


def test_every_cell_stands_in_quotes() -> None:
    assert csv_text([["a", ""], ["1", "b"]]) == '"a",""\r\n"1","b"\r\n'
