"""The lexer of citations: the words and signs of a parenthesis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from mkdocs_briefings.importers.calendar_names import (
    all_months,
    before_dates,
    fold_calendar_name,
    full_months,
    plain_months,
    plain_weekdays,
)
from mkdocs_briefings.importers.language_words import words_of


class TokenKind(StrEnum):
    """A kind of token."""

    URL = "url"
    DATE = "date"
    """A date in digits: `27.01.2024`, `2024-01-27` or `2024年1月27日`."""
    QUOTED = "quoted"
    BRACKET = "bracket"
    """A remark in brackets or inner parentheses."""
    NUMBER = "number"
    MONTH = "month"
    BEFORE_DATE = "before_date"
    """A weekday, or another word that leads to a date: `vom`."""
    LOCATOR = "locator"
    """A place in a source, with its number: `第3期`."""
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
    """The number, or the number of the month; of a date in digits whether its day is first for certain."""


_HAN_NUMBER = r"[\d〇零○一二三四五六七八九十]"
_HAN_DATE = (
    rf"(?<!{_HAN_NUMBER})(?:{_HAN_NUMBER}{{4}}\s?年\s?)?{_HAN_NUMBER}{{1,3}}\s?月"
    rf"(?:\s?{_HAN_NUMBER}{{1,3}}\s?[日号號](?:电|電|讯|訊|报道|報道)?)?"
)
_HAN_YEAR = rf"(?<!{_HAN_NUMBER}){_HAN_NUMBER}{{4}}\s?年"
_HAN_PLACE = (
    rf"第\s?{_HAN_NUMBER}{{1,4}}\s?[页頁版期卷号號章节節集]|(?<!{_HAN_NUMBER}){_HAN_NUMBER}{{1,4}}\s?[页頁]"
)
_HAN = rf"(?:{_HAN_DATE}|{_HAN_YEAR}|{_HAN_PLACE})"
_QUOTED = r"[“„\"][^”“\"]*[”“\"]|«[^»]*»|»[^«]*«|‹[^›]*›|《[^》]*》|〈[^〉]*〉|「[^」]*」|『[^』]*』|[‘‚][^’‘]*[’‘](?=[\s,;،]|$)"
_NUMBER = r"['’]?(?<!\w)(?:\d[\dOoОо]{0,3}|[OoОо]\d{1,3})(?:st|nd|rd|th|er|\.?º|ro|-?го|-?га|-?go)?(?![\w]|[.&/](?=[^\W\d]))"
_NO_TOKEN = Token(TokenKind.END, "", 0, 0)
_ZERO = str.maketrans("OoОо", "0000")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_LAST_DAY = 31
_FIRST_YEAR, _LAST_YEAR = 1500, 2099


@cache
def _lexemes(*, han: bool) -> re.Pattern[str]:
    """Return the pattern of all tokens; with Chinese dates, no blank parts a name from its date."""
    dates = rf"(?P<date>{_HAN_DATE}) | (?P<year>{_HAN_YEAR}) | (?P<locator>{_HAN_PLACE}) |" if han else ""
    letter = rf"(?:(?!{_HAN})\w)" if han else r"\w"
    others = rf"(?:(?!{_HAN})[\w'’&+])*" if han else r"[\w'’&+]*"
    named = "|".join(re.escape(name) for name in sorted(all_months(), key=len, reverse=True) if " " in name)
    named = named.replace("ا", "[اأإآ]")
    return re.compile(
        rf"""
          (?P<url>https?://[^\s,;，；、،؛。]*[^\s,;.，；、،؛。])
        | {dates} (?P<{"digits" if han else "date"}>(?<!\w)(?:
            \d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)|\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d))(?!\w))
        | (?P<quoted>{_QUOTED})
        | (?P<bracket>\[[^\]]*\]|\([^()]*\)|（[^（）]*）|【[^】]*】)
        | (?P<number>{_NUMBER})
        | (?P<month>(?<!\w)(?:{named})(?!\w))
        | (?P<word>{letter}{others}(?:[-./][^\W\d_]{others}|-\d+|[.°])*)
        | (?P<comma>[,،，、]|：(?=\s*[《「“]))
        | (?P<semicolon>[;؛；])
        | (?P<slash>[/／])
        | (?P<dash>[-–—])
        | (?P<other>\S)
        """,
        re.VERBOSE,
    )


def tokenise(text: str, *, day_first: bool = False) -> tuple[Token, ...]:
    """Return the tokens of a text, without white space; `May-June` is three.

    Args:
        text: the text.
        day_first: whether `3/5/2024` is a day in May; otherwise it has two meanings.
    """
    lexemes = _lexemes(han="年" in text or "月" in text or "第" in text or "页" in text)
    tokens: list[Token] = []
    at = 0
    while match := lexemes.search(text, at):
        first = re.split("[-/]", match[0], maxsplit=1)[0]
        token = _token(match)
        if (
            len(first) < len(match[0])
            and token.kind is TokenKind.WORD
            and fold_calendar_name(first) in all_months()
        ):
            token = Token(TokenKind.WORD, first, match.start(), match.start() + len(first))
            token = _in_plain_sight(token)
        tokens.append(replace(token, value=day_first) if token.kind is TokenKind.DATE else token)
        at = token.end
    return tuple(_with_calendar(_without_ordinal_stops(tokens)))


def token_at(tokens: Sequence[Token], at: int) -> Token:
    """Return the token at an index, or one of kind END, with no text, beyond either end."""
    return tokens[at] if 0 <= at < len(tokens) else _NO_TOKEN


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "other", match[0]
    token = Token(TokenKind.WORD, text, *match.span())
    if kind == "word":
        return _in_plain_sight(token)
    if kind == "number":
        return replace(token, kind=TokenKind.NUMBER, value=_number(text))
    if kind == "year":
        year = text.rstrip("年 ")
        return replace(token, kind=TokenKind.NUMBER, value=han_number(year))
    if kind == "month":
        return replace(token, kind=TokenKind.MONTH, value=all_months()[fold_calendar_name(text)])
    return replace(token, kind=TokenKind("date" if kind == "digits" else kind))


def _number(text: str) -> int:
    digits = re.match(r"[\dOoОо]+", text.strip("'’"))
    return int(digits[0].translate(_ZERO)) if digits else 0


def han_number(text: str) -> int:
    """Return a number in digits, Chinese or others: `二〇二四`, `二十七`, `27`."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_HAN_DIGITS))
    return 10 * int(tens.translate(_HAN_DIGITS) or 1) + int(ones.translate(_HAN_DIGITS) or 0)


