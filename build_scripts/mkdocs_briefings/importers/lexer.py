"""The words and signs of a parenthesis, as the citation grammar sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel import Locale


class TokenKind(StrEnum):
    """What a token is."""

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
_EXTRA = {"sept": 9}


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text; white space only parts them."""
    found: list[Token] = []
    at = 0
    while match := _LEXEMES.search(text, at):
        month = _LEXEMES.match(text, match.start(), match.start() + len(match[0].split("-")[0]))
        token = _token(match)
        if month is not None and month.end() < match.end() and _token(month).kind is TokenKind.MONTH:
            token = _token(month)
        found.append(token)
        at = token.end
    return tuple(found)


def _token(match: re.Match[str]) -> Token:
    sign, text = TokenKind(match.lastgroup or "other"), match[0]
    if sign is TokenKind.NUMBER:
        digits = re.sub(r"st$|nd$|rd$|th$", "", text).strip("'’").translate(_ZERO)
        return Token(sign, text, match.start(), match.end(), int(digits))
    if sign is TokenKind.WORD:
        bare = text.rstrip(".")
        if month := _of_calendar(bare, _months()):
            return Token(TokenKind.MONTH, text, match.start(), match.end(), month)
        if _of_calendar(bare, _weekdays()):
            return Token(TokenKind.WEEKDAY, text, match.start(), match.end())
    return Token(sign, text, match.start(), match.end())


def _of_calendar(word: str, names: Mapping[str, int]) -> int:
    """Latin names of months are capitalised ("may" and "mar" are words), Cyrillic ones need not be."""
    return names.get(word.casefold(), 0) if word[:1].isupper() or not word[:1].isascii() else 0


@cache
def _months() -> Mapping[str, int]:
    found = dict(_EXTRA)
    for language in _LANGUAGES:
        calendar = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found |= {str(name).casefold().rstrip("."): n for n, name in calendar[context][width].items()}
    return found


@cache
def _weekdays() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            names = Locale(language).days["format"][width].values()
            found |= {str(name).casefold(): 1 for name in names if len(str(name)) > len("пн")}
    return found
