"""Finished HTML passes through Python-Markdown, whatever extensions a site has, letter for letter."""

from __future__ import annotations

from html import escape, unescape

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.render.document import escape_markdown

STANDARD = [
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes", "legacy_attrs", "legacy_em",
    "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
]  # fmt: skip
PYMDOWNX = [
    "pymdownx." + name
    for name in (
        "arithmatex", "betterem", "blocks.admonition", "blocks.details", "blocks.html", "blocks.tab", "caret", "critic",
        "details", "emoji", "escapeall", "highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar", "saneheaders",
        "smartsymbols", "snippets", "superfences", "tabbed", "tasklist", "tilde", "fancylists",
    )
]  # fmt: skip
EXTENSIONS = {"standard": STANDARD, "pymdownx": [*PYMDOWNX, "md_in_html", "attr_list", "tables"]}
SYNTAX = [
    "```", "~~~", "~~~~~", "```yaml\n", "`", "{", "}", "{{ x }}", "{% y %}", "{: .z }", "{++a++}", "{==b==}", '--8<-- "x"',
    ";--8<--", "/// note", "!!! note", "??? x", "[TOC]", "[[x]]", "*[A]: b", "[^1]", "[^1]: c", "$x$", "\\(x\\)", "++ctrl++",
    ":smile:", "(c)", "-->", "<!--", "==x==", "^^x^^", "# h", "- [ ] t", "| a |\n| - |", "\n", "\n\n", "    ", "\t", "&", "a ",
    "markdown=1", "https://example.org", "@x", '=== "Tab"', "\x02", "\x03", "wzxhzdk:0", "\r\n", "\r", " \n", "\u2028", "\x85",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(SYNTAX) | st.text(max_size=3), max_size=20).map("".join)


def page(words: str, attribute: str) -> str:
    """A page as the templates make them: blocks in one block, everything escaped."""
    quoted = escape(attribute)
    return (
        f'<article class="briefing" lang="{quoted}">\n<header>\n<h1>{escape(words)}</h1>\n</header>\n\n<section>\n'
        f'<p title="{quoted}">{escape(words, quote=False)}<br>\n{escape(words)}</p>\n<pre><code>{escape(words)}\n</code></pre>\n'
        f"\n<ul>\n<li>{escape(words)}</li>\n</ul>\n<hr>\n<img alt='' src=\"x\">\n</section>\n\n</article>\n"
    )


@pytest.fixture(scope="module", params=EXTENSIONS.values(), ids=EXTENSIONS.keys())
def parser(request) -> markdown.Markdown:
    """A parser with every extension of a kind."""
    return markdown.Markdown(extensions=request.param)


@given(words=WORDS, attribute=WORDS)
@settings(deadline=None, max_examples=60)
def test_passes_unchanged(parser: markdown.Markdown, words: str, attribute: str) -> None:
    html = escape_markdown(page(words, attribute))
    assert parser.reset().convert(html) == html


@given(WORDS)
def test_shows_the_same(words: str) -> None:
    escaped = unescape(escape_markdown(escape(words)))
    visible = words.translate(dict.fromkeys([*range(9), *range(14, 28), 127]))
    assert "".join(escaped.split()) == "".join(unescape(escape(visible)).split())


@given(WORDS)
def test_escaping_twice_changes_nothing(words: str) -> None:
    once = escape_markdown(page(words, words))
    assert escape_markdown(once) == once
