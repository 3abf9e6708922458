"""Long lists of a group's briefings in parts: years, and runs of years where each has but a few."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.render.archive import LATEST, LONGEST, by_year

MOST_ON_PAGE = 50
"""The page of a group lists up to so many briefings; one with more lists the latest, and the rest by periods."""
_FEWEST = 40
"""Years are joined until there are so many briefings in a period; from `LONGEST` on each stands alone."""


class Period(NamedTuple):
    """A year, or some years in a row."""

    name: str
    """`2024`, `2019–2021`, `Undated`."""
    first: int
    """First year, which its address holds: that stays while years are added; 0 for briefings without a date."""
    briefings: tuple[BriefingSummary, ...]
    """Newest first."""


def periods(members: tuple[BriefingSummary, ...], of: int) -> list[Period]:
    """Return the parts of a list that is too long for one page, the newest first; none for a shorter list.

    Args:
        members: what the parts hold, newest first.
        of: number of all that the page would list.
    """
    if of <= MOST_ON_PAGE:
        return []
    fewest = 1 if len(members) > LONGEST else _FEWEST
    joined: list[list[tuple[int, tuple[BriefingSummary, ...]]]] = []
    count = fewest
    for year, briefings in reversed(by_year(members)):
        if count >= fewest or not joined[-1][0][0]:
            joined.append([])
            count = 0
        joined[-1].append((year, briefings))
        count += len(briefings)
    return [_period(years) for years in reversed(joined)]


def _period(years: list[tuple[int, tuple[BriefingSummary, ...]]]) -> Period:
    """Return the period of some years, the oldest first."""
    (first, _), (last, _) = years[0], years[-1]
    name = f"{first}–{last}" if first != last else str(first or "Undated")
    return Period(name, first, tuple(briefing for _, briefings in reversed(years) for briefing in briefings))


def on_first_page(members: tuple[BriefingSummary, ...]) -> tuple[BriefingSummary, ...]:
    """Return what the first page of a group lists of its briefings, the newest first."""
    return members[:LATEST] if len(members) > MOST_ON_PAGE else members
