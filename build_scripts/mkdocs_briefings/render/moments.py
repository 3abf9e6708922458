"""When a briefing came out and when it was last corrected, as moments (RFC 3339): dates know no hour."""

from __future__ import annotations

import datetime as dt

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.dates import PartialDate

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


def written(moment: dt.datetime) -> str:
    """`2024-02-05T12:00:00Z`."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _noon(date: PartialDate) -> dt.datetime:
    return dt.datetime.combine(date.first_day(), _NOON)
