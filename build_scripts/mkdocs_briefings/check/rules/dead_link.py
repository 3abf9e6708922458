"""A link or a picture leads nowhere.

On the page a link has the address of something on the web (`https:`, `http:`, `mailto:`), of a place on the page itself
(`#...`), of a briefing (`briefing:<id>`) or of a file below `content/files/` (`files/<name>`); a picture is such a file.
Anything else (`www.example.org`, `other.md`, `/report.pdf`) would lead into the void, so the page shows the words without
a link, and nothing in place of a picture. A `#...` names a paragraph or a heading of the same page.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held, [he said](www.example.org/talks), and [not the first](#p:7).

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held, [he said](https://www.example.org/talks), and [not the first](#p:1).
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report addresses of links and pictures that pages do not have."""
    yield from context.slips("dead-link")
