"""Years that the text leaves out, inferred from the date of the briefing or the volume of its series.

A day of the year after the briefing's own belongs to the year before. Where only the year of the briefing is
known, the days cited lie on a circle, the year: the briefing came out after the last day before the widest gap.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.vocabulary import DatePart

_LEAP = 2000
_YEAR_DAYS = 366
_HALF = 183
_WEEK = 7


@dataclass(frozen=True, slots=True)
class YearContext:
    """The day on which a briefing came out, as far as it is known."""

    date: PartialDate | None = None
    """Date of the briefing, or its year from the volume; None when neither is known."""
    basis: str = ""
    """Where the date comes from, for the note of a source."""
    latest: tuple[int, int] = (12, 31)
    """Month and day of the last date that counts as not later than the briefing."""


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date with its year."""

    date: PartialDate | None
    """The date; None when its year cannot be told."""
    inferred: DatePart | None = None
    """YEAR when the year was inferred."""
    note: str = ""
    """For readers: what was inferred from what, or what the original does not say."""
    remark: str = ""
    """For the person who finishes the draft: what is odd; empty when nothing is."""


def year_of_volume(first_volume_year: int | None, volume: int | None) -> PartialDate | None:
    """Return the year of a volume, one volume a year; None when the first year or the volume is not known."""
    if first_volume_year is None or volume is None:
        return None
    year = first_volume_year + volume - 1
    return PartialDate(year) if dt.MINYEAR <= year <= dt.MAXYEAR else None


def year_context(date: PartialDate | None, basis: str, cited: Iterable[WrittenDate]) -> YearContext:
    """Return what years are inferred from.

    Args:
        date: the briefing's date, or its year.
        basis: where the date comes from.
        cited: all dates that the text cites.
    """
    if date is None:
        return YearContext()
    if date.month:
        last = date.last_day()
        return YearContext(date, basis, (last.month, last.day))
    return YearContext(date, basis, _before_widest_gap(day for day in cited if not day.year and day.month))


def resolve_date(written: WrittenDate, context: YearContext) -> ResolvedDate:
    """Return the date with its year, given or inferred."""
    note = (
        f"dated {_in_words(written)} to {written.until}; the first day stands here" if written.until else ""
    )
    if written.year:
        return _resolved(written, written.year, note=note)
    if context.date is None:
        return ResolvedDate(None, note=f"{_in_words(written)}, in a year the original does not name")
    year, remark = context.date.year, ""
    if (written.month, written.day) > context.latest:
        year -= 1
        days = _day_of_year(written.month, written.day or 1) - _day_of_year(*context.latest)
        if context.date.day and days <= _WEEK:
            remark = f"{_in_words(written)} is {counted(days, 'day')} after the briefing's own date; {year} was taken"
    note = "; ".join(filter(None, (f"year inferred from {context.basis}", note)))
    return _resolved(written, year, DatePart.YEAR, note=note, remark=remark)


def _resolved(
    written: WrittenDate, year: int, inferred: DatePart | None = None, *, note: str, remark: str = ""
) -> ResolvedDate:
    """Return the date in this year; if the year was inferred, 29 February is in the last year that has one."""
    if inferred and (written.month, written.day) == (2, 29):
        year -= next(back for back in range(9) if calendar.isleap(year - back))
    try:
        date = PartialDate.parse(str(PartialDate(year, written.month, written.day)))
    except ValueError:
        date = PartialDate(year, written.month)
        remark = f"{_in_words(written)} is no day of {year}; the month was taken"
    return ResolvedDate(date, inferred, note, remark)


def _before_widest_gap(cited: Iterable[WrittenDate]) -> tuple[int, int]:
    """Return month and day of the date before the widest gap between two dates on the circle of the year."""
    days = sorted({_day_of_year(date.month, date.day or 1) for date in cited})
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


def _in_words(date: WrittenDate) -> str:
    name = calendar.month_name[date.month]
    return f"{name} {date.day}" if date.day else name
