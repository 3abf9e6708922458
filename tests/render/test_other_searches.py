"""What the search of another plugin gets of generated pages: Material's, which reads their HTML, and any that reads headings."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from material.plugins.search.plugin import Parser

from mkdocs_briefings import pipeline
from mkdocs_briefings.mkdocs_plugin.headings import headings_of
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render.document import front_matter

FULL = Path(__file__).parents[1] / "sites/full"
BETWEEN_TEXTS = re.compile(r"((?:<[^>]*>)*</[^>]*>(?:<[^>]*>)*<[^/][^>]*>)")
"""The end of an element and the start of another, with no blank between them."""
RECORDS = {
    "": "The Weekly, Volume 3, Issue 6 A summary with a mark (SB, January 27). February 5, 2024 (year inferred) By Ada "
    "Example, Bo Example Since publication 1 of 3 sources disputed 1 of 3 sources no longer online See the sources",
    "head:corrections": "February 6, 2024 An earlier version spoke of three ships (SB, January 27).",
    "head:points": "Two ships left on Monday (SB, January 27; Example 2008, p. 58). a source is no longer online a source is "
    "disputed Traffic will likely resume (unnamed in the original, February). likely (55–80%) moderate confidence",
    "head:analysis": "The port opened at dawn (see SB, January 27, p. 2). 1 As Example (2008) has it, Minsk was told.",
    "what-was-shipped": 'cargo tons wheat 100 body: "[@sb] {{ x }}" and the numbers, as in the year before. A block with HTML and a '
    'picture. ??? note "More" Folded. A note with a mark (unnamed in the original, February). ↩',
    "head:events": "February 5, 2024 Two ships leave. (SB, January 27; unnamed in the original, February)",
    "head:sources": "SB. Belarus Segodnya, Визит, January 27, 2024 in Russian web.archive.org no longer online (March 1, 2024) "
    "Taken down. disputed A press, Ada Example, Ports, 2008 book pp. 50–60 Outlet unnamed in the original, February 2024 "
    "cited as “(February)” month inferred The month comes from the text.",
    "head:filed": "Topics Grain & `flour` {x}, Trade People Ada Lovelace Organisations Port Authority Places Minsk",
}
"""What Material's search knows of a briefing, by anchor."""


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    settings = Settings(
        FULL, FULL / "content", audience=Tlp.GREEN, drafts=True, feeds=20, machine_copies=True
    )
    render = RenderSettings(
        site_url="https://example.org/",
        extensions=("footnotes", "md_in_html", "toc", "tables", "fenced_code"),
    )
    site = pipeline.gather(settings, render=render).site
    return {page.uri: page for page in pipeline.render_pages(site, settings, render)}


def records(page: Page) -> dict[str, str]:
    """The sections that Material's search makes of a page."""
    parser = Parser()
    parser.feed(page.html)
    parser.close()
    texts = {part.id or "": "".join(part.text) for part in parser.data if not part.is_excluded()}
    return {
        anchor: " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).replace("\u00a0", " ").split())
        for anchor, text in texts.items()
    }


def test_no_text_runs_into_the_next(pages):
    assert {page.kind for page in pages.values()} == set(PageKind)
    for page in pages.values():
        parts = BETWEEN_TEXTS.split(page.html)
        for before, tags, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
            assert not re.search(r"[\w)»”.]$", unescape(before)) or not re.match(r"\w", unescape(after)), (
                page.uri, before[-40:], tags, after[:40],
            )  # fmt: skip


def test_a_briefing_is_found_by_its_words_not_by_its_tools(pages):
    assert records(pages["briefings/a-visit.md"]) == RECORDS


@pytest.mark.parametrize(
    "uri", ["topics/trade.md", "authors/ada.md", "publications/weekly.md", "outlets/sb.md"]
)
def test_a_list_is_found_by_what_it_says_of_its_subject(pages, uri: str):
    assert records(pages[uri]).keys() == {""}
    assert "A visit" not in records(pages[uri])[""]


def test_pages_that_only_lead_to_others_are_left_out(pages):
    left_out = {uri for uri, page in pages.items() if front_matter(page).get("search") == {"exclude": True}}
    assert left_out == {
        *(uri for uri in pages if uri.startswith("archive/") or uri.endswith("index.md")), "search.md", "feeds.md",
    }  # fmt: skip


def test_sections_have_the_anchors_that_the_page_has(pages, seen):
    for page in pages.values():
        anchors = {link.id for top in headings_of(page.html) for link in (top, *top.children)}
        assert anchors <= set(seen(page.html).ids)
        if page.kind is PageKind.BRIEFING:
            assert anchors - {""} == records(page).keys() - {""}
