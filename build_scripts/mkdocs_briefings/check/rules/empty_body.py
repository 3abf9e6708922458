"""The analysis is empty.

A page with executive points and nothing below them looks like one that failed to load. Write the analysis, or keep
the briefing out of the site with `status: draft`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: ""

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report briefings whose body is white space."""
    for briefing in context.briefings:
        if not briefing.body.text.strip():
            hint = "write it, or set `status: draft`"
            yield Finding(briefing.at("body"), "empty-body", "the analysis is empty", hint)
