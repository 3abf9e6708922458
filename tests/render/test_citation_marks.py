"""Citations look as the house writes them: cases in citations.yaml. Marks and entries lead to each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.render.context import RenderSettings

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
    page = seen(
        made({"briefings/2024/a": {"body": body, "sources": sources}}, settings)["briefings/a.md"].html
    )
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
