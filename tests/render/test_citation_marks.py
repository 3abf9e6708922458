"""Citations look as the house writes them: cases in citations.yaml. Marks and entries lead to each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.feeds.selection import feed_entry
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.render.plain_words import inline_text
from mkdocs_briefings.render.print.briefing import briefing_document

WRITTEN = (Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8")
TEXT = yaml.load(WRITTEN, Loader=yaml.CBaseLoader)  # noqa: S506
"""Every scalar as text, so that a date stays as it is written; `null` is what removes a key."""
OUTLETS = {
    "sb": {"name": "SB. Belarus Segodnya", "short": "SB", "aliases": ["Sovetskaya Belorussiya"]},
    "rbc": {"name": "RBC"},
    "gazette": {"name": "Belarus Gazette"},
}
X = {"id": "x", "outlet": "sb", "date": "2024-01-27"}
FURTHER = [
    {"id": "y", "outlet": "rbc", "date": "2023-09-27"},
    {
        "id": "book",
        "kind": "book",
        "authors": ["Grigory Ioffe"],
        "date": "2008",
        "outlet": "Rowman & Littlefield",
    },
]


def desk(case: dict[str, Any]) -> dict[str, Any]:
    """The desk of a case."""
    date = case.get("date", "2024-02-05")
    source = {key: value for key, value in {**X, **case.get("source", {})}.items() if value != "null"}
    when = {"status": "draft", "date": None} if date == "null" else {"date": date}
    mark = case.get("write", "[@x]")
    further = [other for other in FURTHER if f"@{other['id']}" in mark]
    fields = {"body": f"So it is {mark}.", "sources": [source, *further], **when}
    return {"outlets": OUTLETS, "briefings/2024/a": {**fields, "language": case.get("language", "en")}}


@pytest.mark.parametrize("case", TEXT, ids=lambda case: case["name"])
def test_mark_looks_as_its_style_says(made, marks, case: dict[str, Any]) -> None:
    page = made(desk(case), citation_style=CitationStyle(case.get("style", "press")), drafts=True)
    assert [" ".join(mark.split()) for mark in marks(page["briefings/a.md"].html)] == [case["shown"]]


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("press", "en", ["(SB, January 27a)", "(SB, January 27b)", "(Lee 2003a)", "(Lee 2003b)", "(SB [a])", "(SB [b])"]),
        ("press", "ru", ["(SB, 27 января [a])", "(SB, 27 января [b])", "(Lee 2003a)", "(Lee 2003b)", "(SB [a])", "(SB [b])"]),
        ("numeric", "en", ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]),
    ],
)  # fmt: skip
def test_letters_tell_marks_apart_on_every_output(made, marks, style, language, expected) -> None:
    cites = "abcdef"
    books = [{"id": id, "kind": "book", "authors": ["Ada Lee"], "date": "2003", "title": id} for id in "cd"]
    days = [{**X, "id": id, "title": id} for id in "ab"]
    undated = [{"id": id, "outlet": "sb", "title": id} for id in "ef"]
    fields = {
        "body": " ".join(f"[@{id}]" for id in cites),
        "sources": [*days, *books, *undated],
        "language": language,
    }
    page = made(
        {"outlets": OUTLETS, "briefings/2024/a": fields},
        RenderSettings(citation_style=CitationStyle(style), machine_copies=True),
    )["briefings/a.md"]
    assert marks(page.html) == expected
    copy = json.loads(dict(page.files)["briefings/a/index.json"])
    lettered = ["a", "b", "a", "b", "a", "b"] if style == "press" else [None] * 6
    assert [source.get("letter") for source in copy["sources"]] == lettered
    for place in ("2003a</time>", "2003b</time>", '<span class="source-letter">[a]</span>'):
        assert (place in page.html) is (style == "press")


def test_letters_stay_when_a_text_is_edited(made, marks) -> None:
    sources = [{**X, "id": id, "title": id} for id in ("a", "b", "c")]
    for body, expected in (
        ("[@a] [@b]", ["(sb, January 27a)", "(sb, January 27b)"]),
        ("[@b] [@a]", ["(sb, January 27b)", "(sb, January 27a)"]),
        ("[@c] [@b]", ["(sb, January 27c)", "(sb, January 27b)"]),
    ):
        page = made({"briefings/2024/a": {"body": body, "sources": sources}})
        assert marks(page["briefings/a.md"].html) == expected


def test_emphasis_around_a_mark_is_emphasis(made) -> None:
    body = "So [*see* @x, p. 3 and *passim*; @y, `n` <b>b</b><script>x</script>]."
    page = made({"briefings/2024/a": {"body": body, "sources": [X, *FURTHER]}})["briefings/a.md"]
    html = page.html.replace("\xa0", " ")
    assert '(<em>see</em> <a href="#source:x" role="doc-biblioref">' in html
    assert "p. 3 and <em>passim</em></a>; " in html
    assert "<script>" not in html


FULL = {
    "outlets": OUTLETS,
    "briefings/2024/a": {
        "corrections": [{"date": "2024-02-06", "text": "Not three [@y]."}],
        "summary": "In short [@x].",
        "executive_points": ["One [@x; @y].", "Two [@y, p. 1; @y, p. 2]."],
        "body": "As @x says [@book, p. 58].\n\n- and [see @y]\n\n| a |\n| - |\n| [@x] |\n\nSo[^1].\n\n[^1]: Noted [@book].",
        "events": [{"date": "2024-01-27", "text": "It was so.", "cites": ["x", "y"]}],
        "sources": [X, *FURTHER],
    },
}


@pytest.mark.parametrize("style", list(CitationStyle))
def test_every_mark_leads_to_its_entry_and_back(made, seen, style: CitationStyle) -> None:
    settings = RenderSettings(citation_style=style, extensions=("toc", "tables", "footnotes"))
    page = seen(made(FULL, settings)["briefings/a.md"].html)
    to_entries = [href for href in page.hrefs if href.startswith("#source:")]
    to_marks = [href for href in page.hrefs if href.startswith("#cite:")]
    ids = set(page.ids)
    assert len(ids) == len(page.ids)
    assert len(to_entries) == 13
    assert {href[1:] for href in to_entries + to_marks} <= ids
    assert {f"#{id}" for id in ids if id.startswith("cite:")} == set(to_marks)
    assert {f"#{id}" for id in ids if id.startswith("source:")} == set(to_entries)


@pytest.mark.parametrize(
    "body",
    [
        "Indented:\n\n    [@x]\n",
        "<!-- [@x]\n[@y] -->\n\nText.",
        "<div>\n[@x]\n</div>",
        "[so [@x] is it](https://example.org/)",
        "![of [@x]](https://example.org/p.png)",
        "[x]: https://example.org/ (by [@x])\n\nA [x].",
        "So[^1].\n\n[^1]: Noted [@x].",
        "# [@x]\n\n## [@y]\n",
        "<script>[@x]</script>\n\n<iframe src='[@y]'></iframe>",
        '<abbr title="[@x]">A</abbr>',
    ],
)
def test_no_link_to_a_mark_that_is_not_shown(made, seen, body: str) -> None:
    sources = [X, *FURTHER]
    settings = RenderSettings(extensions=("toc", "tables", "footnotes", "md_in_html"))
    desk = {"briefings/2024/a": {"body": body, "sources": sources}}
    page = seen(made(desk, settings, severities={"lost-html": Severity.OFF})["briefings/a.md"].html)
    ids = set(page.ids)
    assert [href for href in page.hrefs if href.startswith("#") and href[1:] not in ids] == []


def test_words_of_an_unresolved_citation_stay(write_desk, marks) -> None:
    settings = write_desk({"briefings/2024/a": {"body": "So [see @nowhere, p. 5; @x].", "sources": [X]}})
    site = pipeline.examine(settings).site
    (page,) = (
        page
        for page in pipeline.render_pages(site, settings, RenderSettings())
        if page.uri == "briefings/a.md"
    )
    assert marks(page.html) == ["(see nowhere?; sb, January 27)"]


def test_letters_and_own_words_are_on_paper_and_in_feeds(write_desk) -> None:
    sources = [
        {**X, "id": "a", "title": "One", "authors": ["Doe, Jane", "Roe, Al"]},
        {**X, "id": "b", "title": "Two"},
        {"id": "c", "kind": "interview", "own": "true", "authors": ["Ada Lee"]},
        {"id": "d", "kind": "interview", "own": "true", "authors": ["Bo Lee"]},
    ]
    settings = write_desk({"briefings/2024/a": {"body": "[@a; @b; @c; @d]", "sources": sources}})
    site, render = pipeline.gather(settings).site, RenderSettings(machine_copies=True)
    context = RenderContext.from_settings(render)
    (plan,) = (plan for plan in page_plans(site, settings) if plan.uri == "briefings/a.md")
    print_tree = repr(briefing_document(plan.uri, plan.inputs, context))
    copy = dict(render_page(plan, context).files)["briefings/a/index.json"]
    entry = feed_entry(copy).content
    for place in (print_tree.replace("\\xa0", " "), entry.replace("\xa0", " ")):
        assert "January 27a" in place
        assert "January 27b" in place
        assert "January 27, 2024b" in place
        assert "Own interview" in place
        assert "Doe, Jane; Roe, Al" in place
        assert place.count("[a]") == place.count("[b]") == 2


def test_where_no_sources_are_listed_a_sentence_keeps_its_names(made) -> None:
    point = "As @x [p. 3] and @book say [@y], <b>@x</b> is right; -@x too, `@x`."
    fields = {"executive_points": [point], "sources": [X, *FURTHER], "entities": ["minsk"]}
    pages = made(
        {
            "outlets": OUTLETS | {"sb": {"name": "A & *B*", "short": "A & *B*"}},
            "entities/all": {"minsk": {"name": "Minsk", "kind": "place"}},
            "briefings/2024/a": fields,
        }
    )
    expected = "As A &amp; *B* and Ioffe say, <b>A &amp; *B*</b> is right; too, <code>@x</code>."
    assert expected in pages["index.md"].html.replace("\xa0", " ")
    assert (
        '"description": "As A \\u0026 *B* and Ioffe say, A \\u0026 *B* is right;'
        in pages["briefings/a.md"].head
    )


@pytest.mark.parametrize(
    ("authors", "line"),
    [(["Jane Doe", "Al Roe"], "Jane Doe, Al Roe"), (["Doe, Jane, PhD", "Al Roe"], "Doe, Jane, PhD; Al Roe")],
)
def test_authors_with_commas_are_parted_by_semicolons(made, authors: list[str], line: str) -> None:
    html = made({"briefings/2024/a": {"authors": authors}})["briefings/a.md"].html
    byline = html.partition('class="dateline-authors">')[2].partition("</span>")[0]
    assert inline_text(byline).replace("\xa0", " ") == f"By {line}"
