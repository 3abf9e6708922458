"""RIS files (Research Information Systems, 2011), as Zotero, EndNote, Mendeley and databases write them, read by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import rispy

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.importers.bibliography_item import (
    BibliographyItem,
    Field,
    first_date,
    is_hypertext,
    kind_by_genre,
    plain,
    under_keys,
)
from mkdocs_briefings.model.person_names import PersonName, parse_name
from mkdocs_briefings.model.vocabulary import SourceKind

_KINDS: Mapping[str, SourceKind] = {
    **dict.fromkeys(("JOUR", "MGZN", "NEWS", "JFULL", "EJOUR", "INPR"), SourceKind.ARTICLE),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CHAP", "ECHAP", "CPAPER", "CONF"), SourceKind.BOOK),
    **dict.fromkeys(("DICT", "ENCYC", "SER"), SourceKind.BOOK),
    **dict.fromkeys(("VIDEO", "MPCT", "ADVS"), SourceKind.VIDEO),
    **dict.fromkeys(("STAT", "BILL", "LEGAL"), SourceKind.LAW),
    **dict.fromkeys(("ELEC", "BLOG"), SourceKind.WEBPAGE),
    **dict.fromkeys(("DATA", "AGGR", "DBASE"), SourceKind.DATASET),
    "RPRT": SourceKind.REPORT,
    "GOVDOC": SourceKind.REPORT,
    "CASE": SourceKind.DECISION,
    "ICOMM": SourceKind.SOCIAL,
    "MULTI": SourceKind.BROADCAST,
    "GEN": SourceKind.DOCUMENT,
    "UNPB": SourceKind.DOCUMENT,
}
"""Kinds by type of reference; any other is a document, and told."""
_KEYS = {
    "TI": "title", "T1": "title", "BT": "title", "T2": "container", "JF": "container", "JO": "container", "JA": "container",
    "T3": "container", "PB": "publisher", "VL": "volume", "IS": "issue", "CY": "place", "PP": "place", "DO": "doi",
    "UR": "url", "LA": "language", "N1": "note",
}  # fmt: skip
_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_READ_APART = frozenset({"TY", "ID", "AU", "A1", "PY", "Y1", "DA", "Y2", "SP", "EP", "SN", "M3"})
_ENDS_OR_BEGINS = frozenset({"TY", "ER"})


class _AnyTag(dict[str, str]):
    """A table in which each tag has itself as its name."""

    def __missing__(self, tag: str) -> str:
        return tag

    def __contains__(self, tag: object) -> bool:
        return True


class _Parser(rispy.RisParser):  # type: ignore[misc]
    """A parser that keeps all values of all tags, and addresses with a semicolon whole."""

    DEFAULT_MAPPING = _AnyTag()
    DEFAULT_LIST_TAGS = _AnyTag()
    DEFAULT_DELIMITER_MAPPING: Mapping[str, str] = {}


def read_ris(text: str, path: str) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the items of a RIS file, and what is wrong with the file."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("TY  -")]
    problems = list(_faults(lines, path))
    if problems:
        return [], problems
    entries = rispy.loads("\n".join(line.rstrip("\r") for line in lines), implementation=_Parser)
    items = [_item(entry, Span(path, line)) for entry, line in zip(entries, starts, strict=True)]
    return items, []


def _faults(lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield entries that do not begin or end; rispy passes over them."""
    begun = 0
    for number, line in enumerate(lines, 1):
        match = _LINE.match(line)
        if match is None or match[1] not in _ENDS_OR_BEGINS:
            continue
        if (match[1] == "TY") == bool(begun):
            yield _fault(Span(path, begun or number), begun)
        begun = number if match[1] == "TY" else 0
    if begun:
        yield _fault(Span(path, begun), begun)


def _fault(span: Span, begun: int) -> Diagnostic:
    message = "an entry begins here and does not end" if begun else "an entry ends here that did not begin"
    hint = "put `ER  - ` after its last line" if begun else "put `TY  - ` and its type before its first line"
    return Diagnostic(span, Severity.ERROR, "invalid-bibliography", message, hint)


def _item(entry: Mapping[str, Any], span: Span) -> BibliographyItem:
    type = plain(str(entry["TY"]))
    kind, not_held = kind_by_genre(_KINDS.get(type, SourceKind.DOCUMENT), _text(entry, "M3"))
    fields = [
        ("own note" if tag == "N1" and is_hypertext(value) else tag, plain(value))
        for tag in entry
        if tag not in _READ_APART
        for value in _joined(tag, entry)
    ]
    texts, further = under_keys(
        [*fields, *_numbers(entry, type), ("SP", _pages(entry))], _KEYS | _NUMBER_KEYS
    )
    date, undated = first_date((tag, _text(entry, tag)) for tag in ("DA", "PY", "Y1"))
    accessed, unread = first_date([("Y2", _text(entry, "Y2"))])
    if type not in _KINDS:
        not_held.insert(0, ("TY", type))
    return BibliographyItem(
        span,
        _text(entry, "ID"),
        kind,
        texts,
        tuple(map(_name, [*entry.get("AU", ()), *entry.get("A1", ())])),
        date,
        accessed,
        (*not_held, *further, *undated, *unread),
    )


_NUMBER_KEYS = {"SP": "pages", "ISBN": "isbn", "SN": "issue"}


def _numbers(entry: Mapping[str, Any], type: str) -> Iterator[Field]:
    """Yield the numbers under `SN`, which may be an ISBN, an ISSN, or the number of a report."""
    for value in entry.get("SN", ()):
        if _ISSN.fullmatch(value):
            yield "ISSN", value
        else:
            yield ("SN" if type == "RPRT" and not value[:3].isdecimal() else "ISBN"), value


def _joined(tag: str, entry: Mapping[str, Any]) -> list[str]:
    """Return the values of a tag: of those that may stand in several lines one."""
    values = [value for value in entry[tag] if value]
    if tag == "KW":
        return ["; ".join(values)]
    return [" ".join(values)] if tag in {"AB", "N2", "TI", "T1", "T2", "T3", "ST"} else values


def _text(entry: Mapping[str, Any], tag: str) -> str:
    return next((plain(value) for value in entry.get(tag, ()) if value), "") if tag in entry else ""


def _pages(entry: Mapping[str, Any]) -> str:
    first, last = _text(entry, "SP"), _text(entry, "EP")
    return f"{first}–{last}" if first and last and first != last and "–" not in first else first or last


def _name(written: str) -> PersonName:
    """Return a name: family name first where it has a comma; a body, or a name that is not taken apart, has none."""
    name = plain(written).rstrip(",")
    if "," not in name:
        return PersonName(literal=name)
    family, given, suffix = ([part.strip() for part in name.split(",", 2)] + [""])[:3]
    parsed = parse_name(name)
    if parsed.family and parsed.short == family and parsed.given == given and parsed.suffix == suffix:
        return parsed
    return PersonName(family=family, given=given, suffix=suffix)
