"""Brackets without ends, or within each other by the thousand, read as Python-Markdown reads them."""

from __future__ import annotations

import markdown
import pytest

from mkdocs_briefings.render.brackets import BracketEnds

LINK = "[a [b] c](https://x.example/)"


@pytest.mark.parametrize(
    "text",
    ["[a " * 9 + LINK, LINK + "![b " * 9 + LINK, "[" * 300 + "a" + "]" * 300, f"[{'a' * 600}](b) [c](d) [e"],
)
def test_brackets_read_as_before(text: str) -> None:
    parser = markdown.Markdown()
    wanted = parser.convert(text)
    BracketEnds().answer_for(parser.inlinePatterns)
    assert parser.convert(text) == wanted


def test_ends_are_not_looked_for_again_for_each_bracket() -> None:
    parser = markdown.Markdown()
    reference = parser.inlinePatterns["reference"]
    searched = []
    search = reference.getText
    reference.getText = lambda data, index: searched.append(index) or search(data, index)
    BracketEnds().answer_for(parser.inlinePatterns)
    parser.convert("[a " * 99)
    assert len(searched) == 1
