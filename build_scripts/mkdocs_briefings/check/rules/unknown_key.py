"""A key is not part of the content format.

Mostly a slip of the pen, and what stands under the misspelt key would be missing from the page. The hint names the
nearest key there is.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    sumary: Two presidents met.
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    summary: Two presidents met.
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
