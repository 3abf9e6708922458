"""Spans of Markdown that are no prose: code, raw tags, comments, shortcodes; found in one pass over a text.

A search for an end that is not there would run through the rest of the text, again for each beginning. So an end
that was missing once is not looked for again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from mkdocs_briefings.model.code_ends import CodeEnds

_BEGINNING = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<ticks>`{3,}+|~{3,}+)[^\n]*\n)
    | (?P<code>`+)
    | (?P<comment><!--)
    | (?P<element><(?:script|style|pre|svg|iframe)\b)
    | (?P<tag></?[a-zA-Z][^<>]*>)
    | (?P<shortcode>\{\{[<%])
    | (?P<target>^[ ]{0,3}\[[^\]^\n]+\]:[ \t]*\S[^\n]*$)            # where a reference leads
    """,
    re.VERBOSE | re.MULTILINE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENDS = {
    "comment": re.compile("-->"),
    "element": re.compile(r"</(?:script|style|pre|svg|iframe)\s*>"),
    "shortcode": re.compile(r"[>%]\}\}"),
}
_ANY_SIGN = re.compile(r"[`~<{]|\]:")


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of a text, in order and apart from each other."""

    starts: tuple[int, ...] = ()
    """Offsets of their first characters."""
    ends: tuple[int, ...] = ()
    """Offsets after their last characters."""

    @classmethod
    def merged(cls, spans: Iterable[tuple[int, int]]) -> Spans:
        """Return the spans that these cover together; spans that only touch stay two."""
        merged: list[list[int]] = []
        for start, end in sorted(span for span in spans if span[0] < span[1]):
            if merged and start < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        return cls(tuple(start for start, _ in merged), tuple(end for _, end in merged))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of each."""
        return zip(self.starts, self.ends, strict=True)

    def hold(self, at: int) -> bool:
        """Return whether one of them covers an offset."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def meet(self, start: int, end: int) -> bool:
        """Return whether one of them shares a character with the span between two offsets."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and start < self.ends[index]

    def begin_at(self, at: int) -> bool:
        """Return whether one of them begins at an offset."""
        index = bisect_left(self.starts, at)
        return index < len(self.starts) and self.starts[index] == at


@lru_cache(maxsize=4)
def non_prose_spans(text: str) -> Spans:
    """Return the spans of code, raw tags, comments and shortcodes: nothing in them is prose."""
    if not _ANY_SIGN.search(text):
        return Spans()
    return Spans.merged((start, end) for _, start, end in _Scan(text).spans())


def code_spans(text: str) -> Spans:
    """Return the spans of code, fenced or within a line."""
    if "`" not in text and "~~~" not in text:
        return Spans()
    spans = _Scan(text).spans()
    return Spans.merged((start, end) for kind, start, end in spans if kind in ("fence", "code"))


@dataclass(slots=True)
class _Scan:
    """One pass over a text, with what is known of ends that lie ahead."""

    text: str
    _missing: set[str] = field(default_factory=set)
    """Kinds of which no end lies ahead."""
    _ends: CodeEnds = field(init=False)

    def __post_init__(self) -> None:
        self._ends = CodeEnds(self.text)

    def spans(self) -> Iterator[tuple[str, int, int]]:
        """Yield kind, start and end of each span."""
        at = 0
        while match := _BEGINNING.search(self.text, at):
            kind = match.lastgroup or ""
            span = self._span(kind, match)
            if span:
                yield kind, *span
            at = span[1] if span else match.end() if kind == "code" else match.start() + 1

    def _span(self, kind: str, match: re.Match[str]) -> tuple[int, int] | None:
        if kind == "fence":
            close = re.compile(rf"^[ ]{{0,3}}{match['ticks']}[`~]*[ ]*$", re.MULTILINE)
            end = close.search(self.text, match.end())
            return match.start(), end.end() if end else len(self.text)
        if kind == "code":
            return self._ends.after_ticks(*match.span())
        if kind in _ENDS:
            end = None if kind in self._missing else _ENDS[kind].search(self.text, match.end())
            if end:
                return match.start(), end.end()
            self._missing.add(kind)
            tag = _TAG.match(self.text, match.start()) if kind == "element" else None
            return tag.span() if tag else None
        return match.span()
