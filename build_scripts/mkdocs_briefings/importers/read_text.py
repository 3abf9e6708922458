"""The reader of plain text: paragraphs of lines, headings, lists of bullets; signs of Markdown escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from mkdocs_briefings.importers.article import LeftOut, Metadata, RawArticle
from mkdocs_briefings.importers.article_blocks import LONGEST_TITLE
from mkdocs_briefings.importers.head_lines import read_head_line
from mkdocs_briefings.importers.markdown_text import escape_inline, escape_line, one_line
from mkdocs_briefings.importers.text_pages import read_pages
from mkdocs_briefings.importers.text_paragraphs import (
    BULLET,
    NUMBERED,
    REFERENCE,
    SENTENCE_END,
    Joiner,
    Paragraph,
    is_small,
    paragraphs,
)

_HEAD_LINES = 15
"""Lines at the beginning that may be title, labels and dates."""
_CELL = re.compile(r"\s{3,}|\t")
_LONGEST_HEADING = 80
_SHORTEST_PROSE = 90
"""Characters from which on a line is prose, whatever the width around it."""
_LABEL = re.compile(r"[^\W\d_][^:：]{0,40}[:：]\s")
_LETTER = re.compile(r"[^\W\d_]")


def read(text: str) -> RawArticle:
    """Read the blocks of a plain text.

    Blank lines part paragraphs, and so do indented first lines and lines that end early. Where lines were not broken
    at a width, each line is a paragraph. Form feeds part pages, whose running heads and feet are left out.
    """
    plain = read_pages(text)
    pages = [list(_with_head_lines_apart(plain.pages[0])), *plain.pages[1:]] if plain.pages else []
    joiner = Joiner.of(pages)
    left_out = (LeftOut(" ".join(plain.furniture), "running heads and feet, page numbers"),)
    return RawArticle(
        tuple(_blocks(paragraphs(pages), joiner)),
        original=text,
        left_out=left_out if plain.furniture else (),
    )


def _with_head_lines_apart(page: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the first page; one of the head that tells of the text has blank lines around it."""
    filled = 0
    for line in page:
        filled += bool(line.strip())
        may_tell = filled <= _HEAD_LINES and len(line) <= LONGEST_TITLE
        cells = _CELL.split(line.strip()) if may_tell else []
        if any(read_head_line(Metadata(), one_line(cell)) for cell in cells):
            yield from (part for cell in cells for part in ("", cell, ""))
        else:
            yield line


def _blocks(pieces: Sequence[Paragraph], joiner: Joiner) -> Iterator[str]:
    """Yield paragraphs, headings and lists as Markdown."""
    texts = [joiner.join(paragraph.lines) for paragraph in pieces]
    headings = set(_headings(pieces, texts))
    rows = (
        ("" if at in headings else list_item(text), text, at in headings) for at, text in enumerate(texts)
    )
    for is_list, run in groupby(rows, key=lambda row: bool(row[0])):
        if is_list:
            yield "\n".join(item for item, _, _ in run)
        else:
            for _, text, is_heading in run:
                yield f"## {escape_inline(text)}" if is_heading else escape_line(text)


def _headings(pieces: Sequence[Paragraph], texts: Sequence[str]) -> Iterator[int]:
    """Yield the indices of headings: short lines without a stop, before prose or a list."""
    for (at, paragraph), (next_at, after) in pairwise(enumerate(pieces)):
        text = texts[at]
        if len(paragraph.lines) > 1 or len(text) > _LONGEST_HEADING or not _may_be_heading(paragraph, text):
            continue
        is_before_text = _is_prose(after, texts[next_at]) and not (paragraph.is_item and after.is_item)
        if is_before_text and not _LABEL.match(text) and not read_head_line(Metadata(), text):
            yield at


def _may_be_heading(paragraph: Paragraph, text: str) -> bool:
    """Return whether a line ends as no sentence does, or asks; one with a number stands alone between blank lines."""
    end = SENTENCE_END.search(text)
    if (end and not (end[0][0] in "?!" and paragraph.is_alone)) or text.endswith(","):
        return False
    if paragraph.is_item and not (paragraph.is_alone and NUMBERED.match(text)):
        return False
    return bool(_LETTER.search(text)) and not is_small(text)


def _is_prose(paragraph: Paragraph, text: str) -> bool:
    is_long = len(paragraph.lines) > 1 or len(text) >= min(
        _SHORTEST_PROSE, paragraph.width or _SHORTEST_PROSE
    )
    return paragraph.is_item or is_long or bool(SENTENCE_END.search(text) and len(text) > _LONGEST_HEADING)


def list_item(text: str, write: Callable[[str], str] = escape_line) -> str:
    """Return a text as an item of a Markdown list; empty when it is none.

    Args:
        text: on one line.
        write: makes Markdown of the words after the sign of the item.
    """
    if match := REFERENCE.match(text):
        return f"[{match[1]}] {write(text[match.end() :])}"
    if match := NUMBERED.match(text):
        return f"{match[1] or match[2]}. {write(text[match.end() :])}"
    if match := BULLET.match(text):
        return f"- {write(text[match.end() :])}"
    return ""
