"""An executive point cites nothing.

The points are what most readers read, and what others quote. Each should say what it rests on, even where the
analysis says so again. Add a citation, such as `[@sb-2024-01-27]`. Drafts are passed over: their citations may still come.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met in Minsk.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met in Minsk [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}]
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.vocabulary import Status

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report points without a citation; in a draft citations may still come."""
    for briefing in context.briefings:
        for index, point in enumerate(briefing.points):
            if not point.text.citations and briefing.briefing.status is not Status.DRAFT:
                place = briefing.at("executive_points", index, "text")
                message = f"executive point {index + 1} cites no source"
                yield Finding(place, "point-without-citation", message, "add a citation: `[@id-of-a-source]`")
