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

from mkdocs_briefings.check.addresses import fault
from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.check.links import refused
from mkdocs_briefings.check.texts import texts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.safe_text import quote_address

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Addresses that are not http or https, or malformed: of sources, of registry entries, and in texts.

    Loading has refused the dangerous ones of fields already.
    """
    for url, place in _addresses(context):
        if problem := fault(url):
            hint = "copy it again from the browser; it starts with https:// or http://"
            yield Finding(place, "bad-address", f"the address {quote_address(url)} {problem}", hint)
    for briefing in context.briefings:
        for keys, text in texts(briefing.briefing):
            for one in refused(text):
                place = Place(briefing.path, keys, one.offset, one.length)
                hint = "texts lead to https:, http:, mailto:, briefing:<id>, files/<name> or #..."
                message = f"the address {quote_address(one.address)} {one.problem}"
                yield Finding(place, "bad-address", message, hint)


def _addresses(context: CheckContext) -> Iterator[tuple[str, Place]]:
    for briefing in context.briefings:
        for index, source in enumerate(briefing.briefing.sources):
            if source.url is not None:
                yield source.url, Place(briefing.path, ("sources", index, "url"))
            if source.archive_url is not None:
                yield source.archive_url, Place(briefing.path, ("sources", index, "archive_url"))
    yield from _registered(context.registries)


def _registered(registries: Registries) -> Iterator[tuple[str, Place]]:
    for entries in (registries.publications, registries.authors, registries.outlets):
        for entry in entries.values():
            if entry.value.url is not None:
                yield entry.value.url, entry.at("url")
    for notice in registries.notices:
        if notice.value.url is not None:
            yield notice.value.url, notice.at("url")
        if notice.value.archive_url is not None:
            yield notice.value.archive_url, notice.at("archive_url")
