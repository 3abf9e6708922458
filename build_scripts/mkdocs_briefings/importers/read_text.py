"""The reader of plain text: paragraphs of lines, lists of bullets, signs of Markdown escaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from mkdocs_briefings.importers.article import RawArticle
from mkdocs_briefings.importers.markdown_text import escape_inline, escape_line, normalise, one_line

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□∙·⁃➢➤►▸✓✔\uf0b7\uf0a7\uf0d8]\s*|(?:--|[-–—*+o])\s+)(?=\S)")
_DASH = re.compile(r"\s*(?:--|[-–—])\s+(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.:;!?…][”\"’»)]*$")
_NUMBERED = re.compile(r"\s*(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(?=[^\s\d])")
_REFERENCE = re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)")
_TORN = re.compile(r"\w[-/]")
_LONGEST_WRAP = 110
_NEARLY_LONGEST = 0.75
_SHORTEST_WRAP = 40
_FEW = 0.1
"""Share of lines that are longer than any wrapped line, as addresses are, and yet say nothing of the others."""
_ENOUGH_LINES = 4
_MOST_BREAKS = 0.75
"""Share of line ends where the next word had no room, from which on a paragraph must have been wrapped."""
_DEEPEST_INDENT = 40
_LONGEST_HEADING = 60
_HEADING = "\x00"
"""Begins a piece that is a heading; no text holds it."""
_MOST_BLANK_LINES = 2
"""Blank lines that an open parenthesis may run through."""


def read(text: str) -> RawArticle:
    """Read the blocks of a plain text.

    Blank lines part paragraphs, and so do indented first lines. Where there are none, each line is a paragraph,
    unless the lines are so even that they must have been wrapped.
    """
    lines = [line.rstrip() for line in normalise(text).replace("\f", "\n\n").expandtabs(4).split("\n")]
    wrapped = _is_wrapped(lines)
    blocks = (
        block for group in _groups(lines) for block in _blocks(group, wrapped=wrapped or _has_no_room(group))
    )
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
    """Return whether lines were broken at a width: most of those inside paragraphs come close to the longest.

    A word alone, as an address is, and a few long lines do not count.
    """
    lengths = [
        len(line.strip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _starts_item(after) and " " in line.strip()
    ]
    wrapped = [length for length in lengths if length <= _LONGEST_WRAP]
    if len(lengths) - len(wrapped) > _FEW * len(lengths):
        return False
    close = sum(length > _NEARLY_LONGEST * max(wrapped) for length in wrapped)
    return close >= len(wrapped) / 2


def _has_no_room(group: list[str]) -> bool:
    """Return whether the lines of one group alone show that they were wrapped: the next word had no room."""
    lines = [line.strip() for line in group]
    width = max(map(len, lines))
    if len(lines) < _ENOUGH_LINES or not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return False
    full = sum(len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines))
    return full >= _MOST_BREAKS * (len(lines) - 1)


def _starts_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line) or _REFERENCE.match(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_line_indent(group: list[str]) -> int:
    """Return the indent from which on a line of a wrapped group begins a paragraph; 0 if the group has no such lines.

    Most lines stand at the margin. A text whose first line alone is indented has one paragraph.
    """
    margin, count = Counter(map(_indent, group)).most_common(1)[0]
    deeper = [_indent(line) for line in group if margin < _indent(line) <= margin + _DEEPEST_INDENT]
    return margin + 1 if deeper and count > len(group) / 3 and len(deeper) < len(group) else 0


def _begins_piece(line: str, before: str, first_line_indent: int, *, wrapped: bool) -> bool:
    """Return whether a line begins a paragraph or an item after the line before."""
    is_indented = bool(first_line_indent) and _indent(line) >= first_line_indent
    if wrapped and is_indented:
        return True
    if not _starts_item(line):
        return not wrapped
    within = wrapped and _DASH.match(line) and not _SENTENCE_END.search(before)
    return not (within and (bool(first_line_indent) or _is_small(line)))


def _is_small(line: str) -> bool:
    """Return whether the first letter of a line is a small one."""
    return next((sign.islower() for sign in line if sign.isalpha()), False)


def _blocks(group: list[str], *, wrapped: bool) -> Iterator[str]:
    """Yield the paragraphs, headings and lists of one group of lines."""
    first_line_indent = _first_line_indent(group) if wrapped else 0
    pieces: list[list[str]] = []
    for line in group:
        if not pieces or (
            _begins_piece(line, pieces[-1][-1], first_line_indent, wrapped=wrapped)
            and not (_is_open(pieces[-1]) and not _starts_item(line))
        ):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    if first_line_indent:
        pieces = list(_with_headings(pieces, first_line_indent))
    texts = map(_join, pieces)
    for is_list, run in groupby(((_item(text), text) for text in texts), key=lambda row: bool(row[0])):
        if is_list:
            yield "\n".join(item for item, _ in run)
        else:
            yield from (_paragraph(text) for _, text in run)


def _paragraph(text: str) -> str:
    """Return a paragraph or a heading as Markdown."""
    if text.startswith(_HEADING):
        return f"## {escape_inline(text.removeprefix(_HEADING))}"
    return escape_line(text)


def _with_headings(pieces: list[list[str]], first_line_indent: int) -> Iterator[list[str]]:
    """Yield the pieces; a short indented line without a stop, before another indented line, is a heading."""
    for lines, after in pairwise([*pieces, [""]]):
        text = lines[0].strip()
        is_short = len(lines) == 1 and len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)
        is_between = _indent(lines[0]) >= first_line_indent and _indent(after[0]) >= first_line_indent
        is_heading = is_short and is_between and not _starts_item(lines[0]) and text[:1].isupper()
        yield [f"{_HEADING}{text}"] if is_heading else lines


def _join(lines: list[str]) -> str:
    """Return the lines as one; a hyphen at a line's end stays, for it may belong to the word."""
    text = ""
    for line in map(one_line, lines):
        glue = "" if not text or _TORN.fullmatch(text[-2:]) else " "
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
