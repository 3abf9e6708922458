"""Whatever authors write prints, and no word of it is lost."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from words import lost

from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.tree import print_document

from printed import EXTENSIONS  # isort: skip

pytestmark = pytest.mark.slow

HEAD = {
    "kind": "briefing", "paper": "a4", "site": "", "home": "", "lang": ["en", ""], "title": "T", "running": "T",
    "authors": [], "description": "", "keywords": [], "date": [2024, 1, 2], "version": "", "address": "",
    "tlp": "", "draft": "",
}  # fmt: skip
BRIEFING = {
    "id": "x", "lang": ["en", ""], "title": "T", "level": 1, "address": "", "line": [], "tlp": "", "draft": "",
    "when": "", "authors": [], "minutes": 1, "summary": [], "corrections": [], "notices": [], "points": [],
    "compact": False, "events": [], "sources": [], "prefix": "",
    "tail": {"filed": [], "cite": [], "related": []},
}  # fmt: skip

WORDS = st.sampled_from(
    "alpha beta Łódź Минск Ἀθῆναι #read @label $x$ // /* *star* **strong** _under_ `code` [link](https://example.org) "
    "![alt](files/x.png) [^1] [^2] <b> </b> <div> </div> <p> <table> <td> <li> <ul> </ul> &amp; &#35; \\ ] [ ( ) { } ~ ~~s~~ "
    "<q>q</q> <details> <summary> H~2~O | || --- <!-- --> 'a' \"b\" 1. - + > # ## ###### === ``` !!! https://example.org/x?y=z#a".split()
)
LINES = st.lists(WORDS, max_size=7).map(" ".join)
STARTS = st.sampled_from(
    [
        "",
        "",
        "",
        "# ",
        "### ",
        "- ",
        "  - ",
        "    - ",
        "1. ",
        "> ",
        "> > ",
        "    ",
        ": ",
        "[^1]: ",
        "[^2]: ",
        "| ",
        "!!! note ",
        "```",
        "---",
        "***",
        "| a | b |\n|---|---|\n| ",
    ]
)
MARKDOWN = st.lists(st.tuples(STARTS, LINES, st.sampled_from(["\n", "\n\n"])), max_size=14).map(
    lambda lines: "".join("".join(line) for line in lines)
)
ANYTHING = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"]), max_size=120)


@pytest.fixture(scope="module")
def print_text(print_cache, tmp_path_factory):
    """HTML and PDF of a body."""
    press = Press(tmp_path_factory.mktemp("content"), print_fonts(print_cache))
    renderer = MarkdownRenderer(EXTENSIONS, {})

    def made(markdown: str) -> tuple[str, bytes, tuple[str, ...]]:
        html = renderer.block(CitedText(markdown), lambda citation: "", {}, {}).html
        reader = HtmlReader(lambda href: href if href.startswith("https://") else "", lambda source: "", {})
        values = HEAD | {"briefings": [BRIEFING | {"body": reader.blocks(html)}]}
        printed = press.pdf(print_document("T", values, {}))
        return html, printed.content, printed.missing_characters

    return made


CHECKED = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@CHECKED
@given(MARKDOWN)
@example("> " * 40 + "deep")
@example("- a\n" * 3 + "".join("    " * n + "- b\n" for n in range(1, 30)))
@example("<div>" * 300 + "deep" + "</div>" * 300)
@example("<b>" * 300 + "deep" + "</b>" * 300)
@example("| a |\n|---|\n| x[^1] |\n\n[^1]: In a table.\n")
@example("a[^1] b[^1]\n\n[^1]: Twice.\n[^2]: Never.\n")
@example("<table><tr><td colspan=99 rowspan=99>a</td></tr><tr><td>b</td></tr></table>")
@example("<table> <q>q</q> <q>q</q>\n")
def test_markdown_prints_with_every_word(print_text, markdown) -> None:
    html, pdf, _ = print_text(markdown)
    assert lost(html, pdf) == []


@CHECKED
@given(ANYTHING)
def test_any_character_prints(print_text, text) -> None:
    html, pdf, _ = print_text(text)
    plain = set(string.ascii_lowercase + string.digits)
    assert [word for word in lost(html, pdf) if set(word) <= plain] == []
