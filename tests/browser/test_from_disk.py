"""A pack of the sample desk, opened from a disk: no server, and a path with all that addresses escape."""

from __future__ import annotations

import re

import pytest
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
LEFT = "net::ERR_ABORTED"
"""What Chromium says of a file that was still to be loaded as the page was left."""


@pytest.fixture
def open_file(browser, packed_sample):
    """Opens an address of the pack; the test fails if the browser complains of anything."""
    context, complaints = browser.new_context(viewport={"width": 1280, "height": 900}), []
    page = context.new_page()
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else complaints.append(request.url)
        ),
    )
    page.on(
        "requestfailed", lambda request: None if request.failure == LEFT else complaints.append(request.url)
    )

    def opened(address: str):
        page.goto(f"{(packed_sample / 'pack').as_uri()}/{address}")
        return page

    opened.complaints = complaints
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def file(kind) -> str:
    """The file of a page of each kind."""
    return kind if kind.endswith(".html") else f"{kind}index.html"


def test_every_kind_of_page(open_file, file):
    page = open_file(file)
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    assert page.evaluate("[...document.fonts].some(({ status }) => status === 'loaded')")
    assert page.evaluate(
        "[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth)"
    )


def test_the_policy_holds(open_file):
    """A script within the page would run without it."""
    page = open_file("index.html")
    page.evaluate(
        "() => { const own = document.createElement('script'); own.textContent = 'window.ran = 1'; document.head.append(own) }"
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in open_file.complaints.pop()


def test_search_from_any_page_and_marks_on_the_page_behind(open_file):
    page = open_file(f"{KINDS['issue']}index.html")
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search briefings").fill("Лукашенко memorandum")
    first = page.get_by_role("option").first
    expect(first.locator("mark").first).to_be_visible()
    expect(page.locator(".who")).to_contain_text("Alyaksandr Lukashenka")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{BELARUS}index\.html\?marked="))
    expect(page.locator("mark.found").first).to_be_visible()
    page.go_back()
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search briefings").fill("lukashenk")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("link", name="All results and filters").click()
    page.wait_for_url(re.compile(r"/search/index\.html\?q=lukashenk$"))


def test_the_search_page_with_filters_counts_and_order(open_file):
    page = open_file("search/index.html?q=Putin")
    count = page.locator("[data-at=count]")
    expect(count).to_have_text("3 briefings for “Putin”")
    page.get_by_role("checkbox", name=re.compile("Union State")).check()
    expect(count).to_have_text("2 briefings for “Putin”")
    page.get_by_label("Sort by").select_option("date")
    expect(page.locator(".search-list > li").first).to_contain_text("March 10, 2025")
    assert re.search(r"/search/index\.html\?q=Putin&topic=Union\+State&sort=date$", page.url)
    page.get_by_label("To", exact=True).fill("2024-12-31")
    expect(count).to_have_text("1 briefing for “Putin”")
    page.go_back()
    expect(count).to_have_text("2 briefings for “Putin”")
    page.get_by_role("searchbox").fill("Lukashenkoo")
    expect(count).to_have_text(
        "2 briefings for “Lukashenkoo” · taking “Lukashenkoo” for Alyaksandr Lukashenka"
    )
    page.get_by_role("searchbox").fill("")
    expect(count).to_have_text("2 briefings")
    page.get_by_role("button", name="Remove Topic: Union State").click()
    expect(count).to_have_text("12 briefings")


def test_the_choice_of_dark_holds_on_other_pages(open_file):
    page = open_file("index.html")
    page.get_by_role("button", name="Change to dark colours").click()
    page.get_by_role("link", name="Archive").first.click()
    page.wait_for_url(re.compile(r"/archive/index\.html$"))
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert open_file("404.html").evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_a_citation_shows_its_source(open_file):
    page = open_file(f"{BELARUS}index.html")
    page.locator('[id^="cite:"] > a').first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
