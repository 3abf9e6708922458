"""What briefings say of a person, an organisation or a place: the judgments and the events that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import BriefingRef, CitedText
from mkdocs_briefings.model.site_index import ListedBriefing
from mkdocs_briefings.model.vocabulary import Likelihood
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, optional_date_view
from mkdocs_briefings.render.judgment_timeline import TimedJudgment, judgment_timeline
from mkdocs_briefings.render.terms import CONFIDENCES, comma
from mkdocs_briefings.render.views import Link, MentionView

_EVENTS = "head:events"


@dataclass(frozen=True, slots=True)
class Mention:
    """An executive point or an event that names an entity."""

    briefing: BriefingRef
    text: CitedText
    date: PartialDate | None
    """Of the event, or of the briefing."""
    anchor: str
    """Fragment of its address on the briefing's page."""
    likelihood: str = ""
    confidence: str = ""

    @property
    def is_event(self) -> bool:
        """Whether it is an event, not a judgment."""
        return self.anchor == _EVENTS


def find_mentions(names: Iterable[str], briefings: Iterable[ListedBriefing]) -> Iterator[Mention]:
    """Yield the points that name an entity, in the order of the briefings, then the events, the latest first.

    Args:
        names: of the entity.
        briefings: that are about it.
    """
    events: list[Mention] = []
    pattern = _any_of(names)
    for briefing in briefings:
        for number, point in enumerate(briefing.points, start=1):
            if pattern.search(point.text.text):
                words = (point.likelihood, point.confidence)
                yield Mention(briefing.ref, point.text, briefing.ref.date, f"point:{number}", *words)
        events += (
            Mention(briefing.ref, event.text, event.date, _EVENTS)
            for event in briefing.events
            if pattern.search(event.text.text)
        )
    yield from sorted(events, key=lambda event: event.date or PartialDate(0), reverse=True)


def judgments_of(briefings: Iterable[ListedBriefing]) -> Iterator[Mention]:
    """Yield every executive point that says how likely something is, in the order of the briefings."""
    for briefing in briefings:
        for number, point in enumerate(briefing.points, start=1):
            if point.likelihood:
                words = (point.likelihood, point.confidence)
                yield Mention(briefing.ref, point.text, briefing.ref.date, f"point:{number}", *words)


def drawn_judgments(uri: str, mentions: Iterable[Mention], context: RenderContext) -> str:
    """Return the judgments among mentions as a drawing for the page of a uri; empty if there are too few."""
    timed = (
        TimedJudgment(
            mention.date,
            Likelihood(mention.likelihood),
            mention.confidence,
            f"{context.relative_url(uri, addresses.briefing_uri(mention.briefing.id))}#{mention.anchor}",
            mention.briefing.title,
        )
        for mention in mentions
        if mention.likelihood and mention.date
    )
    return judgment_timeline(tuple(timed), context.settings.language, context.words())


def mention_view(uri: str, mention: Mention, context: RenderContext) -> MentionView:
    """Return a mention as the page of its entity shows it."""
    ref, words = mention.briefing, context.words(mention.briefing.language)
    href = context.relative_url(uri, addresses.briefing_uri(ref.id))
    return MentionView(
        optional_date_view(mention.date, context.settings.language),
        context.line_without_citations(mention.text, ref.language),
        Link(ref.title, f"{href}#{mention.anchor}"),
        words(mention.likelihood),
        words(CONFIDENCES.get(mention.confidence, "")),
        comma(words),
        "" if ref.language == context.settings.language else ref.language,
        context.direction(ref.language),
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
