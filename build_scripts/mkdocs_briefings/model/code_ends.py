"""Where code in a text ends that backticks or tildes begin, found without reading the text anew for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TICKS = re.compile("`+")
_WAVES = re.compile("~{3,}")
_SHORTEST_FENCE = 3


@dataclass(slots=True)
class CodeEnds:
    """The ends of code in one text, asked for from left to right."""

    text: str
    _ticks: dict[int, list[int]] | None = None
    """Offsets of the runs of backticks by their length, the last first."""
    _longest_waves: list[tuple[int, int]] | None = field(default=None)
    """Offset of each run of tildes, the last first, and the length of the longest from there on."""

    def after_ticks(self, start: int, end: int, *, whole: bool = False) -> tuple[int, int] | None:
        """Return start and end of the code that a run of backticks begins; None if it begins none.

        As many of its backticks count as a later run has, the most possible.

        Args:
            start: offset of the first backtick.
            end: offset after the last.
            whole: whether all of them must count.
        """
        runs = self._runs_of_ticks()
        for length in range(end - start, end - start - 1 if whole else 0, -1):
            offsets = runs.get(length, [])
            while offsets and offsets[-1] < end:
                offsets.pop()
            if offsets:
                return end - length, offsets[-1] + length
        return None

    def after_waves(self, start: int, end: int) -> tuple[int, int] | None:
        """Return start and end of the code that a run of three tildes or more begins; None if it begins none.

        As many of its tildes count as stand together anywhere later, the most possible.
        """
        length = min(end - start, max(self._longest_after(end), (end - start - 1) // 2))
        if length < _SHORTEST_FENCE:
            return None
        return start, self.text.find("~" * length, start + length + 1) + length

    def _runs_of_ticks(self) -> dict[int, list[int]]:
        if self._ticks is None:
            self._ticks = {}
            for run in reversed(list(_TICKS.finditer(self.text))):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        return self._ticks

    def _longest_after(self, at: int) -> int:
        if self._longest_waves is None:
            self._longest_waves, longest = [], 0
            for run in reversed(list(_WAVES.finditer(self.text))):
                longest = max(longest, len(run[0]))
                self._longest_waves.append((run.start(), longest))
        while self._longest_waves and self._longest_waves[-1][0] < at:
            self._longest_waves.pop()
        return self._longest_waves[-1][1] if self._longest_waves else 0
