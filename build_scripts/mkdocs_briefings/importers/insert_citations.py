"""Put `[@id]` marks into Markdown where citations were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_briefings.importers.citations import CitationSpan
from mkdocs_briefings.importers.classify import CitedItem
from mkdocs_briefings.importers.read_text import escape_line_start

_LITERAL = re.compile(r"(?<!\\)\[(?=[^\[\]]*(?<![\w\\])@\w[^\[\]]*\](?![(\[:]))")
_LINE_START = re.compile(r"(?:^|\n)(?:[ ]{0,3}(?:>|[-*+]|\d{1,3}\.)[ ]?)*\s*$")


@dataclass(frozen=True, slots=True)
class ReplacedWords:
    """Words of the original that a mark stands for."""

    original: str
    """The words."""
    ids: tuple[str, ...]
    """The sources that keep them."""
    mark: str
    """The mark."""


@dataclass(frozen=True, slots=True)
class ResolvedSpan:
    """A mark with what it cites."""

    mark: CitationSpan
    items: tuple[CitedItem, ...]
    ids: tuple[str, ...]


def insert_citations(text: str, found: Sequence[ResolvedSpan]) -> tuple[str, tuple[ReplacedWords, ...]]:
    """The text with marks in place of citations, and the words each mark stands for.

    A bracket of the author's that would read as a mark is escaped. A mark is no mark before `(`, `[` or `:`,
    so what follows is parted from it, as is a word.
    """
    pieces: list[str] = []
    placements: list[ReplacedWords] = []
    at = 0
    for group in _neighbours(text, found):
        first, last = group[0].mark, group[-1].mark
        mark = _written(group)
        before, label = _literal(text[at : first.start]), _literal(first.label)
        if _LINE_START.search(f"x{before}" if pieces else before):
            label = escape_line_start(label)
        pieces += _after_note(before, mark) if first.note else [before, _labelled(label, mark)]
        at = last.end
        following = text[at : at + 1]
        if pieces[-1][-1:] == "]" and (following in ("(", "[", "“") or following.isalnum()):
            pieces.append(" ")
        placements += [
            ReplacedWords(f"{one.mark.original} {one.mark.removed_urls}", one.ids, mark) for one in group
        ]
    return "".join([*pieces, _literal(text[at:])]), tuple(placements)


def _labelled(label: str, mark: str) -> str:
    """The mark after the text of a link; white space at the ends of that text moves outside."""
    if not label:
        return mark
    before, after = (" " if edge.isspace() else "" for edge in (label[:1], label[-1:]))
    return f"{before}{label.strip()} {mark}{after}"


def _after_note(before: str, mark: str) -> list[str]:
    """A raised number follows the full stop without a space; a mark stands before it, as citations do."""
    stop = re.search(r"(?:^|(?<=[\w”\"’)\]]))[.,;:]$", before)
    words, stop_sign = (before[:-1], before[-1]) if stop else (before, "")
    space = "" if words[-1:].isspace() else " "
    return [f"{words}{space}{mark}{stop_sign}"]


def _neighbours(text: str, found: Sequence[ResolvedSpan]) -> Iterable[list[ResolvedSpan]]:
    """Marks of notes that touch each other become one mark."""
    group: list[ResolvedSpan] = []
    for one in found:
        touching = (
            group
            and one.mark.note
            and group[-1].mark.note
            and text[group[-1].mark.end : one.mark.start] == ""
        )
        if group and not touching:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _literal(text: str) -> str:
    return _LITERAL.sub(r"\\[", text) if "@" in text else text


def _written(group: Sequence[ResolvedSpan]) -> str:
    """`[see @a, p. 58; @b]`, each source once."""
    cites: dict[str, str] = {}
    for one in group:
        for item, id in zip(one.items, one.ids, strict=True):
            lead = f"{item.lead.rstrip(':,')} " if item.lead else ""
            cites.setdefault(id, f"{lead}@{id}" + (f", {item.locator}" if item.locator else ""))
    return f"[{'; '.join(cites.values())}]"
