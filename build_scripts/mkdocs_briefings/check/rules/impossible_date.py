"""A date does not exist, or is not written as a date.

Dates are a year, a month or a day: `2024`, `2024-02`, `2024-02-05` (EDTF level 0, ISO 8601-2). Leave out what is
not known instead of filling in a first of January.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-30
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
