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
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_TELEPHONE = r"\+[0-9](?:[ \u00a0().-]*[0-9]){5,}"
_SIGNED = r"(?:(?<![\w)%.,–-])[+-]|(?<![0-9A-Za-z)%])\u2212)[0-9]+(?:[.,\u00a0][0-9]+)*%?"
"""A hyphen after a letter is no sign: in Hebrew it joins a preposition to a number."""
_RUN = re.compile(f"{_ADDRESS}|{_TELEPHONE}|{_SIGNED}")
_TAG = re.compile(r"(<(?:code|pre|math|svg)\b.*?</(?:code|pre|math|svg)>|<[^>]*>)", re.DOTALL)


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


def with_isolates(text: str) -> str:
    """Return a text that is read from the right, with isolates around addresses, telephone numbers and numbers with a sign."""
    return _RUN.sub(lambda run: f"{OPENING['ltr']}{run[0]}{CLOSING}", text)


def with_bdi(html: str) -> str:
    """Return HTML that is read from the right, with `<bdi>` where `with_isolates` puts isolates."""
    pieces = _TAG.split(html)
    pieces[::2] = (_RUN.sub(r'<bdi dir="ltr">\g<0></bdi>', piece) for piece in pieces[::2])
    return "".join(pieces)
