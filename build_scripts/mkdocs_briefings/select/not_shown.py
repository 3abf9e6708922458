"""What a site does not show and why, in words for the people who publish it: never for output."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.vocabulary import Status, Tlp
from mkdocs_briefings.select.select import Withheld

_LAST_MOMENT = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC).timestamp()


class Hidden(NamedTuple):
    """A briefing that is not shown, without a word of it."""

    reason: Withheld
    level: Tlp
    draft: bool
    """Whether its status is another than published."""
    embargo_end: float
    """In seconds since 1970; 0 without an embargo."""


def hidden(briefing: Briefing, reason: Withheld) -> Hidden:
    """Return what is to be told of a briefing that is withheld for this reason."""
    end = briefing.publish_at.timestamp() if briefing.publish_at is not None else 0.0
    return Hidden(reason, briefing.tlp, briefing.status is not Status.PUBLISHED, end)


def not_shown(briefings: Iterable[Hidden], audience: Tlp) -> tuple[str, ...]:
    """Return two lines: how many briefings are not shown and why, then how to see them; none when all are shown.

    Args:
        briefings: that are withheld; those with errors are not counted, for these are reported.
        audience: highest level that the site may show.
    """
    counted = [briefing for briefing in briefings if briefing.reason is not Withheld.UNCLEAR]
    if not counted:
        return ()
    options = " ".join(_options(counted, audience))
    return f"Not shown: {', '.join(_counts(counted, audience))}.", f"To see: briefings serve {options}"


def _counts(briefings: list[Hidden], audience: Tlp) -> Iterator[str]:
    """Yield a number and its noun for each reason."""
    if drafts := sum(briefing.reason is Withheld.DRAFT for briefing in briefings):
        yield f"{drafts:,} draft{'s' if drafts > 1 else ''}"
    if ends := [briefing.embargo_end for briefing in briefings if briefing.reason is Withheld.EMBARGO]:
        first = ", the first" if len(ends) > 1 else ""
        yield f"{len(ends):,} under embargo{first} until {_moment(min(ends))}"
    if above := sum(briefing.reason is Withheld.AUDIENCE for briefing in briefings):
        yield f"{above:,} above {audience}"


def _options(briefings: list[Hidden], audience: Tlp) -> Iterator[str]:
    """Yield the options that show all of these briefings."""
    level = max((briefing.level for briefing in briefings), key=lambda level: level.rank)
    embargo_end = max(briefing.embargo_end for briefing in briefings)
    if any(briefing.draft for briefing in briefings):
        yield "--drafts"
    if level.rank > audience.rank:
        yield f"--audience {level}"
    if embargo_end:
        yield f"--at {_moment(embargo_end)}"


def _moment(seconds: float) -> str:
    """Return a moment as ISO 8601 writes it in UTC; a part of a second counts as a whole one, so the embargo has ended."""
    return dt.datetime.fromtimestamp(min(math.ceil(seconds), _LAST_MOMENT), dt.UTC).isoformat()
