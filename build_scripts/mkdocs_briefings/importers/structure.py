"""The parts of an article told apart: title, publication line, executive points, summary, notes, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.calendar_names import writes_day_first
from mkdocs_briefings.importers.detect_language import detect_language
from mkdocs_briefings.importers.head_lines import begins_with_label, read_head_line
from mkdocs_briefings.importers.language_words import alternatives, words_of
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import one_line

_SUMMARY_LABEL = re.compile(
    rf"[*_]{{0,3}}(?P<label>{alternatives('summary')})[*_]{{0,3}}\s*[:：]\s*[*_]{{0,3}}\s*(?=\S)",
    re.IGNORECASE,
)
"""The label of a summary before its text: `**Abstract:** The locks`."""
_HEADING_START = re.compile(r"#{1,6}[ \t]+")
_UNDERLINED = re.compile(r"([^\n]+)\n(?:=+|-+)\s*")
_ITEM = re.compile(r"[ ]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+|[•‣◦▪●■∙⁃]\s*)(?=\S)")
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,3})[.)][ \t]+", re.MULTILINE)
_NOTE_ITEM = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]+(.*)", re.DOTALL)
_NUMBERS_IN_BRACKETS = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\](?![(\[:])")
_ENDS_OF_LINES = tuple(".:;,。：；，،؛")
_LONGEST_TITLE = 250
_HEAD = 8
"""Blocks at the beginning that may be title and labels."""
_MOST_POINTS = 7
_LONGEST_SUMMARY = 3
"""Paragraphs of a summary."""
_MOST_NOTES = 999
_HEADING_OF_NOTES = "heading of the notes"


@dataclass(slots=True)
class _Parts:
    """An article while its parts are being told apart."""

    blocks: list[str]
    """Blocks that are no other part so far."""
    metadata: Metadata
    points: list[str]
    notes: list[Footnote]
    left_out: list[LeftOut]

    def leave_out(self, block: str, reason: str = "") -> None:
        """Leave out the words of a block if there is a reason, and the addresses of its links in any case."""
        if reason:
            self.left_out.append(LeftOut(_bare(block), reason))
        if addresses := " ".join(url for _, _, url in flatten(block).links):
            self.left_out.append(LeftOut(addresses, "link of a title or a label"))


def structure_article(raw: RawArticle, name: str, sha256: str) -> Article:
    """Tell the parts of an article apart. What is no title, label, point or note stays in the body.

    Args:
        raw: the article as read.
        name: of the file it came in.
        sha256: of the bytes of that file, in hexadecimal.
    """
    parts = _Parts(
        list(raw.blocks), raw.metadata, list(raw.metadata.points), list(raw.notes), list(raw.left_out)
    )
    language = detect_language(raw.blocks)
    _take_labels(parts, day_first=writes_day_first(raw.metadata.language or language))
    _take_title(parts, name)
    _take_summary(parts)
    _take_notes(parts)
    return Article(
        name,
        sha256,
        parts.metadata,
        tuple(parts.points),
        tuple(parts.blocks),
        tuple(parts.notes),
        tuple(parts.left_out),
        language,
    )


def _heading(block: str) -> str:
    """Return the text of a heading; empty for other blocks."""
    if start := _HEADING_START.match(block):
        return one_line(block[start.end() :].rstrip().rstrip("#"))
    underlined = _UNDERLINED.fullmatch(block)
    return one_line(underlined[1]) if underlined else ""


def _bare(block: str) -> str:
    """Return the words of a block without the signs of a heading and emphasis."""
    return one_line(flatten(_heading(block) or block).text)


def _take_title(parts: _Parts, file_name: str) -> None:
    """Take the title from the metadata, the first heading or line, or the name of the file."""
    first = parts.blocks[0] if parts.blocks else ""
    if parts.metadata.title:
        if first and count_words(_bare(first)) == count_words(parts.metadata.title):
            parts.leave_out(parts.blocks.pop(0), "the title again")
        return
    heading = next((block for block in parts.blocks[:_HEAD] if block.startswith("# ")), "")
    chosen = heading if heading and not first.startswith("#") and begins_with_label(first) else first
    if chosen and (_heading(chosen) or _may_be_title(chosen)):
        parts.blocks.remove(chosen)
        title = _bare(chosen)
        parts.leave_out(chosen)
    else:
        title = re.sub(r"[-_]+", " ", file_name.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip().capitalize()
        title = title if count_words(title) else "Untitled"
    parts.metadata = replace(parts.metadata, title=title)


def _may_be_title(block: str) -> bool:
    text = _bare(block)
    is_line = "\n" not in block.strip() and not _ITEM.match(block) and block[:1] not in "<|>`!"
    is_short = len(text) <= _LONGEST_TITLE and not text.endswith(_ENDS_OF_LINES)
    return is_line and is_short and bool(count_words(text))


def _take_labels(parts: _Parts, *, day_first: bool) -> None:
    """Fill fields from the lines above the text: a publication line, a by-line, a line with the date."""
    for block in parts.blocks[: _HEAD + 1]:
        if _announces(block, "points", "summary"):
            return
        text = one_line(flatten(block).text)
        if (
            line := read_head_line(parts.metadata, text, day_first=day_first)
            if len(text) <= _LONGEST_TITLE
            else None
        ):
            parts.metadata, labels = line
            parts.blocks.remove(block)
            if labels:
                parts.left_out.append(LeftOut(labels, "labels of fields"))
            parts.leave_out(block)


def _take_summary(parts: _Parts) -> None:
    """Take executive points and summary from under their headings, or from after a label in the head."""
    for field in ("summary", "points"):
        at = _heading_at(parts.blocks, field)
        if at is not None:
            _take_below(parts, at, field)
    head = parts.blocks[: _HEAD + 1]
    labelled = next(((block, match) for block in head if (match := _SUMMARY_LABEL.match(block))), None)
    if (
        labelled
        and not parts.metadata.summary
        and _is_plain(text := one_line(labelled[0][labelled[1].end() :]))
    ):
        parts.metadata = replace(parts.metadata, summary=text)
        parts.left_out.append(LeftOut(labelled[1]["label"], "labels of fields"))
        parts.blocks.remove(labelled[0])


def _heading_at(blocks: list[str], field: str) -> int | None:
    """Return the index of the heading of this part; one that is the first line of its block becomes a block before."""
    at = next((i for i, block in enumerate(blocks) if _announces(block, field)), None)
    if at is None:
        at = next((i for i, block in enumerate(blocks) if _announces_on_first_line(block, field)), None)
        if at is not None:
            blocks[at : at + 1] = blocks[at].split("\n", 1)
    return at if at is None or (at + 1 < len(blocks) and not _heading(blocks[at + 1])) else None


def _take_below(parts: _Parts, at: int, field: str) -> None:
    """Take a list below a heading as executive points; else a paragraph, as a point or as the summary."""
    blocks = parts.blocks
    numbered = bool(_NUMBER.match(blocks[at + 1]))
    after = blocks[at + 1 :]
    taken = list(takewhile(lambda b: _ITEM.match(b) and bool(_NUMBER.match(b)) == numbered, after))
    points = [item for block in taken for item in _items(block)]
    summary = [] if taken or field == "points" else _paragraphs(after)
    if field == "summary" and _stays_in_text(parts, at, is_list=bool(taken)):
        return
    if summary and all(map(_is_plain, summary)):
        parts.metadata = replace(parts.metadata, summary=one_line(" ".join(summary)))
        taken = summary
    elif len(points) <= _MOST_POINTS and not parts.points:
        taken = taken or after[:1]
        parts.points = points or [one_line(taken[0])]
    else:
        return
    parts.leave_out(blocks[at], "heading of the executive points")
    if numbers := " ".join(match[1] for block in taken for match in _NUMBER.finditer(block)):
        parts.left_out.append(LeftOut(numbers, "numbers of the executive points"))
    del blocks[at : at + 1 + len(taken)]


def _stays_in_text(parts: _Parts, at: int, *, is_list: bool) -> bool:
    """Return whether a summary stays where it is: far from the head, or because there are points or a summary already."""
    others = is_list and any(_announces(block, "points") for block in parts.blocks)
    return at > _HEAD or others or (not is_list and bool(parts.metadata.summary))


def _paragraphs(blocks: Sequence[str]) -> list[str]:
    """Return the paragraphs up to the next heading; only the first where no heading comes soon."""
    section = list(takewhile(lambda block: not _heading(block), blocks))
    paragraphs = list(takewhile(lambda block: not _ITEM.match(block) and block[:1] not in "<|>`!", section))
    return paragraphs if len(section) < min(len(blocks), _LONGEST_SUMMARY + 1) else paragraphs[:1]


def _is_plain(text: str) -> bool:
    """Return whether a text cites nothing, so that it can stand without sources."""
    return not re.search(r"[(（]|\]\(|\[\^|\[\d|://", text)


def _announces(block: str, *fields: str) -> bool:
    """Return whether a block is a heading of one of these parts, in any language."""
    return len(block) < _LONGEST_TITLE and _plain_heading(_bare(block)) in words_of(*fields)


def _plain_heading(text: str) -> str:
    return text.rstrip(" :：").casefold()


def _announces_on_first_line(block: str, field: str) -> bool:
    """Return whether the heading of a part is the first line of its list, or with a colon that of its text."""
    label, _, rest = block.partition("\n")
    begins = _ITEM.match(rest) or (rest and _bare(label).endswith((":", "：")))
    return bool(begins) and _announces(label, field)


def _items(block: str) -> list[str]:
    """Return the items of a Markdown list; those of an inner list are joined to the item that holds it."""
    items: list[list[str]] = []
    for line in block.split("\n"):
        match = _ITEM.match(line)
        if match:
            items.append([line[match.end() :].strip()])
        elif items:
            items[-1].append(line.strip())
    return [one_line(re.sub(r"(?<=\s)[-*+][ ]+", "", " ".join(lines))) for lines in items]


def _take_notes(parts: _Parts) -> None:
    """Make notes of a numbered list at the end, if the text refers to all numbers with `[1]`."""
    lists = list(takewhile(bool, map(_note_items, reversed(parts.blocks))))
    notes = [note for items in reversed(lists) for note in items]
    first = len(parts.blocks) - len(lists)
    referred = _referred_numbers([*parts.points, *parts.blocks[:first]])
    labels = [note.label for note in notes]
    if not referred or len(set(labels)) < len(labels) or not referred <= set(labels):
        return
    del parts.blocks[first:]
    if first and _announces(parts.blocks[-1], "notes", "sources"):
        parts.leave_out(parts.blocks.pop(), _HEADING_OF_NOTES)
    parts.notes += notes
    parts.left_out.append(LeftOut(" ".join(labels), "numbers of notes"))
    parts.blocks = [_NUMBERS_IN_BRACKETS.sub(_as_note_marks, block) for block in parts.blocks]
    parts.points = [_NUMBERS_IN_BRACKETS.sub(_as_note_marks, point) for point in parts.points]


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
        words.reason == _HEADING_OF_NOTES and _plain_heading(words.text) in words_of("sources")
        for words in article.left_out
    )
