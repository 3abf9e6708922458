"""The ends of brackets in a line of Markdown, found at once where a bracket has none.

Python-Markdown looks for the end of each bracket by itself, four times, up to the end of the text: minutes for a few
thousand brackets without ends.
"""

from __future__ import annotations

from typing import Any

from markdown.inlinepatterns import LinkInlineProcessor
from markdown.util import Registry

_LONG = 500
"""Characters of a bracket from which on others may lie in it."""


class BracketEnds:
    """Answers for all processors of links and pictures of one parser."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._data = ""
        self._ends: dict[int, int] = {}

    def answer_for(self, patterns: Registry[Any]) -> None:
        """Take the place of the search of each processor that looks for the end of a bracket."""
        for pattern in patterns:
            if isinstance(pattern, LinkInlineProcessor):
                self._take_over(pattern)

    def _take_over(self, pattern: LinkInlineProcessor) -> None:
        search = pattern.getText

        def text_from(data: str, index: int) -> tuple[str, int, bool]:
            """Return the text in a bracket, the offset after it, and whether it has an end."""
            if data == self._data:
                close = self._ends.get(index)
                return ("", index, False) if close is None else (data[index:close], close + 1, True)
            text, end, ended = search(data, index)
            if not ended or len(text) > _LONG:
                self._remember(data)
            return text, end, ended

        pattern.getText = text_from  # type: ignore[method-assign]

    def _remember(self, data: str) -> None:
        """Remember the ends of all brackets of a text in which one has none, or holds many others."""
        self._data, self._ends = data, {}
        opened: list[int] = []
        for at, sign in enumerate(data):
            if sign == "[":
                opened.append(at + 1)
            elif sign == "]" and opened:
                self._ends[opened.pop()] = at
