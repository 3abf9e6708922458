"""A value has the right shape but is none of those allowed.

A word outside a closed list (`status`, `tlp`, `likelihood`, `kind`, ...), a number out of range, an id with capital
letters or spaces, text that is empty. The hint lists what is allowed or names the nearest.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    tlp: white
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    tlp: clear
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
