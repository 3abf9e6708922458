"""Something looks like a citation and is none.

Readers would see `[@...]` as it stands. Ids of sources are letters of the English alphabet and digits, with single
hyphens, dots, colons and underscores between them, and nothing stands between the `@` and the id. In code, between
backticks, it is left alone.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb; @rbc]."]
    body: Talks were held [@ sb].
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2024-01-28}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb; @rbc]."]
    body: Talks were held [@sb]. The mark is written `[@...]`.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2024-01-28}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext, texts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.WARNING

_MARK = re.compile(r"(?<!\\)\[@[^\[\]\n]*\](?![(\[:])")


def check(context: CheckContext) -> Iterator[Finding]:
    """Report brackets that begin with an @ and are no citations."""
    for briefing in context.briefings:
        for keys, cited in texts(briefing):
            if "[@" not in cited.text:
                continue
            starts = {citation.start for citation in cited.citations}
            before, ticks = 0, 0
            for match in _MARK.finditer(cited.text):
                ticks += cited.text.count("`", before, match.start())
                before = match.start()
                if match.start() not in starts and ticks % 2 == 0:
                    place = briefing.at(*keys, offset=match.start(), length=len(match[0]))
                    hint = "write the id of a source right after the @: `[@sb-2024-01-27]`"
                    yield Finding(place, "unread-citation", f"'{match[0]}' is not a citation", hint)
