"""Captions in a row: each would lie in the figure of the next, hundreds deep."""

from __future__ import annotations

import pytest

from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.features import FEATURES
from mkdocs_briefings.render.markdown import MarkdownRenderer

CAPTION = "/// figure-caption\nWords.\n///\n\n"


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    return MarkdownRenderer(("toc",), {}, tuple(FEATURES))


@pytest.mark.parametrize(("number", "left"), [(1, 0), (3, 0), (4, 1), (300, 75)])
def test_figures_do_not_nest_without_end(renderer: MarkdownRenderer, number: int, left: int) -> None:
    """A fourth level is left as typed, and what follows it begins anew."""
    html = renderer.block(CitedText(f"Start.\n\n{CAPTION * number}"), lambda _: "", {}, {}).html
    levels = html.count("<figure"), html.count("/// figure-caption")
    assert levels == (number - left, left)
    assert "<figure" * 4 not in html.replace("\n", "")
