"""A title is longer than search engines show.

Results pages cut titles at about 70 characters, so the end of this one will be missing. A shorter title is also
easier to cite. Only a note: a title that was published before is better kept.

FAIL:

    # briefings/2024/visit.yaml
    title: The two presidents meet in Saint Petersburg and agree on everything they had agreed on before
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: The two presidents agree on what they had agreed on before
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.INFO

_VISIBLE = 70


def check(context: CheckContext) -> Iterator[Finding]:
    """Report titles over 70 characters, pointing at what is cut off."""
    for briefing in context.briefings:
        title = briefing.briefing.title
        if len(title) > _VISIBLE:
            place = briefing.at("title", offset=_VISIBLE, length=len(title) - _VISIBLE)
            message = f"the title has {len(title)} characters; search results show about {_VISIBLE}"
            yield Finding(place, "long-title", message)
