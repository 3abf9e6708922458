"""Two things have the same id.

Ids of briefings are unique in the whole desk, whatever folder they are in; ids of registry entries in their
registry; ids of sources in their briefing. Otherwise an address or a citation would mean two things. Rename one of
the two.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources:
      - {id: sb, outlet: SB, date: 2024-01-25}
      - {id: sb, outlet: SB, date: 2024-01-27}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-01-25; @sb-01-27]."]
    body: Talks were held.
    sources:
      - {id: sb-01-25, outlet: SB, date: 2024-01-25}
      - {id: sb-01-27, outlet: SB, date: 2024-01-27}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
FATAL = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources that share an id; loading finds files and registry entries that do."""
    for briefing in context.briefings:
        seen: set[str] = set()
        for index, source in enumerate(briefing.briefing.sources):
            if source.id in seen:
                message = f"the id '{source.id}' is taken by a source above"
                yield Finding(briefing.at("sources", index, "id"), "duplicate-id", message)
            seen.add(source.id)
