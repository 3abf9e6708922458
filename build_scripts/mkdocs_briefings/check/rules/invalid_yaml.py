"""The file is not YAML that can be read.

YAML goes wrong in few ways: a colon inside a value that is not in quotes, a tab where spaces belong, a quote that
is never closed. Files that are not UTF-8, nest deeper than 40 levels, carry tags such as `!!python`, or blow up
through aliases are refused as well. Nothing of such a file can be used; the message stands where reading stopped,
and the slip is there or on the line above.

FAIL:

    # briefings/2024/visit.yaml
    title: Minsk: a visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: "Minsk: a visit"
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
FATAL = True
