"""A source is dated after the briefing that cites it.

One of the two dates is wrong, or the text was changed later and a correction should say so. Dates count as far as
they are given: `2024` may be any day up to its last. An inferred date is compared like any other, because a source
from the future is how a wrong inference shows ("December 28", cited in February, is last year's). Sources cited in
a correction may be as late as the correction.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-12-28, date_inferred: year}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2023-12-28, date_inferred: year}]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.content import Briefing, Source
from mkdocs_briefings.model.site import LinkedBriefing

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources whose earliest day is later than the briefing's latest."""
    for briefing in context.briefings:
        written = briefing.briefing
        if written.date is None:
            continue
        latest = written.date.last_day()
        corrected = _last_corrections(briefing)
        for index, source in enumerate(written.sources):
            if source.date is None or source.date.first_day() <= max(
                latest, corrected.get(source.id, latest)
            ):
                continue
            place = briefing.at("sources", index, "date")
            message = f"the source '{source.id}' is of {source.date}, the briefing of {written.date}"
            yield Finding(place, "citation-after-briefing", message, _hint(written, source))


def _last_corrections(briefing: LinkedBriefing) -> Mapping[str, dt.date]:
    """Return the day of the last correction that cites a source, by the id of the source."""
    days: dict[str, dt.date] = {}
    for correction, text in zip(briefing.briefing.corrections, briefing.corrections, strict=True):
        for cite in (cite for mark in text.citations for cite in mark.cites):
            days[cite.source] = max(days.get(cite.source, dt.date.min), correction.date.last_day())
    return days


def _hint(briefing: Briefing, source: Source) -> str:
    if source.date_inferred is not None:
        return f"the source's {source.date_inferred} is inferred: perhaps it is an earlier one"
    if briefing.date_inferred is not None:
        return f"the briefing's {briefing.date_inferred} is inferred: perhaps it is a later one"
    return "correct one of the dates, or add a correction that says what changed"
