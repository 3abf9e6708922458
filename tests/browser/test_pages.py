"""Every kind of page: accessible, fitting, quiet on the network, and whole without JavaScript."""

from __future__ import annotations

import re

import pytest
from accessible import violations
from kinds_of_page import BELARUS, KINDS
from measure_view import hold_light_and_still, measure
from playwright.sync_api import expect
from watch import watch

pytestmark = pytest.mark.slow
WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 390, "height": 800}


def search_runs_and_gives_the_focus_back(page, key):
    before = page.locator(".palette-toggle")
    before.click()
    page.keyboard.press(key)
    field = page.get_by_role("combobox", name="Search briefings")
    expect(field).to_be_focused()
    if key == "/":
        field.fill("Belarus")
        expect(page.locator(".search-dialog .search-hit").first).to_be_visible()
        field.fill("")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(before).to_be_focused()


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", SMALL)], ids=["light", "dark"])
def test_kind(browser, server, kind, scheme, viewport):
    """Light, still, whole, quiet, accessible, no wider than the screen; search runs; all that under the policy."""
    context = browser.new_context(color_scheme=scheme, viewport=viewport)
    seen, answers = watch(context, server), []
    page = context.new_page()
    page.on("response", lambda answer: answers.append((answer.status, answer.url)))
    hold_light_and_still(measure(page, server + kind), browser, server + kind, viewport)
    assert page.evaluate("document.body.dataset.mdColorScheme") == (
        "slate" if scheme == "dark" else "default"
    )
    assert [url for status, url in answers if status >= 400] == []
    if kind != KINDS["search"]:
        assert [url for _, url in answers if "/search/" in url] == []
    assert violations(page) == []
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => document.body.dir = direction", direction)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    if kind in {KINDS["briefing"], KINDS["search"]}:
        assert violations(page) == []
    page.evaluate("document.body.dir = 'ltr'")
    search_runs_and_gives_the_focus_back(page, "Control+k" if viewport == WIDE else "/")
    context.close()
    assert seen.nothing, seen


def test_head_page_and_foot_stand_in_one_column(open_page):
    """At any width, and never at the very edge of the window."""
    page = open_page(BELARUS)
    edges = """() => ['.masthead-inner', '.colophon-inner', '.page'].map(place => {
      const { left, right } = document.querySelector(place).getBoundingClientRect();
      return [Math.round(left), Math.round(innerWidth - right)];
    })"""
    for width in (320, 390, 640, 799, 801, 960, 1000, 1060, 1120, 1280, 1360, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(edges)
        assert min(min(sides) for sides in found) >= 12, (width, found)
        assert max(left for left, _ in found) - min(left for left, _ in found) <= 2, (width, found)


@pytest.fixture(scope="module")
def without_javascript(browser):
    """A tab for pages of all kinds, one after the other."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_reads_without_javascript(without_javascript, server, kind):
    page = without_javascript
    page.goto(server + kind)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert len(page.locator("main").inner_text()) > 40
    assert page.locator(".sections a").count() >= 3


def test_dark_without_javascript(open_page):
    page = open_page(BELARUS, java_script_enabled=False, color_scheme="dark")
    red, green, blue = re.findall(
        r"\d+", page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    )[:3]
    assert max(int(red), int(green), int(blue)) < 60


def test_switch_of_colours_holds(open_page, server):
    page = open_page(BELARUS, color_scheme="light")
    page.get_by_role("button", name="Change to dark colours").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    for address in ("", KINDS["about"]):
        page.goto(server + address)
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.get_by_role("button", name="Change to light colours").click()
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate", "follows the system again"


def test_nothing_stands_inline(published, kind):
    """No script, handler or style inside a page, so that a strict Content-Security-Policy can hold; data may stand."""
    source = (published / kind / "index.html" if not kind.endswith(".html") else published / kind).read_text(
        "utf-8"
    )
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", source) == []
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", source) == []
    assert "<style" not in source


@pytest.mark.parametrize("address", [BELARUS, KINDS["briefing with tables"]])
def test_citations_lead_to_sources_and_back(open_page, address):
    page = open_page(address)
    for role in ("doc-biblioref", "doc-backlink"):
        links = page.locator(f"[role={role}]").evaluate_all("all => all.map(one => one.hash.slice(1))")
        assert links
        missing = page.evaluate(
            "ids => ids.filter(id => !document.getElementById(decodeURIComponent(id)))", links
        )
        assert missing == []


def test_cited_source_is_marked(open_page):
    page = open_page(BELARUS)
    page.locator("[role=doc-biblioref]").first.click()
    target = page.locator(".source:target")
    other = page.locator(".source:not(:target)").first
    colour = "e => getComputedStyle(e).backgroundColor"
    assert target.evaluate(colour) != other.evaluate(colour)


def test_keyboard_reaches_the_content(open_page):
    page = open_page(BELARUS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page:content"


def test_print_is_light_and_without_navigation(open_page):
    page = open_page(BELARUS, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".sections").is_visible()
    assert page.locator(".executive-points").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
