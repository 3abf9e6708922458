"""A key stands twice in the same mapping.

One of the two values would be lost without a word, and YAML readers do not agree on which. The first is kept;
remove the other, or merge them.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    title: A state visit
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A state visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
