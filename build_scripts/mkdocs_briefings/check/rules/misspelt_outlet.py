"""An outlet has no registry entry, and its name is nearly that of one that has.

A slip of the pen makes a second outlet: readers of the first do not learn of it, and a notice on the one does not reach
the other. Correct the name; if it is another outlet indeed, add it to `outlets.yaml`. Reported once for each name.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: svabda, date: 2024-01-27}]
    # outlets.yaml
    svaboda: {name: Radio Svaboda}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: svaboda, date: 2024-01-27}]
    # outlets.yaml
    svaboda: {name: Radio Svaboda}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.check.unregistered import unregistered_outlets
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report names of outlets that are near to a registered one, each at its first use."""
    for outlet in unregistered_outlets(context):
        if outlet.near_miss:
            message = f"the outlet '{outlet.name}'{outlet.times} has no entry"
            hint = f"{outlet.near_miss} If not, add it to outlets.yaml"
            yield Finding(outlet.place, "misspelt-outlet", message, hint)
