"""An outlet is cited by a name that no registry entry has.

It works: the name is shown as written. But a second spelling of it makes a second outlet, and readers learn nothing
about it. Add it to `outlets.yaml`. Reported once for each outlet, and not at all in a desk that keeps no
`outlets.yaml`; a name that is nearly one of those there is a `misspelt-outlet`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: Zviazda, date: 2024-01-27}]
    # outlets.yaml
    svaboda: {name: Radio Svaboda}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: Radio Svaboda, date: 2024-01-27}]
    # outlets.yaml
    svaboda: {name: Radio Svaboda}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.check.unregistered import unregistered_outlets
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.INFO
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report names of outlets without an entry and near to none, each at its first use."""
    for outlet in unregistered_outlets(context):
        if not outlet.near_miss:
            message = f"the outlet '{outlet.name}'{outlet.times} has no entry"
            yield Finding(outlet.place, "outlet-without-entry", message, "add it to outlets.yaml")
