"""The texts of a briefing that are Markdown, each with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.diagnostics.diagnostic import KeyPath
from mkdocs_briefings.model.content import Briefing


def texts(briefing: Briefing) -> Iterator[tuple[KeyPath, str]]:
    """Every Markdown text, in the order of the format."""
    if briefing.summary:
        yield ("summary",), briefing.summary
    for index, point in enumerate(briefing.executive_points):
        yield ("executive_points", index, "text"), point.text
    yield ("body",), briefing.body
    for index, event in enumerate(briefing.events):
        yield ("events", index, "text"), event.text
    for index, correction in enumerate(briefing.corrections):
        yield ("corrections", index, "text"), correction.text
