"""The parts of an article: lines above the text, the sentence that stands in, what is too deep to read."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.article import Refusal
from mkdocs_briefings.importers.infer_year import year_of_volume
from mkdocs_briefings.importers.markdown_spans import find_links, find_parentheses, flatten
from mkdocs_briefings.importers.markdown_text import fallback_point
from mkdocs_briefings.importers.read_markdown import clean_editor_markup, inline_links


@pytest.fixture
def briefing(read):
    return lambda text, name="a.txt": read(name, text).draft.briefing


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ilka Brandt", ("ilka-brandt",)),
        (
            "by Jo van der Quint, Ilka Brandt, and Max O’Hara",
            ("Jo van der Quint", "ilka-brandt", "Max O’Hara"),
        ),
        ("By: Jo Quint & Ilka Brandt", ("Jo Quint", "ilka-brandt")),
        ("By land and by sea", ()),
        ("By Monday", ()),
    ],
)
def test_by_lines(line, authors, briefing):
    imported = briefing(f"A Title\n\n{line}\n\nThe locks leak.\n")
    assert imported.authors == authors
    assert (line in imported.body) is not bool(authors)


@pytest.mark.parametrize(
    "line",
    [
        "Publication: River Desk Monthly Volume: 7 Issue: 2",
        "River Desk Monthly, Volume 7, Issue 2",
        "River Desk Monthly Vol. 7 | No. 2",
    ],
)
def test_lines_of_a_series(line, read):
    result = read("a.txt", f"A Title\n\n{line}\n\nThe locks leak.\n")
    imported = result.draft.briefing
    assert f"{imported.publication} {imported.volume} {imported.issue} {imported.date}" == "rdm 7 2 2020"
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        (["_The locks leak. All do._"], "The locks leak."),
        (
            ["A gate in spring", "**Dr. Quint** of the U.S. Navy came. She left."],
            "Dr. Quint of the U.S. Navy came.",
        ),
        (["## Locks", "> Quoted.", "- An item."], ""),
        (["A gate in spring"], "A gate in spring"),
        ([r"Five \* three [@a_b] and `a_b`."], r"Five \* three [@a_b] and `a_b`."),
    ],
)
def test_a_sentence_stands_in(blocks, sentence):
    assert fallback_point(blocks) == sentence


def test_references_become_letters_where_nothing_hangs_on_them():
    text = 'A &#8220;lock&#8221;&nbsp;&lt;b&gt; &#42;no&#42; `&#8220;` <span style="color: red">loud</span>'
    assert clean_editor_markup(text) == "A “lock” &lt;b&gt; &#42;no&#42; `&#8220;` loud"
    assert clean_editor_markup('<span id="x">kept</span>') == '<span id="x">kept</span>'


def test_a_page_nested_without_end_is_refused(read):
    page = "<div>" * 3000 + "deep" + "</div>" * 3000
    refusal = read("deep.html", page)
    assert isinstance(refusal, Refusal)
    assert "deeper than" in refusal.reason


def test_parentheses_and_links_without_end_stay_text(briefing):
    inner = "(" * 5000 + "TASS, May 3, 2019" + ")" * 5000
    imported = briefing(f"A Title\n\n{inner} and {'[a](' * 500}\n")
    assert imported.body.count("(") >= 5500
    assert imported.sources == ()


def test_text_that_looks_like_markup_reads_the_same(briefing):
    imported = briefing("A Title\n\n#tag <b> a*b ~ x_y _z_ & &amp; it leaks.\n\n~ fine\n\n: also\n")
    assert (
        imported.body
        == "\\#tag &lt;b> a\\*b ~ x_y \\_z\\_ & &amp;amp; it leaks.\n\n&#126; fine\n\n&#58; also\n"
    )


def test_links_go_on_below_an_item_and_below_a_heading(briefing):
    text = "# T\n\n- An item.\n\n    It [leaks](https://x.example/l).\n\n## More\nAnd [more](https://x.example/m).\n"
    imported = briefing(text, "a.md")
    assert [source.url for source in imported.sources] == ["https://x.example/l", "https://x.example/m"]
    assert "    It leaks [@x-example-leaks]." in imported.body


def test_the_title_is_the_heading_that_the_window_is_named_after(briefing):
    text = "<p>They leak every spring, as all of the locks along this river do.</p>" * 4
    page = (
        "<html><head><title>The Locks | Tide</title></head><body><main><h1>The Locks</h1>"
        f"<div><h1>How it began</h1>{text}<p>The end.</p></div></main></body></html>"
    )
    imported = briefing(page, "a.html")
    assert imported.title == "The Locks"
    assert "# How it began" in imported.body


def test_a_line_before_a_nested_division_belongs_to_the_article(briefing):
    text = "<p>They leak every spring, as all of the locks along this river do.</p>" * 20
    page = (
        "<html><head><title>The Locks</title></head><body><nav>Home</nav><article><h1>The Locks</h1>"
        f"<p><b>What leaks?</b></p><div><div>{text}</div></div></article></body></html>"
    )
    assert briefing(page, "a.html").body.startswith("**What leaks?**\n\nThey leak")


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (r"A \[lock] leaks, and [lock].", r"A \[lock] leaks, and [lock](https://l.example/)."),
        (r"See [the lock](https://l.example/a\_b).", r"See [the lock](https://l.example/a\_b)."),
        (r"A \`lock\` and a [lock] \`leak\`.", r"A \`lock\` and a [lock](https://l.example/) \`leak\`."),
    ],
)
def test_a_sign_after_a_backslash_is_no_markup(text, reads):
    assert inline_links(f"{text}\n\n[lock]: https://l.example/\n")[0].rstrip() == reads


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (r"A lock \(old (Tide, May 3).", ["(Tide, May 3)"]),
        (r"A lock (old \) gate) leaks.", [r"(old \) gate)"]),
        (r"A lock (Tide, May 3\).", []),
    ],
)
def test_parentheses_after_a_backslash_are_text(text, inside):
    assert [text[start:end] for start, end in find_parentheses(text)] == inside


def test_the_address_of_a_link_is_read_without_its_backslashes():
    text = r"See [the \] lock](https://l.example/a\_b\*c) and https://t.example/x."
    assert [(link.label, link.url) for link in find_links(text)] == [
        (r"the \] lock", "https://l.example/a_b*c"),
        ("", "https://t.example/x"),
    ]
    assert flatten(r"A \*lock\* of [\_x\_](https://l.example/).").text == "A *lock* of _x_."


def test_the_year_of_a_volume_is_one_that_a_calendar_has() -> None:
    assert str(year_of_volume(2004, 21)) == "2024"
    assert str(year_of_volume(9999, 1)) == "9999"
    for first, volume in ((9999, 12), (1, -5), (None, 1), (2004, None)):
        assert year_of_volume(first, volume) is None
