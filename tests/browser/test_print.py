"""A briefing's page printed by the browser."""

from __future__ import annotations

import re

import pypdfium2
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def printed(open_page):
    """The pages that come out of the printer."""

    def print_page(address: str) -> list[pypdfium2.PdfTextPage]:
        pdf = open_page(address).pdf(prefer_css_page_size=True)
        return [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]

    return print_page


def test_a_printed_page(printed) -> None:
    pages = printed("briefings/accessibility-deadlines/")
    texts = [page.get_text_range() for page in pages]
    whole = "\n".join(texts)
    assert len(pages) >= 3
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(pages)}" in text
        running = "Accessibility: the European deadline and the American ones" in text
        assert running == (number > 1), "the first page has the title itself"
    assert "Skip to the content" not in whole
    assert "Handbook" not in whole
    assert "Search" not in whole
    assert "↩" not in whole
    assert "BibTeX" not in whole, "files cannot be had from paper"
    assert "<https://eur-lex.europa.eu/eli/dir/2019/882/oj>" in whole.replace("\r\n", "")


def test_executive_points_stay_together(printed) -> None:
    for address in (
        "accessibility-deadlines",
        "belarus-strengthens-ties-with-russia",
        "labels-and-addresses",
    ):
        texts = [page.get_text_range().casefold() for page in printed(f"briefings/{address}/")]
        first = next(text for text in texts if "executive points" in text)
        assert "analysis" in first.split("executive points")[1]


def test_no_heading_ends_a_page(printed) -> None:
    headings = (
        "Who is bound to what",
        "What is new in Europe",
        "Three versions",
        "Assessment",
        "EVENTS",
        "SOURCES",
    )
    for page in printed("briefings/accessibility-deadlines/"):
        lines = [line.strip() for line in page.get_text_range().splitlines() if line.strip()]
        body = [line for line in lines if not re.fullmatch(r"\d+ / \d+", line)]
        assert body[-1] not in headings
