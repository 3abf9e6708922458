"""Moments as a feed tells them: none that has not come.

A briefing has a date, which stands in machine copies as noon UTC of the day. In the morning that is still to come, and in
a slip of the pen it is years ahead; a reader of feeds would keep such an entry on top.
"""

from __future__ import annotations

import datetime as dt

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.machine_copy import MachineCopy
from mkdocs_briefings.render.dates import noon, rfc3339

_DAY = dt.timedelta(days=1)


def is_to_come(last_date: str, as_of: dt.datetime) -> bool:
    """Return whether the noon of a day (ISO 8601; may be empty) comes after a moment."""
    return bool(last_date) and noon(PartialDate.parse(last_date)) > as_of


def as_of_moment(copy: MachineCopy, as_of: dt.datetime) -> MachineCopy:
    """Return a machine copy that was published and updated by a moment; it stays as it is if it was.

    What is dated today or tomorrow, as it may be east of Greenwich, counts as dated at that moment. Of a later day
    nothing is told: it is a mistake, which the rule `date-to-come` reports.
    """
    written = [dt.datetime.fromisoformat(text) for text in (copy.published, copy.updated) if text]
    if max(written, default=as_of) <= as_of:
        return copy
    published = dt.datetime.fromisoformat(copy.published) if copy.published else None
    date = PartialDate.parse(copy.date) if copy.date else None
    embargo_end = published if date is None or published != noon(date) else None
    days = [*(PartialDate.parse(each.date) for each in copy.corrections), *([] if date is None else [date])]
    dated = [moment for day in days if (moment := _known(day, as_of)) is not None]
    if embargo_end is None and date is not None:
        published = _known(date, as_of)
    seconds = dt.timedelta(seconds=len(copy.corrections))
    moments = [moment for moment in (max(dated, default=None), embargo_end) if moment is not None]
    updated = max(moments, default=None)
    if updated is not None and updated != embargo_end:
        updated += seconds
    return copy.model_copy(update={"published": _text(published), "updated": _text(updated)})


def _known(date: PartialDate, as_of: dt.datetime) -> dt.datetime | None:
    """Return the moment of a date, at most `as_of`; None for a day that has begun nowhere."""
    return min(noon(date), as_of) if date.first_day() <= (as_of + _DAY).date() else None


def _text(moment: dt.datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
