"""Something that every entry of this kind needs is not there.

A briefing needs `title`, `executive_points` and `body`, and `date` once it is published; a registry entry needs its
`name`. Without them there is nothing to show, so no setting lowers this rule. A briefing that is not finished can
be kept out of the site with `status: draft`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
FATAL = True
