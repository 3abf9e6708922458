"""The sample desk as Zensical builds it, in a real Chromium under the path of its address: search, light and dark, 404."""

from __future__ import annotations

import re

import pytest
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import expect
from serve import served
from zensical_sites import exported_sample, zensical, zensical_sample

pytestmark = pytest.mark.slow
__all__ = ["exported_sample", "zensical", "zensical_sample"]


@pytest.fixture(scope="module")
def host(zensical_sample):
    with served(zensical_sample, "/briefings") as address:
        yield address


@pytest.fixture
def open_page(browser, host):
    """Opens an address of the site; the test fails if the browser complains of anything."""
    context, complaints = browser.new_context(viewport={"width": 1280, "height": 900}), []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def opened(address: str):
        page.goto(host + address)
        return page

    yield opened
    context.close()
    assert complaints == []


def test_every_kind_of_page(open_page):
    for address in KINDS.values():
        page = open_page(address)
        expect(page.get_by_role("button", name="Search")).to_be_visible()
        assert page.evaluate("[...document.styleSheets].length") >= 3


def test_search_answers(open_page):
    page = open_page(KINDS["issue"])
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search briefings").fill("Лукашенко memorandum")
    expect(page.get_by_role("option").first.locator("mark").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{BELARUS}\?marked="))
    expect(page.locator("mark.found").first).to_be_visible()


def test_light_and_dark_hold_on_every_page(open_page, host):
    page = open_page("")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.locator("[data-palette-switch]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = page.evaluate(ground)
    assert dark != before
    for address in (BELARUS, "about/", "404.html"):
        page = open_page(address)
        assert page.evaluate(ground) == dark, address
