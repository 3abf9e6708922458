"""Long lists of a group's briefings in parts: years, and runs of years where each has but a few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.render.archive import LATEST, LONGEST, by_year, year_name
from mkdocs_briefings.render.terms import series_line

MOST_ON_PAGE = 50
"""The page of a group lists up to so many briefings; one with more lists the latest, and the rest by periods."""
_FEWEST = 40
"""Years are joined until there are so many briefings in a period; from `LONGEST` on each stands alone."""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A part of the briefings of a group: some years, a volume, or an issue; numbers that say nothing are 0."""

    first: int = 0
    """First year; 0 for briefings without a date, too."""
    last: int = 0
    """Last year."""
    volume: int = 0
    issue: int = 0

    def name(self, words: Words, within: int = 0) -> str:
        """Return `2019-2021`, `Volume 21`, `Volume 21, Issue 19`; within a volume `Issue 19`."""
        if self.volume:
            return series_line(words, "", 0 if within else self.volume, self.issue)
        if self.first == self.last:
            return year_name(words, self.first)
        # Translators: a range of years.
        return words("{first}–{last}", first=self.first, last=self.last)


class Period(NamedTuple):
    """A year, or some years in a row."""

    first: int
    """First year, which its address holds: that stays while years are added; 0 for briefings without a date."""
    last: int
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
    return Period(first, last, tuple(briefing for _, briefings in reversed(years) for briefing in briefings))


def on_first_page(members: tuple[BriefingSummary, ...]) -> tuple[BriefingSummary, ...]:
    """Return what the first page of a group lists of its briefings, the newest first."""
    return members[:LATEST] if len(members) > MOST_ON_PAGE else members
