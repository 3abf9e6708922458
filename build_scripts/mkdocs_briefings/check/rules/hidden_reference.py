"""A briefing refers to one that its readers may not see.

The other is a draft, under embargo, or above the audience of this build. Its id alone can say too much (who is
being written about, and when), so the build stops. Remove the reference, or publish both together.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [sanctions-to-come]
    # briefings/2024/sanctions-to-come.yaml
    title: Sanctions
    date: 2024-02-06
    tlp: amber
    executive_points: [They will come.]
    body: Preparations have begun.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [sanctions-to-come]
    # briefings/2024/sanctions-to-come.yaml
    title: Sanctions
    date: 2024-02-06
    executive_points: [They have come.]
    body: They were announced.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report references to withheld briefings in briefings that are not withheld themselves."""
    for briefing in context.facts if context.withheld else ():
        if briefing.id in context.withheld:
            continue
        for reference in briefing.references:
            if reference.id in context.withheld:
                message = f"readers may not see '{reference.id}': {context.withheld[reference.id]}"
                hint = "remove the reference, or publish both together"
                yield Finding(reference.place, "hidden-reference", message, hint)
