"""Is it a citation? The form of a parenthesis, weighed with what is known of outlets and places.

A parenthesis is taken only when nothing speaks against it. What might be a citation and might not is a doubt;
everything else is an ordinary parenthesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mkdocs_briefings.importers.date_phrases import WrittenDate, read_dates
from mkdocs_briefings.importers.lexer import Token, TokenKind, tokenise
from mkdocs_briefings.importers.name_shapes import (
    KnownNames,
    NameShape,
    is_broadcaster,
    mentions_press,
    name_shape,
)
from mkdocs_briefings.importers.parser import CitedName, Clause, parse

_BARE_ADDRESS = re.compile(r"https?://[^\s;]+[^\s;.,]")
_DAY_AND_MONTH = re.compile(r"(?<![\d./])\d{1,2}[./]\d{1,2}(?![\d/])")
_FILE = re.compile(r"PDF|MS[- ]Word|Word|DOCX?|XLSX?|\d+\s+(?:pages?|KB|MB|minutes?|seconds?)", re.IGNORECASE)
"""What says how large a file or how long a film is."""
_IBID = re.compile(r"ibid|ibidem|idem|op\. cit|loc\. cit|там же", re.IGNORECASE)
_ET_AL = re.compile(r"\bet al\.?$")
_OUTLETS = (NameShape.KNOWN, NameShape.STRONG, NameShape.WEAK, NameShape.PERSON)
_LONG_TITLE = 4


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One source that a parenthesis cites."""

    outlet: str | None
    """Who published it as written; None when the name was lost or the source is a book."""
    date: WrittenDate | None
    """Its date as written; None when it has none."""
    start: int
    """Offset of its clause in the text between the parentheses."""
    end: int
    """Offset after it."""
    remark: str = ""
    """What stands in brackets after the outlet."""
    title: str = ""
    """Title, when one is given."""
    authors: tuple[str, ...] = ()
    """Authors, as written."""
    locator: str = ""
    """Where in the source: `p. 58`."""
    lead: str = ""
    """Words before it: `see`."""
    book: bool = False
    """True for author and year, as scholars cite."""
    url: str = ""
    """Its address, where the text gives one."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A parenthesis that cites."""

    items: tuple[CitedItem, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A parenthesis that may cite."""

    reason: str
    """What keeps it from being taken, for the person who decides."""


@dataclass(frozen=True, slots=True)
class BareDates:
    """Nothing but a date: a citation only if the sentence names the outlet."""

    dates: tuple[WrittenDate, ...]


Verdict = Citation | Doubt | BareDates | None


def classify(inside: str, known: KnownNames) -> Verdict:
    """What the text between two parentheses is; None for an ordinary parenthesis."""
    if _BARE_ADDRESS.fullmatch(inside.strip()):
        return Citation((CitedItem(None, None, 0, len(inside), url=inside.strip()),))
    clauses = parse(inside)
    if clauses is None:
        return _loose(inside)
    if all(not clause.names for clause in clauses):
        return _bare(clauses)
    verdicts = list(_clauses(clauses, known))
    doubts = [one for one in verdicts if isinstance(one, Doubt)]
    cited = [one for one in verdicts if isinstance(one, Citation)]
    if len(cited) == len(verdicts):
        return Citation(tuple(item for one in cited for item in one.items))
    if doubts:
        return doubts[0]
    return Doubt("a part of it is no citation") if cited else None


def _loose(inside: str) -> Verdict:
    """Of no known form: a doubt when a word of the press and a date are in it."""
    line = tokenise(inside)
    dated = any(read_dates(line, at) for at in range(len(line))) or bool(_DAY_AND_MONTH.search(inside))
    titled = any(token.kind is TokenKind.QUOTED for token in line) and any(map(_is_year, line))
    is_near = (dated or titled) and mentions_press(inside)
    return Doubt("speaks of an outlet and a date, but in another form") if is_near else None


def _is_year(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER and len(token.text) == len("2008")


def _bare(clauses: tuple[Clause, ...]) -> Verdict:
    found = tuple(when for clause in clauses for when in clause.dates)
    plain = any(not when.day or when.until or clause.lead for clause in clauses for when in clause.dates)
    return None if plain or any(clause.locator for clause in clauses) else BareDates(found)


def _clauses(clauses: tuple[Clause, ...], known: KnownNames) -> Iterator[Verdict]:
    """A verdict on each clause; bare dates after an outlet belong to it."""
    previous: Verdict = None
    for clause in clauses:
        if not clause.names and isinstance(previous, Citation):
            last = previous.items[-1]
            here = replace(last, start=clause.start, end=clause.end, locator=clause.locator, lead="")
            previous = Citation(tuple(replace(here, date=when) for when in clause.dates))
        else:
            previous = _clause(clause, known)
        yield previous


def _clause(clause: Clause, known: KnownNames) -> Verdict:
    names = [one for name in clause.names if not name.quoted for one in _parted(name, known)]
    titles = [name.text for name in clause.names if name.quoted]
    if any(_FILE.fullmatch(name.text) for name in names):
        return None
    if why := _incomplete(clause, names, titles):
        return Doubt(why) if clause.dates or names else None
    if not names:
        return None
    if not any(name.text for name in names):
        return _lost(clause)
    title = titles[0] if titles else ""
    if not clause.dates:
        return _undated(clause, names, title, known)
    return _by_year(clause, names, title, known) if clause.year_only else _by_day(clause, names, title, known)


def _incomplete(clause: Clause, names: list[CitedName], titles: list[str]) -> str:
    """What keeps a clause from being read; empty when nothing does."""
    if any(_IBID.match(name.text) for name in clause.names):
        return "points to the source before it"
    if not names and clause.dates and not titles and clause.year_only:
        return ""
    if len(titles) > 1 or not names:
        return "a title without an outlet" if titles else "a date without an outlet"
    texts = [name.text for name in names]
    return "a name is missing" if any(texts) and not all(texts) else ""


def _parted(name: CitedName, known: KnownNames) -> list[CitedName]:
    """`TASS/Interfax` as the two outlets it names; `RFE/RL` is one."""
    parts = [part.strip() for part in name.text.split("/")]
    several = len(parts) > 1 and not known.is_outlet(name.text) and all(map(known.is_outlet, parts))
    return [replace(name, text=part) for part in parts] if several else [name]


def _lost(clause: Clause) -> Verdict:
    if not clause.dates or clause.year_only:
        return Doubt("the outlet and the date are missing") if clause.dates else None
    return Citation(_items(clause, (None,)))


def _undated(clause: Clause, names: list[CitedName], title: str, known: KnownNames) -> Verdict:
    shapes = [name_shape(name.text, known) for name in names]
    sure = all(
        one is NameShape.KNOWN or is_broadcaster(name.text) for one, name in zip(shapes, names, strict=True)
    )
    if sure:
        return Citation(_items(clause, names, title))
    if shapes[0] in _OUTLETS and any(map(_is_odd_date, names[1:])):
        return Doubt("a date that cannot be read for certain")
    if clause.locator or title:
        return Doubt("no date") if shapes[0] in _OUTLETS else None
    named = shapes == [NameShape.STRONG] and mentions_press(names[0].text)
    return Doubt("may be an outlet without a date") if named and not clause.lead.startswith("e.g.") else None


def _is_odd_date(name: CitedName) -> bool:
    """A date in form that no calendar has (February 31), that two read in two ways (3/5/95), or careless (may 3)."""
    signs = [token.kind for token in tokenise(name.text.title())]
    odd = signs == [TokenKind.DATE] or sorted(signs) == [TokenKind.MONTH, TokenKind.NUMBER]
    return odd or _DAY_AND_MONTH.fullmatch(name.text) is not None


def _by_day(clause: Clause, names: list[CitedName], title: str, known: KnownNames) -> Verdict:
    shapes = [name_shape(name.text, known) for name in names]
    first, last = shapes[0], shapes[-1]
    if first is NameShape.REMARK:
        press = any(mentions_press(name.text) for name in names) or NameShape.KNOWN in shapes
        return Doubt("a phrase, not an outlet's name") if press else None
    if len(names) > 1:
        return _several(clause, names, shapes, title)
    if last in _WHY:
        return Doubt(_WHY[last])
    if last is NameShape.PERSON and names[0].text.casefold() in known.people:
        return Doubt("a person, perhaps not an outlet")
    vague = not all(when.day for when in clause.dates) and not clause.locator
    if vague and last not in (NameShape.KNOWN, NameShape.STRONG):
        return Doubt("only a month: perhaps when something happened")
    return Citation(_items(clause, names, title))


_WHY = {
    NameShape.PLACE: "a place and a date: perhaps where something happened",
    NameShape.EVENT: "an event and its date",
    NameShape.PROSE: "a phrase, not an outlet's name",
}


def _several(clause: Clause, names: list[CitedName], shapes: list[NameShape], title: str) -> Verdict:
    """Several names before one date: outlets that share it, an author and an outlet, an outlet and its town."""
    sure = (NameShape.KNOWN, NameShape.STRONG)
    if all(one in sure for one in shapes):
        return Citation(_items(clause, names, title))
    if len(names) == 2:  # noqa: PLR2004
        first, second = names
        if shapes[0] is NameShape.PERSON and shapes[1] in sure:
            return Citation(_items(clause, (second,), title, authors=(first.text,)))
        if shapes[0] in (*sure, NameShape.WEAK) and shapes[1] is NameShape.PLACE:
            return Citation(_items(clause, (replace(first, remark=second.text),), title))
    vague = not all(when.day for when in clause.dates)
    return (
        None if vague and not any(one in sure for one in shapes) else Doubt("several names before one date")
    )


def _by_year(clause: Clause, names: list[CitedName], title: str, known: KnownNames) -> Verdict:
    """A bare year: a book or a paper as scholars cite it, or a periodical with its number."""
    *before, last = names
    kind = name_shape(last.text, known)
    if kind in (NameShape.REMARK, NameShape.PROSE, NameShape.EVENT) and not _ET_AL.search(last.text):
        return (
            Doubt("a year and a page, but no name")
            if clause.locator and kind is not NameShape.REMARK
            else None
        )
    if (
        not before
        and not clause.beside_year
        and clause.locator
        and kind in (NameShape.KNOWN, NameShape.STRONG)
    ):
        return Citation(_items(clause, names, title))
    if len(before) == 1 and not title and not clause.beside_year and _is_title(last.text, before[0].text):
        before, last = [last], before[0]
        kind = name_shape(last.text, known)
    quoted, title = bool(title), title or ", ".join(name.text for name in before)
    long_title = len(title.split()) >= _LONG_TITLE and clause.beside_year
    if (clause.locator or long_title or _ET_AL.search(last.text)) and kind is not NameShape.PLACE:
        return Citation(_items(clause, (None,), title, authors=_people(last.text), book=True))
    is_near = clause.beside_year or quoted
    return Doubt("a name and a year: a book, or when something happened") if is_near else None


def _is_title(text: str, people: str) -> bool:
    """Whether it is a title after its authors: `Author, Title, 2008` is as usual as `Title, Author 2008`."""
    return len(text.split()) >= _LONG_TITLE and len(text.split()) > len(people.split())


def _people(names: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r",|\band\b|&", names) if part.strip())


def _items(
    clause: Clause,
    outlets: Iterable[CitedName | None],
    title: str = "",
    *,
    authors: tuple[str, ...] = (),
    book: bool = False,
) -> tuple[CitedItem, ...]:
    """An item for each outlet and date; only the first bears the lead."""
    found = [
        CitedItem(
            outlet.text if outlet else None,
            when,
            clause.start,
            clause.end,
            remark=outlet.remark if outlet else "",
            title=title,
            authors=authors,
            locator=clause.locator,
            lead=clause.lead,
            book=book,
        )
        for outlet in outlets
        for when in clause.dates or (None,)
    ]
    return (found[0], *(replace(item, lead="") for item in found[1:]))
