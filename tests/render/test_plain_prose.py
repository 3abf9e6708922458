"""A line of plain prose comes out the same, with and without Python-Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.site import Citation, CitedText
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.plain_prose import extensions_keep_prose

EXTENSIONS = (
    "toc", "tables", "fenced_code", "footnotes", "attr_list", "md_in_html", "def_list", "admonition", "sane_lists",
    "pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
    "pymdownx.blocks.caption", "mkdocs_briefings.render.raised",
)  # fmt: skip
QUICK, SLOW = (
    MarkdownRenderer(EXTENSIONS, {}, ["smart_quotes"]),
    MarkdownRenderer(EXTENSIONS, {}, ["smart_quotes"]),
)
SLOW._leaves_prose = False
SLOW._markdown.treeprocessors.deregister("briefings_plain")
NAMES = {"Минск": "../../entities/minsk/", "word": "../../entities/word/", "naïve": "../../entities/word/"}
PIECES = st.sampled_from(
    "The word Минск naïve 5 1. 2) (c) [@a] [@a, p. 3] @a – — … ' \" ’ : :: ; ? ! !!! /// ... -- -> +1 * ** _x_ ` { } <b> & &amp; # ## > | "
    "http://x.org www.x.org a@b.org ~ ^ = == \\ % %% € 10° ́ : ] [x] [x](y) Term\n  \n - \t \x0b".split(" ")
)
PROSE = st.sampled_from("The Минск naïve word 5 (c) [@a] [@a, p. 3] – : ; ’ A\nthe".split(" "))
"""Chosen more often than `PIECES`, so that many whole texts are prose."""


def mark(citation: Citation) -> str:
    return f'<span class="citation" id="cite:{citation.number}">(A, “p”\N{NO-BREAK SPACE}& more)</span>'


def clean_mark(citation: Citation) -> str:
    """A mark as most are, which is not sanitised again."""
    return (
        f'<span class="citation" id="cite:{citation.number}">'
        '(<a href="#source:a" role="doc-biblioref">Минск, January 27, p. 3</a>)</span>'
    )


def cited(text: str) -> CitedText:
    return find_citations(text, {"a"})


@pytest.mark.slow
@given(
    st.lists(
        st.lists(PROSE | PROSE | PIECES, max_size=4) | st.lists(PIECES | st.text(max_size=3)), max_size=4
    ),
    st.sampled_from([" ", ""]),
    st.sampled_from(["\n\n", "\n\n\n", "\n"]),
    st.sampled_from([mark, clean_mark]),
)
@settings(deadline=None, max_examples=300)
def test_same_html(
    paragraphs: list[list[str]], between: str, end: str, mark: Callable[[Citation], str]
) -> None:
    text = cited(end.join(map(between.join, paragraphs)))
    assert QUICK.block(text, mark, {}, NAMES) == SLOW.block(text, mark, {}, NAMES)
    assert QUICK.short(text, mark, {}) == SLOW.short(text, mark, {})
    assert QUICK.line(text, mark, {}) == SLOW.line(text, mark, {})


@pytest.mark.parametrize(
    "text", ["1. The word", "The word.\n\n2. the", "The word\n3) the", "² word", "- a", "\ufffd the"]
)
def test_a_line_that_begins_with_no_letter(text: str) -> None:
    assert QUICK.block(cited(text), clean_mark, {}, NAMES) == SLOW.block(cited(text), clean_mark, {}, NAMES)


def test_prose_of_clean_marks_is_not_sanitised(monkeypatch) -> None:
    text = cited("Two ships left Минск on Monday [@a].")
    expected = SLOW.block(text, clean_mark, {}, NAMES)
    monkeypatch.setattr(QUICK._sanitiser, "sanitise", None)
    assert QUICK.block(text, clean_mark, {}, NAMES) == expected
    with pytest.raises(TypeError):
        QUICK.block(text, mark, {}, NAMES)


def test_prose_is_not_parsed(monkeypatch) -> None:
    monkeypatch.setattr(QUICK._markdown, "convert", None)
    text = cited("Two ships left on Monday, said the “port” (the first since 2022) [@a, p. 3].")
    assert QUICK.line(text, mark, {}).html.startswith("Two ships left")
    with pytest.raises(TypeError):
        QUICK.line(cited("Two *ships* left."), mark, {})


@pytest.mark.parametrize(
    "extension", ["smarty", "pymdownx.emoji", "pymdownx.snippets", "wikilinks", object()]
)
def test_other_extensions_may_read_any_letter(extension: object) -> None:
    assert extensions_keep_prose(EXTENSIONS, {})
    assert not extensions_keep_prose((*EXTENSIONS, extension), {})


def test_abbreviations_of_a_glossary_may_be_any_word() -> None:
    assert extensions_keep_prose(["abbr"], {"abbr": {}})
    assert not extensions_keep_prose(["abbr"], {"abbr": {"glossary": {"WHO": "World Health Organization"}}})
