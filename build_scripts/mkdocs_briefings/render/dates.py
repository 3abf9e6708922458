"""Dates: in words in the briefing's language by CLDR (Babel), and as timestamps (RFC 3339) for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate, noon
from mkdocs_briefings.model.languages import cldr_locale, known_locale, reads_from_right

_DAY = dt.timedelta(days=1)
_LEAP_YEAR = 2000
_FIRST = {"fr": "1er", "it": "1º", "pt": "1º"}
"""How languages write the first day of a month, and that day alone."""


@lru_cache(maxsize=64)
def direction(language: str) -> str:
    """Return the direction of writing of a language, as HTML has it: `ltr` or `rtl`."""
    return "rtl" if reads_from_right(language) else "ltr"


@lru_cache(maxsize=256)
def language_name(tag: str, language: str) -> str:
    """Return the name of a language in another one, both BCP 47: `German`; the tag itself where CLDR has no name."""
    own = known_locale(tag)
    name = own.get_language_name(cldr_locale(language)) if own else None
    return name or tag


@lru_cache(maxsize=1 << 14)
def long(date: PartialDate, language: str) -> str:
    """Return `January 27, 2024`, `January 2024` or `2024`, as much as is by_tag."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return _skeleton("yMMMM", date.first_day(), language)
        case _:
            return _with_ordinal(
                format_date(date.first_day(), "long", locale=cldr_locale(language)), language
            )


def without_year(date: PartialDate, language: str) -> str:
    """Return `January 27` or `January`; the year when nothing else is known."""
    match date.precision:
        case 1:
            return f"{date.year:04}"
        case 2:
            return month(date.month, language)
        case _:
            return _month_and_day(date.month, date.day, language)


@lru_cache(maxsize=256)
def month(number: int, language: str) -> str:
    """Return the name of a month (1 to 12) as it stands alone: `January`."""
    return str(cldr_locale(language).months["stand-alone"]["wide"][number])


@lru_cache(maxsize=1 << 12)
def _month_and_day(month: int, day: int, language: str) -> str:
    return _with_ordinal(_skeleton("MMMMd", dt.date(_LEAP_YEAR, month, day), language), language)


def first_of_month(language: str) -> str:
    """Return how the first day of a month is written before its name, where CLDR has a plain 1: `1er`."""
    locale = cldr_locale(language)
    return _FIRST.get(locale.language, "1") if (locale.language, locale.territory) != ("pt", "PT") else "1"


def _with_ordinal(text: str, language: str) -> str:
    return first_of_month(language) + text[1:] if text.startswith("1 ") else text


def _skeleton(skeleton: str, day: dt.date, language: str) -> str:
    """Return a day as CLDR writes the fields of a skeleton, which all its locales have."""
    return str(format_skeleton(skeleton, dt.datetime.combine(day, dt.time()), locale=cldr_locale(language)))


def newest(dates: Iterable[PartialDate | None]) -> str:
    """Return the latest of some dates as a full day, ISO 8601, which MkDocs can read; empty without any."""
    newest_day = max((date.first_day() for date in dates if date is not None), default=None)
    return newest_day.isoformat() if newest_day is not None else ""


def published(briefing: Briefing, as_of: dt.datetime | None = None) -> dt.datetime | None:
    """Return the end of a briefing's embargo, else the moment of its date; None without one.

    Args:
        briefing: the briefing.
        as_of: moment that no moment told is after; None if all dates have come.
    """
    if briefing.publish_at is not None:
        return briefing.publish_at
    return _moment(briefing.date, as_of) if briefing.date is not None else None


def updated(briefing: Briefing, as_of: dt.datetime | None = None) -> dt.datetime | None:
    """Return the time of a briefing's last correction, else of its publication; None without either.

    Each correction adds a second, so that one made on the day of publication is noticed. Arguments as for `published`.
    """
    first = published(briefing, as_of)
    corrected = [_moment(correction.date, as_of) for correction in briefing.corrections]
    times = [time for time in corrected if time is not None]
    if not times:
        return first
    last = max([*times, *([first] if first else [])])
    try:
        return last + dt.timedelta(seconds=len(times))
    except OverflowError:  # on the last day that a calendar has
        return last


def last_change(briefing: Briefing, as_of: dt.datetime | None = None) -> PartialDate | None:
    """Return the date of the last correction, else of the briefing, as it is told. Arguments as for `published`."""
    dates = (briefing.date, *(correction.date for correction in briefing.corrections))
    days = (told_day(date, as_of) for date in dates if date is not None)
    return max((day for day in days if day is not None), default=None)


def told_day(date: PartialDate, as_of: dt.datetime | None) -> PartialDate | None:
    """Return what machines are told of a day by a moment: it, or that of the moment if it is the next.

    One day is forgiven, for it is tomorrow already somewhere. A later one is a mistake, which the rule `date-to-come`
    reports, and is not told.
    """
    if as_of is None or date.first_day() <= as_of.date():
        return date
    if date.first_day() > (as_of + _DAY).date():
        return None
    return PartialDate(as_of.year, as_of.month, as_of.day)


def _moment(date: PartialDate, as_of: dt.datetime | None) -> dt.datetime | None:
    """Return what machines are told of a date by a moment: its noon, at most the moment; None for a later day."""
    if (day := told_day(date, as_of)) is None:
        return None
    return noon(day) if as_of is None else min(noon(day), as_of)


def rfc3339(time: dt.datetime) -> str:
    """Return `2024-02-05T12:00:00Z`."""
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
