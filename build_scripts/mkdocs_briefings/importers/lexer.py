"""The lexer of citations: the words and signs of a parenthesis."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel import Locale


class TokenKind(StrEnum):
    """A kind of token."""

    URL = "url"
    DATE = "date"
    """A date in digits: `27.01.2024` or `2024-01-27`."""
    QUOTED = "quoted"
    BRACKET = "bracket"
    """A remark in brackets or inner parentheses."""
    NUMBER = "number"
    MONTH = "month"
    WEEKDAY = "weekday"
    WORD = "word"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    SLASH = "slash"
    DASH = "dash"
    OTHER = "other"
    END = "end"
    """No token: the index lies outside the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its place in the text."""

    kind: TokenKind
    text: str
    start: int
    end: int
    value: int = 0
    """The number, or the number of the month."""


_LEXEMES = re.compile(
    r"""
      (?P<url>https?://[^\s,;]*[^\s,;.])
    | (?P<date>(?<!\w)(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?!\w))
    | (?P<quoted>[“„"][^”“"]*[”“"]|«[^»]*»|‘[^’]*’(?=[\s,;]|$))
    | (?P<bracket>\[[^\]]*\]|\([^()]*\))
    | (?P<number>['’]?(?<!\w)(?:\d[\dOoОо]{0,3}|[OoОо]\d{1,3})(?:st|nd|rd|th)?(?![\w]|[.&/](?=[^\W\d])))
    | (?P<word>\w[\w'’&+]*(?:[-./][^\W\d_][\w'’&+]*|-\d+|\.)*)
    | (?P<comma>,)
    | (?P<semicolon>;)
    | (?P<slash>/)
    | (?P<dash>[-–—])
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_ZERO = str.maketrans("OoОо", "0000")
_LANGUAGES = ("en", "ru", "uk", "be")
_NO_TOKEN = Token(TokenKind.END, "", 0, 0)


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, without white space; `May-June` is three."""
    tokens: list[Token] = []
    at = 0
    while match := _LEXEMES.search(text, at):
        before_dash = _LEXEMES.match(text, match.start(), match.start() + len(match[0].split("-")[0]))
        token = _token(match)
        if before_dash and (month := _token(before_dash)).kind is TokenKind.MONTH:
            token = month
        tokens.append(token)
        at = token.end
    return tuple(tokens)


def token_at(tokens: Sequence[Token], at: int) -> Token:
    """Return the token at an index, or one of kind END, with no text, beyond either end."""
    return tokens[at] if 0 <= at < len(tokens) else _NO_TOKEN


def _token(match: re.Match[str]) -> Token:
    kind, text = TokenKind(match.lastgroup or "other"), match[0]
    value = 0
    if kind is TokenKind.NUMBER:
        value = int(re.sub(r"st$|nd$|rd$|th$", "", text).strip("'’").translate(_ZERO))
    elif kind is TokenKind.WORD and _may_be_of_calendar(text):
        name = text.rstrip(".").casefold()
        value = _months().get(name, 0)
        kind = TokenKind.MONTH if value else TokenKind.WEEKDAY if name in _weekdays() else kind
    return Token(kind, text, match.start(), match.end(), value)


def _may_be_of_calendar(word: str) -> bool:
    """Return False for "may" and "mar": Latin names of months are capitalised, Cyrillic ones need not be."""
    return word[:1].isupper() or not word[:1].isascii()


@cache
def _months() -> Mapping[str, int]:
    """Return the numbers of months by name, from CLDR (Unicode), with "sept" besides."""
    numbers = {"sept": 9}
    for language in _LANGUAGES:
        for widths in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                numbers |= {str(name).casefold().rstrip("."): n for n, name in widths[width].items()}
    return numbers


@cache
def _weekdays() -> frozenset[str]:
    """Return the names of weekdays from CLDR (Unicode), but for abbreviations of two letters, which are words too."""
    names = (
        str(name).casefold()
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for name in Locale(language).days["format"][width].values()
    )
    return frozenset(name for name in names if len(name) > len("пн"))
