"""The print of several briefings: cover, contents, all executive points, then the briefings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.bidi import apart
from mkdocs_briefings.render.context import RenderContext, tlp_label
from mkdocs_briefings.render.print.briefing import (
    BriefingPart,
    briefing_part,
    briefing_reader,
    head_values,
)
from mkdocs_briefings.render.print.house import house_values
from mkdocs_briefings.render.print.text import fold_spaces
from mkdocs_briefings.render.print.tree import print_document
from mkdocs_briefings.render.texts import BriefingInputs

_SECTIONS, _INSIDE = 2, 3
"""Level of the sections of a briefing, and of the highest heading inside its text."""


@dataclass(frozen=True, slots=True)
class CollectionInputs:
    """All that a collection is made from."""

    title: str
    """Name of the publication, topic ...: `Eurasia Daily Monitor`."""
    part: str
    """Part of it, or what it is: `Volume 21, Issue 19`, `Topic`; may be empty."""
    uri: str
    """Markdown address of the page that lists these briefings; empty without one."""
    briefings: tuple[BriefingInputs, ...]
    """In reading order."""


def collection_document(inputs: CollectionInputs, context: RenderContext) -> PrintDocument:
    """Return the print of a collection."""
    pictures: dict[str | ChartWithData, int] = {}
    numbered = enumerate(inputs.briefings, start=1)
    parts = [_part(number, briefing, context, pictures) for number, briefing in numbered]
    title = f"{inputs.title}: {inputs.part}" if inputs.part else inputs.title
    values = _values(title, inputs, parts, context) | house_values(inputs.briefings, context, pictures)
    return print_document(title, values, pictures, context.words())


def _part(
    number: int, inputs: BriefingInputs, context: RenderContext, pictures: dict[str | ChartWithData, int]
) -> BriefingPart:
    uri, prefix, words = addresses.briefing_uri(inputs.briefing.id), f"{number}/", context.words()
    part = briefing_part(uri, inputs, context, pictures, prefix, _INSIDE)
    reader = briefing_reader(uri, inputs, context, pictures, f"{prefix}brief/", _INSIDE)
    part.values["start"] = [("at", f"{prefix}start", words("Briefing"), str(number))]
    part.values["brief"] = [
        reader.line(context.line_without_citations(point.text, inputs.briefing.language))
        for point in inputs.briefing.points
    ]
    return part


def _values(
    title: str, inputs: CollectionInputs, parts: Sequence[BriefingPart], context: RenderContext
) -> dict[str, Any]:
    language, words = context.settings.language, context.words()
    rtl = reads_from_right(language)
    changed = max((part.changed for part in parts if part.changed), default=None)
    url = context.permanent_url(inputs.uri) if inputs.uri else context.settings.site_url
    authors = dict.fromkeys(author.text for part in parts for author in part.view.authors)
    return head_values(title, language, changed, url, context) | {
        "kind": "collection",
        "name": fold_spaces(inputs.title),
        "part": apart(fold_spaces(inputs.part), rtl=rtl),
        "points": [("at", "executive-points", words("Executive points"), words("of all briefings"))],
        "authors": [fold_spaces(author) for author in authors],
        "names": [apart(fold_spaces(author), rtl=rtl) for author in authors],
        "description": words.plural("{n} briefing", "{n} briefings", len(parts)),
        "span": apart(date_range(inputs.briefings, language), rtl=rtl),
        "keywords": [],
        "tlp": tlp_label(highest_tlp(inputs.briefings)),
        "draft": next((part.view.draft for part in parts if part.view.draft), ""),
        "briefings": [part.values for part in parts],
    }


def highest_tlp(briefings: Iterable[BriefingInputs]) -> Tlp:
    """Return the highest TLP level of some briefings, which everything made from all of them has."""
    return max((inputs.briefing.briefing.tlp for inputs in briefings), key=lambda tlp: tlp.rank)


def date_range(briefings: Iterable[BriefingInputs], language: str) -> str:
    """Return `January 2024`, or the first and the last date with a dash; empty where no briefing has a date."""
    return day_range((date for inputs in briefings if (date := inputs.briefing.briefing.date)), language)


def day_range(dates_of_all: Iterable[PartialDate], language: str) -> str:
    """Return the first and the last of some dates in words, with a dash; empty for none."""
    days = sorted(set(dates_of_all))
    if not days:
        return ""
    first, last = (dates.long(date, language) for date in (days[0], days[-1]))
    return first if first == last else f"{first} – {last}"
