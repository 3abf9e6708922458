"""What time it is: the moment and the day that a build goes by. Whoever asks the clock asks here."""

from __future__ import annotations

import datetime as dt
import os
import re

_EPOCH = re.compile("[0-9]{1,11}")
"""Seconds since 1970, up to the year 5138."""
STEP, SETTLING = dt.timedelta(hours=12), dt.timedelta(hours=1)
"""From one settled moment to the next; and how long a moment is past before it is settled."""


def today(at: dt.datetime | None = None) -> dt.date:
    """Return the day that drafts, imports, digests and checks go by.

    Args:
        at: moment that the site is built as of (`--at`), whose day it is, in its own offset. Without it, the day is that
            of SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch) if it is set, or of now, both in UTC.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    readable = _EPOCH.fullmatch(epoch)
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if readable else dt.datetime.now(dt.UTC)
    return (at or now).date()


def now_or(at: dt.datetime | None) -> dt.datetime:
    """Return the moment that the site is built as of: `at`, else now. It decides what readers may see."""
    return at or dt.datetime.now(dt.UTC)


def settled_moment(now: dt.datetime) -> dt.datetime:
    """Return the latest midnight or noon in UTC that is an hour past; what is dated by days is compared with it."""
    past = now.astimezone(dt.UTC) - SETTLING
    return past - (past - past.replace(hour=0, minute=0, second=0, microsecond=0)) % STEP
