"""Texts of two directions of writing in one line: each part stands apart, or numbers and marks between them change places.

Plain texts get the isolates of the Unicode Bidirectional Algorithm (UAX 9), HTML gets `<bdi>`. A line that is written in one
direction gets neither.
"""

from __future__ import annotations

import re
from html import escape

OPENING = {"auto": "\u2068", "ltr": "\u2066", "rtl": "\u2067"}
"""What begins an isolate, by the value that `dir` has in HTML."""
CLOSING = "\u2069"
OVERRIDES = {"ltr": "\u202d", "rtl": "\u202e"}
"""What begins a text whose characters all go one way (`<bdo>`)."""
END_OF_OVERRIDE = "\u202c"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters and marks of Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam ..."""
_FROM_THE_RIGHT = re.compile(f"[{_RIGHT}]")
_FROM_THE_LEFT = re.compile(f"[^\\W_{_RIGHT}]|[0-9]")
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\u2066-\u2069]*[^\s<>.,;:!?)\]}'\"»\u2066-\u2069]"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_TELEPHONE = r"\+[0-9](?:[ \u00a0().-]*[0-9]){5,}"
_SIGNED = r"(?:(?<![\w)%.,–-])[+-]|(?<![0-9A-Za-z)%])\u2212)[0-9]+(?:[.,\u00a0][0-9]+)*%?"
"""A hyphen after a letter is no sign: in Hebrew it joins a preposition to a number."""
_RUN = re.compile(f"{_ADDRESS}|{_TELEPHONE}|{_SIGNED}")
_MIXED = r"[\s0-9.,،؛:'’\"“”«»()/-]+"
_NAME = re.compile(f"[{_RIGHT}]+(?:{_MIXED}[{_RIGHT}]+)*")
"""Words that are read from the right, one after the other."""
_CELL = re.compile(r"(<t[dh]\b[^>]*>)([^<>]*[0-9][^<>]*)(</t[dh]>)")
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"(<(code|pre|math|svg|bdi|bdo)\b.*?</\2>|<[^>]*>)", re.DOTALL)


def stands_apart(text: str, *, rtl: bool) -> bool:
    """Return whether a text has another direction than the line around it, or numbers that could move in it.

    Args:
        text: a name, a date, a title.
        rtl: whether the line is read from the right.
    """
    return bool((_FROM_THE_LEFT if rtl else _FROM_THE_RIGHT).search(text))


def apart(text: str, *, rtl: bool) -> str:
    """Return a text as it stands in a line: between isolates if it needs them. Arguments as for `stands_apart`."""
    return f"{OPENING['auto']}{text}{CLOSING}" if stands_apart(text, rtl=rtl) else text


def apart_html(text: str, *, rtl: bool) -> str:
    """Return a text as HTML, in a `<bdi>` if it needs one. Arguments as for `stands_apart`."""
    html = escape(text, quote=False)
    return f"<bdi>{html}</bdi>" if stands_apart(text, rtl=rtl) else html


def from_the_left(text: str, *, rtl: bool) -> str:
    """Return an address or a number as it stands in a line; it is read from the left in every line."""
    return f"{OPENING['ltr']}{text}{CLOSING}" if rtl and text else text


def with_isolates(text: str, *, rtl: bool) -> str:
    """Return a text with isolates around what could move in its lines.

    Read from the right, these are addresses, telephone numbers and numbers with a sign; else words that are.
    """
    if rtl:
        return _RUN.sub(lambda run: f"{OPENING['ltr']}{run[0]}{CLOSING}", text)
    return _NAME.sub(lambda name: f"{OPENING['auto']}{name[0]}{CLOSING}", text)


def with_bdi(html: str, *, rtl: bool) -> str:
    """Return HTML with `<bdi>` where `with_isolates` puts isolates; code and formulas stay as they are."""
    if not (rtl or _FROM_THE_RIGHT.search(html)):
        return html
    if rtl and "<t" in html:
        html = _CELL.sub(_number_cell, html)
    pieces = _TAG.split(html)
    runs, element = (_RUN, r'<bdi dir="ltr">\g<0></bdi>') if rtl else (_NAME, r"<bdi>\g<0></bdi>")
    pieces[::3] = (runs.sub(element, piece) for piece in pieces[::3])
    del pieces[2::3]
    return "".join(pieces)


def is_number(text: str) -> bool:
    """Return whether a text has figures and no letters: `(5)`, `+12.5%`."""
    return not _LETTER.search(text) and any(map(str.isdigit, text))


def _number_cell(cell: re.Match[str]) -> str:
    """Return the cell of a table with its number apart, so that its signs stay where they are in each script."""
    opening, text, closing = cell.groups()
    return f'{opening}<bdi dir="ltr">{text}</bdi>{closing}' if is_number(text) else cell[0]
