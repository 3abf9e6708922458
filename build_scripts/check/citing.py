"""The citations of a briefing, each with the place an author would point at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.diagnostics.span import Keys, Place
from build_scripts.model.site import Cite, CitedText, LinkedBriefing


@dataclass(frozen=True, slots=True)
class Citing:
    """One source named at one place."""

    cite: Cite
    place: Place


def citing(briefing: LinkedBriefing) -> Iterator[Citing]:
    """Every citation of the briefing, text by text."""
    yield from _marks(briefing.path, ("summary",), briefing.summary)
    for index, point in enumerate(briefing.points):
        yield from _marks(briefing.path, ("executive_points", index, "text"), point.text)
    yield from _marks(briefing.path, ("body",), briefing.body)
    for index, _ in enumerate(briefing.events):
        yield from _event(briefing, index)
    yield from corrections(briefing)


def corrections(briefing: LinkedBriefing) -> Iterator[Citing]:
    """The citations in what was put right later."""
    for index, text in enumerate(briefing.corrections):
        yield from _marks(briefing.path, ("corrections", index, "text"), text)


def _event(briefing: LinkedBriefing, index: int) -> Iterator[Citing]:
    """Citations in an event's text; those that `link` put after it stand under `cites` in the file."""
    event = briefing.events[index]
    written = len(event.event.text.rstrip())
    for one in _marks(briefing.path, ("events", index, "text"), event.text):
        if one.place.offset < written:
            yield one
    for order, id in enumerate(event.event.cites):
        yield Citing(Cite(id), Place(briefing.path, ("events", index, "cites", order)))


def _marks(path: str, keys: Keys, cited: CitedText) -> Iterator[Citing]:
    for mark in cited.citations:
        start = mark.start
        for cite in mark.cites:
            name = f"@{cite.source}"
            start = max(start, cited.text.find(name, start, mark.end))
            yield Citing(cite, Place(path, keys, start, len(name)))
            start += len(name)
