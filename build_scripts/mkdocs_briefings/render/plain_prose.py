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


def extensions_keep_prose(extensions: Iterable[Any]) -> bool:
    """Whether none of these Python-Markdown extensions would change a line of plain prose."""
    return all(isinstance(one, str) and one.removeprefix(_PREFIX) in _HARMLESS for one in extensions)


class PlainProse:
    """Tells plain prose from other text.

    A line of it begins with a letter, for a digit may begin a list, and holds letters, digits, single spaces and the
    signs of sentences: none that Markdown, HTML or an extension reads, and no space at its end, which may break it.
    """

    def __init__(self, signs: str) -> None:
        """Take the signs that stand around citations; they may be anywhere but at the start of a line."""
        self._inside = re.compile(rf"""[\w\n ,;:.?!%()/'"’‘“”„«»–—…№§€£°{signs}-]*+""")
        line = self._inside.pattern.replace(r"\n", "")
        self._paragraph = re.compile(rf"[^\W\d_]{line}(?:\n[^\W\d_]{line})*+")

    def paragraphs(self, text: str) -> list[str]:
        """Its paragraphs, if all of it is plain prose."""
        found = _BETWEEN.split(text.strip("\n")) if _even(text) else []
        return found if all(map(self._paragraph.fullmatch, found)) else []

    def is_plain_line(self, text: str) -> bool:
        """Whether no pattern for the inside of a paragraph would find anything in a text."""
        return _even(text) and self._inside.fullmatch(text) is not None


def _even(text: str) -> bool:
    """Whether a text has single spaces only, none at the end of a line, and nothing underlined."""
    return not ("_" in text or "  " in text or " \n" in text or text.endswith(" "))
