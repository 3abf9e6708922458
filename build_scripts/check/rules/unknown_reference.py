"""Something to read next does not exist.

`related` names briefings by id, which is the name of their file without `.yaml`. One that is not there is left out
of the page.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [a-visit-befor]
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
    body: Talks were held.
    related: [a-visit-before]
    # briefings/2023/a-visit-before.yaml
    title: A visit before
    date: 2023-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.check.checked import Checked
from build_scripts.diagnostics.diagnostic import Finding, Severity
from build_scripts.diagnostics.hint import nearest
from build_scripts.diagnostics.span import Place

SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """Ids under `related` that no briefing has."""
    known = checked.site.briefings
    for briefing in checked.briefings:
        for index, id in enumerate(briefing.briefing.related):
            if id in known or id in checked.withheld or checked.unread.briefing(id):
                continue
            place = Place(briefing.path, ("related", index))
            yield Finding(place, "unknown-reference", f"there is no briefing '{id}'", nearest(id, known))
