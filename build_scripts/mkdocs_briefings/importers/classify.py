"""The decision whether a parenthesis is a citation: its form, weighed with what is known of outlets and places.

It is a citation only when nothing speaks against that. What may or may not be one is a doubt; everything else
is an ordinary parenthesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_briefings.importers.cited_item import BareDates, Citation, CitedItem, Doubt, Verdict
from mkdocs_briefings.importers.date_phrases import read_dates
from mkdocs_briefings.importers.language_words import alternatives, words_of
from mkdocs_briefings.importers.lexer import Token, TokenKind, tokenise
from mkdocs_briefings.importers.name_shapes import (
    KnownNames,
    NameShape,
    is_broadcaster,
    is_han,
    mentions_press,
    name_shape,
    split_names,
    without_kind,
    without_place,
)
from mkdocs_briefings.importers.not_press import is_of_law_or_imprint
from mkdocs_briefings.importers.parser import CitedName, Clause, parse

_BARE_ADDRESS = re.compile(r"https?://[^\s;]+[^\s;.,]")
_DAY_AND_MONTH = re.compile(r"(?<![\d./])\d{1,2}[./]\d{1,2}(?![\d/])")
_FILE = re.compile(r"PDF|MS[- ]Word|Word|DOCX?|XLSX?|\d+\s+(?:pages?|KB|MB|minutes?|seconds?)", re.IGNORECASE)
"""Words that say how large a file or how long a film is."""
_IBID = re.compile(rf"(?:{alternatives('ibid')})(?!\w)", re.IGNORECASE)
_ET_AL = re.compile(rf"(?:(?<!\w)(?:{alternatives('et_al')})\.?|等)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_][\w’'-]+|[^\W\d_][\w’'-]+\s(?:[^\W\d_]\.\s?){1,3}")
_ENGLISH_QUOTES = frozenset('“‘"')
"""Marks that English puts around titles; in other languages names of outlets stand in quotation marks, too."""
_LONGEST_QUOTED_OUTLET = 4
_SURE = (NameShape.KNOWN, NameShape.STRONG)
_MAY_BE_OUTLET = (*_SURE, NameShape.WEAK, NameShape.PERSON)
_WHY = {
    NameShape.PLACE: "a place and a date: perhaps where something happened",
    NameShape.EVENT: "an event and its date",
    NameShape.PROSE: "a phrase, not an outlet's name",
}
_LONG_TITLE = 4
"""Words that a title has at least, where it could be a name as well."""


def classify(inside: str, known_names: KnownNames) -> Verdict:
    """Return what the text between two parentheses is; None for an ordinary parenthesis."""
    if _BARE_ADDRESS.fullmatch(inside.strip()):
        return Citation((CitedItem(None, None, 0, len(inside), url=inside.strip()),))
    if is_of_law_or_imprint(inside, known_names):
        return None
    clauses = parse(inside, day_first=known_names.day_first)
    if clauses is None:
        return _unparsed(inside)
    if all(not clause.names for clause in clauses):
        return _only_dates(clauses)
    verdicts = list(_clauses(clauses, known_names))
    citations = [verdict for verdict in verdicts if isinstance(verdict, Citation)]
    if len(citations) == len(verdicts):
        return Citation(tuple(item for citation in citations for item in citation.items))
    part = Doubt("a part of it is no citation") if citations else None
    return next((verdict for verdict in verdicts if isinstance(verdict, Doubt)), part)


def _unparsed(inside: str) -> Verdict:
    """Classify a text that has not the form of a citation: a doubt with a word of the press and a date."""
    tokens = tokenise(inside)
    dated = any(read_dates(tokens, at) for at in range(len(tokens))) or _DAY_AND_MONTH.search(inside)
    titled = any(token.kind is TokenKind.QUOTED for token in tokens) and any(map(_is_year, tokens))
    is_near = (dated or titled) and mentions_press(inside)
    return Doubt("speaks of an outlet and a date, but in another form") if is_near else None


def _is_year(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER and len(token.text) == len("2008")


def _only_dates(clauses: tuple[Clause, ...]) -> Verdict:
    dates = tuple(date for clause in clauses for date in clause.dates)
    are_days = all(date.day and not date.until for date in dates)
    has_more = any(clause.locator or clause.lead for clause in clauses)
    return BareDates(dates) if are_days and not has_more else None


def _clauses(clauses: tuple[Clause, ...], known_names: KnownNames) -> Iterator[Verdict]:
    """Yield a verdict on each clause; bare dates after an outlet belong to it."""
    previous: Verdict = None
    for clause in clauses:
        if not clause.names and isinstance(previous, Citation):
            last = previous.items[-1]
            item = replace(last, start=clause.start, end=clause.end, locator=clause.locator, lead="")
            previous = Citation(tuple(replace(item, date=date) for date in clause.dates))
        else:
            previous = _by_quoted_outlet(clause, known_names) or _clause(clause, known_names)
        yield previous


def _clause(clause: Clause, known_names: KnownNames) -> Verdict:
    names = [
        outlet for name in clause.names if not name.quoted for outlet in _split_outlets(name, known_names)
    ]
    titles = [name.text for name in clause.names if name.quoted]
    if any(_FILE.fullmatch(name.text) for name in names):
        return None
    if reason := _incomplete(clause, names, titles):
        return Doubt(reason) if clause.dates or names else None
    if not names:
        return None
    if not any(name.text for name in names):
        return _lost(clause)
    title = titles[0] if titles else ""
    if not clause.dates:
        return _undated(clause, names, title, known_names)
    by_date = _by_year if clause.year_only else _by_day
    return by_date(clause, names, title, known_names)


def _by_quoted_outlet(clause: Clause, known_names: KnownNames) -> Citation | None:
    """Return the citation of an outlet in quotation marks, after its authors and a title: `(«Коммерсантъ», 27 января)`."""
    *before, outlet = clause.names or [CitedName("")]
    titles = [name.text for name in before if name.quoted]
    people = [name for name in before if not name.quoted]
    is_dated = bool(clause.dates) and (bool(clause.locator) or not clause.year_only)
    if not is_dated or len(titles) > 1 or len(people) > 1 or not _may_be_quoted_outlet(outlet, known_names):
        return None
    is_author = [_is_author(name, titles, outlet, known_names) for name in people]
    if not all(is_author):
        return None
    authors = tuple(author for name in people for author in split_names(name.text))
    return Citation(_items(clause, (outlet,), titles[0] if titles else "", authors=authors))


def _may_be_quoted_outlet(name: CitedName, known_names: KnownNames) -> bool:
    is_foreign = name.quoted and (name.quote not in _ENGLISH_QUOTES or name.text.lower() == name.text.upper())
    is_short = bool(name.text) and len(name.text.split()) <= _LONGEST_QUOTED_OUTLET
    return (
        is_foreign
        and is_short
        and name_shape(name.text, known_names) not in (NameShape.PLACE, NameShape.EVENT)
    )


def _is_author(name: CitedName, titles: list[str], outlet: CitedName, known_names: KnownNames) -> bool:
    """Return whether a name before an outlet is that of who wrote the title, or is written as a person's."""
    if not name.text or name_shape(name.text, known_names) not in (NameShape.PERSON, NameShape.WEAK):
        return False
    is_sure = name_shape(outlet.text, known_names) in _SURE
    return bool(titles) or is_sure or _INITIALS.fullmatch(name.text) is not None


