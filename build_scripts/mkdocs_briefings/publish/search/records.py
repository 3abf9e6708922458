"""Records as Pagefind reads them: lean HTML files, a quarter of the cost of whole pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.output import SearchName, SearchRecord
from mkdocs_briefings.model.spelling import WORD, index_forms
from mkdocs_briefings.publish.atomic import write_new

RECIPE = "6"
"""Raised when the HTML of a record, or what becomes of it in the bundle, changes."""
NOTHING = SearchRecord("", "No briefing has been published yet", "en", {}, {}, "")
"""Record of an empty site, for Pagefind fails without one."""
_WEIGHT = 3
"""Weight of the line under the title and of what a briefing belongs to, over that of its text."""


def record_html(record: SearchRecord, language: str) -> str:
    """Return the lean page that Pagefind reads: details of a result, filters, and the words under their headings."""
    filters = "".join(
        f'<b data-pagefind-filter="{escape(name)}">{escape(value)}</b>'
        for name, values in record.filters.items()
        for value in values
    )
    meta = "".join(
        f'<b data-pagefind-meta="{escape(name)}">{escape(value)}</b>'
        for name, value in record.details.items()
        if value
    )
    sort = f'<b data-pagefind-sort="date">{record.date}</b>' if record.date else ""
    details = record.details.get("line", ""), record.details.get("date", ""), *record.filters.get("date", ())
    words = ". ".join(dict.fromkeys(filter(None, (*details, *record.group_names))))
    signs = _Signs.of(record.names)
    sections = "".join(
        f'<h2 id="{escape(section.anchor)}">{escape(signs.put(section.title))}</h2>'
        f"<p>{escape(signs.put(section.text))}</p>"
        for section in record.sections
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><title>{escape(record.title)}</title>'
        f"<body data-pagefind-body><div data-pagefind-ignore>{filters}{meta}{sort}</div>"
        f'<h1 data-pagefind-meta="title">{escape(signs.put(record.title))}</h1>'
        f'<p data-pagefind-weight="{_WEIGHT}">{escape(signs.put(words))}</p>{sections}'
    )


@dataclass(frozen=True, slots=True)
class _Signs:
    """Puts the sign of a name behind every spelling of it: `Lukashenka|zqbcdfghjkq`.

    Pagefind takes that for a compound, so the name as written, and the sign, are found in the same place, phrases in
    quotation marks still match, and the marks of an excerpt fall on the name. `engine.js` takes the signs away again.
    """

    by_last: Mapping[str, tuple[tuple[list[str], str], ...]]
    """Spellings, as words, with their signs, by the last word."""

    @classmethod
    def of(cls, names: Iterable[SearchName]) -> _Signs:
        by_last: dict[str, tuple[tuple[list[str], str], ...]] = {}
        for name in names:
            words = name.spelling.split(" ")
            by_last[words[-1]] = (*by_last.get(words[-1], ()), (words, name.token))
        return cls(by_last)

    def put(self, text: str) -> str:
        words: list[str] = []

        def mark(match: re.Match[str]) -> str:
            forms = index_forms(match[0])
            words.append(forms[0])
            if self.by_last.keys().isdisjoint(forms):  # as nearly every word
                return match[0]
            signs = {
                sign: None
                for form in forms
                for spelling, sign in self.by_last.get(form, ())
                if spelling[:-1] == words[-len(spelling) : -1]
            }
            return "|".join((match[0], *signs))

        return WORD.sub(mark, text) if self.by_last else text


def write_record(folder: Path, record: SearchRecord, language: str) -> bytes:
    """Write the record of a page as Pagefind reads it; return its digest."""
    content = record_html(record, language).encode()
    write_new(folder / record_file(record.url), content)
    return digest_bytes(content)


def record_file(url: str) -> str:
    """Return where the record of a page lies in the folder that Pagefind reads."""
    return f"{url}index.html" if not url or url.endswith("/") else url
