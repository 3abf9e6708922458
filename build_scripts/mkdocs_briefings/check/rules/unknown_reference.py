"""A briefing refers to one that does not exist.

`related` and links such as `[the visit](briefing:a-visit-before)` name briefings by id, which is the name of their
file without `.yaml`. Under `related`, one that is not there is left out of the page; a link to it leads nowhere.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [a-visit-befor]
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [a-visit-before]
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints

SEVERITY = Severity.WARNING
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report ids under `related` and in links that no briefing has."""
    ids = context.facts_by_id.keys()
    hints = SpellingHints(tuple(ids))
    accounted_for = ids | context.withheld.keys() | context.unread.briefings
    for briefing in context.facts:
        for reference in briefing.references:
            if reference.id not in accounted_for:
                message = f"there is no briefing '{reference.id}'"
                yield Finding(reference.place, "unknown-reference", message, hints.hint(reference.id))
