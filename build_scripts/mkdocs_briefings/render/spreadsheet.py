"""CSV that no spreadsheet runs: every table is written here, with cells as OWASP asks (CSV Injection).

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. It may skip blanks before
these, take full-width forms for them, and cut a line at another separator than ours, so that a cell begins inside a text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_OPERATORS = "=+-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊﬩"
"""The operators in all forms that Unicode folds into them (NFKC): full-width, small, superscript ..."""
_SEPARATORS = r";|\t\r\n\v\f\x85\u2028\u2029"
"""What may end a cell in another locale than ours, or a line; a comma does not, for cells stand in quotes."""
_PASSED_OVER = r"\s\"\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff\x00-\x1f\x7f-\x9f"
"""Blanks, quotes and invisible characters, which a spreadsheet may drop from the beginning of a cell."""
_GAP = re.compile(rf"[{_SEPARATORS}{_PASSED_OVER}]+")
_SEPARATOR = re.compile(rf"[{_SEPARATORS}]")


def inert_cell(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would see the beginning of a cell with a formula."""
    guarded = _GAP.sub(_guarded, text)
    start = _GAP.match(text)
    formula = text[start.end() if start else 0 :].startswith(tuple(_OPERATORS))
    return f"'{guarded}" if formula or text.startswith(("\t", "\r", "\n")) else guarded


def _guarded(gap: re.Match[str]) -> str:
    """Return what stands between two words, with an apostrophe after each separator if a formula follows."""
    follows = gap.string.startswith(tuple(_OPERATORS), gap.end())
    return _SEPARATOR.sub(r"\g<0>'", gap[0]) if follows else gap[0]


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows of cells as CSV (RFC 4180): each cell in quotes, none of them a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([inert_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
