"""BibTeX files (Oren Patashnik, BibTeXing, 1988) for LaTeX and reference managers, written by pybtex, in UTF-8.

Entry types are the classic ones; fields beyond them are `url`, `urldate`, `doi`, `isbn`, `language` and `day`, as most
programs read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.render.export.csl import TEXT_FIELDS, CslItem
from mkdocs_briefings.render.export.kinds import FORMS

_OUTLET_FIELDS = {
    "article": ("journal", "publisher"),
    "book": ("series", "publisher"),
    "incollection": ("booktitle", "publisher"),
    "techreport": ("series", "institution"),
}
"""Fields of what an item appeared in, and of its publisher; of all other types these are `howpublished` and `publisher`."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
    }
)
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)|(?<=,)(?=,)")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:._-]+")
_NOT_IN_URLS = str.maketrans({character: f"%{ord(character):02X}" for character in '{}\\"<>^` '})


class _Writer(Writer):  # type: ignore[misc]
    """A writer that leaves texts as they are, for they are LaTeX already, and writes months as macros of the styles."""

    def _encode(self, text: str) -> str:
        return text

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:
        if type == "month":
            stream.write(f",\n    month = {value}")
        else:
            super()._write_field(stream, type, value)


def bibtex(items: Iterable[CslItem]) -> str:
    """Return a BibTeX file; the keys are the ids of the items, as far as BibTeX allows them."""
    entries: dict[str, Entry] = {}
    taken: set[str] = set()
    for item in items:
        key = _key(item.id, taken)
        taken.add(key.casefold())
        entries[key] = _entry(item)
    return str(_Writer().to_string(BibliographyData(entries)))


def latex(text: str) -> str:
    """Return a text as LaTeX in which nothing is a command, a group or a ligature."""
    return "{}".join(part.translate(_SPECIAL) for part in _LIGATURE.split(text))


def _key(id: str, taken: set[str]) -> str:
    """Return a key for an id that differs from the keys taken, also where case does not count."""
    key = plain = _NOT_IN_KEYS.sub("-", id).strip("-") or "item"
    number = 1
    while key.casefold() in taken:
        number += 1
        key = f"{plain}-{number}"
    return key


def _entry(item: CslItem) -> Entry:
    kind = FORMS[item.type].bibtex
    within, by = _OUTLET_FIELDS.get(kind, ("howpublished", "publisher"))
    if not item.container and kind in {"article", "misc"}:
        by = within
    title = item.title if kind == "misc" else item.display_title  # all other types must have one
    date = item.issued
    texts = item.texts((field.key, field.bibtex) for field in TEXT_FIELDS)
    fields = {
        # Styles leave the case of what stands in double braces.
        "title": f"{{{latex(title)}}}" if title else "",
        within: latex(item.container),
        by: latex(item.publisher),
        **{name: latex(text) for name, text in texts.items()},
        "pages": latex(item.page.replace("–", "-")).replace("-", "--"),
        "year": f"{date.year:04}" if date else "",
        "month": _MONTHS[date.month - 1] if date and date.month else "",
        "day": str(date.day) if date and date.day else "",
        "type": latex(item.genre),
        "url": item.url.translate(_NOT_IN_URLS),
        "urldate": str(item.accessed or ""),
        "language": item.language,
        "note": latex(item.note),
    }
    fields = {name: value for name, value in fields.items() if value}
    return Entry(kind, fields, {"author": [_person(name) for name in item.authors]} if item.authors else {})


def _person(name: PersonName) -> Person:
    if name.literal:
        return Person(last=f"{{{latex(name.literal)}}}")
    given, suffix = latex(name.given), latex(name.suffix)
    return Person(first=given, prelast=latex(name.particle), last=latex(name.family), lineage=suffix)
