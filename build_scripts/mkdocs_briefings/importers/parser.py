"""The parser of citations: what stands between two parentheses, by form alone.

    inside  = clause { ";" clause | "," clause (only after dates) }
    clause  = [lead] [names] [","] [dates | year] { "," locator }
    names   = name { "," name }          an empty name is an outlet that was lost
    name    = { word | number | bracket | quoted | url }
    lead    = "see" | "cf." | "quoted in" | ...

Whether it *is* a citation is for `classify` to say, which knows outlets and places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from mkdocs_briefings.importers.date_phrases import (
    WrittenDate,
    after_year_word,
    is_joint,
    read_dates,
    read_year,
)
from mkdocs_briefings.importers.language_words import languages, words_of
from mkdocs_briefings.importers.lexer import Token, TokenKind, token_at, tokenise
from mkdocs_briefings.importers.markdown_text import one_line

_ENGLISH_LEAD = (
    r"(?:(?:also|for\s+(?:more|details|background|an?\s+example|example|instance))\s*,?\s+)?"
    r"(?:see,?(?:\s+(?:also|e\.g\.,?|for\s+(?:example|instance),?))?|cf\.?|compare|e\.g\.,?|according\s+to|via"
    r"|(?:as\s+)?(?:quoted|cited|reported)\s+(?:in|by)|from|source:|sources:|citing|quoting)\s+"
)
_SHORT = 4
"""Letters up to which a word before a citation counts in small letters alone: `S.` is an initial."""


def _lead_pattern(word: str) -> str:
    """Return a regular expression of a word before a citation and the blank after it, which Chinese does not put."""
    spaced = r"\s+".join(map(re.escape, word.split()))
    blank = r"\s*" if re.match("[\u4e00-\u9fff]", word) else r",?\s+"
    return rf"(?-i:{spaced}){blank}" if len(word) <= _SHORT else rf"{spaced}{blank}"


_LEADS = {word for by_field in languages().values() for word in by_field.get("lead", ())}
_LEAD = re.compile(
    rf"\s*(?:{_ENGLISH_LEAD}|{'|'.join(map(_lead_pattern, sorted(_LEADS, key=len, reverse=True)))})(?=\S)",
    re.IGNORECASE,
)
QUOTATION_MARKS = '“”„"«»‹›‘’‚《》〈〉「」『』,. '
"""Signs around a title, and signs that stand with it inside."""
_YEAR_OF_NAME = re.compile(r"(?P<name>.+?)\.\s(?P<year>(?:1[5-9]|20)\d\d)\.?")
_FIGURE = re.compile(r"[\dIVXLC][\w/.–-]*")
_IN_LOCATOR = (TokenKind.DASH, TokenKind.NUMBER, TokenKind.SLASH, TokenKind.BRACKET)


@dataclass(frozen=True, slots=True)
class CitedName:
    """Words between commas that may name an outlet, a title or a person."""

    text: str
    """The words as written, without a remark in brackets; empty when the name was lost."""
    remark: str = ""
    """The words in brackets after the name: `Hong Kong`."""
    quote: str = ""
    """The quotation mark that opens a title or a name in quotation marks; empty for others."""
    start: int = 0
    """Offset of the first character in the text."""
    end: int = 0
    """Offset after the last character."""

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks."""
        return bool(self.quote)


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a parenthesis: names, the dates that go with them, and where to look."""

    names: tuple[CitedName, ...]
    """Names in order, an empty one for each that was lost; none at all for bare dates."""
    dates: tuple[WrittenDate, ...]
    """Dates with a month, or one bare year."""
    locator: str
    """Pages, number or chapter: `p. 58`."""
    lead: str
    """Words before the names, such as `see`."""
    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    year_only: bool = False
    """True when the date is a bare year: the last name before it may be an author."""
    beside_year: bool = False
    """True when no comma stands between the last name and a bare year: `Ioffe 2008`."""


@lru_cache(maxsize=512)
def parse(text: str, *, day_first: bool = False) -> tuple[Clause, ...] | None:
    """Return the clauses of a text without its parentheses; None when it has another form.

    Args:
        text: the text.
        day_first: whether `3/5/2024` is a day in May.
    """
    tokens = tokenise(text, day_first=day_first)
    semicolons = (at for at, token in enumerate(tokens) if token.kind is TokenKind.SEMICOLON)
    clauses: list[Clause] = []
    for before, after in pairwise([-1, *semicolons, len(tokens)]):
        segment = _segment(text, tokens[before + 1 : after])
        if not segment:
            return None
        clauses += segment
    return tuple(clauses)


def _segment(text: str, tokens: Sequence[Token]) -> list[Clause] | None:
    """Return the clauses between two semicolons: a new one may begin after each date."""
    clauses: list[Clause] = []
    at = 0
    while at < len(tokens):
        clause, after = _clause(text, tokens, at)
        if clause is None or after <= at:
            return None
        clauses.append(clause)
        at = _after_separator(tokens, after)
        if at == after < len(tokens):
            return None
    return clauses


def _after_separator(tokens: Sequence[Token], at: int) -> int:
    """Return the index after `,`, `and` or `, and` between two clauses; `at` where there is none of these."""
    token = token_at(tokens, at)
    if token.kind is TokenKind.COMMA:
        return at + 2 if is_joint(token_at(tokens, at + 1)) else at + 1
    return at + 1 if is_joint(token) and token.text != "&" else at


def _clause(text: str, tokens: Sequence[Token], at: int) -> tuple[Clause | None, int]:
    start = tokens[at].start
    match = _LEAD.match(text, start, tokens[-1].end)
    while match and at < len(tokens) and tokens[at].end <= match.end():
        at += 1
    if match and at < len(tokens) and tokens[at].start < match.end():
        tokens = _without_beginning(text, tokens, at, match.end())
    names, at = _names(text, tokens, at)
    locator, at = _locators(text, tokens, at)
    beside = at > 0 and tokens[at - 1].kind is not TokenKind.COMMA
    dates, at, year_only = _dates(tokens, at)
    names, dates = _with_year_of_name(names, dates)
    more, at = _locators(text, tokens, at)
    if not names and not dates:
        return None, at
    locator = ", ".join(filter(None, (locator, more)))
    lead = one_line(match[0]) if match else ""
    end = tokens[at - 1].end
    return Clause(names, dates, locator, lead, start, end, year_only, beside and year_only), at


def _without_beginning(text: str, tokens: Sequence[Token], at: int, start: int) -> Sequence[Token]:
    """Return the tokens, of which one begins later: no blank parts `据` from `新华社`."""
    token = tokens[at]
    shorter = replace(token, text=text[start : token.end], start=start)
    return [*tokens[:at], shorter, *tokens[at + 1 :]]


def _with_year_of_name(
    names: tuple[CitedName, ...], dates: tuple[WrittenDate, ...]
) -> tuple[tuple[CitedName, ...], tuple[WrittenDate, ...]]:
    """Return names and dates with the year that stands between them: `Известия. 2022. 24 февраля`."""
    match = _YEAR_OF_NAME.fullmatch(names[-1].text) if names and dates and not names[-1].quoted else None
    if match is None or any(date.year for date in dates):
        return names, dates
    year = int(match["year"])
    return (*names[:-1], replace(names[-1], text=match["name"])), tuple(
        replace(date, year=year) for date in dates
    )


def _dates(tokens: Sequence[Token], at: int) -> tuple[tuple[WrittenDate, ...], int, bool]:
    """Return the dates here, after words that lead to them, the index after them, and whether it is a bare year."""
    while token_at(tokens, at).kind is TokenKind.BEFORE_DATE:
        at += 2 if token_at(tokens, at + 1).kind is TokenKind.COMMA else 1
    if read := read_dates(tokens, at):
        return *read, False
    if year := read_year(tokens, at):
        return (WrittenDate(year),), after_year_word(tokens, at + 1), True
    return (), at, False


def _names(text: str, tokens: Sequence[Token], at: int) -> tuple[tuple[CitedName, ...], int]:
    """Return the names up to a date, a locator or the end, and the index after them."""
    names: list[CitedName] = []
    while at < len(tokens) and not _ends_names(tokens, at):
        after = _after_name(tokens, at)
        names.append(_name(text, tokens[at:after]) if after > at else CitedName("", start=tokens[at].start))
        at = after
        if token_at(tokens, at).kind is TokenKind.COMMA:
            at += 1
        elif not names[-1].quoted:
            break
    return tuple(names), at


def _after_name(tokens: Sequence[Token], at: int) -> int:
    """Return the index after one name; a title in quotation marks is a name by itself."""
    start = at
    while token_at(tokens, at).kind not in (TokenKind.COMMA, TokenKind.END):
        if at > start and (tokens[start].kind is TokenKind.QUOTED or _ends_names(tokens, at)):
            break
        at += 1
    return at


def _ends_names(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a locator, a date, what leads to it, or a year at the end of its part stands here."""
    if tokens[at].kind is TokenKind.BEFORE_DATE or _is_locator(tokens, at) or read_dates(tokens, at):
        return True
    after = token_at(tokens, after_year_word(tokens, at + 1))
    is_last = after.kind in (TokenKind.COMMA, TokenKind.END, TokenKind.LOCATOR) or after.text in (":", "：")
    return is_last and bool(read_year(tokens, at))


