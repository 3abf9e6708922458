"""A source is listed but never cited.

Either a citation was lost, or the source is further reading that a reader will take for evidence. Cite it where it
is used, or remove it.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2023-09-27}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held, as before [@rbc].
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2023-09-27}]
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources that no citation names."""
    for briefing in context.briefings:
        cited = {linked.source.id for linked in briefing.sources if linked.cited_by}
        for index, source in enumerate(briefing.briefing.sources):
            if source.id not in cited:
                message = f"the source '{source.id}' is never cited"
                hint = f"cite it with `[@{source.id}]`, or remove it"
                yield Finding(briefing.at("sources", index, "id"), "unused-source", message, hint)
