"""A date has not come yet.

A published briefing, a correction, the day on which a source was read: all of these are past. A date that lies ahead is
a slip of the pen, mostly in the year, and the briefing stands above all others until that day. One day is forgiven, for
it is tomorrow already somewhere. Feeds, machine copies, the sitemap and the data for search engines name no moment to
come at which something was published or changed. Drafts may have any date, and a briefing under embargo that of its
release.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2042-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext, dates_of
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.vocabulary import Status

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report dates of what has happened that are later than tomorrow, or than the day on which an embargo ends."""
    for briefing in context.briefings:
        written = briefing.briefing
        release = written.publish_at.date() if written.publish_at else context.today
        last = max(context.today, release)
        for date, place in dates_of(briefing) if written.status is Status.PUBLISHED else ():
            yield from _late(date, place, last)
    for outlet in context.registries.outlets.values():
        yield from _late(outlet.value.rated_on, outlet.at("rated_on"), context.today)
    for notice in context.registries.notices:
        yield from _late(notice.value.date, notice.at("date"), context.today)


def _late(date: PartialDate | None, place: Place, last: dt.date) -> Iterator[Finding]:
    if date is not None and date.first_day().toordinal() > last.toordinal() + 1:
        hint = "correct the date; a briefing for later is a draft, or has a `publish_at`"
        yield Finding(place, "date-to-come", f"{date} has not come yet", hint)
