"""What an editor on the web leaves in Markdown and nobody would type: `&#8220;` for a quote, a span for a colour."""

from __future__ import annotations

import html
import re

from mkdocs_briefings.importers.parentheses import code_spans

_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LOOK = re.compile(
    r"""<span(?:\s+(?:style|class)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*>|</span\s*>""", re.IGNORECASE
)
_MEANT = frozenset("<>&*_`\\[](){}#|~+-=.!:\"'")
"""Signs that somebody may have written as a reference to keep Markdown from reading them."""


def readable(text: str) -> str:
    """Markdown with references made the letters they stand for, without spans that only change the look.

    Code stays as it is, and so do spans if any of them does more.
    """
    blind = code_spans(text)

    def outside(match: re.Match[str], instead: str) -> str:
        return match[0] if any(start <= match.start() < end for start, end in blind) else instead

    text = _REFERENCE.sub(lambda match: outside(match, _letter(match[0])), text) if "&" in text else text
    if "<span" not in text:
        return text
    blind = code_spans(text)
    bare = _LOOK.sub(lambda match: outside(match, ""), text)
    return text if "<span" in bare else bare


def _letter(reference: str) -> str:
    letter = html.unescape(reference)
    if letter.isspace():
        return " "
    return letter if len(letter) == 1 and letter.isprintable() and letter not in _MEANT else reference
