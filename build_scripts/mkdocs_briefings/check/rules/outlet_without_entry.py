"""An outlet is cited by a name that no registry entry has.

It works: the name is shown as written. But a second spelling of it makes a second outlet, and readers learn nothing
about it. Add it to `outlets.yaml`, or correct the name if it is one of those there. Reported once for each outlet,
and not at all in a desk that keeps no `outlets.yaml`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: Radio Svabda, date: 2024-01-27}]
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

from collections import Counter
from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints

SEVERITY = Severity.INFO
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report names of outlets without an entry, each at its first use."""
    if not context.registries.outlets:
        return
    first: dict[str, Place] = {}
    uses: Counter[str] = Counter()
    for name, place in (outlet for facts in context.facts for outlet in facts.outlets):
        if not context.unread.may_hold("outlets", name):
            first.setdefault(name, place)
            uses[name] += 1
    registered = context.registries.outlets.items()
    names = tuple(
        name for id, outlet in registered for name in (id, outlet.value.name, *outlet.value.aliases)
    )
    hints = SpellingHints(names)
    for name, place in first.items():
        times = f", cited {uses[name]} times," if uses[name] > 1 else ""
        hint = hints.hint(name) or "add it to outlets.yaml"
        yield Finding(place, "outlet-without-entry", f"the outlet '{name}'{times} has no entry", hint)
