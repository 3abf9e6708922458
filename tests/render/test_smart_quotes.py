"""Quotation marks and dashes are set in the way of each language, and nothing else is touched: smart_quotes.yaml."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from steps import steps_of

from mkdocs_briefings.model.spelling import words_of
from mkdocs_briefings.render.smart_quotes import smart_quotes

CASES = yaml.load((Path(__file__).parent / "smart_quotes.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PIECES = st.sampled_from(
    "a 1 don't \"so\" ' \" -- --- ... <em> </em> <p> </p> <code>'</code> &nbsp; &lt; ( ) , . -".split()
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_set(case: dict[str, str]) -> None:
    assert smart_quotes(case["html"], case.get("language", "en")) == case["set"]


@given(st.lists(PIECES, max_size=15), st.sampled_from(["", " "]), st.sampled_from(["en", "de", "fr"]))
@settings(deadline=None)
def test_words_stay(pieces: list[str], between: str, language: str) -> None:
    html = between.join(pieces)
    made = smart_quotes(html, language)
    assert re.findall("<[^>]*>", made) == re.findall("<[^>]*>", html)
    words = [unescape(re.sub("<[^>]*>", "", text)).replace("-", " ") for text in (made, html)]
    assert words_of(words[0]) == words_of(words[1])


@pytest.mark.parametrize("piece", ["'a ", '"a ', "'<b>", "</b>'", "a' ", "''", "<p>'a"])
def test_work_is_linear(piece: str) -> None:
    small, middle, large = (
        steps_of(lambda size=size: smart_quotes(piece * size, "en")) for size in (40, 80, 120)
    )
    assert large - 2 * middle + small < 40
