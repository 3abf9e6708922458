"""Sources of a briefing would have the same citation mark, and letters tell them apart.

Readers see `(SB, January 27a)` and `(SB, January 27b)`, and the same letters under Sources. That is in order; it is
reported so that somebody looks whether the two are one item after all, or lack a part of their dates. Letters go by the
order of the list `sources`, so write a new source below the others: the letters that are published then stay.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-a; @sb-b]."]
    body: Talks were held.
    sources:
      - {id: sb-a, outlet: SB, title: Presidents meet, date: 2024-01-27}
      - {id: sb-b, outlet: SB, title: Presidents part, date: 2024-01-27}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-a; @sb-b]."]
    body: Talks were held.
    sources:
      - {id: sb-a, outlet: SB, title: Presidents meet, date: 2024-01-27}
      - {id: sb-b, outlet: SB, title: Presidents part, date: 2024-01-28}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.marks import mark_key

SEVERITY = Severity.INFO


def check(context: CheckContext) -> Iterator[Finding]:
    """Report each source whose mark would be that of a source above."""
    for briefing in context.briefings:
        sources = briefing.sources_by_id
        first: dict[object, str] = {}
        for index, source in enumerate(briefing.briefing.sources):
            linked = sources[source.id]
            if not linked.letter:
                continue
            other = first.setdefault(mark_key(linked), source.id)
            if other != source.id:
                message = f"the sources '{other}' and '{source.id}' would have the same mark"
                hint = f"letters tell them apart: '{sources[other].letter}' and '{linked.letter}'"
                yield Finding(briefing.at("sources", index), "same-mark", message, hint)
