"""Markdown text to its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t]")


def split(text: str) -> Iterator[str]:
    """Blocks between blank lines; a heading is one by itself, a fenced code stays whole."""
    block: list[str] = []
    fence = ""
    for line in text.split("\n"):
        heads = not fence and _HEADING.match(line) and not (block and block[0].startswith("<"))
        if block and (heads or (not fence and len(block) == 1 and _HEADING.match(block[0]))):
            yield "\n".join(block)
            block = []
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line.strip() or fence:
            block.append(line.rstrip() if not line.endswith("  ") else line.rstrip() + "  ")
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def prose(blocks: Sequence[str]) -> Iterator[bool]:
    """Whether each block is prose: an indented block is code, unless it goes on with an item of a list."""
    in_list = False
    for block in blocks:
        indented = block.startswith(("    ", "\t"))
        in_list = bool(_ITEM.match(block)) or (in_list and block.startswith((" ", "\t")))
        yield in_list or not indented
