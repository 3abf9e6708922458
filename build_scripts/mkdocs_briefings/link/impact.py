"""What rests on a source: the question to ask when an outlet turns out to be wrong or an item is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import CitedText, LinkedBriefing, LinkedSource, Site


@dataclass(frozen=True, slots=True)
class Impact:
    """A briefing that cites what was asked about."""

    briefing: LinkedBriefing
    sources: tuple[LinkedSource, ...]
    """The sources that were asked about, by number."""
    points: tuple[int, ...]
    """Numbers of the executive points, from 1, that cite any of these sources."""
    points_resting_on_nothing_else: tuple[int, ...]
    """Numbers of the executive points that cite no other source."""


def impact(site: Site, target: str) -> Iterator[Impact]:
    """Yield the briefings that rest on a source, newest first.

    Args:
        site: the briefings to look through.
        target: an address, an outlet (its id or any of its names as shown), or the id of a source.
    """
    for briefing in site.briefings.values():
        sources = tuple(source for source in briefing.sources if _is_meant(source, target))
        if sources:
            ids = {source.source.id for source in sources}
            cited = [_cited(point.text) for point in briefing.points]
            points = [number for number, cited_ids in enumerate(cited, start=1) if cited_ids & ids]
            alone = [number for number in points if cited[number - 1] <= ids]
            yield Impact(briefing, sources, tuple(points), tuple(alone))


def _is_meant(linked: LinkedSource, target: str) -> bool:
    source = linked.source
    if "://" in target:
        return source.url is not None and address_key(source.url) == address_key(target)
    names = {linked.outlet.id, linked.outlet.name, linked.outlet_short} if linked.outlet else set()
    return target.casefold() in {name.casefold() for name in (*names, source.id)}


def _cited(text: CitedText) -> set[str]:
    return {cite.source for citation in text.citations for cite in citation.cites}
