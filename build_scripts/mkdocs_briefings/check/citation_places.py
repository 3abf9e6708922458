"""The citations and references of a briefing, each with the place an author would point at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.diagnostic import KeyPath, Place
from mkdocs_briefings.model.content import SLUG_PATTERN
from mkdocs_briefings.model.site import Cite, CitedText, LinkedBriefing

_LINK = re.compile(
    rf"(?:\]\(\s*<?|\]:\s*<?|href=[\"'])(?P<address>briefing:(?P<id>{SLUG_PATTERN.strip('^$')}))"
)


@dataclass(frozen=True, slots=True)
class CitationPlace:
    """One source named at one place."""

    cite: Cite
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One briefing named at one place."""

    id: str
    place: Place


def citation_places(briefing: LinkedBriefing) -> Iterator[CitationPlace]:
    """Every citation of the briefing, text by text."""
    for keys, text in _texts(briefing):
        yield from places_in_text(briefing.path, keys, text)
    for index, _ in enumerate(briefing.events):
        yield from _event(briefing, index)
    yield from correction_citations(briefing)


def correction_citations(briefing: LinkedBriefing) -> Iterator[CitationPlace]:
    """The citations in what was put right later."""
    for index, text in enumerate(briefing.corrections):
        yield from places_in_text(briefing.path, ("corrections", index, "text"), text)


def _event(briefing: LinkedBriefing, index: int) -> Iterator[CitationPlace]:
    """Citations in an event's text; those that `link` put after it stand under `cites` in the file."""
    event = briefing.events[index]
    written = len(event.event.text.rstrip())
    for one in places_in_text(briefing.path, ("events", index, "text"), event.text):
        if one.place.offset < written:
            yield one
    for order, id in enumerate(event.event.cites):
        yield CitationPlace(Cite(id), Place(briefing.path, ("events", index, "cites", order)))


def places_in_text(path: str, keys: KeyPath, cited: CitedText) -> Iterator[CitationPlace]:
    """The citations of one text that stands at `keys`."""
    for mark in cited.citations:
        start = mark.start
        for cite in mark.cites:
            name = f"@{cite.source}"
            start = max(start, cited.text.find(name, start, mark.end))
            yield CitationPlace(cite, Place(path, keys, start, len(name)))
            start += len(name)


def references(briefing: LinkedBriefing) -> Iterator[Reference]:
    """Briefings named under `related`, or linked to as `briefing:<id>` in a text."""
    for index, id in enumerate(briefing.briefing.related):
        yield Reference(id, Place(briefing.path, ("related", index)))
    for keys, cited in texts(briefing):
        for match in _LINK.finditer(cited.text) if "briefing:" in cited.text else ():
            place = Place(briefing.path, keys, match.start("address"), len(match["address"]))
            yield Reference(match["id"], place)


def texts(briefing: LinkedBriefing) -> Iterator[tuple[KeyPath, CitedText]]:
    """Every text of the briefing, with the keys it stands at."""
    yield from _texts(briefing)
    yield from _dated_texts(briefing)


def _texts(briefing: LinkedBriefing) -> Iterator[tuple[KeyPath, CitedText]]:
    yield ("summary",), briefing.summary
    for index, point in enumerate(briefing.points):
        yield ("executive_points", index, "text"), point.text
    yield ("body",), briefing.body


def _dated_texts(briefing: LinkedBriefing) -> Iterator[tuple[KeyPath, CitedText]]:
    for index, event in enumerate(briefing.events):
        yield ("events", index, "text"), event.text
    for index, text in enumerate(briefing.corrections):
        yield ("corrections", index, "text"), text
