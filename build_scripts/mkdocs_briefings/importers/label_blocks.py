"""Blocks of labels above a text: `Report No.: 98-317`, `To: Jane Roe`; one that is not known does not lose the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from mkdocs_briefings.importers.article import LeftOut, ListedSource, Metadata, count_words
from mkdocs_briefings.importers.article_blocks import HEAD, LONGEST_TITLE, announces, bare
from mkdocs_briefings.importers.front_matter import read_date
from mkdocs_briefings.importers.head_lines import begins_with_label, names_of, read_head_line
from mkdocs_briefings.importers.language_words import alternatives, words_of
from mkdocs_briefings.importers.markdown_spans import flatten, is_web_address
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.model.facets import Kind

_OWN_LINE = ("subject", "sender", "addressee", "dated", "topics", "address")
"""Fields whose labels stand at the beginning of a line alone."""
_LABEL = re.compile(r"([^\W\d_][^:：.!?]{0,40}?(?:\.)?(?:\(s\))?)\s*[:：]\s*(?=\S)")
_KNOWN = re.compile(rf"({alternatives(*_OWN_LINE)})\s*[:：]\s*(?=\S)", re.IGNORECASE)
_UPDATED = re.compile(rf"(?:{alternatives('dated')})\b", re.IGNORECASE)
_PLURAL = re.compile(r"\(s\)(?=\s*[:：])|\*+")
_CELL = re.compile(r"\s+[|·•]\s+|\t+|\s{3,}")
_MOST_WORDS = 5
"""Words of a label."""
_LONGEST_VALUE = 160
_SENTENCE = re.compile(r"\.\s+[^\W\d_]|\w{4,}\.$")
"""Shows that a value is prose."""


@dataclass(slots=True)
class HeadOfText:
    """Statements of the head of a text about it, and what is left of the head."""

    metadata: Metadata
    subject: str = ""
    """Value of `Re:`, which is the title of a memo."""
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    """Field, and what a person should look at."""
    first: int = 0
    """Index of the first block that tells of the text."""
    taken: set[int] = field(default_factory=set)
    """Indices of the blocks that were taken, before any was."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label and its value."""

    label: str
    value: str
    piece: str
    """Both as they stand in the text."""

    @property
    def field(self) -> str:
        """Field of `_OWN_LINE` that the label names; empty for other labels."""
        return _fields().get(" ".join(self.label.casefold().split()), "")

    @property
    def words_of_label(self) -> str:
        """The words beside the value."""
        return " ".join((count_words(self.piece) - count_words(self.value)).elements())


@dataclass(slots=True)
class _Block:
    """A block of the head as lines with and without labels."""

    at: int
    pairs: list[_Pair] = field(default_factory=list)
    """Labels that `read_head_line` does not know, with their values."""
    lines: list[str] = field(default_factory=list)
    """Lines and pieces of lines that `read_head_line` reads."""
    is_head: bool = True
    """Whether every line tells of the text."""

    @property
    def is_known(self) -> bool:
        """Whether a known label or line stands in it."""
        return bool(self.lines) or any(pair.field for pair in self.pairs)

    @property
    def is_update(self) -> bool:
        """Whether it gives a date that one of publication comes before."""
        return any(pair.field == "dated" for pair in self.pairs) or any(map(_UPDATED.match, self.lines))

    @property
    def has_labels(self) -> bool:
        """Whether a known label stands in it; by-lines and dates have none."""
        return any(map(begins_with_label, self.lines)) or any(pair.field for pair in self.pairs)


def read_label_blocks(blocks: list[str], metadata: Metadata, *, day_first: bool) -> HeadOfText:
    """Take the blocks of labels, by-lines and dates from the beginning of a text.

    Args:
        blocks: of the text; what is taken is removed. The addressee of a memo stays.
        metadata: what is known already, which is never replaced.
        day_first: whether `3/5/2024` is a day in May.
    """
    head = HeadOfText(metadata)
    texts = list(takewhile(lambda block: not announces(block, "points", "summary"), blocks[: HEAD + 1]))
    above = next((at for at, text in enumerate(texts) if len(bare(text)) > LONGEST_TITLE), len(texts))
    parsed = [
        _parse(at, text, Metadata() if at < above else metadata, day_first=day_first)
        for at, text in enumerate(texts)
    ]
    certain = {block.at for block in parsed if block.is_head and block.is_known}
    labelled = {block.at for block in parsed if block.at in certain and block.has_labels}
    run = certain | _beside(labelled, {block.at for block in parsed if block.is_head and block.at})
    taken = sorted((block for block in parsed if block.at in run), key=lambda block: block.is_update)
    is_memo = any(pair.field in ("subject", "addressee") for block in taken for pair in block.pairs)
    kept = {
        block.at: _take(block, head, texts[block.at], is_memo=is_memo, day_first=day_first) for block in taken
    }
    head.first = min(run, default=0)
    head.taken = {at for at, lines in kept.items() if not lines}
    blocks[: len(texts)] = [line for at, text in enumerate(texts) for line in kept.get(at, [text])]
    return head


