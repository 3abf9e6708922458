"""Nothing that runs, nothing that fetches; every word stays: cases in sanitise.yaml, then anything at all."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_briefings.render.plain_words import plain_text
from mkdocs_briefings.render.sanitise import (
    ATTRIBUTES,
    TAGS,
    Sanitiser,
    is_clean_mark,
    is_clean_value,
    own_id,
)

SANITISER = Sanitiser()
CASES = yaml.load((Path(__file__).parent / "sanitise.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PIECES = st.sampled_from(
    ["<p>", "</p>", "<script>", "</script>", "<svg>", "<math>", "<style>", "</style>", "<a href='javascript:x'>", "</a>",
     "<img src=//e.example onerror=x>", "<!--", "-->", "<![CDATA[", "]]>", "<table>", "<td>", "<noscript>", "<textarea>",
     "<title>", "<plaintext>", "word", "&lt;", "&#x3c;", "<", ">", '"', "'", "\0", "<iframe srcdoc='<script>'>",
     "<xmp>", "<foreignObject>", "<mtext>", "<a xlink:href='x'>", "<b onclick=x", "/"],
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    own = case.get("own", ())
    cleaned = SANITISER.sanitise(case["html"], dict(zip(own, own, strict=True)))
    if "kept" in case:
        assert cleaned == case["kept"]
    assert [part for part in case.get("gone", ()) if part in cleaned] == []
    assert [word for word in case.get("words", ()) if word not in plain_text(cleaned)] == []


@given(st.lists(PIECES | st.text(max_size=5), max_size=30))
@example(["<a>", "<table>", "<a>"])
@example(["<a>", "<div>", "<a>", "<ul>", "<a>", "<b>", "<ul>", "<li>", "<a>", "</b>", "</a>"])
@settings(deadline=None, max_examples=60)
def test_anything(seen, parts: list[str]) -> None:
    cleaned = SANITISER.sanitise("".join(parts))
    page = seen(cleaned)
    for tag, attributes in page.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
    assert all(address.startswith(("#", "http:", "https:", "mailto:")) for address in page.hrefs)
    assert SANITISER.sanitise(cleaned) == cleaned


@given(st.text())
def test_plain_words_stay(text: str) -> None:
    kept = plain_text(SANITISER.sanitise(f"<p>{escape(text)}</p>")).split()
    assert kept == text.replace("\0", "").split()


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="citation" id="{}cite:1">(<a href="#source:a" role="doc-biblioref">A</a>)</span><b>',
        '<span class="citation" id="{}cite:1">(<a href="//x.org" role="doc-biblioref">A</a>)</span>',
        '<span class="citation" id="{}cite:1">(<a href="#source:a" onclick="x" role="doc-biblioref">A</a>)</span>',
        '<span class="citation" id="{}cite:1">(<a href="#source:a" role="doc-biblioref"><i>A</i></a>)</span>',
        '<span class="citation" id="{}cite:1"><script>x</script></span>',
        '<span class="citation" id="{}cite:1">A & B</span>',
        '<span class="citation" id="{}cite:1">A\u00a0[a]</span>',
        '<span class="citation" id="{}cite:x">A</span>',
        '<span class="citation" id="{}cite:1">A\n</span>\n',
    ],
)
def test_a_mark_with_anything_else_is_sanitised(mark: str) -> None:
    html = mark.format(own_id(""))
    assert not is_clean_mark(html)


@pytest.mark.parametrize("value", ['x"y', "a&b", "javascript:x", "x>", "'", "https://x.org"])
def test_a_value_with_anything_else_is_sanitised(value: str) -> None:
    assert not is_clean_value(value)