def _name(text: str, tokens: Sequence[Token]) -> CitedName:
    start, end = tokens[0].start, tokens[-1].end
    remark = tokens[-1].text[1:-1] if len(tokens) > 1 and tokens[-1].kind is TokenKind.BRACKET else ""
    quote = text[start] if len(tokens) == 1 and tokens[0].kind is TokenKind.QUOTED else ""
    words = one_line(text[start : tokens[-2].end if remark else end])
    return CitedName(words.strip(QUOTATION_MARKS) if quote else words, remark, quote, start, end)


def _is_locator(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a locator begins here: `p. 58`, or `:58` after a year."""
    token, number = token_at(tokens, at), token_at(tokens, at + 1)
    if token.kind is TokenKind.LOCATOR:
        return True
    is_number = number.kind in (TokenKind.NUMBER, TokenKind.DATE) or _FIGURE.fullmatch(number.text)
    if not is_number:
        return False
    is_after_year = token.text in (":", "：") and read_year(tokens, at - 1)
    return bool(is_after_year or token.text == "#" or _is_label(token.text))


def _is_label(word: str) -> bool:
    """Return whether a word says what number follows: `p`, `S.`, `№`; a Latin letter alone has a full stop."""
    is_letter = len(word) == 1 and word.isascii() and word not in "pP"
    return not is_letter and word.casefold().rstrip(".") in words_of("locator")


def _locators(text: str, tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the locators from here on, as written, and the index after them and after a comma before a date."""
    locators: list[str] = []
    while _is_locator(tokens, start := at + (token_at(tokens, at).kind is TokenKind.COMMA)):
        at = start + (1 if tokens[start].kind is TokenKind.LOCATOR else 2)
        while token_at(tokens, at).kind in _IN_LOCATOR:
            at += 1
        locators.append(one_line(text[tokens[start].start : tokens[at - 1].end].lstrip(":： ")))
    if locators and token_at(tokens, at).kind is TokenKind.COMMA:
        at += bool(read_dates(tokens, at + 1) or read_year(tokens, at + 1))
    return ", ".join(locators), at
