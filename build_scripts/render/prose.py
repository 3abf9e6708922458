"""Lines of plain prose, which Markdown leaves as they are: most executive points and summaries are no more than that.

To parse such a line takes Python-Markdown's two dozen patterns; to see that it is one takes a single match.
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


def leave_prose(extensions: Iterable[Any]) -> bool:
    """Whether none of these Python-Markdown extensions would change a line of plain prose."""
    return all(isinstance(one, str) and one.removeprefix(_PREFIX) in _HARMLESS for one in extensions)


def prose_pattern(tokens: str) -> re.Pattern[str]:
    """Matches a line of plain prose whole: letters, digits, single spaces and the signs of sentences.

    It begins with a letter, for a digit may begin a list, and has no sign that Markdown, HTML or an extension reads.

    Args:
        tokens: pattern of what stands for citations; may be anywhere but at the start.
    """
    inside = rf"""(?:[^\W_]| (?=[^ ])|[,;:.?!%()/'"’‘“”„«»–—…№§€£°-]|{tokens})*+"""
    return re.compile(rf"[^\W\d_]{inside}")
