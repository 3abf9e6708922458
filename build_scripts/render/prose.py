"""Paragraphs of plain prose, which Markdown leaves as they are: most points, summaries and analyses are no more.

To parse such a paragraph takes Python-Markdown's two dozen patterns; to see that it is one takes a single match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_HARMLESS = frozenset(
    "admonition attr_list codehilite def_list fenced_code footnotes md_in_html sane_lists tables toc"
    " pymdownx.betterem pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys"
    " pymdownx.mark pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde".split()
)
"""Extensions that need one of the signs below, or a line that begins with something else than a letter."""
_PREFIX = "markdown.extensions."
_BETWEEN = re.compile(r"\n{2,}")


def leave_prose(extensions: Iterable[Any]) -> bool:
    """Whether none of these Python-Markdown extensions would change a line of plain prose."""
    return all(isinstance(one, str) and one.removeprefix(_PREFIX) in _HARMLESS for one in extensions)


class Prose:
    """Tells plain prose from other text.

    A line of it begins with a letter, for a digit may begin a list, and holds letters, digits, single spaces and the
    signs of sentences: none that Markdown, HTML or an extension reads, and no space at its end, which may break it.
    """

    def __init__(self, tokens: str) -> None:
        """Take the pattern of what stands for citations; they may be anywhere but at the start of a line."""
        signs = rf"""(?:[^\W_]| (?=[^ \n])|[,;:.?!%()/'"’‘“”„«»–—…№§€£°-]|{tokens})"""
        line = rf"[^\W\d_]{signs}*+"
        self._paragraph = re.compile(rf"{line}(?:\n{line})*+")
        self._inside = re.compile(rf"(?:{signs}|\n(?!\n))*+")

    def paragraphs(self, text: str) -> list[str]:
        """Its paragraphs, if all of it is plain prose."""
        found = _BETWEEN.split(text.strip("\n"))
        return found if all(map(self._paragraph.fullmatch, found)) else []

    def leaves(self, text: str) -> bool:
        """Whether no pattern for the inside of a paragraph would find anything in a text."""
        return self._inside.fullmatch(text) is not None
