"""The shape of a citation: what stands between two parentheses, by form alone.

    inside  = clause { ";" clause | "," clause (only after dates) }
    clause  = [lead] [names] [","] [dates | year] { "," locator }
    names   = name { "," name }          an empty name is an outlet that was lost
    name    = { word | number | bracket | quoted | url }
    lead    = "see" | "cf." | "quoted in" | ...

Whether it *is* a citation is for `judge` to say, who knows outlets and places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mkdocs_briefings.importers import date_phrases
from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.importers.lexer import Token, TokenKind, tokenise

_LEAD = re.compile(
    r"\s*(?:(?:also|for\s+(?:more|details|background|an?\s+example|example|instance))\s*,?\s+)?"
    r"(?:see,?(?:\s+(?:also|e\.g\.,?|for\s+(?:example|instance),?))?|cf\.?|compare|e\.g\.,?|according\s+to|via"
    r"|(?:as\s+)?(?:quoted|cited|reported)\s+(?:in|by)|from|source:|sources:|citing|quoting)\s+(?=\S)",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"(?:pp?|nos?|vols?|ch|chap|chapter|chapters|issue|issues|page|pages|volume|fig|figure|section|sec|para|col)"
    r"\.?|#|№|с\.|стр\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitedName:
    """Words between commas that may name an outlet, a title or a person."""

    text: str
    """The words as written, remarks in brackets left out; empty when the name was lost."""
    remark: str = ""
    """What stands in brackets after the name: `Hong Kong`."""
    quoted: bool = False
    """True for a title in quotation marks."""
    start: int = 0
    """Offset in the text."""
    end: int = 0
    """Offset after it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a parenthesis: names, the dates that go with them, and where to look."""

    names: tuple[CitedName, ...]
    """Names in order, empty ones for what was lost; none at all for bare dates."""
    dates: tuple[WrittenDate, ...]
    """Dates with a month, or one bare year."""
    locator: str
    """Pages, number or chapter: `p. 58`."""
    lead: str
    """Words such as `see` before it."""
    start: int
    """Offset in the text."""
    end: int
    """Offset after it."""
    year_only: bool = False
    """True when the date is a bare year: the last name before it may be an author."""
    beside_year: bool = False
    """True when no comma parts that name from the year: `Ioffe 2008`."""


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[Clause, ...] | None:
    """The clauses of a text without its parentheses; None when it has another form."""
    line = tokenise(text)
    bounds = [-1, *(i for i, one in enumerate(line) if one.kind is TokenKind.SEMICOLON), len(line)]
    clauses: list[Clause] = []
    for before, after in pairwise(bounds):
        segment = line[before + 1 : after]
        found = _segment(text, segment) if segment else None
        if found is None:
            return None
        clauses += found
    return tuple(clauses)


def _segment(text: str, line: Sequence[Token]) -> list[Clause] | None:
    """The clauses between two semicolons: a new one may begin after each date."""
    clauses: list[Clause] = []
    at = 0
    while at < len(line):
        clause, after = _clause(text, line, at)
        if after <= at or clause is None:
            return None
        clauses.append(clause)
        at = after
        if at < len(line):
            skipped = _separator(line, at)
            if skipped == at:
                return None
            at = skipped
    return clauses


def _separator(line: Sequence[Token], at: int) -> int:
    """The index after `,` or `and` between two clauses."""
    if line[at].kind is TokenKind.COMMA:
        at += 1
        following = line[at] if at < len(line) else None
        return at + 1 if following is not None and following.text == "and" else at
    return at + 1 if line[at].text.casefold() in ("and", "и") else at


def _clause(text: str, line: Sequence[Token], at: int) -> tuple[Clause | None, int]:
    begin = at
    lead = _LEAD.match(text, line[at].start, line[-1].end)
    while lead and at < len(line) and line[at].start < lead.end():
        at += 1
    names, at = _names(text, line, at)
    locator, at = _locators(text, line, at)
    beside = at > 0 and line[at - 1].kind is not TokenKind.COMMA
    dates, at, year_only = _dates(line, at)
    more, at = _locators(text, line, at)
    if not names and not dates:
        return None, at
    locator = ", ".join(part for part in (locator, more) if part)
    end = line[at - 1].end
    spoken = " ".join(lead[0].split()) if lead else ""
    start = line[begin].start
    return Clause(names, dates, locator, spoken, start, end, year_only, beside and year_only), at


def _dates(line: Sequence[Token], at: int) -> tuple[tuple[WrittenDate, ...], int, bool]:
    if at < len(line) and line[at].kind is TokenKind.WEEKDAY:
        at += 2 if at + 1 < len(line) and line[at + 1].kind is TokenKind.COMMA else 1
    if read := date_phrases.read_dates(line, at):
        return *read, False
    if number := date_phrases.read_year(line, at):
        return (WrittenDate(number),), at + 1, True
    return (), at, False


def _names(text: str, line: Sequence[Token], at: int) -> tuple[tuple[CitedName, ...], int]:
    """Names up to a date, a locator or the end, and the index of what follows them."""
    names: list[CitedName] = []
    while at < len(line) and not _ends_names(line, at):
        start = at
        while (
            at < len(line)
            and line[at].kind is not TokenKind.COMMA
            and (at == start or not _ends_names(line, at))
        ):
            at += 1
            if line[at - 1].kind is TokenKind.QUOTED and at == start + 1:
                break
        names.append(_name(text, line[start:at]) if at > start else CitedName("", start=line[at].start))
        if at < len(line) and line[at].kind is TokenKind.COMMA:
            at += 1
        elif not names[-1].quoted:
            break
    return tuple(names), at


def _ends_names(line: Sequence[Token], at: int) -> bool:
    if line[at].kind is TokenKind.WEEKDAY or _is_locator(line, at):
        return True
    if date_phrases.read_dates(line, at):
        return True
    last = at + 1 == len(line) or line[at + 1].kind is TokenKind.COMMA or line[at + 1].text == ":"
    return bool(date_phrases.read_year(line, at)) and last


def _name(text: str, line: Sequence[Token]) -> CitedName:
    start, end = line[0].start, line[-1].end
    remark = line[-1].text[1:-1] if len(line) > 1 and line[-1].kind is TokenKind.BRACKET else ""
    stop = line[-2].end if remark else end
    quoted = len(line) == 1 and line[0].kind is TokenKind.QUOTED
    words = " ".join(text[start:stop].split())
    return CitedName(words.strip('“”„"«»‘’,. ') if quoted else words, remark, quoted, start, end)


def _is_locator(line: Sequence[Token], at: int) -> bool:
    """`p. 58`, or `:58` after a year."""
    after = line[at + 1] if at + 1 < len(line) else None
    if after is None or not (
        after.kind in (TokenKind.NUMBER, TokenKind.DATE) or re.fullmatch(r"[\dIVXLC][\w/.–-]*", after.text)
    ):
        return False
    after_year = line[at].text == ":" and bool(date_phrases.read_year(line, at - 1))
    return after_year or bool(_LOCATOR.fullmatch(line[at].text))


def _locators(text: str, line: Sequence[Token], at: int) -> tuple[str, int]:
    """Locators from here on, as written, and the index after them and after a comma that a date follows."""
    found: list[str] = []
    while True:
        start = at + 1 if at < len(line) and line[at].kind is TokenKind.COMMA else at
        if start >= len(line) or not _is_locator(line, start):
            break
        at = start + 2
        while at < len(line) and line[at].kind in (
            TokenKind.DASH,
            TokenKind.NUMBER,
            TokenKind.SLASH,
            TokenKind.BRACKET,
        ):
            at += 1
        found.append(" ".join(text[line[start].start : line[at - 1].end].lstrip(": ").split()))
    following = at + 1 < len(line) and line[at].kind is TokenKind.COMMA
    if (
        found
        and following
        and (date_phrases.read_dates(line, at + 1) or date_phrases.read_year(line, at + 1))
    ):
        at += 1
    return ", ".join(found), at
