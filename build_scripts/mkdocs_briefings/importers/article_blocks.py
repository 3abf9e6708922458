"""Blocks of Markdown as headings, lists and lines: the questions that tell the parts of an article apart."""

from __future__ import annotations

import re

from mkdocs_briefings.importers.article import count_words
from mkdocs_briefings.importers.language_words import words_of
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import one_line

ITEM = re.compile(r"[ ]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+|[•‣◦▪●■∙⁃]\s*)(?=\S)")
"""The sign before an item of a list."""
HEAD = 8
"""Blocks at the beginning that may be title and labels."""
LONGEST_TITLE = 250
_HEADING_START = re.compile(r"#{1,6}[ \t]+")
_UNDERLINED = re.compile(r"([^\n]+)\n(=+|-+)\s*")
_ENDS_OF_LINES = tuple(".:;,。：；，،؛")
_NO_TEXT = "<|>`!"
"""First signs of HTML, tables, quotations, code and pictures."""


def heading(block: str) -> str:
    """Return the text of a heading; empty for other blocks."""
    if start := _HEADING_START.match(block):
        return one_line(block[start.end() :].rstrip().rstrip("#"))
    underlined = _UNDERLINED.fullmatch(block)
    return one_line(underlined[1]) if underlined else ""


def heading_level(block: str) -> int:
    """Return the level of a heading, 1 to 6; 0 for other blocks."""
    if start := _HEADING_START.match(block):
        return len(start[0].rstrip())
    underlined = _UNDERLINED.fullmatch(block)
    return 0 if underlined is None else 1 if underlined[2][0] == "=" else 2


def bare(block: str) -> str:
    """Return the words of a block without the signs of a heading and emphasis."""
    return one_line(flatten(heading(block) or block).text)


def may_be_title(block: str) -> bool:
    """Return whether a block is a line that does not end as a sentence does."""
    text = bare(block)
    is_line = "\n" not in block.strip() and not ITEM.match(block) and is_text(block)
    is_short = len(text) <= LONGEST_TITLE and not text.endswith(_ENDS_OF_LINES)
    return is_line and is_short and bool(count_words(text))


def is_text(block: str) -> bool:
    """Return whether a block is a paragraph, a heading or a list, and no table, quotation, code, picture or HTML."""
    return block[:1] not in _NO_TEXT


def announces(block: str, *fields: str) -> bool:
    """Return whether a block is a heading of one of these parts, in any language."""
    return len(block) < LONGEST_TITLE and plain_heading(bare(block)) in words_of(*fields)


def plain_heading(text: str) -> str:
    """Return the words of a heading as they are compared."""
    return text.strip(" :：*_—–-").casefold()


def items(block: str) -> list[str]:
    """Return the items of a Markdown list; those of an inner list are joined to the item that holds it."""
    lines_of_items: list[list[str]] = []
    for line in block.split("\n"):
        match = ITEM.match(line)
        if match:
            lines_of_items.append([line[match.end() :].strip()])
        elif lines_of_items:
            lines_of_items[-1].append(line.strip())
    return [one_line(re.sub(r"(?<=\s)[-*+][ ]+", "", " ".join(lines))) for lines in lines_of_items]