def _incomplete(clause: Clause, names: list[CitedName], titles: list[str]) -> str:
    """Return what keeps a clause from being read; empty when nothing does."""
    if any(_IBID.match(name.text) for name in clause.names):
        return "points to the source before it"
    if not names and clause.dates and not titles and clause.year_only:
        return ""
    if len(titles) > 1 or not names:
        return "a title without an outlet" if titles else "a date without an outlet"
    texts = [name.text for name in names]
    return "a name is missing" if any(texts) and not all(texts) else ""


def _split_outlets(name: CitedName, known_names: KnownNames) -> list[CitedName]:
    """Split `TASS/Interfax` into the two outlets that it names; `RFE/RL` is one."""
    text, place = without_place(without_kind(name.text))
    name = replace(name, text=text, remark=name.remark or place)
    parts = [part.strip() for part in name.text.split("/")]
    several = (
        len(parts) > 1 and not known_names.is_outlet(name.text) and all(map(known_names.is_outlet, parts))
    )
    return [replace(name, text=part) for part in parts] if several else [name]


def _lost(clause: Clause) -> Verdict:
    """Classify a clause whose outlet was lost: `(, January 27)`."""
    if not clause.dates or clause.year_only:
        return Doubt("the outlet and the date are missing") if clause.dates else None
    return Citation(_items(clause, (None,)))


def _undated(clause: Clause, names: list[CitedName], title: str, known_names: KnownNames) -> Verdict:
    if all(known_names.is_outlet(name.text) or is_broadcaster(name.text) for name in names):
        return Citation(_items(clause, names, title))
    shapes = [name_shape(name.text, known_names) for name in names]
    may_be_outlet = shapes[0] in _MAY_BE_OUTLET
    if may_be_outlet and any(map(_is_odd_date, names[1:])):
        return Doubt("a date that cannot be read for certain")
    if clause.locator or title:
        return Doubt("no date") if may_be_outlet else None
    named = shapes == [NameShape.STRONG] and mentions_press(names[0].text)
    return Doubt("may be an outlet without a date") if named and not clause.lead.startswith("e.g.") else None


