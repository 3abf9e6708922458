"""A former id is in use.

Under `aliases` stand ids that a briefing had before, so that old links still lead to it. If another briefing has
that id now, or claims it too, one address would have to lead to two pages. If readers may not see the other one, its
address would be open before it is. So no setting lowers this rule.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    aliases: [a-visit-before]
    executive_points: [They met.]
    body: Talks were held.
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    aliases: [state-visit]
    executive_points: [They met.]
    body: Talks were held.
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity

SEVERITY = Severity.ERROR
DESK = True
FATAL = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report aliases that are the id of a briefing, or an alias of another."""
    owner = {id: id for id in (*context.facts_by_id, *context.withheld)}
    for briefing in context.facts:
        for index, alias in enumerate(briefing.aliases):
            other = owner.setdefault(alias, briefing.id)
            if other != briefing.id or alias == briefing.id:
                place = Place(briefing.path, ("aliases", index))
                message = f"the id '{alias}' belongs to the briefing '{other}'"
                yield Finding(place, "alias-taken", message, "remove the alias, or rename the other briefing")
