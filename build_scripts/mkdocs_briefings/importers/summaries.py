"""Executive points and summaries: sections under the headings that desks use, and texts after such a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_briefings.importers.article import LeftOut, Metadata
from mkdocs_briefings.importers.article_blocks import (
    HEAD,
    ITEM,
    announces,
    bare,
    heading,
    heading_level,
    is_text,
    items,
)
from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import fallback_point, one_line

_LABEL = re.compile(
    rf"[*_]{{0,3}}(?P<label>(?P<summary>{alternatives('summary')})|{alternatives('points')})[*_]{{0,3}}"
    r"\s*[:：]\s*[*_]{0,3}\s*(?=\S)",
    re.IGNORECASE,
)
"""The label of a summary before its text: `**Abstract:** The locks`."""
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,3})[.)][ \t]+", re.MULTILINE)
_MOST_POINTS = 20
"""Points of a section that is taken at all; a longer one is a text of its own."""
_LONGEST_SUMMARY = 3
"""Paragraphs of a summary."""
_SHORT_SECTION = 8
"""Blocks of a section that is taken whole, however short the text is."""
_FURTHEST = 25
"""Blocks before a section of points; further on it sums up a part."""


@dataclass(slots=True)
class Summary:
    """Points and summary of a text, taken out of its blocks."""

    metadata: Metadata
    points: list[str]
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    """Field, and what a person should look at."""

    def leave_out(self, block: str, reason: str) -> None:
        """Leave out the words of a block, and the addresses of its links."""
        self.left_out.append(LeftOut(bare(block), reason))
        if addresses := " ".join(url for _, _, url in flatten(block).links):
            self.left_out.append(LeftOut(addresses, "link of a title or a label"))


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, and the blocks below it."""

    at: int
    blocks: tuple[str, ...]
    ends: bool
    """Whether a heading, or a line that ends summaries, follows soon."""


def take_summary(blocks: list[str], metadata: Metadata, points: Sequence[str]) -> Summary:
    """Take points and summary out of the blocks of a text.

    What cannot be taken stays in the text, and a remark says where.

    Args:
        blocks: of the text; what is taken is removed.
        metadata: what is known already; a summary in it stays.
        points: what is known already.
    """
    summary = Summary(metadata, list(points))
    for name in ("summary", "points"):
        for section in list(_sections(blocks, name)):
            if _take_section(blocks, section, summary, name):
                break
    _take_labelled(blocks, summary)
    if summary.metadata.summary != metadata.summary and not summary.points:
        summary.points = [fallback_point([summary.metadata.summary]) or summary.metadata.summary]
        summary.remarks.append(("executive_points", "the original has none; its summary stands in"))
    for block in blocks:
        if announces(block, "points", "summary") and not summary.points:
            summary.remarks.append(
                ("executive_points", f"a summary stands in the body, under `{bare(block)}`")
            )
    return summary


def _sections(blocks: list[str], name: str) -> Iterator[_Section]:
    """Yield the sections under headings of this part; a heading that is the first line of its block becomes one."""
    at = 0
    while at < len(blocks):
        if _announces_on_first_line(blocks[at], name):
            blocks[at : at + 1] = blocks[at].split("\n", 1)
        if announces(blocks[at], name):
            section = _section(blocks, at)
            if section.blocks:
                yield section
        at += 1


def _section(blocks: Sequence[str], at: int) -> _Section:
    """Return the blocks below a heading, to the next one, or to a line that ends a summary."""
    below: list[str] = []
    for block in blocks[at + 1 :]:
        if (
            announces(block, "end_of_summary")
            or heading_level(block)
            or announces(block, "points", "summary")
        ):
            return _Section(at, tuple(below), ends=True)
        if not is_text(block):
            break
        below.append(block)
    return _Section(at, tuple(below), ends=False)


def _announces_on_first_line(block: str, name: str) -> bool:
    """Return whether the heading of a part is the first line of its list, or with a colon that of its text."""
    label, _, rest = block.partition("\n")
    begins = ITEM.match(rest) or (rest and bare(label).endswith((":", "：")))
    return bool(begins) and announces(label, name)


