"""A volume or an issue is given, but not of what.

The publication line would read "Volume 21" of nothing, so it is not shown. Add `publication`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    volume: 21
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    publication: edm
    volume: 21
    executive_points: [They met.]
    body: Talks were held.
    # publications.yaml
    edm: {name: Eurasia Daily Monitor}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report briefings with `volume` or `issue` and no `publication`."""
    for briefing in context.briefings:
        written = briefing.briefing
        key = "volume" if written.volume else "issue" if written.issue else ""
        if key and written.publication is None:
            message = f"`{key}` is given, but no `publication`"
            hint = "add `publication:`, or remove it"
            yield Finding(briefing.at(key), "volume-without-publication", message, hint)
