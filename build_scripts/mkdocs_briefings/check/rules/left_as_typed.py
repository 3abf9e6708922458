"""Markup of a text was not read as markup, so that readers see its signs.

A footnote without its note, a list that begins right below a line of text, a table without a line below its head, a
Markdown extension that the site does not use: the page shows what was typed, signs and all. The text is rendered with
the site's own extensions, and what is left of the signs is named. If readers are to see just that, put a backslash
before the sign, or the whole between backticks; code is never looked at.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met.[^1]"]
    body: |
      The agenda:
      - grain
      - transit

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met. Notes are written `[^1]`."]
    body: |
      The agenda:

      - grain
      - transit
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report the signs of markup that pages show."""
    yield from context.slips("left-as-typed")
