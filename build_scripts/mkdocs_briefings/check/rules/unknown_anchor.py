"""A link leads to a place on the page of another briefing, and that page has no such place.

The link opens the page at its top, where readers look for what was promised. `briefing:<id>#p:3` is a paragraph, by its
number or, lasting, by its letters (`#p:1a2b3c4d`); `#point:2` an executive point, `#source:x` a source. Copy what stands
behind the `#` from the page; the link at the end of a paragraph has it.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held [again](briefing:a-visit-before#p:4).
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held [again](briefing:a-visit-before#p:1).
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report links to briefings that are there, and to places that are not."""
    ids = context.facts_by_id.keys()
    for briefing in context.facts:
        for reference in briefing.references:
            fragment = reference.fragment
            if fragment and reference.id in ids and fragment not in context.anchors(reference.id):
                message = f"there is no place '#{fragment}' on the page of '{reference.id}'"
                hint = "copy it from the link at the end of a paragraph of that page, or from a heading"
                yield Finding(reference.place, "unknown-anchor", message, hint)
