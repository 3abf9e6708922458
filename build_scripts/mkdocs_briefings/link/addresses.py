"""Addresses that authors write in the desk's own way: `briefing:<id>` and `files/<name>`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs_briefings.model.content import SLUG_PATTERN
from mkdocs_briefings.model.site import CitedText

BRIEFING = "briefing:"
_OWN = re.compile(
    rf"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)=[\"'])(?P<address>{BRIEFING}{SLUG_PATTERN.strip('^$')}|files/[^\s)\"'>]+)"
)


def own(texts: Iterable[CitedText]) -> tuple[str, ...]:
    """Addresses of this kind in the texts, each once, in order of appearance."""
    found = (
        match["address"]
        for cited in texts
        if "files/" in cited.text or BRIEFING in cited.text
        for match in _OWN.finditer(cited.text)
    )
    return tuple(dict.fromkeys(found))
