"""Dates in running text: a recursive descent over tokens.

    dates  = date { ("," | "and" | "&") date }
    date   = days month [ [","] year ] | month days [ [","] year ] | month [ [","] year ] | digits
    days   = day { ("," | "and" | "&") day }
    day    = number [ ("/" | "-") number ]

The words "and" and "of" stand for those of all languages (`languages.yaml`).

A year at the end stands for all dates before it that have none. A function takes tokens and an index, and
returns what it read with the index after it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_briefings.importers.language_words import words_of
from mkdocs_briefings.importers.lexer import Token, TokenKind, han_number, token_at

_LAST_DAY = 31
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_CENTURY_PIVOT = 50


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; 0 stands for a part that is not given."""

    year: int = 0
    month: int = 0
    day: int = 0
    until: str = ""
    """The end of a span such as `22/28 Nov`, as written."""


DatesAndIndex = tuple[tuple[WrittenDate, ...], int]


def read_dates(tokens: Sequence[Token], at: int) -> DatesAndIndex | None:
    """Read dates with a month that start at this index; a list of bare days counts only after a comma."""
    before = token_at(tokens, at - 1).kind
    first = _date(tokens, at, listed=before in (TokenKind.END, TokenKind.COMMA, TokenKind.SEMICOLON))
    if first is None:
        return None
    dates, at = first
    while (after := _joint(tokens, at)) and (more := _date(tokens, after, listed=True)):
        dates, at = (*dates, *more[0]), more[1]
    year, with_years = 0, []
    for date in reversed(dates):
        year = date.year or year
        with_years.append(replace(date, year=year))
    return tuple(reversed(with_years)), at


def read_year(tokens: Sequence[Token], at: int) -> int:
    """Return the year of four digits at this index, 0 if there is none."""
    token = token_at(tokens, at)
    is_year = token.kind is TokenKind.NUMBER and _FIRST_YEAR <= token.value <= _LAST_YEAR
    return token.value if is_year else 0


def _date(tokens: Sequence[Token], at: int, *, listed: bool) -> DatesAndIndex | None:
    read = _digits(tokens, at) or _with_month(tokens, at, listed=listed)
    if read is None or not all(date.day <= _LONGEST_MONTH[date.month - 1] for date in read[0]):
        return None
    return _span(tokens, read)


def _with_month(tokens: Sequence[Token], at: int, *, listed: bool) -> DatesAndIndex | None:
    return _days_month(tokens, at, listed=listed) or _month_days(tokens, at) or _month(tokens, at)


def _span(tokens: Sequence[Token], read: DatesAndIndex) -> DatesAndIndex:
    """Read on to the end of a span: `29 December - 4 January` is one date with its end."""
    dates, at = read
    is_span = token_at(tokens, at).kind is TokenKind.DASH
    end = _with_month(tokens, at + 1, listed=False) if is_span else None
    if end is None:
        return read
    last, after = end
    text = " ".join(token.text for token in tokens[at + 1 : after])
    return (*dates[:-1], replace(dates[-1], year=dates[-1].year or last[-1].year, until=text)), after


def _digits(tokens: Sequence[Token], at: int) -> DatesAndIndex | None:
    """Read `2024-01-27`, `27.01.2024`, `27/1/2024` or `1/27/2024`; `3/5/95` may have two meanings, and is none then."""
    token = token_at(tokens, at)
    if token.kind is not TokenKind.DATE:
        return None
    if "月" in token.text:
        return _han(token.text, at)
    first, second, third = (int(part) for part in re.split(r"[-./]", token.text))
    if "-" in token.text:
        date = WrittenDate(first, second, third)
    elif "/" in token.text and second > 12:  # noqa: PLR2004 (months)
        date = WrittenDate(_full_year(third), first, second)
    elif "/" in token.text and first <= 12 and not token.value:  # noqa: PLR2004
        return None
    else:
        date = WrittenDate(_full_year(third), second, first)
    is_date = 1 <= date.month <= 12 and date.day  # noqa: PLR2004
    return ((date,), after_year_word(tokens, at + 1)) if is_date else None


def _han(text: str, at: int) -> DatesAndIndex | None:
    """Read `2024年1月27日`, `1月27日` or `2024年1月`."""
    parts = {sign: number for number, sign in re.findall(r"([^\s年月日号號]+)\s?([年月日号號])", text)}
    day = next((parts[sign] for sign in "日号號" if sign in parts), "")
    year, month, number = (
        han_number(part) if part else 0 for part in (parts.get("年", ""), parts["月"], day)
    )
    is_date = 1 <= month <= 12 and number <= _LAST_DAY and (number or not day)  # noqa: PLR2004 (months)
    return ((WrittenDate(year, month, number),), at + 1) if is_date else None


