"""Two sources of a briefing have the same address.

They are one source under two ids, and readers will count it as two. Keep one and cite it in both places; a place in
it belongs in the citation: `[@id, p. 58]`. Addresses are compared without `www.`, a last slash, and `http` against
`https`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-a; @sb-b]."]
    body: Talks were held.
    sources:
      - {id: sb-a, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}
      - {id: sb-b, outlet: SB, date: 2024-01-27, url: "https://sb.by/visit/"}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources:
      - {id: sb, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.safe_text import address_key

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources whose address another source above has."""
    for briefing in context.briefings:
        first: dict[str, str] = {}
        for index, source in enumerate(briefing.briefing.sources):
            if not source.url:
                continue
            other = first.setdefault(address_key(source.url, fragment=True), source.id)
            if other != source.id:
                message = f"the sources '{other}' and '{source.id}' have the same address"
                hint = f"keep one, and cite it as `[@{other}]`"
                yield Finding(briefing.at("sources", index, "url"), "same-address", message, hint)
