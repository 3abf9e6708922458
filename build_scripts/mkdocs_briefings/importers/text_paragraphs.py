"""Paragraphs of plain text: which line ends are the author's, and which only come from the width of a page.

A line that was broken at a width had no room for the word that follows. So each line is asked whether that word
would have fitted into the width of the lines around it; a text may be wrapped in one region and not in the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.text_pages import SOFT_HYPHEN

BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□∙·⁃➢➤►▸✓✔\uf0b7\uf0a7\uf0d8]\s*|(?:--|[-–—*+o])\s+)(?=\S)")
NUMBERED = re.compile(r"\s*(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(?=[^\s\d])")
REFERENCE = re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)")
SENTENCE_END = re.compile(r"[.:;!?…。！？][”\"’»)\]\d]*$")
_DASH = re.compile(r"\s*(?:--|[-–—])\s+(?=[^\W\d_])")
_TORN = re.compile(r"(\w+)-$")
_LONGEST_WORD = 60
_TORN_WORD = re.compile(rf"\b\w{{1,40}}[-{SOFT_HYPHEN}]\n\s{{0,60}}\w+")
_WHOLE_WORD = re.compile(r"\w+(?:-\w+)*")
_FIRST_WORD = re.compile(r"\w+")
_LONGEST_WRAP = 130
"""Characters of the longest line that was broken at a width."""
_ROOM = 0.87
"""Share of the width that line and next word must pass; letters are not equally wide in print."""
_ROOM_AFTER_SENTENCE = 1.0
_MUCH_ROOM = 0.6
_FULL = 0.85
"""Place of a full line among the lines of a region in order of length: the longest may be of another kind."""
_MOST_BREAKS = 0.5
"""Share of line ends where the next word had no room, from which on a region must have been wrapped."""
_FEWEST_WITHIN = 0.2
"""Share of line ends within sentences, from which on they show that a region was wrapped."""
_REGION = 30
"""Lines before and after that tell the width of a group."""
_ENOUGH_LINES = 4
_LINES_OF_TITLE = 4
_DEEPEST_INDENT = 40
_MOST_BLANK_LINES = 2
"""Blank lines that an open parenthesis may run through."""


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one."""

    lines: list[str]
    is_wrapped: bool
    """Whether the ends of its lines are those of a width."""
    width: int
    """Characters of a full line around it."""
    begins_page: bool = False
    indent: int = 0
    """Blanks before its first line beyond the margin of its group."""
    is_alone: bool = False
    """Whether blank lines part it from what stands around it."""

    @property
    def is_item(self) -> bool:
        """Whether it begins with a bullet or a number."""
        return starts_item(self.lines[0])


@dataclass(slots=True)
class _Group:
    """The lines between two blank lines."""

    lines: list[str]
    begins_page: bool
    at: int
    """Number of its first line in the text, blank lines left out."""
    paragraphs: list[Paragraph] = field(default_factory=list)


def paragraphs(pages: Sequence[Sequence[str]]) -> list[Paragraph]:
    """Return the paragraphs of all pages; one that runs on after a page break, or after a gap within a sentence, is one."""
    groups = list(_groups(pages))
    lines = [line for group in groups for line in group.lines]
    joined: list[Paragraph] = []
    for group in groups:
        for paragraph in _parted(group, _width(group, lines)):
            if joined and _runs_on(joined[-1], paragraph, is_first=paragraph.lines[0] is group.lines[0]):
                joined[-1].lines += paragraph.lines
                joined[-1].is_wrapped = True
            else:
                joined.append(paragraph)
    return joined


def starts_item(line: str) -> bool:
    """Return whether a line begins with a bullet, a number or the number of a reference."""
    return bool(BULLET.match(line) or NUMBERED.match(line) or REFERENCE.match(line))


def _groups(pages: Sequence[Sequence[str]]) -> Iterator[_Group]:
    """Yield the lines between blank lines; a blank line within an open parenthesis parts nothing."""
    count = 0
    for page in pages:
        group: list[str] = []
        begins_page, blank = True, 0
        for line in page:
            if line.strip():
                group.append(line)
                blank = 0
            elif group and _is_open(group) and blank < _MOST_BLANK_LINES:
                blank += 1
            elif group:
                yield _Group(group, begins_page, count)
                count += len(group)
                group, begins_page = [], False
        if group:
            yield _Group(group, begins_page, count)
            count += len(group)


def _is_open(lines: Sequence[str]) -> bool:
    """Return whether lines end inside a short parenthesis: a page break runs through a citation."""
    tail = " ".join(lines[-2:])[-80:]
    return tail.rfind("(") > tail.rfind(")") and not tail.endswith((".", "!", "?"))


def _width(group: _Group, lines: Sequence[str]) -> int:
    """Return how many characters a full line has around here; 0 where lines are too long to be broken at a width."""
    own = [len(line) for line in group.lines if " " in line.strip()]
    around = lines[max(0, group.at - _REGION) : group.at + len(group.lines) + _REGION]
    lengths = own if len(own) >= _ENOUGH_LINES else [len(line) for line in around if " " in line.strip()]
    possible = [length for length in lengths if length <= _LONGEST_WRAP]
    if 2 * len(possible) < len(lengths) or not possible:
        return 0
    return sorted(possible)[int(_FULL * len(possible))]


