"""The texts, citations and references of a briefing, each with the place an author would point at."""

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
    """A source as one citation names it."""

    cite: Cite
    place: Place
    """Where its id stands."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A briefing as another one names it."""

    id: str
    place: Place
    """Where its id or its address stands."""


def texts(briefing: LinkedBriefing) -> Iterator[tuple[KeyPath, CitedText]]:
    """Yield every Markdown text of the briefing with the keys that lead to it; events with their `cites` after them."""
    yield ("summary",), briefing.summary
    for index, point in enumerate(briefing.points):
        yield ("executive_points", index, "text"), point.text
    yield ("body",), briefing.body
    for index, event in enumerate(briefing.events):
        yield ("events", index, "text"), event.text
    for index, text in enumerate(briefing.corrections):
        yield ("corrections", index, "text"), text


def citation_places(briefing: LinkedBriefing) -> Iterator[CitationPlace]:
    """Yield every source that a citation of the briefing names, text by text."""
    for keys, text in texts(briefing):
        if keys[0] == "events":
            yield from _event_citations(briefing, int(keys[1]))
        else:
            yield from places_in_text(briefing.path, keys, text)


def places_in_text(path: str, keys: KeyPath, cited: CitedText) -> Iterator[CitationPlace]:
    """Yield every source that a citation in one text names.

    Args:
        path: file of the text, as the user would type it.
        keys: keys that lead to the text.
        cited: the text with its citations.
    """
    for mark in cited.citations:
        start = mark.start
        for cite in mark.cites:
            name = f"@{cite.source}"
            start = max(start, cited.text.find(name, start, mark.end))
            yield CitationPlace(cite, Place(path, keys, start, len(name)))
            start += len(name)


def references(briefing: LinkedBriefing) -> Iterator[Reference]:
    """Yield the briefings named under `related`, or linked to as `briefing:<id>` in a text."""
    for index, id in enumerate(briefing.briefing.related):
        yield Reference(id, briefing.at("related", index))
    for keys, cited in texts(briefing):
        for match in _LINK.finditer(cited.text) if "briefing:" in cited.text else ():
            place = briefing.at(*keys, offset=match.start("address"), length=len(match["address"]))
            yield Reference(match["id"], place)


def _event_citations(briefing: LinkedBriefing, index: int) -> Iterator[CitationPlace]:
    """Yield the citations of an event; those that `link` put after its text stand under `cites` in the file."""
    event = briefing.events[index]
    written = len(event.event.text.rstrip())
    for citation in places_in_text(briefing.path, ("events", index, "text"), event.text):
        if citation.place.offset < written:
            yield citation
    for order, id in enumerate(event.event.cites):
        yield CitationPlace(Cite(id), briefing.at("events", index, "cites", order))
