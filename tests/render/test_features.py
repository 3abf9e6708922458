"""What briefings have without asking: on the page, in print and in mail; off by name; free where no sign of it stands."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.features import FEATURES, feature_extensions, missing_features
from mkdocs_briefings.render.mail.line import line_html, line_text
from mkdocs_briefings.render.mail.style import mail_style
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.plain_words import plain_text
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.settings.kinds import Markdown

MKDOCS = ("toc", "tables", "fenced_code")
ON = MarkdownRenderer(MKDOCS, {}, missing_features(MKDOCS, FEATURES))
POSTS = Path(os.environ.get("BRIEFINGS_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus"))


class Shown(NamedTuple):
    """A text that uses a feature, and what of it is shown where."""

    text: str
    html: str
    print: str
    """Part of the tree of the print, as JSON."""
    mail: str
    """Plain text, if the text stands in a line."""


SHOWN = {
    "footnotes": Shown("So.[^1]\n\n[^1]: A *note*.", 'href="#fn:1">1</a>', '["foot", "fn:1", 1,', "So. [A note.]"),
    "tables": Shown("| a |\n|:-:|\n| b |", '<td align="center">b</td>', '["table", 1, 1,', "a b"),
    "definition_lists": Shown("Term\n:   Meaning", "<dd>Meaning</dd>", '["dl", [[["Term"]', "Term Meaning"),
    "sane_lists": Shown("3. c\n4. d", '<ol start="3">', '["ol", 3,', "c d"),
    "attributes": Shown("Da.\n{: lang=de }", 'lang="de">Da.', '["lang-block", "de"', "Da."),
    "abbreviations": Shown(
        "The WHO. The WHO.\n\n*[WHO]: World Health",
        '<abbr title="World Health">WHO</abbr>.',
        '"WHO", " (", "World Health", ")", ". The ", "WHO", "."',
        "The WHO (World Health). The WHO.",
    ),
    "task_lists": Shown("- [x] a\n- [ ] b", 'aria-label="done">☑</span>', '["task", true], " a"', "☑ a ☐ b"),
    "strike": Shown("~~Gone~~.", "<del>Gone</del>", '["strike", ["Gone"]]', "Gone."),
    "subscript": Shown("H~2~O", "H<sub>2</sub>O", '["sub", ["2"]]', "H2O"),
    "superscript": Shown("10^-3^ m^2^", "10<sup>-3</sup>", '["sup", ["-3"]]', "10^-3 m^2"),
    "admonitions": Shown('!!! note "Mind"\n    This.', '<p class="admonition-title">Mind</p>', '["note", ["Mind"]', "Mind This."),
    "captions": Shown(
        "| a |\n|---|\n| b |\n\n/// table-caption\nAll *b*.\n///",
        'class="caption-prefix">Table 1.</span> All <em>b</em>',
        '"Table\u00a01.", " All "',
        "Table 1. All b. a b",
    ),
    "maths": Shown(
        "It is $x^2$.",
        '<math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>',
        '["math", false, "x^2", ["scripts", ["letter", "x"], null, ["text", "2"], ""]]',
        "It is x^2.",
    ),
    "smart_quotes": Shown("\"So\" it's -- done", "“So” it’s – done", "“So” it’s – done", "“So” it’s – done"),
}  # fmt: skip
"""What is shown of each feature."""


def block(renderer: MarkdownRenderer, text: str) -> str:
    return renderer.block(find_citations(text, {"x"}), lambda citation: "<i>SB</i>", {}, {}).html


def reader() -> HtmlReader:
    return HtmlReader(lambda href: href, lambda source: "", {})


def test_every_feature_has_a_case() -> None:
    assert SHOWN.keys() == FEATURES.keys()


@pytest.mark.parametrize(("name", "case"), SHOWN.items(), ids=SHOWN)
def test_shown_on_page_in_print_and_mail(name: str, case: Shown) -> None:
    html = block(ON, case.text)
    assert case.html in html
    assert case.print in json.dumps(reader().blocks(html), ensure_ascii=False)
    line = reader().line(ON.line(CitedText(case.text), lambda citation: "", {}).html)
    assert " ".join(line_text(line, lambda address: 0).split()) == case.mail
    assert "<input" not in html + line_html(line, mail_style(Face()))


@pytest.mark.parametrize(("name", "case"), SHOWN.items(), ids=SHOWN)
def test_off_by_name(name: str, case: Shown) -> None:
    extensions = [extension for extension in MKDOCS if extension != name]
    off = MarkdownRenderer(extensions, {}, missing_features(extensions, FEATURES.keys() - {name}))
    assert case.html not in block(off, case.text)


@pytest.mark.parametrize(
    ("extension", "features"),
    [
        ("footnotes", {"footnotes"}),
        ("markdown.extensions.abbr", {"abbreviations"}),
        ("pymdownx.tilde", {"strike", "subscript"}),
        ("pymdownx.caret", {"superscript"}),
        ("smarty", {"smart_quotes"}),
        ("extra", {"abbreviations", "attributes", "definition_lists", "footnotes", "tables"}),
    ],
)
def test_what_mkdocs_yml_names_is_left_to_it(extension: str, features: set[str]) -> None:
    assert FEATURES.keys() - set(missing_features([extension], FEATURES)) == features


def test_the_setting() -> None:
    def value(written: object) -> set[str]:
        return set(Markdown().read(written))

    assert value(True) == set(FEATURES)  # noqa: FBT003
    assert value(False) == set()  # noqa: FBT003
    assert value({"strike": False, "tables": True}) == FEATURES.keys() - {"strike"}
    for wrong, message in [
        ({"strikes": False}, "did you mean 'strike'"),
        ({"strike": "no"}, "neither true nor false"),
        ("all", "write true"),
    ]:
        with pytest.raises(UsageError, match=message):
            value(wrong)


STAY = (
    "~5 to ~6", "5~6 and 7~8", "2^10 and 2^20", "https://e.org/a~b~c", "www.e.org/x^2^", "3~5天或6~8天", "~/x/~y", "C:\\A~1\\B~1",
    "`H~2~O`", "a^b c^", "---", "!!!", "/// x",
)  # fmt: skip


@pytest.mark.parametrize("text", STAY)
def test_no_sign_is_taken_for_another(text: str) -> None:
    html = block(ON, text)
    assert not {"<sub", "<sup", "<del", "admonition", "figure"} & {
        part for part in ("<sub", "<sup", "<del", "admonition", "figure") if part in html
    }


def test_words_are_found_as_they_are_read() -> None:
    assert plain_text(block(ON, "H~2~O and 10^6^ ~~or~~")) == "H2O and 10^6 or"


PIECES = [
    "[@x]", "text", "\n\n", "\n", "    ", "`", "```\n", "<div>", "</div>", "<div markdown>", "*", "**", "[", "](", ")", "# ", "| a |\n| - |\n",
    "> ", "- ", "+ ", "1. ", "2) ", "1.", ":", ": ", ":   ", "~", "~~", "^", "{", "}", "{: .x }", "[^1]", "[^1]: ", "*[A]: b", "A", "[ ] ",
    "[x]", "!!! note\n", "!!", "///", "/// figure-caption\n", "//", "\t", "&amp;", "\\", "a_b", "=", "---\n", '"', "'",
]  # fmt: skip


def with_all_extensions() -> MarkdownRenderer:
    """Return a parser that has the extensions of all features for every text."""
    added = feature_extensions(missing_features(MKDOCS, FEATURES))
    return MarkdownRenderer((*MKDOCS, *added), added, ["smart_quotes"])


ALL = with_all_extensions()


@pytest.mark.slow
@given(st.lists(st.sampled_from(PIECES), max_size=20))
@settings(deadline=None, max_examples=250)
def test_extensions_without_their_sign_change_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert block(ON, text) == block(ALL, text)


@pytest.mark.slow
def test_extensions_without_their_sign_change_no_post() -> None:
    """Two hundred blog posts, with whatever stands in them."""
    if not POSTS.is_dir():
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    every: list[dict[str, Any]] = []
    for path in sorted(POSTS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            every += map(json.loads, lines)
    bodies = [str(post.get("body") or post.get("markdown") or post.get("text")) for post in every][
        :: len(every) // 200
    ]
    assert [body for body in bodies if block(ON, body) != block(ALL, body)] == []


def test_notes_and_ids_go_on_through_a_page() -> None:
    page = PageTexts()
    texts = [
        "A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]: Two.",
        "## A\n\nC.[^1]\n\n[^1]: Three.",
        "## A\n\n[D](#a).[^1]\n\n[^1]: Four.",
    ]
    first, second, third = (ON.line(CitedText(text), lambda citation: "", {}, page).html for text in texts)
    assert 'id="fnref:1"' in first
    assert '<a class="footnote-ref" href="#fn:1-2">3</a>' in second
    assert '<ol start="3">' in second
    assert 'id="fn:1-3"' in third
    assert 'title="Jump back to footnote 4 in the text"' in third
    assert 'href="#a-2">D' in third
    assert "start=" not in first


def test_a_list_of_briefings_has_no_notes_and_ids() -> None:
    listed = PageTexts(listed=True)
    html = ON.line(CitedText("## A\n\nA *b*[^1] c.[^1]\n\n[^1]: Note."), lambda citation: "", {}, listed).html
    assert html == "<h4>A</h4>\n<p>A <em>b</em> c.</p>"


def test_machines_are_told_what_readers_see(made) -> None:
    text = "H~2~O ~~and~~ $x^2$.[^1]\n\n[^1]: Note."
    desk = {"briefings/2024/a": {"summary": text, "corrections": [{"date": "2024-02-06", "text": text}]}}
    page = made(desk, RenderSettings(features=missing_features((), FEATURES)))["briefings/a.md"]
    assert page.head.count("H2O and x^2.") >= 2
    assert "[^1]" not in page.head + page.description
