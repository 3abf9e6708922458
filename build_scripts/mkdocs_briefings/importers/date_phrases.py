"""Dates in running text: a recursive descent over tokens.

    dates  = date { ("," | "and" | "&") date }
    date   = days month [ [","] year ] | month days [ [","] year ] | month [ [","] year ] | digits
    days   = day { ("," | "and" | "&") day }
    day    = number [ ("/" | "-") number ]

A year at the end stands for all dates before it that have none. A function takes tokens and an index and
returns what it read with the index after it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from mkdocs_briefings.importers.lexer import Token, TokenKind

_AND = {"and", "&", "и", "і"}
_YEAR = {"г", "года", "р", "року"}
"""The word "year", which Russian and Ukrainian put after the number."""
_LAST_DAY = 31
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_TURN = 50


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; 0 stands for what is not given."""

    year: int = 0
    month: int = 0
    day: int = 0
    until: str = ""
    """The end of the span when the date is one (`22/28 Nov`), as written."""


DatesAndIndex = tuple[tuple[WrittenDate, ...], int]


def read_dates(line: Sequence[Token], at: int) -> DatesAndIndex | None:
    """Dates with a month that start at this token; a list of bare days counts only after a comma."""
    listed = at == 0 or line[at - 1].kind in (TokenKind.COMMA, TokenKind.SEMICOLON)
    first = _date(line, at, listed=listed)
    if first is None:
        return None
    found, at = first
    while (after := _joint(line, at)) and (more := _date(line, after, listed=True)):
        found, at = (*found, *more[0]), more[1]
    year = found[-1].year
    for index in reversed(range(len(found))):
        year = found[index].year or year
        found = (*found[:index], replace(found[index], year=year), *found[index + 1 :])
    return found, at


def read_year(line: Sequence[Token], at: int) -> int:
    """The year of four digits at this token, 0 if there is none."""
    token = _get(line, at)
    is_year = (
        token is not None and token.kind is TokenKind.NUMBER and _FIRST_YEAR <= token.value <= _LAST_YEAR
    )
    return token.value if is_year and token is not None else 0


def _date(line: Sequence[Token], at: int, *, listed: bool) -> DatesAndIndex | None:
    read = (
        _digits(line, at) or _days_month(line, at, listed=listed) or _month_days(line, at) or _month(line, at)
    )
    if read is None or not all(map(_possible, read[0])):
        return None
    return _span(line, read)


def _possible(when: WrittenDate) -> bool:
    return when.day <= _LONGEST_MONTH[when.month - 1]


def _span(line: Sequence[Token], read: DatesAndIndex) -> DatesAndIndex:
    """`29 December - 4 January`: one date with its end."""
    found, at = read
    dash = _get(line, at)
    if dash is None or dash.kind is not TokenKind.DASH:
        return read
    end = _days_month(line, at + 1, listed=False) or _month_days(line, at + 1) or _month(line, at + 1)
    if end is None:
        return read
    last, after = end
    text = " ".join(token.text for token in line[at + 1 : after])
    return (*found[:-1], replace(found[-1], year=found[-1].year or last[-1].year, until=text)), after


def _digits(line: Sequence[Token], at: int) -> DatesAndIndex | None:
    token = _get(line, at)
    if token is None or token.kind is not TokenKind.DATE:
        return None
    first, second, third = (int(part) for part in re.split(r"[-./]", token.text))
    if "-" in token.text:
        found = WrittenDate(first, second, third)
    elif "/" in token.text and second > 12:  # noqa: PLR2004 (months)
        found = WrittenDate(_century(third), first, second)
    elif "/" in token.text and first <= 12:  # noqa: PLR2004
        return None
    else:
        found = WrittenDate(_century(third), second, first)
    return ((found,), at + 1) if 1 <= found.month <= 12 and found.day else None  # noqa: PLR2004


def _days_month(line: Sequence[Token], at: int, *, listed: bool) -> DatesAndIndex | None:
    days, at = _days(line, at, listed=listed)
    month = _get(line, at)
    if month is not None and days and month.text.casefold() == "of":
        month = _get(line, at := at + 1)
    if not days or month is None or month.kind is not TokenKind.MONTH:
        return None
    number, at = _year_after(line, at + 1)
    return tuple(WrittenDate(number, month.value, day, until) for day, until in days), at


