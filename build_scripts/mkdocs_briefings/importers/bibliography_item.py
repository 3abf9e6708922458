"""An item of a bibliography, whichever format it came in: its fields under the keys of a source, and what no key holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.diagnostic import Span
from mkdocs_briefings.model.dates import NotADateError, PartialDate
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.vocabulary import SourceKind

_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})?(?:[-/](\d{1,2})?)?)?/?(?:[T /]?\d\d:\d\d\S*)?")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|span|sc|p|br|div|a|nlmtitle|jats:\w+)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SAY_NOTHING = frozenset({"article", "book", "document", "report", "news article", "web page", "webpage"})
_GENRES: Mapping[str, SourceKind] = {
    **{kind.value.replace("-", " "): kind for kind in SourceKind if kind.value not in _SAY_NOTHING},
    **dict.fromkeys(("discussion paper", "preprint"), SourceKind.WORKING_PAPER),
    **dict.fromkeys(
        ("social media post", "tweet", "facebook post", "mastodon post", "telegram post"), SourceKind.SOCIAL
    ),
}
"""Kinds by what a field for the sort of a work says, in small letters."""

Field = tuple[str, str]
"""Name in the file, and text."""


@dataclass(frozen=True, slots=True)
class BibliographyItem:
    """An item as its file describes it."""

    span: Span
    """Where it begins."""
    key: str
    """Its name in the file."""
    kind: SourceKind
    texts: Mapping[str, str]
    """Texts by keys of a source; `container` and `publisher` may turn out to be its outlet."""
    authors: tuple[PersonName, ...] = ()
    date: PartialDate | None = None
    accessed: PartialDate | None = None
    not_held: tuple[Field, ...] = ()
    """What no key of a source holds."""


def under_keys(fields: Iterable[Field], keys: Mapping[str, str]) -> tuple[dict[str, str], list[Field]]:
    """Return the texts of fields under the keys of a source, and the fields that none of them holds.

    Args:
        fields: names in the format, and texts.
        keys: key of a source by name in the format; of several names with one key the first that has a text is taken.
    """
    order = {name: number for number, name in enumerate(keys)}
    listed = [(name, text) for name, text in fields if text]
    texts: dict[str, str] = {}
    not_held: list[Field] = []
    for name, text in sorted(listed, key=lambda field: order.get(field[0], len(order))):
        key = keys.get(name)
        if key is None or texts.setdefault(key, text) != text:
            not_held.append((name, text))
    return texts, not_held


def kind_by_genre(kind: SourceKind, genre: str) -> tuple[SourceKind, list[Field]]:
    """Return the kind of a work that its format has as one kind, and what its genre says besides."""
    words = genre.casefold().replace("-", " ").strip()
    if words in _GENRES:
        return _GENRES[words], []
    return kind, [("genre", genre)] if genre and words not in _SAY_NOTHING else []


def read_date(text: str) -> PartialDate | None:
    """Return the day, month or year that a text is, with hyphens or slashes; None for anything else."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    parts = [part for part in match.groups() if part and int(part)]
    try:
        return PartialDate.parse("-".join(part.zfill(2) for part in parts))
    except NotADateError:
        return None


def month_number(text: str) -> str:
    """Return the number of an English month, or of one written as a number; empty for anything else."""
    word = text.strip().strip(".").casefold()
    if word.isdecimal():
        return word
    return str(_MONTHS.index(word[:3]) + 1) if word[:3] in _MONTHS else ""


def plain(text: str) -> str:
    """Return a text on one line, without the tags and references of HTML that titles have in databases."""
    return one_line(html.unescape(_TAG.sub("", text)))


def is_hypertext(text: str) -> bool:
    """Return whether a text is HTML: so Zotero writes notes that readers wrote for themselves."""
    return re.search(r"</?(?:p|div|h\d|ul|ol|li|blockquote)\b[^<>]*>", text) is not None


def first_date(candidates: Iterable[Field]) -> tuple[PartialDate | None, list[Field]]:
    """Return the most exact date of some fields, and those that are no date."""
    dated: list[PartialDate] = []
    not_held: list[Field] = []
    for name, text in _with_text(candidates):
        if date := read_date(text):
            dated.append(date)
        else:
            not_held.append((name, text))
    return max(dated, key=lambda date: date.precision, default=None), not_held


def _with_text(fields: Iterable[Field]) -> Iterator[Field]:
    return (field for field in fields if field[1].strip())
