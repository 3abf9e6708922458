"""Items as RIS, which every reference manager reads.

Written by rispy; format: Research Information Systems, 2011 (two-letter tags, dates as YYYY/MM/DD/, CR LF).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import rispy

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.render.export.csl import CslItem, CslType

_TYPES = {
    CslType.ARTICLE_JOURNAL: "JOUR",
    CslType.ARTICLE_MAGAZINE: "MGZN",
    CslType.ARTICLE_NEWSPAPER: "NEWS",
    CslType.BOOK: "BOOK",
    CslType.BROADCAST: "MULTI",
    CslType.DATASET: "DATA",
    CslType.MOTION_PICTURE: "VIDEO",
    CslType.POST: "ICOMM",
    CslType.REPORT: "RPRT",
    CslType.WEBPAGE: "ELEC",
}
_RANGE = re.compile(r"\s*[-–]\s*")


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    """Lines end as the format wants, and no running number stands before an item."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def ris(items: Iterable[CslItem]) -> str:
    """A RIS file."""
    return str(rispy.dumps([_entry(item) for item in items], implementation=_Writer))


def _entry(item: CslItem) -> dict[str, Any]:
    """The item under rispy's names of the tags, in the order in which they are written."""
    first, *last = _RANGE.split(item.page, maxsplit=1)
    named = {
        "type_of_reference": _TYPES.get(item.type, "GEN"),
        "id": item.id,
        "title": item.title,
        "authors": [name.inverted for name in item.authors],
        "secondary_title": item.container,
        "publisher": item.publisher,
        "volume": item.volume,
        "number": item.issue,
        "start_page": first,
        "end_page": "".join(last),
        "issn": item.issn,
        "year": f"{item.issued.year:04}" if item.issued else "",
        "date": _date(item.issued),
        "type_of_work": item.genre,
        "language": item.language,
        "urls": [item.url] if item.url else [],
        "access_date": _date(item.accessed),
        "notes": [item.note] if item.note else [],
    }
    return {name: value for name, value in named.items() if value}


def _date(date: PartialDate | None) -> str:
    """`2024/01/27/`: the slashes stay where a part is not known."""
    if date is None:
        return ""
    parts = (
        f"{date.year:04}",
        f"{date.month:02}" if date.month else "",
        f"{date.day:02}" if date.day else "",
    )
    return "/".join((*parts, ""))
