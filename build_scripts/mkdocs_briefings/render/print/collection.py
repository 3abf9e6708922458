"""Several briefings in one print: cover, contents, every executive point, then the briefings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, tlp_label
from mkdocs_briefings.render.print.briefing import (
    BriefingPart,
    briefing_part,
    briefing_reader,
    file_date,
    running_head,
)
from mkdocs_briefings.render.print.text import absolute_url, fold_spaces, language_codes
from mkdocs_briefings.render.print.tree import print_document
from mkdocs_briefings.render.texts import BriefingInputs

_SECTIONS, _INSIDE = 2, 3
"""Levels of a briefing's sections and of the headings inside its text."""


@dataclass(frozen=True, slots=True)
class CollectionInputs:
    """All that a collection is made from."""

    title: str
    """`Eurasia Daily Monitor`."""
    part: str
    """`Volume 21, Issue 19`, `Topic`; may be empty."""
    uri: str
    """The Markdown of the page that lists the same briefings; empty without one."""
    briefings: tuple[BriefingInputs, ...]
    """In reading order."""


def collection_document(shown: CollectionInputs, context: RenderContext) -> PrintDocument:
    """The print of a collection."""
    pictures: dict[str, int] = {}
    parts = [_part(number, one, context, pictures) for number, one in enumerate(shown.briefings, start=1)]
    values = _head(shown, parts, context) | {"briefings": [one.values for one in parts]}
    return print_document(_title(shown), values, pictures)


def _part(
    number: int, shown: BriefingInputs, context: RenderContext, pictures: dict[str, int]
) -> BriefingPart:
    uri, prefix = addresses.briefing_uri(shown.briefing.id), f"{number}/"
    part = briefing_part(uri, shown, context, pictures, prefix, _INSIDE)
    reader = briefing_reader(uri, shown, context, pictures, f"{prefix}brief/", _INSIDE)
    part.values["start"] = [("at", f"{prefix}start", "Briefing", str(number))]
    part.values["brief"] = [
        reader.line(context.line_without_citations(point.text)) for point in shown.briefing.points
    ]
    return part


def _title(shown: CollectionInputs) -> str:
    return f"{shown.title}: {shown.part}" if shown.part else shown.title


def _head(shown: CollectionInputs, parts: Sequence[BriefingPart], context: RenderContext) -> dict[str, Any]:
    tongue, count = context.settings.language, len(parts)
    changed = max((part.changed for part in parts if part.changed), default=None)
    permanent = context.permanent_url(shown.uri) if shown.uri else context.settings.site_url
    authors = dict.fromkeys(author.text for part in parts for author in part.view.authors)
    return {
        "kind": "collection",
        "paper": context.settings.paper,
        "site": fold_spaces(context.settings.site_name),
        "home": absolute_url(context.settings.site_url, ""),
        "lang": language_codes(tongue),
        "title": fold_spaces(_title(shown)),
        "name": fold_spaces(shown.title),
        "part": fold_spaces(shown.part),
        "points": [("at", "executive-points", "Executive points", "of all briefings")],
        "running": running_head(_title(shown)),
        "authors": [fold_spaces(author) for author in authors],
        "description": counted(count, "briefing"),
        "span": date_range([one.briefing.briefing.date for one in shown.briefings], tongue),
        "keywords": [],
        "date": file_date(changed),
        "version": dates.long(changed, tongue) if changed else "",
        "address": absolute_url(permanent, "") if permanent else "",
        "tlp": tlp_label(
            max((Tlp(one.briefing.briefing.tlp) for one in shown.briefings), key=list(Tlp).index)
        ),
        "draft": next((part.view.draft for part in parts if part.view.draft), ""),
    }


def date_range(of: Sequence[PartialDate | None], tongue: str) -> str:
    """`January 2024`, or the first and the last date with a dash."""
    known = sorted({date for date in of if date})
    if not known:
        return ""
    first, last = (dates.long(date, tongue) for date in (known[0], known[-1]))
    return first if first == last else f"{first} – {last}"
