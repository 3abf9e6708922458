"""Footnotes in time that grows with their number.

For each reference Python-Markdown looks through all notes for its number, and for one to a note that was referred to
before it tries all ids from the first one on. The answers here are the same.
"""

from __future__ import annotations

import markdown
from markdown.extensions.footnotes import FootnoteExtension


class _Order(list[str]):
    """Notes in the order of the first reference to each."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, int] = {}

    def __contains__(self, id: object) -> bool:
        return id in self._places

    def append(self, id: str) -> None:
        self._places[id] = len(self)
        super().append(id)

    def index(self, id: str, *_: object) -> int:
        return self._places[id]


class _Footnotes(FootnoteExtension):
    def reset(self) -> None:
        super().reset()
        self.footnote_order = _Order()

    def unique_ref(self, reference: str, counts: bool = False) -> str:  # noqa: FBT001, FBT002 - as it is called
        count = self.found_refs.get(reference, 0) if counts else 0
        if not count:
            return super().unique_ref(reference, counts)
        name, _, note = reference.partition(self.get_separator())
        unique = f"{name}{count + 1}{self.get_separator()}{note}"
        self.used_refs.add(unique)
        self.found_refs[reference] = count + 1
        return unique


def count_footnotes(md: markdown.Markdown) -> None:
    """Have the extension for footnotes, if a parser has it, answer at once."""
    for extension in md.registeredExtensions:
        if type(extension) is FootnoteExtension:
            extension.__class__ = _Footnotes
            extension.footnote_order = _Order()
