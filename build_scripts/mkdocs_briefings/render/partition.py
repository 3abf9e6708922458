"""Long lists cut by year, so that no page grows without end and a new briefing changes few pages."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from itertools import groupby

from mkdocs_briefings.model.outline import Outline

LONGEST = 200
"""A list up to this long stands on one page."""
LATEST = 20
"""How many of a longer list stand on its first page, the rest being on pages by year."""


def is_long(listed: Sized) -> bool:
    """Whether a list is cut."""
    return len(listed) > LONGEST


def by_year(outlines: Iterable[Outline]) -> list[tuple[int, tuple[Outline, ...]]]:
    """Briefings of each year, newest first; year 0 holds those without a date."""
    return [(year, tuple(group)) for year, group in groupby(outlines, lambda one: one.year)]


def by_month(outlines: Iterable[Outline]) -> list[tuple[int, tuple[Outline, ...]]]:
    """Briefings of each month of one year; month 0 holds those of which only the year is known."""
    return [(month, tuple(group)) for month, group in groupby(outlines, lambda one: one.month)]
