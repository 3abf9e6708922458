"""Everything an executive point cites comes from one outlet.

Two articles of one newspaper are not two witnesses. Often there is no second source and nothing to be done, so this
is only a note; where the judgment is strong, look for another outlet or say so with `confidence: low`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-a; @sb-b]."]
    body: Talks were held.
    sources: [{id: sb-a, outlet: SB, date: 2024-01-27}, {id: sb-b, outlet: SB, date: 2024-01-28}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb; @rbc]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2024-01-28}]
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext, places_in_text
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.INFO


def check(context: CheckContext) -> Iterator[Finding]:
    """Report points all of whose sources share an outlet; a source without one may be from any."""
    for briefing in context.briefings:
        outlets = {linked.source.id: linked.outlet for linked in briefing.sources}
        for index, point in enumerate(briefing.points):
            cited = {outlets.get(cite.source) for mark in point.text.citations for cite in mark.cites}
            only = next(iter(cited)) if len(cited) == 1 else None
            if only is not None:
                first = next(places_in_text(briefing.path, ("executive_points", index, "text"), point.text))
                message = f"executive point {index + 1} rests on one outlet, {only.name}"
                yield Finding(first.place, "point-on-one-outlet", message)
