"""A value is of another shape than its key asks for.

Text where a list belongs, words where a number belongs, a list where a mapping belongs. The value is left out of
what is context further; if the entry cannot do without it, so is the entry.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    volume: twenty-one
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    publication: edm
    volume: 21
    executive_points: [They met.]
    body: Talks were held.
    # publications.yaml
    edm: {name: Eurasia Daily Monitor}
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
