"""CSL-JSON, as Zotero, Better CSL, Mendeley, pandoc and doi.org write it (schema of CSL 1.0.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.importers.bibliography_item import (
    BibliographyItem,
    Field,
    is_hypertext,
    kind_by_genre,
    plain,
    read_date,
    under_keys,
)
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.vocabulary import SourceKind

_KINDS: Mapping[str, SourceKind] = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "review", "review-book", "journal-article"),
        SourceKind.ARTICLE,
    ),
    **dict.fromkeys(
        ("book", "chapter", "collection", "classic", "entry", "entry-dictionary", "entry-encyclopedia", "book-chapter"),
        SourceKind.BOOK,
    ),
    **dict.fromkeys(("paper-conference", "proceedings-article", "monograph"), SourceKind.BOOK),
    **dict.fromkeys(("bill", "legislation", "regulation", "treaty"), SourceKind.LAW),
    **dict.fromkeys(("webpage", "post-weblog"), SourceKind.WEBPAGE),
    "article": SourceKind.WORKING_PAPER,
    "broadcast": SourceKind.BROADCAST,
    "dataset": SourceKind.DATASET,
    "document": SourceKind.DOCUMENT,
    "interview": SourceKind.INTERVIEW,
    "legal_case": SourceKind.DECISION,
    "motion_picture": SourceKind.VIDEO,
    "post": SourceKind.SOCIAL,
    "posted-content": SourceKind.WORKING_PAPER,
    "report": SourceKind.REPORT,
    "speech": SourceKind.SPEECH,
}  # fmt: skip
"""Kinds by type; `article` is a preprint in CSL; any other is a document, and told."""
_KEYS = {
    "title": "title", "container-title": "container", "collection-title": "container", "publisher": "publisher",
    "authority": "publisher", "volume": "volume", "issue": "issue", "number": "issue", "collection-number": "issue",
    "publisher-place": "place", "page": "pages", "DOI": "doi", "ISBN": "isbn", "URL": "url", "language": "language",
    "note": "note",
}  # fmt: skip
_ROLES = ("author", "interviewer", "director", "performer")
_READ_APART = frozenset(
    {"id", "type", "issued", "accessed", "genre", "citation-key", "citation-label", "author"}
)
_OF_EXTRA = re.compile(r"([A-Za-z][A-Za-z. -]{0,30}):\s+(\S.*)")
_HELD_OF_EXTRA = frozenset({"DOI", "ISBN", "URL"})
_BLANK = re.compile(r"[\s,]*")


def read_csl(text: str, path: str) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the items of a file of CSL-JSON, and what is wrong with the file."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [_fault(Span(path, error.lineno, error.colno), "not JSON from here on", "export it again")]
    except RecursionError:
        return [], [_fault(Span(path), "not CSL-JSON: too deep", "export it again")]
    if isinstance(data, dict) and "items" not in data:
        rows, lines = [data], [1]
    else:
        rows = data["items"] if isinstance(data, dict) else data
        lines = list(_lines(text))
    if not isinstance(rows, list) or not rows:
        return [], [_fault(Span(path), "no list of items", "export the items as CSL JSON")]
    spans = [Span(path, line) for line in (*lines, *[1] * len(rows))]
    problems = [
        _fault(span, _wrong(row), "export the items as CSL JSON (in Zotero `CSL JSON` or `Better CSL JSON`)")
        for row, span in zip(rows, spans, strict=False)
        if _wrong(row)
    ]
    return [] if problems else [_item(row, span) for row, span in zip(rows, spans, strict=False)], problems


def _fault(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, Severity.ERROR, "invalid-bibliography", message, hint)


def _wrong(row: Any) -> str:
    """Return why a value is no item; empty if it is one."""
    if not isinstance(row, dict):
        return "an item must be an object with keys"
    if "itemType" in row:
        return "this is JSON of Zotero, not CSL-JSON"
    return "" if isinstance(row.get("type"), str) else "an item has no `type`"


def _lines(text: str) -> Iterator[int]:
    """Yield the line on which each item of the list begins."""
    decoder, at = json.JSONDecoder(), _start(text)
    while 0 <= at < len(text):
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
        if text[at : at + 1] in {"]", ""}:
            return
        yield text.count("\n", 0, at) + 1
        _, at = decoder.raw_decode(text, at)


def _start(text: str) -> int:
    """Return where the first item of the list stands, which is all of the file or under `items`."""
    if text.lstrip().startswith("["):
        return text.index("[") + 1
    at = text.find('"items"')
    return text.find("[", at) + 1 if at >= 0 else -1


def _item(row: Mapping[str, Any], span: Span) -> BibliographyItem:
    type = str(row["type"])
    kind, not_held = kind_by_genre(_KINDS.get(type, SourceKind.DOCUMENT), _text(row.get("genre")))
    extra, note = _extra(str(row.get("note") or ""))
    role = next((name for name in _ROLES if isinstance(row.get(name), list) and row[name]), "author")
    people = row.get(role)
    further_names = [
        (name, "; ".join(person.direct for person in map(_name, value)))
        for name, value in row.items()
        if name != role and _is_names(value)
    ]
    fields = [
        (name, _text(value))
        for name, value in row.items()
        if name not in _READ_APART and name != "note" and not _is_names(value) and name != role
    ]
    texts, further = under_keys(
        [*fields, *extra, ("own note" if is_hypertext(note) else "note", plain(note))], _KEYS
    )
    if texts.get("pages"):
        texts["pages"] = re.sub(r"(?<=\d)\s*[-–—]+\s*(?=\w)", "–", texts["pages"])
    if type not in _KINDS:
        not_held.insert(0, ("type", type))
    if type == "paper-conference" and "container" not in texts:
        kind = SourceKind.DOCUMENT
    dates = {name: _date(row[name]) for name in ("issued", "accessed") if row.get(name)}
    undated = [(name, _text(row[name])) for name, date in dates.items() if date is None]
    return BibliographyItem(
        span,
        _text(row.get("citation-key") or row.get("id")),
        kind,
        texts,
        tuple(map(_name, people if isinstance(people, list) else [people] if people else [])),
        dates.get("issued"),
        dates.get("accessed"),
        (*not_held, *further_names, *further, *undated),
    )


def _text(value: Any) -> str:
    """Return a value on one line: a number, too; of a list its first text, of an object its JSON."""
    if isinstance(value, list) and value and isinstance(value[0], (str, int)):
        value = value[0] if len(value) == 1 else "; ".join(map(str, value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None or isinstance(value, bool) else plain(str(value))


def _is_names(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(row, dict) and {"family", "literal", "given", "name"} & row.keys() for row in value
        )
    )


def _name(person: Any) -> PersonName:
    if not isinstance(person, dict):
        return PersonName(literal=_text(person))
    parts = {
        name: _text(person.get(name))
        for name in (
            "family",
            "given",
            "suffix",
            "non-dropping-particle",
            "dropping-particle",
            "literal",
            "name",
        )
    }
    family, given = parts["family"], parts["given"]
    if not family or not (given or parts["non-dropping-particle"] or parts["dropping-particle"]):
        return PersonName(literal=parts["literal"] or family or given or parts["name"])
    particle = " ".join(filter(None, (parts["dropping-particle"], parts["non-dropping-particle"])))
    return PersonName(family=family, given=given, particle=particle, suffix=parts["suffix"])


def _date(value: Any) -> PartialDate | None:
    """Return a date of CSL: its parts, or a text; None for a span of time and for words."""
    if not isinstance(value, dict):
        return read_date(str(value))
    parts = value.get("date-parts")
    if isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list):
        return read_date("-".join(str(part) for part in parts[0] if part is not None))
    return read_date(str(value.get("raw") or value.get("literal") or ""))


def _extra(note: str) -> tuple[list[Field], str]:
    """Return what Zotero's field "Extra" has in lines `Name: value`, and the rest of a note."""
    lines = note.split("\n")
    fields: list[Field] = []
    rest = []
    for line in lines:
        match = _OF_EXTRA.fullmatch(line.strip())
        name = match[1].upper() if match else ""
        if match and name in _HELD_OF_EXTRA:
            fields.append((name, match[2].strip()))
        elif match and not match[2].endswith("."):  # remarks are sentences
            fields.append((f"extra: {match[1]}", match[2].strip()))
        else:
            rest.append(line)
    return fields, " ".join(rest)