def _in_plain_sight(token: Token) -> Token:
    """Return a word as a month or a weekday where it can be nothing else.

    "may" and "mar" are other words: Latin names of months are capitalised, Cyrillic ones need not be.
    """
    if not token.text[:1].isupper() and token.text[:1].isascii():
        return token
    name = fold_calendar_name(token.text)
    if month := plain_months().get(name, 0):
        return replace(token, kind=TokenKind.MONTH, value=month)
    return replace(token, kind=TokenKind.BEFORE_DATE) if name in plain_weekdays() else token


def _without_ordinal_stops(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without the full stops between days and their month: `27. und 28. Januar`."""
    return [token for at, token in enumerate(tokens) if token.text != "." or not _joins_days(tokens, at)]


def _joins_days(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a full stop stands between a day and its month, or between two days."""
    after, last = token_at(tokens, at + 1), token_at(tokens, at + 2)
    joins = after.text in words_of("joint") or after.kind in (TokenKind.COMMA, TokenKind.DASH)
    goes_on = _month(after) or (joins and last.kind is TokenKind.NUMBER and last.value <= _LAST_DAY)
    return token_at(tokens, at - 1).kind is TokenKind.NUMBER and bool(goes_on)


def _month(token: Token) -> int:
    return (
        token.value if token.kind is TokenKind.MONTH else all_months().get(fold_calendar_name(token.text), 0)
    )


def _with_calendar(tokens: list[Token]) -> list[Token]:
    """Return the tokens with those months and weekdays that only their neighbours tell from other words."""
    months, leading = all_months(), before_dates()
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.kind is not TokenKind.WORD:
            continue
        name = fold_calendar_name(token.text)
        if name in months and _is_in_date(tokens, at):
            tokens[at] = replace(token, kind=TokenKind.MONTH, value=months[name])
        elif name in leading and _may_lead(token.text, name) and _leads_to_date(tokens, at):
            tokens[at] = replace(token, kind=TokenKind.BEFORE_DATE)
    return tokens


def _is_in_date(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word that may be a month stands after a day, before a year, or beside another month."""
    name = fold_calendar_name(tokens[at].text)
    before, after = token_at(tokens, at - 1), token_at(tokens, at + 1)
    if before.text in words_of("within_date"):
        before = token_at(tokens, at - 2)
    if after.text in words_of("within_date"):
        after = token_at(tokens, at + 2)
    follows_day = before.kind is TokenKind.NUMBER and 1 <= before.value <= _LAST_DAY
    has_year = after.kind is TokenKind.NUMBER and _FIRST_YEAR <= after.value <= _LAST_YEAR
    is_beside = (
        after.kind in (TokenKind.DASH, TokenKind.SLASH) and token_at(tokens, at + 2).kind is TokenKind.MONTH
    )
    return follows_day or (name in full_months() and (has_year or is_beside))


def _may_lead(word: str, name: str) -> bool:
    """Return whether a word is no other word: in two letters a weekday is capitalised, `Do`, not `do`."""
    is_other_word = len(name) == len("do") and word.islower() and name not in words_of("before_date")
    return not (is_other_word and word.isascii())


def _leads_to_date(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a date follows: digits, a day with its month, or another such word."""
    at += 2 if token_at(tokens, at + 1).kind is TokenKind.COMMA else 1
    after, last = token_at(tokens, at), token_at(tokens, at + 1)
    while last.kind in (TokenKind.NUMBER, TokenKind.DASH, TokenKind.COMMA) or last.text in words_of(
        "joint", "within_date"
    ):
        at += 1
        last = token_at(tokens, at + 1)
    is_day = after.kind is TokenKind.NUMBER and 1 <= after.value <= _LAST_DAY
    return after.kind in (TokenKind.DATE, TokenKind.BEFORE_DATE) or (is_day and last.kind is TokenKind.MONTH)
