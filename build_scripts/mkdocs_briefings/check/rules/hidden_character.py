r"""A text holds a character that readers do not see.

Control characters come from copying out of terminals and old word processors; no page, feed or export can hold them,
so they are left out whatever the severity. Characters that turn the direction of writing (U+202A to U+202E, and
isolates that are not closed) can make a line read as something else than it says. Delete the character, or type the
passage again. The marks that right-to-left text needs (U+200E, U+200F, closed isolates) are no fault.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "Talks were \u202Edleh\u202C."

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "Talks were held."
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
