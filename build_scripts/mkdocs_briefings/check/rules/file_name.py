"""The name of a file cannot be the id of a briefing.

The name without `.yaml` is the briefing's id and the end of its address, on every system: small letters, digits and
single hyphens, at most 120, and none of the names that Windows keeps for devices (`con`, `nul`, ...). Rename the
file; an address that readers know already goes under `aliases`.

FAIL:

    # briefings/2024/State Visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/state-visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
