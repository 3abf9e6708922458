"""A body becomes clean HTML that its page can hold: cases in markdown.yaml, then anything at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.site import Citation, CitedText
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.markdown import Fragment, MarkdownRenderer
from mkdocs_briefings.render.plain_words import count_words, inline_text, plain_text

CASES = yaml.load((Path(__file__).parent / "markdown.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
EXTENSIONS = tuple("toc tables fenced_code footnotes attr_list md_in_html def_list admonition".split())
PERMALINK = re.compile(
    r'<a aria-label="Link to paragraph \d+" class="permalink" href="#(p:[\w-]+)"(?: id="\1")?></a>'
)
BOX = re.compile(r'<div class="table-box"[^>]*>(<table.*?</table>)</div>', re.DOTALL)
PROSE = re.compile(r'<div class="prose md-typeset">\s*(.*?)\s*</div>\s*</section>', re.DOTALL)
RENDERER = MarkdownRenderer(EXTENSIONS, {})


def block(cited: CitedText) -> Fragment:
    """The text as the body of a page without links."""
    return RENDERER.block(cited, mark, {}, {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_body(made, case: dict[str, Any]) -> None:
    body = {"body": case["text"], "sources": [{"id": "x", "outlet": "SB"}]}
    desk = {"briefings/2024/a": body, "briefings/2024/other": {}, "files/chart.png": b"\x89PNG\r\n\x1a\n"}
    lenient = dict.fromkeys(("bad-address", "dead-link", "lost-html"), Severity.OFF)
    page = made(desk, RenderSettings(extensions=EXTENSIONS), severities=lenient)["briefings/a.md"]
    (prose,) = PROSE.findall(page.html.replace("&#123;", "{").replace("&#125;", "}").replace("&#96;", "`"))
    html = re.sub(r"\s*\n\s*", " ", BOX.sub(r"\1", PERMALINK.sub("", prose))).strip()
    assert re.sub(r"\s+(?=<)", " ", html) == re.sub(r"\s+(?=<)", " ", case["html"])


def mark(citation: Citation) -> str:
    return f'<span class="citation" id="cite:{citation.number}">({citation.cites[0].source})</span>'


PIECES = [
    "[@x]", "@x", "text ", "\n\n", "\n", "    ", "`", "```\n", "<div>", "</div>", "<p>", "*", "**", "[", "](", ")", "# ",
    "| a |\n| - |\n", "> ", "- ", "<script>", "<!--", "-->", "&amp;", "&", "\U0010fff0", "\x02", "{: #x }", "[^1]", "[^1]: ",
    "![", "https://e.org", "<svg>", "\\", "1. ", "!!! note\n", "\t", "<b", ">", "\u2028", "<div markdown>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(deadline=None)
def test_any_markdown(seen, pieces: list[str]) -> None:
    cited = find_citations("".join(pieces), {"x"})
    html = block(cited).html
    page = seen(html)
    assert "\U0010fff0" not in html
    assert "\x02" not in html
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "svg", "style", "iframe", "h1", "h2"})
    assert {href[1:] for href in page.hrefs if href.startswith("#p:")} <= set(page.ids)
    assert block(cited).html == html


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Co"]), max_size=60))
@settings(deadline=None)
def test_words_of_plain_text_stay(text: str) -> None:
    words = re.sub(r"[^\w\s]|_", "", text).split()
    kept = plain_text(block(CitedText("x" + " ".join(words))).html)
    assert kept.split() == ("x" + " ".join(words)).split()


def test_a_line_is_a_paragraph_without_its_tags() -> None:
    assert RENDERER.line(CitedText("So *it* is."), mark, {}).html == "So <em>it</em> is."
    assert RENDERER.line(CitedText("One.\n\nTwo."), mark, {}).html == "<p>One.</p>\n<p>Two.</p>"


def test_headings_are_listed() -> None:
    headings = block(CitedText("## A *b*\n\n### C `d`\n")).headings
    assert [(heading.level, heading.anchor, heading.title) for heading in headings] == [
        (3, "a-b", "A b"),
        (4, "c-d", "C d"),
    ]


def test_plain_words() -> None:
    assert plain_text("<p>a</p><p>b&amp;c<br>d</p>") == "a b&c d"
    assert inline_text("H<sub>2</sub>O &lt;") == "H2O <"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One, <b>two</b></p><p>three</p>", 3),
        ("<p>Пять слов, и é тоже</p>", 5),
        (f"<p>{'港口开放。' * 2000}</p>", 4571),
        (f"<p>{'ท่าเรือ' * 100}</p>", 140),
        ("<p>WHO 港口港口港口港 opens</p>", 6),
        ("<p>항구가 열렸다</p>", 2),
    ],
)
def test_words_are_counted_in_every_script(html: str, words: int) -> None:
    assert abs(count_words(html) - words) <= words // 50


def test_a_text_leaves_nothing_to_the_next() -> None:
    block(CitedText("## A\n\n[^1] [x]\n\n[^1]: n\n[x]: https://e.org\n\n*[A]: b"))
    fragment = block(CitedText("## A\n\nSo [x]."))
    assert 'id="a"' in fragment.html
    assert "[x]" in fragment.html
    assert len(fragment.headings) == 1
