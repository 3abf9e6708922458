"""A source does not say who published it.

Readers see "unnamed in the original". That is right when the original does not say, and it is reported so that
somebody may still find out; it is only a note, because nothing can be put there that is not known. A book with its
author needs no outlet, and neither does what the desk itself heard or saw (`own: true`).

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@unnamed]."]
    body: Talks were held.
    sources: [{id: unnamed, outlet: null, date: 2024-01-27, as_cited: "(, January 27)"}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}]
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.vocabulary import SourceKind

SEVERITY = Severity.INFO


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources without outlet, except books by a named author."""
    for briefing in context.briefings:
        for index, source in enumerate(briefing.briefing.sources):
            by_author = source.kind is SourceKind.BOOK and source.authors
            if source.outlet is None and not by_author and not source.own:
                message = f"the source '{source.id}' names no outlet"
                hint = "name it if you can find out; never guess"
                yield Finding(briefing.at("sources", index, "outlet"), "outlet-not-named", message, hint)