def _has_room(line: str, after: str, width: int, share: float = _ROOM) -> bool:
    """Return whether the first word of the next line would have fitted into this share of the width."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) <= share * width


def _parted(group: _Group, width: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of one group of lines."""
    lines = group.lines
    pairs = [(line, after) for line, after in pairwise(lines) if not starts_item(after)]
    wrapped = bool(width) and _is_wrapped(pairs, width)
    first_line_indent = _first_line_indent(lines) if wrapped else 0
    margin = min(map(_indent, lines))
    pieces: list[list[str]] = []
    is_head = group.at == 0 and len(lines) <= _LINES_OF_TITLE
    for line in lines:
        goes_on = pieces and (
            _is_torn(pieces[-1][-1], line, is_head=is_head)
            or not _begins(line, pieces[-1], first_line_indent, width, wrapped=wrapped)
        )
        if not goes_on:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    for at, piece in enumerate(pieces):
        yield Paragraph(
            piece,
            wrapped and len(piece) > 1,
            width,
            begins_page=group.begins_page and at == 0,
            indent=_indent(piece[0]) - margin if first_line_indent else 0,
            is_alone=len(pieces) == 1,
        )


def _is_torn(line: str, after: str, *, is_head: bool) -> bool:
    """Return whether a line goes on in the next, whatever the width: a word is torn, or a title runs over two lines."""
    return line.endswith(SOFT_HYPHEN) or (is_head and is_small(after) and not SENTENCE_END.search(line))


def _is_wrapped(pairs: Sequence[tuple[str, str]], width: int) -> bool:
    """Return whether most lines were full, or at least those at whose end a sentence goes on."""
    full = [len(line) <= _LONGEST_WRAP and not _has_room(line, after, width) for line, after in pairs]
    within = [is_small(after) and not SENTENCE_END.search(line) for line, after in pairs]
    both = sum(map(all, zip(full, within, strict=True)))
    return bool(pairs) and (
        sum(full) > _MOST_BREAKS * len(pairs)
        or (both >= _FEWEST_WITHIN * len(pairs) and 3 * both >= 2 * sum(within))
    )


def _begins(line: str, before: Sequence[str], first_line_indent: int, width: int, *, wrapped: bool) -> bool:
    """Return whether a line begins a paragraph or an item after the lines before."""
    last = before[-1]
    is_indented = bool(first_line_indent) and _indent(line) >= first_line_indent
    if starts_item(line):
        within = (
            wrapped and _DASH.match(line) and not SENTENCE_END.search(last) and not starts_item(before[0])
        )
        return is_indented or not (within and (bool(first_line_indent) or is_small(line)))
    if _is_open(before):
        return False
    hangs = starts_item(before[0]) and _indent(line) > _indent(before[0])
    if not wrapped or (is_indented and not hangs):
        return True
    if SENTENCE_END.search(last):
        return not is_small(line) and _has_room(last, line, width, _ROOM_AFTER_SENTENCE)
    return not is_small(line) and len(last) < _MUCH_ROOM * width


def _runs_on(before: Paragraph, paragraph: Paragraph, *, is_first: bool) -> bool:
    """Return whether a paragraph is the rest of the one before, which a page break or a gap cut."""
    last, first = before.lines[-1], paragraph.lines[0]
    if not is_first or not before.width or paragraph.is_item or SENTENCE_END.search(last):
        return False
    if len(before.lines) == 1 and not before.is_item:
        return is_small(first) and not _has_room(last, first, before.width)
    if is_small(first):
        return paragraph.begins_page or not _has_room(last, first, before.width)
    is_text = len(before.lines) > 1 and before.is_wrapped and paragraph.begins_page
    return is_text and not _has_room(last, first, before.width)


def is_small(line: str) -> bool:
    """Return whether the first letter of a line is a small one."""
    return next((sign.islower() for sign in line if sign.isalpha()), False)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_line_indent(lines: Sequence[str]) -> int:
    """Return the indent from which on a line of a wrapped group begins a paragraph; 0 if the group has no such lines.

    Most lines stand at the margin. A text whose first line alone is indented has one paragraph.
    """
    margin, count = Counter(map(_indent, lines)).most_common(1)[0]
    deeper = [_indent(line) for line in lines if margin < _indent(line) <= margin + _DEEPEST_INDENT]
    return margin + 1 if deeper and count > len(lines) / 3 and len(deeper) < len(lines) else 0


@dataclass(frozen=True, slots=True)
class Joiner:
    """Knows the words of a text, so that words torn at the end of a line are made whole."""

    words: frozenset[str]

    @classmethod
    def of(cls, pages: Sequence[Sequence[str]]) -> Joiner:
        """Return one for a text; words with a hyphen within a line count as words, halves of torn ones do not."""
        text = "\n".join(line for page in pages for line in page).casefold()
        return cls(frozenset(_WHOLE_WORD.findall(_TORN_WORD.sub(" ", text))))

    def join(self, lines: Sequence[str]) -> str:
        """Return lines as one."""
        text = ""
        for line in map(one_line, lines):
            torn = _TORN.search(text[-_LONGEST_WORD:])
            after = _FIRST_WORD.match(line)
            if text.endswith(SOFT_HYPHEN):
                text = text[:-1] + line
            elif torn and after:
                text = text[:-1] + line if self._is_one_word(torn[1], after[0]) else text + line
            else:
                text += line if not text or text.endswith("/") else f" {line}"
        return text.rstrip(SOFT_HYPHEN)

    def _is_one_word(self, first: str, second: str) -> bool:
        """Return whether a hyphen at the end of a line only tears a word; otherwise it belongs there: `well-known`."""
        if not (first.isalpha() and second.isalpha() and second.islower()):
            return False
        first, second = first.casefold(), second.casefold()
        if f"{first}{second}" in self.words:
            return True
        return f"{first}-{second}" not in self.words and not {first, second} <= self.words
