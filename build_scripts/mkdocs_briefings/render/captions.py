"""Captions that do not nest without end.

A caption takes what stands before it into a figure, and that may be a figure with a caption, too. So each of many
captions in a row would make one more level. One that would is no caption and stays as it was typed, which a rule reports.
"""

from __future__ import annotations

from xml.etree import ElementTree

import markdown

_DEEPEST = 3


class _Shallow:
    """Comes before the class of a block of captions."""

    def on_validate(self, parent: ElementTree.Element) -> bool:
        """Return whether the block is a caption."""
        return _depth(parent) < _DEEPEST and super().on_validate(parent)  # type: ignore[misc]


def keep_captions_shallow(md: markdown.Markdown) -> None:
    """Have the extension for captions, if a parser has it, refuse to nest figures any deeper."""
    for processor in md.parser.blockprocessors:
        if isinstance(blocks := getattr(processor, "blocks", None), dict):
            from pymdownx.blocks.caption import Caption  # type: ignore[import-untyped]  # noqa: PLC0415 - in use, so it is imported

            for name, block in blocks.items():
                if issubclass(block, Caption):
                    blocks[name] = type(block.__name__, (_Shallow, block), {})


def _depth(parent: ElementTree.Element) -> int:
    """Return how many figures with captions lie in each other at the end of an element."""
    depth, last = 0, parent
    while len(last) and depth < _DEEPEST:
        figures = [child for child in last if child.tag == "figure"] if depth else [last[-1]]
        if not figures or figures[-1].tag != "figure" or figures[-1].find("figcaption") is None:
            break
        depth, last = depth + 1, figures[-1]
    return depth