def _is_odd_date(name: CitedName) -> bool:
    """Return whether a name is a date that no calendar has (February 31), an ambiguous (3/5/95) or a careless one (may 3)."""
    kinds = [token.kind for token in tokenise(name.text.title())]
    is_odd = kinds == [TokenKind.DATE] or sorted(kinds) == [TokenKind.MONTH, TokenKind.NUMBER]
    return is_odd or _DAY_AND_MONTH.fullmatch(name.text) is not None


def _by_day(clause: Clause, names: list[CitedName], title: str, known_names: KnownNames) -> Verdict:
    shapes = [name_shape(name.text, known_names) for name in names]
    if shapes[0] is NameShape.REMARK:
        press = any(mentions_press(name.text) for name in names) or NameShape.KNOWN in shapes
        return Doubt("a phrase, not an outlet's name") if press else None
    if len(names) > 1:
        return _several(clause, names, shapes, title)
    (shape,) = shapes
    if shape in _WHY:
        return Doubt(_WHY[shape])
    is_known = names[0].text.casefold() in known_names.people
    if shape is NameShape.PERSON and (is_known or is_han(names[0].text)):
        return Doubt("a person, perhaps not an outlet")
    if not _has_days(clause) and not clause.locator and shape not in _SURE:
        return Doubt("only a month: perhaps when something happened")
    return Citation(_items(clause, names, title))


def _has_days(clause: Clause) -> bool:
    return all(date.day for date in clause.dates)


def _several(clause: Clause, names: list[CitedName], shapes: list[NameShape], title: str) -> Verdict:
    """Classify several names before one date: outlets that share it, an author and an outlet, an outlet and its town."""
    sure = [shape in _SURE for shape in shapes]
    if all(sure):
        return Citation(_items(clause, names, title))
    if len(names) == 2:  # noqa: PLR2004
        first, second = names
        if shapes[0] is NameShape.PERSON and sure[1]:
            return Citation(_items(clause, (second,), title, authors=(first.text,)))
        if shapes[0] in (*_SURE, NameShape.WEAK) and shapes[1] is NameShape.PLACE:
            return Citation(_items(clause, (replace(first, remark=second.text),), title))
    return Doubt("several names before one date") if any(sure) or _has_days(clause) else None


def _by_year(clause: Clause, names: list[CitedName], title: str, known_names: KnownNames) -> Verdict:
    """Classify a bare year: a book or a paper as scholars cite it, or a periodical with its number."""
    *before, last = names
    shape = name_shape(last.text, known_names)
    if shape in (NameShape.REMARK, NameShape.PROSE, NameShape.EVENT) and not _ET_AL.search(last.text):
        has_page = clause.locator and shape is not NameShape.REMARK
        return Doubt("a year and a page, but no name") if has_page else None
    is_sure = shape in _SURE or _is_number_of_issue(clause.locator)
    if not before and not clause.beside_year and clause.locator and is_sure:
        return Citation(_items(clause, names, title))
    if len(before) == 1 and not title and not clause.beside_year and _is_title(last.text, before[0].text):
        before, last = [last], before[0]
        shape = name_shape(last.text, known_names)
    quoted, title = bool(title), title or ", ".join(name.text for name in before)
    long_title = len(title.split()) >= _LONG_TITLE and clause.beside_year
    if (clause.locator or long_title or _ET_AL.search(last.text)) and shape is not NameShape.PLACE:
        authors = split_names(_ET_AL.sub("", last.text).rstrip(" ,"))
        items = _items(clause, (None,), title, authors=authors, book=True)
        has_others = _ET_AL.search(last.text) is not None
        return Citation(tuple(replace(item, has_others=has_others) for item in items))
    is_near = clause.beside_year or quoted
    return Doubt("a name and a year: a book, or when something happened") if is_near else None


def _is_number_of_issue(locator: str) -> bool:
    """Return whether a locator is that of an issue of a periodical: `n° 190`."""
    return locator.partition(" ")[0].casefold().rstrip(".") in {
        word.rstrip(".") for word in words_of("issue")
    }


def _is_title(text: str, people: str) -> bool:
    """Return whether a title follows its authors: `Author, Title, 2008` is as usual as `Title, Author 2008`."""
    return len(text.split()) >= _LONG_TITLE and len(text.split()) > len(people.split())


def _items(
    clause: Clause,
    outlets: Iterable[CitedName | None],
    title: str = "",
    *,
    authors: tuple[str, ...] = (),
    book: bool = False,
) -> tuple[CitedItem, ...]:
    """Return an item for each outlet and date; only the first bears the lead."""
    items = [
        CitedItem(
            outlet.text if outlet else None,
            date,
            clause.start,
            clause.end,
            remark=outlet.remark if outlet else "",
            title=title,
            authors=authors,
            locator=clause.locator,
            book=book,
        )
        for outlet in outlets
        for date in clause.dates or (None,)
    ]
    return (replace(items[0], lead=clause.lead), *items[1:])
