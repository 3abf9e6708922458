"""An issue is given without its volume.

Some series count issues from the first on, and then all is well; where they begin again with each volume, the issue
alone leads to several. Only a note.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    publication: edm
    issue: 19
    executive_points: [They met.]
    body: Talks were held.
    # publications.yaml
    edm: {name: Eurasia Daily Monitor}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    publication: edm
    volume: 21
    issue: 19
    executive_points: [They met.]
    body: Talks were held.
    # publications.yaml
    edm: {name: Eurasia Daily Monitor}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.INFO


def check(context: CheckContext) -> Iterator[Finding]:
    """Report briefings of a publication with `issue` and no `volume`."""
    for briefing in context.briefings:
        written = briefing.briefing
        if written.publication is not None and written.issue is not None and written.volume is None:
            message = f"issue {written.issue} of which volume?"
            hint = "add `volume:` if the series has volumes"
            yield Finding(briefing.at("issue"), "issue-without-volume", message, hint)
