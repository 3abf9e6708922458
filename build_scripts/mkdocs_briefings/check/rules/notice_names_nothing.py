"""A notice is about something that no briefing cites.

A retraction with a slip in its address marks nothing, and nobody notices. Compare the address with the source's; a
notice about something that is no longer cited can go. While a file cannot be read or a briefing is withheld from
this audience the rule is silent, since the notice may be about those.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}]
    # notices.yaml
    - {url: "https://www.sb.by/vsit", status: retracted}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}]
    # notices.yaml
    - {url: "https://www.sb.by/visit", status: retracted}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints

SEVERITY = Severity.WARNING
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report notices that stand at no source."""
    if not context.registries.notices or not context.complete:
        return
    used = {number for briefing in context.facts for number in briefing.notices}
    if len(used) == len(context.registries.notices):
        return
    urls = dict.fromkeys(url for briefing in context.facts for url in briefing.urls.split())
    hints = SpellingHints(tuple(urls), 0.9)
    for number, notice in enumerate(context.registries.notices):
        outlet, url = notice.value.outlet, notice.value.url
        unknown = outlet is not None and outlet not in context.registries.outlets
        if number in used or unknown:
            continue
        hint = hints.hint(url) if url else ""
        place = notice.at("outlet" if outlet else "url")
        message = f"no briefing cites '{outlet or url}'"
        yield Finding(place, "notice-names-nothing", message, hint or "correct the notice, or remove it")
