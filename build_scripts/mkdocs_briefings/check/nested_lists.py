"""Lists within lists: Python-Markdown takes an item for nested if it is indented by four blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SIGN = re.compile(r"\n(?:[ ]{4})*[ ]{2,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")
_LEAST_INDENT = 2


def may_be_flattened(text: str) -> bool:
    """Return whether a text may have items that are not nested as they are indented."""
    return "\n  " in text and _SIGN.search(text) is not None


def flattened_item(text: str, depths: Sequence[int]) -> str | None:
    """Return the line of the first item that is nested in the Markdown and not on the page; None if there is none.

    Args:
        text: the Markdown.
        depths: depth of each item on the page, from 1; where they are others than those of the Markdown, nothing is said.
    """
    items = list(_items(text)) if may_be_flattened(text) else []
    if len(items) != len(depths):
        return None
    pairs = zip(items, depths, strict=True)
    return next((line for (line, depth), on_page in pairs if on_page < depth), None)


def _items(text: str) -> Iterator[tuple[str, int]]:
    """Yield the line and the depth of each item of all lists, by its indent."""
    indents: list[int] = []
    after_blank, in_code = True, False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
        elif match := _ITEM.match(line) if not in_code else None:
            indent = len(match[1].expandtabs(4))
            while indents and indent < indents[-1] + _LEAST_INDENT:
                indents.pop()
            indents.append(indent)
            yield line.strip(), len(indents)
        elif after_blank and line.strip() and not line[0].isspace():
            indents = []
        after_blank = not line.strip()