def _take_section(blocks: list[str], section: _Section, summary: Summary, name: str) -> bool:
    """Take a section as summary or points; return whether that was done."""
    if section.at > (HEAD if name == "summary" else _FURTHEST):
        return False
    lists = _leading_items(section.blocks)
    if name == "summary" and not lists and _take_as_summary(blocks, section, summary):
        return True
    others = name == "summary" and lists and any(announces(block, "points") for block in blocks)
    if summary.points or others:
        return False
    taken = lists or (section.blocks if section.ends and _is_part(section, blocks) else section.blocks[:1])
    points = list(_points(taken, summary))
    if len(points) > _MOST_POINTS:
        return False
    summary.points = points
    if numbers := " ".join(match[1] for block in taken for match in _NUMBER.finditer(block)):
        summary.left_out.append(LeftOut(numbers, "numbers of the executive points"))
    _remove(blocks, section, len(taken), summary)
    return True


def _is_part(section: _Section, blocks: Sequence[str]) -> bool:
    """Return whether text follows a section, and it is short or no more than half of all; else it is the body itself."""
    rest = blocks[section.at + 1 + len(section.blocks) :]
    is_short = len(section.blocks) <= _SHORT_SECTION
    is_half = 2 * sum(map(len, section.blocks)) <= sum(map(len, blocks))
    return (is_short or is_half) and bool(rest) and not announces(rest[0], "notes", "sources")


def _leading_items(blocks: Sequence[str]) -> tuple[str, ...]:
    """Return the lists that come first, all numbered or none."""
    numbered = bool(blocks and _NUMBER.match(blocks[0]))
    count = 0
    while (
        count < len(blocks) and ITEM.match(blocks[count]) and bool(_NUMBER.match(blocks[count])) == numbered
    ):
        count += 1
    return tuple(blocks[:count])


def _take_as_summary(blocks: list[str], section: _Section, summary: Summary) -> bool:
    """Take the paragraphs of a section that cite nothing as the summary."""
    is_short = section.ends and len(section.blocks) <= _LONGEST_SUMMARY
    taken = section.blocks if is_short else section.blocks[:1]
    if summary.metadata.summary or not all(map(_is_plain, taken)) or any(map(ITEM.match, taken)):
        return False
    summary.metadata = replace(summary.metadata, summary=one_line(" ".join(taken)))
    _remove(blocks, section, len(taken), summary)
    return True


def _remove(blocks: list[str], section: _Section, count: int, summary: Summary) -> None:
    """Remove a heading, what was taken below it, and the line that ends it."""
    end = section.at + 1 + count
    if end < len(blocks) and announces(blocks[end], "end_of_summary"):
        summary.leave_out(blocks[end], "heading of the executive points")
        end += 1
    summary.leave_out(blocks[section.at], "heading of the executive points")
    del blocks[section.at : end]


def _points(blocks: Sequence[str], summary: Summary) -> Iterator[str]:
    """Yield each item and each paragraph as a point; a sentence that only leads to a list is left out."""
    for at, block in enumerate(blocks):
        if ITEM.match(block):
            yield from items(block)
        elif block.rstrip().endswith((":", "：")) and at + 1 < len(blocks) and ITEM.match(blocks[at + 1]):
            summary.leave_out(block, "leads to the executive points")
        else:
            yield one_line(block)


def _take_labelled(blocks: list[str], summary: Summary) -> None:
    """Take the summary, or the point, that stands after its label in the head."""
    for at, block in enumerate(blocks[: HEAD + 1]):
        match = _LABEL.match(block)
        if not match or heading(block):
            continue
        text = one_line(block[match.end() :])
        if match["summary"] and not summary.metadata.summary and _is_plain(text):
            summary.metadata = replace(summary.metadata, summary=text)
        elif not match["summary"] and not summary.points:
            summary.points = [text]
        else:
            continue
        summary.left_out.append(LeftOut(match["label"], "labels of fields"))
        del blocks[at]
        return


def _is_plain(text: str) -> bool:
    """Return whether a text cites nothing, so that it can stand without sources."""
    return not re.search(r"[(（]|\]\(|\[\^|\[\d|://", text)
