"""Subscript and superscript in Markdown, as Pandoc writes them: `H~2~O`, `10^6^`.

Both stand at the end of a word or a bracket. So `~5 to ~6` and `2^10` stay as they are, and so do addresses.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from mkdocs_briefings.model.spelling import RULES

_BEFORE = r"(?<=[^\W_]|[)\]}*_\x03])"
_SUBSCRIPT = _BEFORE + r"~([\w+\-−=().,*\x02\x03:]{1,60})~(?![~0-9])"
_SUPERSCRIPT = _BEFORE + r"\^([^\s^~\[\]]{1,60})\^(?![\^0-9])"
_LONGEST_ADDRESS = 2000
_UNSPACED = re.compile(f"[{RULES['unspaced']}]")
"""Scripts without blanks, in which `~` stands between numbers."""


class _Raised(InlineProcessor):
    """Puts what stands between two signs into an element."""

    def __init__(self, pattern: str, md: markdown.Markdown, tag: str) -> None:
        super().__init__(pattern, md)
        self._tag = tag

    def handleMatch(  # type: ignore[override]  # noqa: N802 - as it is called
        self, match: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        before = data[max(0, match.start() - _LONGEST_ADDRESS) : match.start()]
        if _UNSPACED.search(match[1]) or _begins_address(before.rpartition(" ")[2].rpartition("\n")[2]):
            return None, None, None
        element = ElementTree.Element(self._tag)
        element.text = match[1]
        return element, match.start(), match.end()


class RaisedExtension(Extension):
    """Subscript, superscript, or both."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"sub": [False, "Whether `~` makes subscript"], "sup": [False, "Whether `^` does"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - as it is called
        """Register a pattern for each of the two, after that of struck text."""
        for tag, pattern in (("sub", _SUBSCRIPT), ("sup", _SUPERSCRIPT)):
            if self.getConfig(tag):
                md.inlinePatterns.register(_Raised(pattern, md, tag), f"briefings_{tag}", 62)


def makeExtension(**settings: Any) -> RaisedExtension:  # noqa: N802 - as it is called
    """Return the extension, as Python-Markdown asks for it."""
    return RaisedExtension(**settings)


def _begins_address(word: str) -> bool:
    return "://" in word or word.lower().startswith("www.")
