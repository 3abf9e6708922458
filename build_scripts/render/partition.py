"""Long lists cut by year, so that no page grows without end and a new briefing changes few pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_scripts.model.dates import PartialDate
from build_scripts.model.site import BriefingRef

LONGEST = 60
"""A list up to this long stands on one page."""
LATEST = 20
"""How many of a longer list stand on its first page, the rest being on pages by year."""


def by_year(refs: Iterable[BriefingRef]) -> list[tuple[int, tuple[BriefingRef, ...]]]:
    """Briefings of each year, newest first; year 0 holds those without a date."""
    return [(year, tuple(group)) for year, group in groupby(refs, lambda ref: _date(ref).year)]


def by_month(refs: Iterable[BriefingRef]) -> list[tuple[int, tuple[BriefingRef, ...]]]:
    """Briefings of each month of one year; month 0 holds those of which only the year is known."""
    return [(month, tuple(group)) for month, group in groupby(refs, lambda ref: _date(ref).month)]


def _date(ref: BriefingRef) -> PartialDate:
    return ref.date or PartialDate(0)
