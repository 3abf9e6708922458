"""Briefings to read next where nobody named any: those that share topics, regions, entities and sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.site_index import SOURCE_KEY_SIZE, BriefingSummary

_MOST = 3
"""How many briefings are suggested."""
_NEAREST = 6
"""Of the briefings that share one thing, so many before and after in time are compared: a new one changes few pages."""
_LEAST = 2
"""Score below which briefings have too little in common."""
_WEIGHTS: Mapping[str, int] = {facet.kind: facet.weight_in_common for facet in FACETS.values()}
_SOURCE_WEIGHT = 3


def suggest_related(
    summaries: Sequence[BriefingSummary], connected: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return for each briefing that names no other, and that no other names, the ids of those nearest to it.

    What two briefings share counts by its rarity: each halving of the number of briefings that have it adds as much.
    What most briefings have counts for nothing.

    Args:
        summaries: of the whole site, newest first.
        connected: ids of the briefings that name others, or that others name.
    """
    places: dict[Hashable, list[int]] = {}
    for place, summary in enumerate(summaries):
        for shared, _ in _traits(summary):
            places.setdefault(shared, []).append(place)
    suggested = {}
    for place, summary in enumerate(summaries):
        if summary.id not in connected:
            nearest = _nearest(place, summary, places, len(summaries))
            suggested[summary.id] = tuple(summaries[other].id for other in nearest)
    return suggested


def _nearest(
    place: int, summary: BriefingSummary, places: Mapping[Hashable, list[int]], total: int
) -> list[int]:
    """Return the places of the briefings that share most with one, the newer first of equals."""
    scores: dict[int, int] = {}
    for shared, weight in _traits(summary):
        having = places[shared]
        rarity = total.bit_length() - len(having).bit_length()
        if len(having) == 1 or not rarity:
            continue
        at = bisect_left(having, place)
        for other in having[max(0, at - _NEAREST) : at + _NEAREST + 1]:
            scores[other] = scores.get(other, 0) + weight * rarity
    scores.pop(place, None)
    best = sorted((-score, other) for other, score in scores.items() if score >= _LEAST)
    return [other for _, other in best[:_MOST]]


def _traits(summary: BriefingSummary) -> Iterator[tuple[Hashable, int]]:
    """Yield what a briefing can share with another, and how much that weighs."""
    for kind, id, _ in summary.memberships:
        if weight := _WEIGHTS.get(kind):
            yield (kind, id), weight
    keys = summary.source_keys
    for start in range(0, len(keys), SOURCE_KEY_SIZE):
        yield keys[start : start + SOURCE_KEY_SIZE], _SOURCE_WEIGHT
