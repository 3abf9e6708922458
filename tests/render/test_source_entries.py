"""Entries under Sources are set as notes of the Chicago Manual of Style, on pages, in prints and in feeds alike."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import page_plans, render_page
from mkdocs_briefings.render.print.briefing import briefing_document

JOURNAL = {
    "title": "A history of ports",
    "authors": ["Ann Doe"],
    "container": "Journal of Ports",
    "volume": "60",
    "issue": "7",
    "date": "2008",
}
BOOK = {"kind": "book", "title": "Ports and tides", "authors": ["Ann Doe"], "date": "2008"}
PAPER = {"kind": "working-paper", "title": "The price of gas", "container": "Working Papers", "issue": "34"}
CASES = {
    "journal": (JOURNAL, "Ann Doe, “A history of ports,” Journal of Ports 60, no. 7 (2008)"),
    "pages of a journal": (
        {**JOURNAL, "pages": "1149-1170"},
        "Ann Doe, “A history of ports,” Journal of Ports 60, no. 7 (2008): 1149–1170",
    ),
    "journal with imprint": (
        {**JOURNAL, "place": "London", "publisher": "Taylor & Francis"},
        "Ann Doe, “A history of ports,” Journal of Ports 60, no. 7 (London: Taylor & Francis, 2008)",
    ),
    "issue alone": (
        {"title": "A visit", "container": "The Weekly", "issue": "7"},
        "“A visit,” The Weekly, no. 7",
    ),
    "outlet is the journal": (
        {"title": "A visit", "outlet": "The Weekly", "volume": "7", "date": "2024-01-27"},
        "“A visit,” The Weekly 7 (January 27, 2024)",
    ),
    "outlet besides the journal": (
        {"title": "A visit", "outlet": "AFP", "container": "The Weekly", "date": "2024-01-27"},
        "AFP, “A visit,” The Weekly, January 27, 2024",
    ),
    "book": (
        {**BOOK, "place": "Riga", "publisher": "Example Press"},
        "Ann Doe, Ports and tides (Riga: Example Press, 2008)",
    ),
    "outlet is the publisher": (
        {**BOOK, "place": "Riga", "outlet": "Example Press"},
        "Ann Doe, Ports and tides (Riga: Example Press, 2008)",
    ),
    "publisher named twice": (
        {**BOOK, "outlet": "Example Press", "publisher": "example  press"},
        "Ann Doe, Ports and tides (Example Press, 2008)",
    ),
    "volume of a book": ({**BOOK, "volume": "2"}, "Ann Doe, Ports and tides, vol. 2, 2008"),
    "chapter": (
        {**BOOK, "container": "A reader", "publisher": "A Press"},
        "Ann Doe, “Ports and tides,” A reader (A Press, 2008)",
    ),
    "working paper": (
        {**PAPER, "outlet": "BEROC", "place": "Kyiv"},
        "“The price of gas,” Working Papers, no. 34 (Kyiv: BEROC)",
    ),
    "law": (
        {"kind": "law", "title": "On data", "container": "Register", "issue": "99-Z", "date": "2021"},
        "“On data,” Register, no. 99-Z, 2021",
    ),
    "container alone": ({"container": "The Weekly", "date": "2024"}, "The Weekly, 2024"),
    "nothing of this": (
        {"outlet": "SB", "title": "News", "date": "2024-01-27"},
        "SB, News, January 27, 2024",
    ),
}


def entry(write_desk, source: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """HTML of the entry of a source on the page, and what the print shows of it."""
    fields = {"executive_points": ["They met [@x]."], "sources": [{"id": "x", **source}]}
    settings = write_desk({"briefings/2024/a": fields})
    site, context = pipeline.gather(settings).site, RenderContext.from_settings(RenderSettings())
    uri = addresses.briefing_uri("a")
    plan = next(plan for plan in page_plans(site, settings) if plan.uri == uri)
    page = render_page(plan, context)
    printed = json.loads(briefing_document(uri, plan.inputs, context).text)
    return page.html, printed["briefings"][0]["sources"][0]


def words(node: Any) -> str:
    """The words of nodes of a print."""
    if isinstance(node, str):
        return node.replace("\u00a0", " ")
    if node and node[0] == "at":
        return ""
    is_kind = bool(node) and isinstance(node[0], str) and isinstance(node[-1], list)
    return words(node[-1]) if is_kind else "".join(map(words, node))


def line(html: str) -> str:
    """The line of an entry on a page."""
    what = re.search(r'<p class="source-what">(.*?)(?:<span class="back".*?</span>)?</p>', html, re.DOTALL)
    assert what is not None
    return re.sub(r"<[^>]*>", "", what[1]).replace("&amp;", "&").strip()


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_an_entry_reads_as_a_note(source: dict[str, Any], expected: str, write_desk) -> None:
    html, printed = entry(write_desk, source)
    assert line(html) == expected
    assert words(printed["what"]) == expected
