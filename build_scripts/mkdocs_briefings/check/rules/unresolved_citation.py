"""A citation names a source that the briefing does not list.

A reader who follows the mark would arrive nowhere. Correct the id, or add the source under `sources`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-2024-01-72]."]
    body: Talks were held.
    sources: [{id: sb-2024-01-27, outlet: SB, date: 2024-01-27}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-2024-01-27]."]
    body: Talks were held.
    sources: [{id: sb-2024-01-27, outlet: SB, date: 2024-01-27}]
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext, citation_places
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report marks whose id is not under `sources`."""
    for briefing in context.briefings:
        ids = {source.id for source in briefing.briefing.sources}
        hints = SpellingHints(tuple(ids))
        for citation in citation_places(briefing):
            id = citation.cite.source
            if id not in ids:
                hint = hints.hint(id) or f"add a source with `id: {id}` under `sources:`"
                message = f"the briefing has no source '{id}'"
                yield Finding(citation.place, "unresolved-citation", message, hint)
