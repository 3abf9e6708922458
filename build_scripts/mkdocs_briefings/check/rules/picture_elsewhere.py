"""A picture of another site is a link on the page.

Pages load nothing from other sites: whoever runs these would see who reads what. So readers get a link to the picture,
with its description. Save the picture below `content/files/` and name that file; or write the link yourself, without
the `!`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "![The programme](https://example.org/programme.png)"

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "[The programme](https://example.org/programme.png)"
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report pictures that became links."""
    yield from context.slips("picture-elsewhere")
