"""An address or a field of 50,000 letters: each page answers all the same, and soon."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

TEXTS = {
    "a word": "a" * 50_000,
    "words": "war " * 12_500,
    "a phrase": f'"{"war " * 12_000}"',
    "signs": "*(" * 10_000,
    "halves of letters": "a" + "\U0001f600" * 4_000,
    "dashes": "war-" * 12_500,
}
MOST = 300
SOON = 15_000
"""Milliseconds: a browser that follows all of it takes minutes, a busy machine some seconds."""


@pytest.fixture(scope="module")
def page(browser, server):
    """One page for all: what is asked of it is only ever more of the same."""
    context = browser.new_context()
    context.set_default_timeout(SOON)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(server)
    yield page
    context.close()


@pytest.fixture(autouse=True)
def no_faults_yet(page):
    page.faults.clear()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_query(page, server, text):
    page.goto(server + "404.html")
    page.goto(f"{server}{KINDS['search']}?{urlencode({'q': text})}")
    expect(page.locator("[data-at=count]")).not_to_be_empty(timeout=SOON)
    assert 0 < len(page.locator("[data-at=query]").input_value()) <= MOST
    page.locator("h1").click()
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search briefings")
    field.fill(text)
    expect(page.locator("dialog [role=status]")).to_contain_text(" for ", timeout=SOON)
    assert len(page.locator("dialog a").last.get_attribute("href")) < 12 * MOST
    assert page.faults == []


@pytest.mark.parametrize(
    "given",
    [{"marked": TEXTS["words"]}, {"marked": TEXTS["signs"]}, {"marked": [f"a{n}" for n in range(4_000)]}],
    ids=["words", "signs", "many"],
)
def test_marks(page, server, given):
    page.goto(f"{server}{BELARUS}?{urlencode(given, doseq=True)}")
    page.wait_for_load_state("networkidle")
    assert page.faults == []


def test_filters(page, server):
    given = {"topic": ["a" * 20_000, *map(str, range(3_000))]}
    page.goto(f"{server}{KINDS['search']}?{urlencode(given, doseq=True)}")
    expect(page.locator("[data-at=chosen] li").first).to_be_visible(timeout=SOON)
    assert page.locator("[data-at=chosen] li").count() <= 50


@pytest.mark.parametrize("hash", ["source:" + "a" * 50_000, "%" * 50_000, "__tabbed_" + "1_" * 25_000])
def test_hash(page, server, hash):
    page.goto(f"{server}{BELARUS}#{hash}")
    page.locator(".analysis .citation a").first.hover()
    expect(page.locator("[id='card:source']")).to_be_visible(timeout=SOON)
    assert page.faults == []
