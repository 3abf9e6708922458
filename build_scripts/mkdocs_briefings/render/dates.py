"""Dates in the briefing's language, by CLDR (Babel); a part that is not known is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    """The CLDR locale for a BCP 47 tag; English for a tag that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=1 << 14)
def long(date: PartialDate, language: str) -> str:
    """`January 27, 2024`, `January 2024` or `2024`."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return _skeleton("yMMMM", date, language)
        case _:
            return format_date(date.first_day(), "long", locale=locale(language))


@lru_cache(maxsize=1 << 14)
def without_year(date: PartialDate, language: str) -> str:
    """`January 27` or `January`; the year when that is all there is."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return month(date.month, language)
        case _:
            return _skeleton("MMMMd", date, language)


def newest(dates: Iterable[PartialDate | None]) -> str:
    """The latest of the dates as a day, ISO 8601, which MkDocs can read; empty without any."""
    return max((date.first_day().isoformat() for date in dates if date is not None), default="")


@lru_cache(maxsize=256)
def month(number: int, language: str) -> str:
    """Name of a month as it stands alone: `January`."""
    return str(locale(language).months["stand-alone"]["wide"][number])


def _skeleton(skeleton: str, date: PartialDate, language: str) -> str:
    day = date.first_day()
    try:
        return str(format_skeleton(skeleton, dt.datetime.combine(day, dt.time()), locale=locale(language)))
    except KeyError:
        return format_date(day, "long", locale=locale(language))


_NOON = dt.time(12, tzinfo=dt.UTC)
"""Nearly everywhere on earth that is still the same day."""


def published(briefing: Briefing) -> dt.datetime | None:
    """The end of its embargo, else noon UTC of its (first possible) day; None without a date."""
    if briefing.publish_at is not None:
        return briefing.publish_at
    return _noon(briefing.date) if briefing.date is not None else None


def updated(briefing: Briefing) -> dt.datetime | None:
    """The last correction, else publication. Each correction counts a second, so that one of the same day is seen."""
    first, corrections = published(briefing), briefing.corrections
    if not corrections:
        return first
    known = [_noon(one.date) for one in corrections] + ([first] if first else [])
    return max(known) + dt.timedelta(seconds=len(corrections))


def rfc3339(moment: dt.datetime) -> str:
    """`2024-02-05T12:00:00Z`."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _noon(date: PartialDate) -> dt.datetime:
    return dt.datetime.combine(date.first_day(), _NOON)
