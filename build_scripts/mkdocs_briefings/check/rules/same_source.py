"""Two sources of a briefing are the same item.

Same outlet (or authors, where none is named), same title, same date: one source under two ids, which readers will count
as two. Keep one, and cite it in both places.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb-a; @sb-b]."]
    body: Talks were held.
    sources:
      - {id: sb-a, outlet: SB, title: Presidents meet, date: 2024-01-27}
      - {id: sb-b, outlet: SB, title: Presidents Meet, date: 2024-01-27}

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
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.content_model import names_line, readable_name
from mkdocs_briefings.model.safe_text import address_key

SEVERITY = Severity.WARNING


def check(context: CheckContext) -> Iterator[Finding]:
    """Report sources with outlet, title and date of one above, but for those that `same-address` reports."""
    for briefing in context.briefings:
        first: dict[tuple[str, str, str], Source] = {}
        for index, source in enumerate(briefing.briefing.sources):
            if not source.title:
                continue
            title = " ".join(source.title.casefold().split())
            by = source.outlet or names_line([*map(readable_name, source.authors)])
            key = (by.casefold(), title, str(source.date))
            other = first.setdefault(key, source)
            if other.id != source.id and not _same_address(source, other):
                message = f"the sources '{other.id}' and '{source.id}' have the same outlet, title and date"
                hint = f"keep one, and cite it as `[@{other.id}]`"
                yield Finding(briefing.at("sources", index), "same-source", message, hint)


def _same_address(source: Source, other: Source) -> bool:
    if not source.url or not other.url:
        return False
    return address_key(source.url, fragment=True) == address_key(other.url, fragment=True)
