"""The parts of an article told apart: title, publication line, executive points, summary, notes, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut, RawArticle
from mkdocs_briefings.importers.article_blocks import announces, bare, plain_heading
from mkdocs_briefings.importers.calendar_names import writes_day_first
from mkdocs_briefings.importers.detect_language import detect_language
from mkdocs_briefings.importers.document_title import take_title
from mkdocs_briefings.importers.label_blocks import read_label_blocks
from mkdocs_briefings.importers.language_words import words_of
from mkdocs_briefings.importers.summaries import take_summary

_RULE = re.compile(r"[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*")
"""A line across the page."""
_NOTE_ITEM = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]+(.*)", re.DOTALL)
_NUMBERS_IN_BRACKETS = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\](?![(\[:])")
_MOST_NOTES = 999
_HEADING_OF_NOTES = "heading of the notes"


def structure_article(raw: RawArticle, name: str, sha256: str) -> Article:
    """Tell the parts of an article apart. What is no title, label, point or note stays in the body.

    Args:
        raw: the article as read.
        name: of the file it came in.
        sha256: of the bytes of that file, in hexadecimal.
    """
    blocks = list(raw.blocks)
    language = detect_language(raw.blocks)
    day_first = writes_day_first(raw.metadata.language or language)
    head = read_label_blocks(blocks, raw.metadata, day_first=day_first)
    first = blocks[0] if blocks else ""
    summary = take_summary(blocks, head.metadata, raw.metadata.points)
    is_first = bool(blocks) and blocks[0] is first
    title = take_title(
        blocks,
        summary.metadata,
        name,
        subject=head.subject,
        first_label=head.first,
        taken=head.taken,
        is_first=is_first,
    )
    while blocks and _RULE.fullmatch(blocks[0]):
        del blocks[0]
    points, notes = summary.points, list(raw.notes)
    left_out: list[LeftOut] = []
    _take_notes(blocks, points, notes, left_out)
    all_left_out = (*raw.left_out, *head.left_out, *summary.left_out, *title.left_out, *left_out)
    return Article(
        name,
        sha256,
        title.metadata,
        tuple(points),
        tuple(blocks),
        tuple(notes),
        tuple(words for words in all_left_out if words.text.strip()),
        language,
        (*raw.remarks, *head.remarks, *title.remarks, *summary.remarks),
        raw.pictures,
    )


def _take_notes(blocks: list[str], points: list[str], notes: list[Footnote], left_out: list[LeftOut]) -> None:
    """Make notes of a numbered list at the end, if the text refers to all numbers with `[1]`."""
    lists = list(takewhile(bool, map(_note_items, reversed(blocks))))
    listed = [note for items in reversed(lists) for note in items]
    first = len(blocks) - len(lists)
    referred = _referred_numbers([*points, *blocks[:first]])
    labels = [note.label for note in listed]
    if not referred or len(set(labels)) < len(labels) or not referred <= set(labels):
        return
    del blocks[first:]
    if first and announces(blocks[-1], "notes", "sources"):
        left_out.append(LeftOut(bare(blocks.pop()), _HEADING_OF_NOTES))
    notes += listed
    left_out.append(LeftOut(" ".join(labels), "numbers of notes"))
    blocks[:] = [_NUMBERS_IN_BRACKETS.sub(_as_note_marks, block) for block in blocks]
    points[:] = [_NUMBERS_IN_BRACKETS.sub(_as_note_marks, point) for point in points]


def _note_items(block: str) -> list[Footnote]:
    """Return the items of a numbered list as notes; nothing if the block is another."""
    notes: list[tuple[str, list[str]]] = []
    for line in block.split("\n"):
        if match := _NOTE_ITEM.match(line):
            notes.append((match[1] or match[2], [match[3].strip()]))
        elif notes and line.strip():
            notes[-1][1].append(line.strip())
        else:
            return []
    return [Footnote(label, " ".join(lines)) for label, lines in notes]


def _referred_numbers(texts: Sequence[str]) -> set[str]:
    matches = (match for text in texts for match in _NUMBERS_IN_BRACKETS.finditer(text))
    return {number for match in matches for number in _numbers(match[1])}


def _numbers(inside: str) -> list[str]:
    """Return each number of `1, 3-5`."""
    numbers: list[str] = []
    for part in inside.split(","):
        ends = [int(end) for end in re.split(r"[–-]", part)]
        numbers += [str(number) for number in range(ends[0], min(ends[-1], _MOST_NOTES) + 1)]
    return numbers


def _as_note_marks(match: re.Match[str]) -> str:
    return "".join(f"[^{number}]" for number in _numbers(match[1]))


def notes_are_references(article: Article) -> bool:
    """Return whether the notes stood under a heading such as "References"."""
    return any(
        words.reason == _HEADING_OF_NOTES and plain_heading(words.text) in words_of("sources")
        for words in article.left_out
    )
