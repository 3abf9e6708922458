"""What briefings say of a person, an organisation or a place: the judgments and the events that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import BriefingRef, CitedText, Ref
from mkdocs_briefings.model.site_index import ListedBriefing
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, optional_date_view
from mkdocs_briefings.render.views import Link, MentionView


@dataclass(frozen=True, slots=True)
class Mention:
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
    def is_event(self) -> bool:
        """Whether it is an event."""
        return self.anchor == "head:events"


def find_mentions(ref: Ref, briefings: Iterable[ListedBriefing]) -> Iterator[Mention]:
    """The points that name the entity, as the briefings come, then the events, the latest first."""
    events: list[Mention] = []
    for one in briefings:
        names = _names(ref, one)
        for number, point in enumerate(one.points, start=1):
            if names.search(point.text.text):
                words = (point.likelihood, point.confidence)
                yield Mention(one.ref, point.text, one.ref.date, f"point:{number}", *words)
        events += (
            Mention(one.ref, event.text, event.date, "head:events")
            for event in one.events
            if names.search(event.text.text)
        )
    yield from sorted(events, key=lambda one: str(one.date), reverse=True)


def mention_view(uri: str, passage: Mention, context: RenderContext) -> MentionView:
    """A passage as its entity's page shows it."""
    ref = passage.briefing
    way = context.relative_url(uri, addresses.briefing_uri(ref.id))
    return MentionView(
        optional_date_view(passage.date, context.settings.language),
        context.line_without_citations(passage.text),
        Link(ref.title, f"{way}#{passage.anchor}"),
        passage.likelihood,
        passage.confidence,
    )


def _names(ref: Ref, briefing: ListedBriefing) -> re.Pattern[str]:
    spellings = dict(briefing.spellings).get(ref.id) or (ref.name,)
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