def _month_days(line: Sequence[Token], at: int) -> DatesAndIndex | None:
    month = _get(line, at)
    if month is None or month.kind is not TokenKind.MONTH:
        return None
    days, at = _days(line, at + 1, listed=True, month_first=True)
    if not days:
        return None
    number, at = _year_after(line, at)
    return tuple(WrittenDate(number, month.value, day, until) for day, until in days), at


def _month(line: Sequence[Token], at: int) -> DatesAndIndex | None:
    month, after = _get(line, at), _get(line, at + 1)
    if month is None or month.kind is not TokenKind.MONTH:
        return None
    if (
        after is not None
        and after.kind is TokenKind.DASH
        and (end := _get(line, at + 2))
        and end.kind is TokenKind.MONTH
    ):
        number, after_year = _year_after(line, at + 3)
        return (WrittenDate(number, month.value, 0, end.text),), after_year
    number, at = _year_after(line, at + 1)
    return (WrittenDate(number, month.value),), at


def _days(
    line: Sequence[Token], at: int, *, listed: bool, month_first: bool = False
) -> tuple[list[tuple[int, str]], int]:
    """Days of one month, each with the end of its span; a day that a month follows belongs to the next date."""
    found: list[tuple[int, str]] = []
    while (day := _day(line, at)) is not None:
        number, until, after = day
        if month_first and _is_month(line, after):
            break
        found.append((number, until))
        joint = _joint(line, after, comma=listed or bool(found[1:]))
        if not joint or _day(line, joint) is None or (month_first and _is_month(line, _day(line, joint)[2])):  # type: ignore[index]
            return found, after
        at = joint
    return found, at


def _day(line: Sequence[Token], at: int) -> tuple[int, str, int] | None:
    if not _is_day(line, at):
        return None
    sign = _get(line, at + 1)
    if sign is not None and sign.kind in (TokenKind.SLASH, TokenKind.DASH) and _is_day(line, at + 2):
        return line[at].value, line[at + 2].text, at + 3
    return line[at].value, "", at + 1


def _is_day(line: Sequence[Token], at: int) -> bool:
    token = _get(line, at)
    return token is not None and token.kind is TokenKind.NUMBER and 1 <= token.value <= _LAST_DAY


def _is_month(line: Sequence[Token], at: int) -> bool:
    token = _get(line, at)
    return token is not None and token.kind is TokenKind.MONTH


def _year_after(line: Sequence[Token], at: int) -> tuple[int, int]:
    """The year after a date: `, 2018`, ` 2018`, or two digits that can be no day, or that follow the month."""
    comma = _get(line, at)
    start = at + 1 if comma is not None and comma.kind is TokenKind.COMMA else at
    if number := read_year(line, start):
        return number, start + 1 + _is_word(line, start + 1, _YEAR)
    token = _get(line, start)
    if token is not None and token.kind is TokenKind.NUMBER and _two_digits(token):
        beside_month = start == at and at > 0 and line[at - 1].kind is TokenKind.MONTH
        if token.value > _LAST_DAY or token.text[0] in "'’" or beside_month:
            return _century(token.value), start + 1
    return 0, at


def _is_word(line: Sequence[Token], at: int, words: Set[str]) -> bool:
    token = _get(line, at)
    return token is not None and token.text.casefold().rstrip(".") in words


def _two_digits(token: Token) -> bool:
    return len(token.text.strip("'’")) == len("94")


def _century(number: int) -> int:
    """A year of two digits, the century that makes it 1950 to 2049."""
    if number >= 100:  # noqa: PLR2004 (already a full year)
        return number
    return number + (2000 if number < _TURN else 1900)


def _joint(line: Sequence[Token], at: int, *, comma: bool = True) -> int:
    """The index after `,`, `and`, `, and`; 0 if none of them is here."""
    token = _get(line, at)
    if token is not None and token.kind is TokenKind.COMMA and comma:
        after = _get(line, at + 1)
        return at + 2 if after is not None and after.text.casefold() in _AND else at + 1
    return at + 1 if token is not None and token.text.casefold() in _AND else 0


def _get(line: Sequence[Token], at: int) -> Token | None:
    return line[at] if 0 <= at < len(line) else None
