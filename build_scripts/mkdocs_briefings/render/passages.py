"""What briefings say of a person, an organisation or a place: the judgments and the events that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.outline import Listing
from mkdocs_briefings.model.site import BriefingRef, CitedText, Ref
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import Context, when
from mkdocs_briefings.render.views import Link, Said


@dataclass(frozen=True, slots=True)
class Passage:
    """An executive point or an event that names an entity."""

    briefing: BriefingRef
    text: CitedText
    date: PartialDate | None
    """Of the event, or of the briefing."""
    anchor: str
    """Where it stands on the briefing's page."""
    likelihood: str = ""
    confidence: str = ""

    @property
    def event(self) -> bool:
        """Whether it is an event."""
        return self.anchor == "head:events"


def passages(ref: Ref, briefings: Iterable[Listing]) -> Iterator[Passage]:
    """The points that name the entity, as the briefings come, then the events, the latest first."""
    events: list[Passage] = []
    for one in briefings:
        names = _names(ref, one)
        for number, point in enumerate(one.points, start=1):
            if names.search(point.text.text):
                words = (point.likelihood, point.confidence)
                yield Passage(one.ref, point.text, one.ref.date, f"point:{number}", *words)
        events += (
            Passage(one.ref, event.text, event.date, "head:events")
            for event in one.events
            if names.search(event.text.text)
        )
    yield from sorted(events, key=lambda one: str(one.date), reverse=True)


def said(uri: str, passage: Passage, context: Context) -> Said:
    """A passage as its entity's page shows it."""
    ref = passage.briefing
    way = context.way(uri, addresses.briefing_uri(ref.id))
    return Said(
        when(passage.date, context.settings.language),
        context.uncited(passage.text),
        Link(ref.title, f"{way}#{passage.anchor}"),
        passage.likelihood,
        passage.confidence,
    )


def _names(ref: Ref, briefing: Listing) -> re.Pattern[str]:
    spellings = dict(briefing.spellings).get(ref.id) or (ref.name,)
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
