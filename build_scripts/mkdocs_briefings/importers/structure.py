"""The parts of an article told apart: title, publication line, executive points, notes, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.front_matter import read_date, whole_number
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.name_shapes import split_names

_HEADING_START = re.compile(r"#{1,6}[ \t]+")
_UNDERLINED = re.compile(r"([^\n]+)\n(?:=+|-+)\s*")
_POINTS_HEADING = re.compile(
    r"(?:executive\s+(?:summary|points)|key\s+(?:points|takeaways|findings|judge?ments|messages|facts)"
    r"|(?:main\s+)?takeaways|main\s+points|bottom\s+line(?:\s+up\s+front)?|at\s+a\s+glance|in\s+brief"
    r"|краткое\s+содержание|основные\s+(?:выводы|тезисы)|ключевые\s+(?:выводы|тезисы)|главное)\s*:?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(Publication|Series|Volume|Vol\.?|Issue|No\.?|Date|Published|By|Authors?)\s*:\s*", re.IGNORECASE
)
_NAME = (
    r"[A-ZА-ЯЁ][\w.’'-]*(?:\s+(?:[A-ZА-ЯЁ][\w.’'-]*|al|bin|d[aeiou]|del|der|el|ibn|la|le|van|von|ten|y)){1,4}"
)
_BYLINE = re.compile(
    rf"(?P<by>[Bb]y|BY)\s+(?P<names>{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*)"
)
_AND = re.compile(r"\band\b")
_SERIES = re.compile(
    r"(?P<name>.*?)[\s,|·–—-]*\b(?P<first>Vol(?:ume|\.)?):?\s*(?P<volume>[1-9]\d{0,3})[\s,|·–—-]+"
    r"(?P<second>Issue|No\.?|Number|#):?\s*(?P<issue>[1-9]\d{0,3})",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:\w+,\s+)?(?:[^\W\d]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d]+\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
)
_NOTES_HEADING = re.compile(
    r"(?:end\s?notes|foot\s?notes|notes|references|sources|bibliography|works\s+cited|примечания)\s*:?",
    re.IGNORECASE,
)
_REFERENCES_HEADING = re.compile(r"(?:references|sources|bibliography|works\s+cited)\s*:?", re.IGNORECASE)
_ITEM = re.compile(r"[ ]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+|[•‣◦▪●■∙⁃]\s*)(?=\S)")
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,3})[.)][ \t]+", re.MULTILINE)
_NOTE_ITEM = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]+(.*)", re.DOTALL)
_NUMBERS_IN_BRACKETS = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\](?![(\[:])")
_LONGEST_TITLE = 250
_HEAD = 8
"""Blocks at the beginning that may be title and labels."""
_MOST_POINTS = 7
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
    _take_title(parts, name)
    _take_labels(parts)
    _take_points(parts)
    _take_notes(parts)
    return Article(
        name,
        sha256,
        parts.metadata,
        tuple(parts.points),
        tuple(parts.blocks),
        tuple(parts.notes),
        tuple(parts.left_out),
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
    chosen = heading if heading and not first.startswith("#") and _LABELS.match(first) else first
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
    is_short = len(text) <= _LONGEST_TITLE and not text.endswith((".", ":", ";", ","))
    return is_line and is_short and bool(count_words(text))


def _take_labels(parts: _Parts) -> None:
    """Fill fields from the lines above the text: a publication line, a by-line, a line with the date."""
    for block in parts.blocks[:_HEAD]:
        if _announces_points(block):
            return
        text = one_line(flatten(block).text)
        read = _labelled if _LABELS.match(text) else _unlabelled
        if line := read(parts.metadata, text) if len(text) <= _LONGEST_TITLE else None:
            parts.metadata, labels = line
            parts.blocks.remove(block)
            if labels:
                parts.left_out.append(LeftOut(labels, "labels of fields"))
            parts.leave_out(block)


def _unlabelled(metadata: Metadata, text: str) -> tuple[Metadata, str] | None:
    """Read a line without labels into the metadata; return the words of it that no field holds as well.

    `By Ilka Brandt`, `River Letters, Volume 3, Issue 1`, `March 4, 2020`. None for any other line.
    """
    if (match := _BYLINE.fullmatch(text)) and not metadata.authors:
        labels = [match["by"], *_AND.findall(match["names"])]
        return replace(metadata, authors=split_names(match["names"])), " ".join(labels)
    match = _SERIES.fullmatch(text) if (metadata.volume, metadata.issue) == (None, None) else None
    if match and not (match["name"] and metadata.publication):
        publication = match["name"] or metadata.publication
        volume, issue = int(match["volume"]), int(match["issue"])
        metadata = replace(metadata, publication=publication, volume=volume, issue=issue)
        return metadata, f"{match['first']} {match['second']}"
    if _DATE_LINE.fullmatch(text) and (date := read_date(text)) and metadata.date is None:
        return replace(metadata, date=date, date_text=text), ""
    return None


def _labelled(metadata: Metadata, text: str) -> tuple[Metadata, str] | None:
    """Read a line with labels into the metadata; return the words of it that no field holds as well.

    `Publication: River Letters Volume: 3`. None when a value does not fit its label, or a field is filled already.
    """
    _, *pieces = _LABELS.split(text)
    labels, values = pieces[::2], [value.strip(" ,;|·") for value in pieces[1::2]]
    names = [label.casefold().rstrip(".s") for label in labels]
    for label, value in dict(zip(names, values, strict=True)).items():
        if label in ("publication", "serie") and value and not metadata.publication:
            metadata = replace(metadata, publication=value)
        elif label in ("volume", "vol") and whole_number(value) and metadata.volume is None:
            metadata = replace(metadata, volume=int(value))
        elif label in ("issue", "no") and whole_number(value) and metadata.issue is None:
            metadata = replace(metadata, issue=int(value))
        elif label in ("date", "published") and (date := read_date(value)) and metadata.date is None:
            metadata = replace(metadata, date=date, date_text=value)
        elif label in ("by", "author") and value and not metadata.authors:
            metadata = replace(metadata, authors=split_names(value))
            labels = [*labels, *_AND.findall(value)]
        else:
            return None
    return metadata, " ".join(labels)


def _take_points(parts: _Parts) -> None:
    """Take the list, or else the paragraph, under a heading such as "Executive Summary:"."""
    blocks = parts.blocks
    at = next((i for i, block in enumerate(blocks) if _announces_points(block)), None)
    if at is None:
        at = next((i for i, block in enumerate(blocks) if _announces_on_first_line(block)), None)
        if at is not None:
            blocks[at : at + 1] = blocks[at].split("\n", 1)
    if at is None or at + 1 >= len(blocks) or _heading(blocks[at + 1]):
        return
    numbered = bool(_NUMBER.match(blocks[at + 1]))
    after = blocks[at + 1 :]
    lists = list(takewhile(lambda b: _ITEM.match(b) and bool(_NUMBER.match(b)) == numbered, after))
    taken = lists or [blocks[at + 1]]
    points = [item for block in lists for item in _items(block)] or [one_line(taken[0])]
    if len(points) > _MOST_POINTS or parts.points:
        return
    parts.leave_out(blocks[at], "heading of the executive points")
    if numbers := " ".join(match[1] for block in taken for match in _NUMBER.finditer(block)):
        parts.left_out.append(LeftOut(numbers, "numbers of the executive points"))
    parts.points = points
    del blocks[at : at + 1 + len(taken)]


def _announces_points(block: str) -> bool:
    return len(block) < _LONGEST_TITLE and _POINTS_HEADING.fullmatch(_bare(block)) is not None


def _announces_on_first_line(block: str) -> bool:
    """Return whether the heading of the points is the first line of their list."""
    label, _, rest = block.partition("\n")
    return bool(_ITEM.match(rest) and _announces_points(label))


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
    if first and _NOTES_HEADING.fullmatch(_bare(parts.blocks[-1])):
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
        words.reason == _HEADING_OF_NOTES and _REFERENCES_HEADING.fullmatch(words.text)
        for words in article.left_out
    )
