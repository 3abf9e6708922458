"""The reader of plain text: paragraphs of lines, lists of bullets, signs of Markdown escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from mkdocs_briefings.importers.article import RawArticle
from mkdocs_briefings.importers.markdown_text import escape_line, normalise, one_line

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□∙·⁃➢➤►▸✓✔\uf0b7\uf0a7\uf0d8]\s*|[-–—*+o]\s+)(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(?=[^\s\d])")
_REFERENCE = re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)")
_LONGEST_WRAP = 110
_NEARLY_LONGEST = 0.75
_MOST_BLANK_LINES = 2
"""Blank lines that an open parenthesis may run through."""


def read(text: str) -> RawArticle:
    """Read the blocks of a plain text.

    Blank lines part paragraphs. Where a text has none, each line is a paragraph, unless the lines are so even
    that they must have been wrapped.
    """
    lines = [line.rstrip() for line in normalise(text).replace("\f", "\n\n").expandtabs(4).split("\n")]
    wrapped = _is_wrapped(lines)
    blocks = (block for group in _groups(lines) for block in _blocks(group, wrapped=wrapped))
    return RawArticle(tuple(blocks), original=text)


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines between blank lines; a blank line within an open parenthesis parts nothing."""
    group: list[str] = []
    blank = 0
    for line in lines:
        if line.strip():
            group.append(line)
            blank = 0
        elif group and _is_open(group) and blank < _MOST_BLANK_LINES:
            blank += 1
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_open(lines: list[str]) -> bool:
    """Return whether lines end inside a short parenthesis: a page break runs through a citation."""
    tail = " ".join(lines[-2:])[-80:]
    return tail.rfind("(") > tail.rfind(")") and not tail.endswith((".", "!", "?"))


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether lines were broken at a width: most of those inside paragraphs come close to the longest."""
    lengths = [
        len(line.strip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _starts_item(after)
    ]
    if not lengths:
        return True
    longest = max(lengths)
    close = sum(length > _NEARLY_LONGEST * longest for length in lengths)
    return longest <= _LONGEST_WRAP and close >= len(lengths) / 2


def _starts_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line) or _REFERENCE.match(line))


def _blocks(group: list[str], *, wrapped: bool) -> Iterator[str]:
    """Yield the paragraphs and lists of one group of lines."""
    pieces: list[list[str]] = []
    for line in group:
        if pieces and not _starts_item(line) and (wrapped or _is_open(pieces[-1])):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    texts = map(_join, pieces)
    for is_list, run in groupby(((_item(text), text) for text in texts), key=lambda row: bool(row[0])):
        if is_list:
            yield "\n".join(item for item, _ in run)
        else:
            yield from (escape_line(text) for _, text in run)


def _join(lines: list[str]) -> str:
    """Return the lines as one; a hyphen at a line's end stays, for it may belong to the word."""
    text = ""
    for line in map(one_line, lines):
        glue = "" if not text or re.search(r"\w[-/]$", text) else " "
        text += glue + line
    return text


def _item(text: str) -> str:
    """Return the text as an item of a Markdown list; empty when it is none."""
    if match := _REFERENCE.match(text):
        return f"[{match[1]}] {escape_line(text[match.end() :])}"
    if match := _NUMBERED.match(text):
        return f"{match[1] or match[2]}. {escape_line(text[match.end() :])}"
    if match := _BULLET.match(text):
        return f"- {escape_line(text[match.end() :])}"
    return ""
