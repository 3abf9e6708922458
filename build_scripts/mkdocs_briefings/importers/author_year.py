"""Citations by author and year that an entry of the list of references answers: `(Hayek, 1944, p. 12; Ledford 2015)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.name_shapes import CAPITAL
from mkdocs_briefings.importers.reference_list import Reference, References, read_authors
from mkdocs_briefings.model.person_names import parse_name

_YEARS = r"(?:1[5-9]|20)\d\d[a-z]?"
_CLAUSE = re.compile(
    rf"\s*(?P<lead>(?:(?:see|see also|e\.g\.|cf\.|{alternatives('lead')}),?\s+)*)(?P<authors>[^\d;()\[\]]{{2,150}}?)(?:’s|'s)?,?\s+"
    rf"(?P<years>{_YEARS}(?:\s*(?:,|&|and)\s*(?:{_YEARS}|[a-z](?![a-z])))*)(?:\s*[,:]\s*(?P<locator>[^;]{{1,60}}?))?\s*"
)
_YEAR = re.compile(_YEARS)
_ALONE = re.compile(rf"\s*(?P<year>{_YEARS})(?:\s*[,:]\s*(?P<locator>[^;()]{{1,60}}?))?\s*")
_PAGES = re.compile(r"\d+(?:\s*[–-]\s*\d+)?")
_NAME_BEFORE = re.compile(
    rf"(?P<name>[{CAPITAL}][\w-]*(?:[’'](?!s\b)[\w-]+)*)(?:’s|'s|,?\s+et al\.?|\s+(?:and|&)\s+[{CAPITAL}][\w’'-]+)?\s*$"
)


@dataclass(frozen=True, slots=True)
class ReferenceCited:
    """An entry, as one clause of a parenthesis cites it."""

    reference: Reference
    lead: str
    locator: str


def cited_references(inside: str, references: References, before: str = "") -> tuple[ReferenceCited, ...]:
    """Return the entries that a parenthesis cites; nothing unless every clause of it cites one.

    Args:
        inside: the text between the parentheses.
        references: the entries of the text's list.
        before: the text before the parenthesis, whose last name a year alone belongs to: `Hayek (1944)`.
    """
    if not references or not _YEAR.search(inside):
        return ()
    if alone := _ALONE.fullmatch(inside):
        name = _NAME_BEFORE.search(before[-100:])
        entry = references.get((name["name"].casefold(), alone["year"])) if name else None
        return (ReferenceCited(entry, "", _locator(alone["locator"])),) if entry else ()
    cited: list[ReferenceCited] = []
    for clause in inside.split(";"):
        match = _CLAUSE.fullmatch(clause)
        if match is None:
            return ()
        authors = read_authors(match["authors"])
        family = parse_name(authors[0]).short.casefold() if authors else ""
        entries = [references.get((family, year)) for year in _YEAR.findall(match["years"])]
        if not all(entries):
            return ()
        cited += [
            ReferenceCited(entry, match["lead"].strip(" ,"), _locator(match["locator"]))
            for entry in entries
            if entry
        ]
    return tuple(cited)


def _locator(text: str | None) -> str:
    """Return where in a source; a number alone is a page."""
    text = (text or "").strip()
    return f"p. {text}" if _PAGES.fullmatch(text) else text
