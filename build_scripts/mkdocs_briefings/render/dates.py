"""Dates: in words in the briefing's language by CLDR (Babel), and as timestamps (RFC 3339) for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate

_NOON = dt.time(12, tzinfo=dt.UTC)
"""The hour of a date in a timestamp: at noon UTC it is that day nearly everywhere on earth."""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """Return the CLDR locale for a BCP 47 tag; English for a tag that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=1 << 14)
def long(date: PartialDate, language: str) -> str:
    """Return `January 27, 2024`, `January 2024` or `2024`, as much as is known."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return _skeleton("yMMMM", date, language)
        case _:
            return format_date(date.first_day(), "long", locale=locale(language))


@lru_cache(maxsize=1 << 14)
def without_year(date: PartialDate, language: str) -> str:
    """Return `January 27` or `January`; the year when nothing else is known."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return month(date.month, language)
        case _:
            return _skeleton("MMMMd", date, language)


@lru_cache(maxsize=256)
def month(number: int, language: str) -> str:
    """Return the name of a month (1 to 12) as it stands alone: `January`."""
    return str(locale(language).months["stand-alone"]["wide"][number])


def _skeleton(skeleton: str, date: PartialDate, language: str) -> str:
    day = date.first_day()
    try:
        return str(format_skeleton(skeleton, dt.datetime.combine(day, dt.time()), locale=locale(language)))
    except KeyError:
        return format_date(day, "long", locale=locale(language))


def newest(dates: Iterable[PartialDate | None]) -> str:
    """Return the latest of some dates as a full day, ISO 8601, which MkDocs can read; empty without any."""
    newest_day = max((date.first_day() for date in dates if date is not None), default=None)
    return newest_day.isoformat() if newest_day is not None else ""


def published(briefing: Briefing) -> dt.datetime | None:
    """Return the end of a briefing's embargo, else noon UTC of its (first possible) day; None without a date."""
    if briefing.publish_at is not None:
        return briefing.publish_at
    return noon(briefing.date) if briefing.date is not None else None


def updated(briefing: Briefing) -> dt.datetime | None:
    """Return the time of a briefing's last correction, else of its publication; None without either.

    Each correction adds a second, so that one made on the day of publication is noticed.
    """
    first, corrections = published(briefing), briefing.corrections
    if not corrections:
        return first
    times = [noon(correction.date) for correction in corrections] + ([first] if first else [])
    try:
        return max(times) + dt.timedelta(seconds=len(corrections))
    except OverflowError:  # on the last day that a calendar has
        return max(times)


def rfc3339(time: dt.datetime) -> str:
    """Return `2024-02-05T12:00:00Z`."""
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")


def noon(date: PartialDate) -> dt.datetime:
    """Return noon UTC of the first day that a date can mean."""
    return dt.datetime.combine(date.first_day(), _NOON)
