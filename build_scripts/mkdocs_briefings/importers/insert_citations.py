"""Citation marks: `[@id]` is put into Markdown where citations were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_briefings.importers.citations import CitationSpan
from mkdocs_briefings.importers.cited_item import CitedItem
from mkdocs_briefings.importers.markdown_text import escape_line_start

_BRACKET = re.compile(r"(?<!\\)\[(?=([^\[\]]*)\](?![(\[:]))")
_NAMES_A_SOURCE = re.compile(r"(?<![\w\\])@\w")
_LINE_START = re.compile(r"(?:[ ]{0,3}(?:>|[-*+]|\d{1,3}\.)[ ]?)*+\s*")


@dataclass(frozen=True, slots=True)
class ReplacedWords:
    """Words of the original that a citation mark stands for."""

    original: str
    """The words."""
    ids: tuple[str, ...]
    """Ids of the sources that hold them."""
    mark: str
    """The citation mark, as `[@id]`; empty when the words are gone from the text altogether."""


@dataclass(frozen=True, slots=True)
class ResolvedSpan:
    """A place that cites, with the ids of the sources that its items became."""

    place: CitationSpan
    items: tuple[CitedItem, ...]
    ids: tuple[str, ...]
    """The id of each item, in the order of `items`."""


def insert_citations(text: str, spans: Sequence[ResolvedSpan]) -> tuple[str, tuple[ReplacedWords, ...]]:
    """Return the text with marks in place of citations, and for each span the words that its mark stands for.

    A bracket of the author's that would read as a mark is escaped. Before `(`, `[` or `:` a mark is none, so a
    space follows it there, as before a word.
    """
    pieces: list[str] = []
    replaced: list[ReplacedWords] = []
    at = 0
    for group in _group_touching_notes(spans):
        first, last = group[0].place, group[-1].place
        mark = _citation_mark(group)
        before, label = _escape_marks(text[at : first.start]), _escape_marks(first.label)
        if _LINE_START.fullmatch(f"{'x' if pieces else ''}{before}".rpartition("\n")[2]):
            label = escape_line_start(label)
        pieces.append(_before_full_stop(before, mark) if first.note else before + _after_label(label, mark))
        at = last.end
        following = text[at : at + 1]
        if pieces[-1][-1:] == "]" and (following in ("(", "[", "“") or following.isalnum()):
            pieces.append(" ")
        replaced += [
            ReplacedWords(f"{span.place.original} {span.place.removed_urls}", span.ids, mark)
            for span in group
        ]
    return "".join([*pieces, _escape_marks(text[at:])]), tuple(replaced)


def _after_label(label: str, mark: str) -> str:
    """Put the mark after the text of a link; white space at the ends of that text moves outside."""
    if not label:
        return mark
    before, after = (" " if edge.isspace() else "" for edge in (label[:1], label[-1:]))
    return f"{before}{label.strip()} {mark}{after}"


def _before_full_stop(before: str, mark: str) -> str:
    """Put the mark before the full stop, as citations stand; the raised number of a note follows it."""
    has_stop = re.search(r"(?:^|(?<=[\w”\"’)\]]))[.,;:]$", before)
    words, stop = (before[:-1], before[-1]) if has_stop else (before, "")
    space = "" if words[-1:].isspace() else " "
    return f"{words}{space}{mark}{stop}"


def _group_touching_notes(spans: Sequence[ResolvedSpan]) -> Iterable[list[ResolvedSpan]]:
    """Yield the spans in groups that get one mark: numbers of notes that touch each other, else a span alone."""
    group: list[ResolvedSpan] = []
    for span in spans:
        last = group[-1].place if group else None
        if last and not (last.note and span.place.note and last.end == span.place.start):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _escape_marks(text: str) -> str:
    """Escape each bracket of the author's that would read as a mark."""

    def escaped(match: re.Match[str]) -> str:
        return r"\[" if _NAMES_A_SOURCE.search(match[1]) else "["

    return _BRACKET.sub(escaped, text) if "@" in text else text


def _citation_mark(group: Sequence[ResolvedSpan]) -> str:
    """Return one mark for the sources of all spans, each source once: `[see @a, p. 58; @b]`."""
    cites: dict[str, str] = {}
    for span in group:
        for item, id in zip(span.items, span.ids, strict=True):
            lead = f"{item.lead.rstrip(':,：')} " if item.lead else ""
            cites.setdefault(id, f"{lead}@{id}" + (f", {item.locator}" if item.locator else ""))
    return f"[{'; '.join(cites.values())}]"