def _days_month(tokens: Sequence[Token], at: int, *, listed: bool) -> DatesAndIndex | None:
    days, at = _days(tokens, at, listed=listed)
    if days and token_at(tokens, at).text.casefold() in words_of("within_date"):
        at += 1
    month = token_at(tokens, at)
    if month.kind is not TokenKind.MONTH:
        return None
    return _dates_of(month, days, tokens, _after_second_name(tokens, at))


def _after_second_name(tokens: Sequence[Token], at: int) -> int:
    """Return the index after a month, and after its other name: `يناير/كانون الثاني`."""
    second = token_at(tokens, at + 2)
    is_same = second.kind is TokenKind.MONTH and second.value == tokens[at].value
    return at + 3 if is_same and token_at(tokens, at + 1).kind is TokenKind.SLASH else at + 1


def _month_days(tokens: Sequence[Token], at: int) -> DatesAndIndex | None:
    month = token_at(tokens, at)
    days, after = _days(tokens, at + 1, listed=True, month_first=True)
    return _dates_of(month, days, tokens, after) if month.kind is TokenKind.MONTH else None


def _dates_of(
    month: Token, days: Sequence[tuple[int, str]], tokens: Sequence[Token], at: int
) -> DatesAndIndex | None:
    """Return the days of a month with the year that follows."""
    if not days:
        return None
    year, at = _year_after(tokens, at)
    return tuple(WrittenDate(year, month.value, day, until) for day, until in days), at


def _month(tokens: Sequence[Token], at: int) -> DatesAndIndex | None:
    month, end = token_at(tokens, at), token_at(tokens, at + 2)
    if month.kind is not TokenKind.MONTH:
        return None
    is_span = token_at(tokens, at + 1).kind is TokenKind.DASH and end.kind is TokenKind.MONTH
    year, after = _year_after(tokens, at + 3 if is_span else _after_second_name(tokens, at))
    return (WrittenDate(year, month.value, 0, end.text if is_span else ""),), after


def _days(
    tokens: Sequence[Token], at: int, *, listed: bool, month_first: bool = False
) -> tuple[list[tuple[int, str]], int]:
    """Read days of one month, each with the end of its span; a day before a month belongs to the next date."""
    days: list[tuple[int, str]] = []
    while day := _day(tokens, at):
        number, until, after = day
        if month_first and token_at(tokens, after).kind is TokenKind.MONTH:
            break
        days.append((number, until))
        joint = _joint(tokens, after, comma=listed or len(days) > 1)
        following = _day(tokens, joint) if joint else None
        if not following or (month_first and token_at(tokens, following[2]).kind is TokenKind.MONTH):
            return days, after
        at = joint
    return days, at


def _day(tokens: Sequence[Token], at: int) -> tuple[int, str, int] | None:
    """Read a day or a span of days: its number, the last day as written, and the index after it."""
    if not _is_day(tokens, at):
        return None
    is_span = token_at(tokens, at + 1).kind in (TokenKind.SLASH, TokenKind.DASH) and _is_day(tokens, at + 2)
    return (tokens[at].value, tokens[at + 2].text, at + 3) if is_span else (tokens[at].value, "", at + 1)


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    token = token_at(tokens, at)
    return token.kind is TokenKind.NUMBER and 1 <= token.value <= _LAST_DAY


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Read the year after a date: `, 2018`, ` 2018`, or two digits that can be no day, or that follow the month."""
    start = at + 1 if token_at(tokens, at).kind is TokenKind.COMMA else at
    if token_at(tokens, start).text.casefold() in words_of("within_date") and read_year(tokens, start + 1):
        start += 1
    if year := read_year(tokens, start):
        return year, after_year_word(tokens, start + 1)
    token = token_at(tokens, start)
    if token.kind is TokenKind.NUMBER and len(token.text.strip("'’")) == len("94"):
        beside_month = start == at and token_at(tokens, at - 1).kind is TokenKind.MONTH
        if token.value > _LAST_DAY or token.text[0] in "'’" or beside_month:
            return _full_year(token.value), start + 1
    return 0, at


def after_year_word(tokens: Sequence[Token], at: int) -> int:
    """Return the index after the word "year", which Russian and other languages put after the number."""
    return at + (token_at(tokens, at).text.casefold().rstrip(".") in words_of("year"))


def _full_year(number: int) -> int:
    """Return a year of two digits in the century that makes it 1950 to 2049."""
    if number >= 100:  # noqa: PLR2004 (a full year)
        return number
    return number + (2000 if number < _CENTURY_PIVOT else 1900)


def _joint(tokens: Sequence[Token], at: int, *, comma: bool = True) -> int:
    """Return the index after `,`, `and` or `, and`; 0 if none of them is here."""
    token = token_at(tokens, at)
    if token.kind is TokenKind.COMMA and comma:
        return at + 2 if is_joint(token_at(tokens, at + 1)) else at + 1
    return at + 1 if is_joint(token) else 0


def is_joint(token: Token) -> bool:
    """Return whether a token is the word "and" of a language."""
    return token.text.casefold() in words_of("joint")