def _beside(places: set[int], possible: set[int]) -> set[int]:
    """Return the possible places that lie in one row with some of these."""
    row = set(places)
    while more := {at for at in possible - row if {at - 1, at + 1} & row}:
        row |= more
    return row


def _parse(at: int, text: str, metadata: Metadata, *, day_first: bool) -> _Block:
    """Return a block as labels and lines; one line that is neither makes it a block of the text."""
    block = _Block(at)
    lines = [bare(line) for line in re.split(r" {2}\n|\\\n|\n", text) if line.strip()]
    for line in lines:
        for piece in _pieces(line):
            pair = _pair(piece)
            if pair and pair.field:
                block.pairs.append(pair)
            elif len(piece) <= LONGEST_TITLE and read_head_line(metadata, _plain(piece), day_first=day_first):
                block.lines.append(piece)
            elif pair:
                block.pairs.append(pair)
            else:
                block.is_head = False
    block.is_head = block.is_head and bool(lines)
    return block


def _pieces(line: str) -> list[str]:
    """Return the parts of a line of several labels; any other line whole."""
    pieces = [piece.strip(" |") for piece in _CELL.split(line) if piece.strip(" |")]
    return pieces if len(pieces) > 1 and all(map(_pair, pieces)) else [line]


def _plain(piece: str) -> str:
    return _PLURAL.sub("", piece).strip()


def _pair(piece: str) -> _Pair | None:
    """Return the label that a line begins with, and its value; None where it begins with none."""
    text = _plain(piece) if len(piece) <= LONGEST_TITLE else ""
    match = _KNOWN.match(text) or _LABEL.match(text)
    if match is None or len(match[1].split()) > _MOST_WORDS or match[1][0].islower():
        return None
    value = text[match.end() :].strip()
    is_prose = len(value) > _LONGEST_VALUE or (len(value.split()) > _MOST_WORDS and _SENTENCE.search(value))
    return None if is_prose or not value else _Pair(match[1].strip(), value, piece)


def is_labelled(block: str) -> bool:
    """Return whether a block is one line with a label and its value, such as the addressee of a memo."""
    return "\n" not in block and _pair(bare(block)) is not None


@cache
def _fields() -> Mapping[str, str]:
    return {word: name for name in _OWN_LINE for word in words_of(name)}


def _take(block: _Block, head: HeadOfText, text: str, *, is_memo: bool, day_first: bool) -> list[str]:
    """Fill fields from a block; return the blocks that stay in its place."""
    kept: list[str] = []
    links = {flat.text[start:end]: url for flat in (flatten(text),) for start, end, url in flat.links}
    for line in block.lines:
        read = read_head_line(head.metadata, _plain(line), day_first=day_first)
        if read is None:
            head.left_out.append(LeftOut(line, "line above the text: said twice"))
        else:
            head.metadata, unheld = read
            plural = count_words(line) - count_words(_plain(line))
            head.left_out.append(LeftOut(" ".join([unheld, *plural.elements()]), "labels of fields"))
    for pair in block.pairs:
        if pair.field == "addressee" and is_memo:
            kept.append(pair.piece)
        elif _fill(head, pair, links.get(pair.value, ""), is_memo=is_memo, day_first=day_first):
            head.left_out.append(LeftOut(pair.words_of_label, "labels of fields"))
        else:
            head.left_out.append(LeftOut(pair.piece, "label above the text: no field holds it"))
    if links:
        head.left_out.append(LeftOut(" ".join(links.values()), "link of a title or a label"))
    return kept


def _fill(head: HeadOfText, pair: _Pair, url: str, *, is_memo: bool, day_first: bool) -> bool:
    """Put a value into the field of its label; return whether there is one, and it is free."""
    metadata, name, value = head.metadata, pair.field, pair.value
    if name == "subject" and not head.subject:
        head.subject = value
    elif name == "sender" and is_memo and not metadata.authors:
        head.metadata = replace(metadata, authors=names_of(value))
    elif name == "dated" and metadata.date is None and (date := read_date(value, day_first=day_first)):
        head.metadata = replace(metadata, date=date, date_text=value)
    elif name == "topics" and Kind.TOPIC not in metadata.filed:
        between = "[;；|]" if re.search("[;；|]", value) else "[,，،、]"
        topics = tuple(filter(None, map(one_line, re.split(between, value))))
        head.metadata = replace(metadata, filed={**metadata.filed, Kind.TOPIC: topics})
    elif name == "address" and is_web_address(url or value):
        listed = ListedSource(url=url or value, outlet=value if url and not is_web_address(value) else "")
        head.metadata = replace(metadata, sources=(*metadata.sources, listed))
        head.remarks.append(("sources", f"{listed.url}: the original says that it comes from there"))
    else:
        return False
    return True
