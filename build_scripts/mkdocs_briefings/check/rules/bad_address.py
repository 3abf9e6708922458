"""An address cannot be linked to.

Addresses start with `https://` or `http://` and name a host. Anything else either leads nowhere (`www.sb.by` would
be a page of this site) or is dangerous to click (`javascript:`, `data:`). Spaces and other characters that addresses
cannot have come from copying; copy the address again from the browser. Links, pictures and HTML in texts are looked
at too; there `mailto:`, `briefing:<id>`, `files/<name>` and `#...` are good as well. Whatever the severity, no page
ever shows a dangerous address.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "javascript:alert(1)"}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources: [{id: sb, outlet: SB, date: 2024-01-27, url: "https://www.sb.by/visit"}]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from mkdocs_briefings.check.citation_places import texts
from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.check.web_addresses import unsafe_links, web_address_problem
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.desk import Located
from mkdocs_briefings.model.safe_text import quote_address

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report addresses that are not http or https, or malformed: of sources, of registry entries, and in texts.

    Loading has refused those of fields that are dangerous.
    """
    for url, place in _addresses(context):
        if problem := web_address_problem(url):
            hint = "copy it again from the browser; it starts with https:// or http://"
            yield Finding(place, "bad-address", f"the address {quote_address(url)} {problem}", hint)
    for briefing in context.briefings:
        for keys, cited in texts(briefing):
            for link in unsafe_links(cited.text):
                place = briefing.at(*keys, offset=link.offset, length=max(1, len(link.address)))
                hint = "texts lead to https:, http:, mailto:, briefing:<id>, files/<name> or #..."
                message = f"the address {quote_address(link.address)} {link.problem}"
                yield Finding(place, "bad-address", message, hint)


def _addresses(context: CheckContext) -> Iterator[tuple[str, Place]]:
    for briefing in context.briefings:
        for index, source in enumerate(briefing.briefing.sources):
            for key, url in (("url", source.url), ("archive_url", source.archive_url)):
                if url is not None:
                    yield url, briefing.at("sources", index, key)
    registries = context.registries
    entries: Iterator[Located[Any]] = chain(
        registries.publications.values(),
        registries.authors.values(),
        registries.outlets.values(),
        registries.notices,
    )
    for entry in entries:
        for key in ("url", "archive_url"):
            url = getattr(entry.value, key, None)
            if url is not None:
                yield url, entry.at(key)
