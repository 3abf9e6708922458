"""All that a build takes from the clock: which embargoes have ended, what feeds tell of dates to come, the day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.model.now import now_or, today
from mkdocs_briefings.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Clock:
    """The span of time in which a build would take the same from the clock."""

    since: float = -math.inf
    """Moment of the last change of what readers may see or feeds tell, in seconds since 1970."""
    until: float = math.inf
    """Moment of the next such change."""
    day: str = ""
    """Day that rules go by (ISO 8601)."""

    @classmethod
    def at(cls, now: dt.datetime, settings: Settings, changes: Iterable[dt.datetime | float]) -> Clock:
        """Return what the clock says.

        Args:
            now: the moment that the build goes by.
            settings: with the moment that the site is to be built as of, if it is not now.
            changes: moments from which on an output may be another.
        """
        moment, seconds = now.timestamp(), set(map(_seconds, changes))
        return cls(
            max((each for each in seconds if each <= moment), default=-math.inf),
            min((each for each in seconds if each > moment), default=math.inf),
            str(today(settings.at)),
        )

    def makes_the_same(self, now: dt.datetime) -> bool:
        """Return whether all outputs are the same at another moment."""
        return self.since <= now.timestamp() < self.until

    def says_the_same(self, settings: Settings) -> bool:
        """Return whether outputs and problems are the same now, or at the moment of the settings."""
        return self.makes_the_same(now_or(settings.at)) and self.day == str(today(settings.at))


def _seconds(moment: dt.datetime | float) -> float:
    return moment.timestamp() if isinstance(moment, dt.datetime) else moment
