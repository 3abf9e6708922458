"""RIS files (Research Information Systems, 2011), which every reference manager reads, written by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import rispy

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.render.export.csl import TEXT_FIELDS, CslItem
from mkdocs_briefings.render.export.kinds import FORMS

_RANGE = re.compile(r"(?<!\s)\s*[-–]\s*")


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """A writer with the line ends of the format and without rispy's running numbers."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Return the line before an item: none."""
        return ""


def ris(items: Iterable[CslItem]) -> str:
    """Return a RIS file, with CR LF at the end of lines."""
    return str(rispy.dumps([_entry(item) for item in items], implementation=_Writer))


def _entry(item: CslItem) -> dict[str, Any]:
    """Return an item under rispy's names of the tags, in the order in which they are written."""
    first, *last = _RANGE.split(item.page, maxsplit=1)
    fields = {
        "type_of_reference": FORMS[item.type].ris,
        "id": item.id,
        "title": item.title,
        "authors": [name.inverted for name in item.authors],
        "secondary_title": item.container,
        "publisher": item.publisher,
        **item.texts((field.key, field.ris) for field in TEXT_FIELDS),
        "start_page": first,
        "end_page": "".join(last),
        "year": f"{item.issued.year:04}" if item.issued else "",
        "date": _date(item.issued),
        "type_of_work": item.genre,
        "language": item.language,
        "urls": [item.url] if item.url else [],
        "access_date": _date(item.accessed),
        "notes": [item.note] if item.note else [],
    }
    return {name: value for name, value in fields.items() if value}


def _date(date: PartialDate | None) -> str:
    """Return `2024/01/27/`; `2024///` where only the year is known."""
    if date is None:
        return ""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"
