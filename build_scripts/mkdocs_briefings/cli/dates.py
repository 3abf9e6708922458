"""Dates on the command line: one grammar for every option that takes one."""

from __future__ import annotations

import datetime as dt
import re

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.dates import MOMENT_EXAMPLE, NotADateError, PartialDate, parse_moment
from mkdocs_briefings.model.now import today

DATE_FORMS = "2024, 2024-02, 2024-02-05, today, yesterday, 7d or 2w (so many days or weeks ago)"
"""The grammar in the words of help and messages."""

_AGO = re.compile(r"(\d{1,4})([dw])", re.ASCII)
_DAYS_IN = {"d": 1, "w": 7}
_NAMED_DAYS = {"today": 0, "yesterday": 1}


def read_date(text: str, day: dt.date) -> PartialDate:
    """Return a date written in one of `DATE_FORMS`, which counts back from `day` where it is no date of its own.

    Raises:
        UsageError: the text is no date.
    """
    ago = _AGO.fullmatch(text)
    days = int(ago[1]) * _DAYS_IN[ago[2]] if ago else _NAMED_DAYS.get(text)
    try:
        return PartialDate.parse(text if days is None else str(day - dt.timedelta(days)))
    except NotADateError as error:
        reason = "" if str(error).startswith("write ") else f" ({error})"
        raise UsageError(f"'{text}' is no date{reason}; write {DATE_FORMS}") from None
    except OverflowError:
        raise UsageError(f"'{text}' is no date (it is before the year 1); write {DATE_FORMS}") from None


def read_optional_date(text: str | None, day: dt.date) -> PartialDate | None:
    """Return what `read_date` does; None for an option that was not given."""
    return None if text is None else read_date(text, day)


def moment_text(text: str) -> str:
    """Return a moment as it was given, and a date as the moment at which it begins in UTC.

    Raises:
        UsageError: the text is neither.
    """
    if parse_moment(text) is not None:
        return text
    if parse_moment(f"{text}Z") is not None:
        raise UsageError(f"'{text}' lacks its offset; write {MOMENT_EXAMPLE}")
    try:
        return f"{read_date(text, today()).first_day()}T00:00:00+00:00"
    except UsageError:
        raise UsageError(f"'{text}' is no moment; write {MOMENT_EXAMPLE}, or {DATE_FORMS}") from None
