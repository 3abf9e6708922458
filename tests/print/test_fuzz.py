"""Whatever authors write prints, and no word of it is lost."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from words import lost

from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.tree import print_document

from printed import EXTENSIONS  # isort: skip

pytestmark = pytest.mark.slow

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
CHARACTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"]), max_size=120)
SEVERAL = 4
"""Texts in a print: it takes as long as a print of one."""


@pytest.fixture(scope="module")
def print_text(printer_for, write_content, print_cache, tmp_path_factory):
    """HTML and PDF of a body, in the print of an ordinary briefing."""
    desk = printer_for(
        write_content({"briefings/x": {"title": "T", "body": "Words."}}, tmp_path_factory.mktemp("desk"))
    )
    document = briefing_document(addresses.briefing_uri("x"), desk.inputs["x"], desk.context)
    values = {name: value for name, value in json.loads(document.text).items() if name != "places"}
    press = Press(desk.settings.content, print_fonts(print_cache))
    renderer = MarkdownRenderer(EXTENSIONS, {})

    def made(markdown: str) -> tuple[str, bytes, tuple[str, ...]]:
        html = renderer.block(CitedText(markdown), lambda citation: "", {}, {}).html
        reader = HtmlReader(lambda href: href if href.startswith("https://") else "", lambda source: "", {})
        briefing = values["briefings"][0] | {"body": reader.blocks(html)}
        printed = press.pdf(print_document("T", values | {"briefings": [briefing]}, {}, desk.context.words()))
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


@settings(CHECKED, max_examples=CHECKED.max_examples // SEVERAL)
@given(st.lists(CHARACTERS, min_size=SEVERAL, max_size=SEVERAL))
def test_any_character_prints(print_text, texts) -> None:
    html, pdf, _ = print_text("\n\n".join(texts))
    plain = set(string.ascii_lowercase + string.digits)
    assert [word for word in lost(html, pdf) if set(word) <= plain] == []
