"""Years the text leaves out, told from the date of the briefing or the volume of its series.

A day after the briefing's own belongs to the year before. Where only the year of the briefing is known, its
dates lie on a circle: the briefing came out after the last of them and before the widest gap.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.vocabulary import DatePart

_LEAP = 2000
_YEAR_DAYS = 366
_HALF = 183
_WEEK = 7


@dataclass(frozen=True, slots=True)
class YearContext:
    """What is known of the day a briefing came out."""

    date: PartialDate | None = None
    """Its date, or its year from the volume; None when nothing is known."""
    basis: str = ""
    """Where that comes from, for the note of a source."""
    latest: tuple[int, int] = (12, 31)
    """Month and day that count as not later than the briefing."""


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date with its year."""

    date: PartialDate | None
    """None when no year can be told."""
    inferred: DatePart | None = None
    """YEAR when the year was inferred."""
    note: str = ""
    """For readers: what was inferred from what, or what could not be said."""
    remark: str = ""
    """For the person who finishes the draft, empty when nothing is odd."""


def year_of_volume(first_volume_year: int | None, volume: int | None) -> PartialDate | None:
    """The year of a volume, volumes being yearly from the first."""
    if first_volume_year is None or volume is None:
        return None
    return PartialDate(first_volume_year + volume - 1)


def year_context(date: PartialDate | None, why: str, whens: Iterable[WrittenDate]) -> YearContext:
    """What to infer years from.

    Args:
        date: the briefing's date, or its year.
        why: where that comes from.
        whens: all dates the text cites.
    """
    if date is None:
        return YearContext()
    if date.month:
        last = date.last_day()
        return YearContext(date, why, (last.month, last.day))
    return YearContext(date, why, _before_widest_gap([one for one in whens if not one.year and one.month]))


def resolve_date(when: WrittenDate, known: YearContext) -> ResolvedDate:
    """The date with its year, given or inferred."""
    span = f"dated {_spoken(when)} to {when.until}; the first day stands here" if when.until else ""
    if when.year:
        return _valid(when, when.year, None, span, "")
    if known.date is None:
        return ResolvedDate(None, note=f"{_spoken(when)}, in a year the original does not name")
    year, look = known.date.year, ""
    if (when.month, when.day) > known.latest:
        year -= 1
        days = _day_of_year(when.month, when.day or 1) - _day_of_year(*known.latest)
        if known.date.day and days <= _WEEK:
            look = f"{_spoken(when)} is {days} days after the briefing's own date; {year} was taken"
    note = f"year inferred from {known.basis}"
    return _valid(when, year, DatePart.YEAR, "; ".join(filter(None, (note, span))), look)


def _valid(when: WrittenDate, year: int, inferred: DatePart | None, note: str, look: str) -> ResolvedDate:
    """29 February moves to the last year that has one when the year was inferred."""
    if inferred and (when.month, when.day) == (2, 29):
        year -= next(back for back in range(9) if _is_leap(year - back))
    try:
        return ResolvedDate(
            PartialDate.parse(str(PartialDate(year, when.month, when.day))), inferred, note, look
        )
    except ValueError:
        month = PartialDate(year, when.month)
        return ResolvedDate(
            month, inferred, note, f"{_spoken(when)} is no day of {year}; the month was taken"
        )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _before_widest_gap(whens: list[WrittenDate]) -> tuple[int, int]:
    """The last day of the year's dates: the one before the widest gap on the circle of the year."""
    days = sorted({_day_of_year(one.month, one.day or 1) for one in whens})
    if not days:
        return 12, 31
    gaps = [
        ((after - day) % _YEAR_DAYS or _YEAR_DAYS, day)
        for day, after in zip(days, [*days[1:], days[0]], strict=True)
    ]
    widest, last = max(gaps)
    wraps = last != days[-1] and widest > _HALF
    day = dt.date(_LEAP, 1, 1) + dt.timedelta(days=(last if wraps else days[-1]) - 1)
    return day.month, day.day


def _day_of_year(month: int, day: int) -> int:
    return dt.date(_LEAP, month, min(day, 28) if month == 2 and day > 29 else day).timetuple().tm_yday  # noqa: PLR2004


def _spoken(when: WrittenDate) -> str:
    name = calendar.month_name[when.month]
    return f"{name} {when.day}" if when.day else name
