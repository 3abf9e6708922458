"""The entry of a source, shown beside a citation: by pointer, by keyboard, by touch."""

from __future__ import annotations

import pytest
from accessible import violations
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

BRIEFING = "briefings/belarus-strengthens-ties-with-russia/"
MARK = '.analysis .citation a[href="#source:rbc-2023-09-27"]'


def test_hover_shows_the_entry_and_leaving_hides_it(open_page) -> None:
    page = open_page(BRIEFING)
    card = page.locator("[id='card:source']")
    page.locator(MARK).hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("RBC")
    card.hover()
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_focus_shows_the_entry_and_escape_hides_it(open_page) -> None:
    page = open_page(BRIEFING)
    page.locator(MARK).focus()
    card = page.locator("[id='card:source']")
    expect(card).to_be_visible()
    expect(page.locator(MARK)).to_have_attribute("aria-describedby", "card:source")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator(MARK)).not_to_have_attribute("aria-describedby", "card:source")


def test_first_tap_shows_the_entry_and_second_follows(open_page) -> None:
    page = open_page(BRIEFING, has_touch=True, viewport={"width": 390, "height": 800})
    page.locator(MARK).tap()
    expect(page.locator("[id='card:source']")).to_be_visible()
    assert "#" not in page.url
    page.locator(MARK).tap()
    assert page.url.endswith("#source:rbc-2023-09-27")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_stands_by_its_citation_and_is_accessible(open_page, scheme: str) -> None:
    page = open_page(BRIEFING, color_scheme=scheme)
    page.locator(MARK).focus()
    page.locator("[id='card:source']").wait_for()
    card, mark = page.locator("[id='card:source']").bounding_box(), page.locator(MARK).bounding_box()
    gap = min(abs(card["y"] - mark["y"] - mark["height"]), abs(mark["y"] - card["y"] - card["height"]))
    assert gap < mark["height"] + 16
    assert violations(page) == []


def test_card_of_a_briefing_that_is_read_from_the_right(open_page) -> None:
    """On a page that is read from the left: it speaks the language of the briefing, and ends where its mark begins."""
    page = open_page(BRIEFING)
    page.evaluate("Object.assign(document.querySelector('article'), { dir: 'rtl', lang: 'ar' })")
    page.locator(MARK).focus()
    card = page.locator("[id='card:source']")
    card.wait_for()
    assert card.evaluate("card => [card.lang, getComputedStyle(card).direction]") == ["ar", "rtl"]
    right = "one => one.getClientRects()[0].right"
    assert abs(card.evaluate(right) - page.locator(MARK).evaluate(right)) <= 1
