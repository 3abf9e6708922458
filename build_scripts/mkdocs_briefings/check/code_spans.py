"""Where code stands in a Markdown text, of which rules report nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from mkdocs_briefings.model.code_ends import CodeEnds

_CODE = re.compile(
    r"""^[ ]{0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)|\Z)  # fenced
    | (?<!`)(?P<ticks>`+)(?!`)                                                # in a line
    | (?:(?<=\n\n)|\A)(?:(?:[ ]{4}|\t)[^\n]*\n?)+                            # indented""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_BLANK_LINE = re.compile(r"\n(?=[ \t]*+\n)")


class CodeSpans:
    """The code of one text."""

    def __init__(self, text: str) -> None:
        """Find it."""
        self._spans = list(_spans(text))
        self._starts = [start for start, _ in self._spans]

    def hold(self, offset: int) -> bool:
        """Return whether the character at an offset is code."""
        before = bisect_right(self._starts, offset) - 1
        return before >= 0 and offset < self._spans[before][1]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of code, in order; code in a line ends before a blank line."""
    ends = CodeEnds(text)
    blank_lines = [match.start() for match in _BLANK_LINE.finditer(text)]
    at = 0
    while match := _CODE.search(text, at):
        span: tuple[int, int] | None = match.span()
        if match["ticks"]:
            span = ends.after_ticks(*match.span(), whole=True)
            if span and bisect_left(blank_lines, span[0]) < bisect_left(blank_lines, span[1]):
                span = None
        if span:
            yield span
        at = span[1] if span else match.end()
