"""The reliability of an outlet was rated more than two years ago.

Outlets change hands. Look again, and set `rated_on` to the day you did. Only a note, because a site must not stop
building when time passes.

FAIL:

    # outlets.yaml
    sb: {name: SB, reliability: D, rated_on: 2021-05}

PASS:

    # outlets.yaml
    sb: {name: SB, reliability: D, rated_on: 2024-01-15}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.INFO

_YEARS = 2


def check(context: CheckContext) -> Iterator[Finding]:
    """Report ratings whose latest possible day is more than two years before the day the site is built for."""
    today = context.today
    for outlet in context.registries.outlets.values():
        rated = outlet.value.rated_on
        if outlet.value.reliability is None or rated is None:
            continue
        day = rated.last_day()
        if (day.year + _YEARS, day.month, day.day) < (today.year, today.month, today.day):
            message = f"the rating of '{outlet.id}' is of {rated}, more than two years ago"
            yield Finding(outlet.at("rated_on"), "stale-rating", message, "look again, and set the new day")
