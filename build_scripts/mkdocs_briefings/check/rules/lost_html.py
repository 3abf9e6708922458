r"""HTML of a text is taken out, with words in it or something else that readers would have seen.

Pages hold no script, style, frame, form or film, and nothing from other sites (`SECURITY.md` in the repository has the
list of what they hold). Of other elements the words stay, but `<iframe>` and `<script>` go with all in them, and so does
whatever only looks like an element: `<name>` in a sentence. Put a link or a picture from `files/` there; before a `<` that
begins no HTML, put a backslash.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: |
      Talks were held with <name of the minister>.

      <iframe src="https://maps.example.org/minsk"></iframe>

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: |
      Talks were held with \<name of the minister>.

      See the [map](https://maps.example.org/minsk); CO<sub>2</sub> was on the agenda.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report what is taken out of texts."""
    yield from context.slips("lost-html")
