"""Every word that scripts show is a message: they are driven through all that they say, in a language of brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

import pytest
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import Page, expect
from pseudo_language import bracketed, outside_of_messages, pseudo_words
from serve import served

from mkdocs_briefings.model.messages import Catalogue, DeskWords
from mkdocs_briefings.render.script_words import messages_module

pytestmark = pytest.mark.slow
_GRANTED = ["clipboard-read", "clipboard-write"]
# What scripts have put into the page: texts and attributes that its source has not. Data of the index is no message.
_ADDED = """async () => {
  const DATA = ".hit-title, .hit-excerpt, .who a, .who > bdi, [data-facet] label span, mark";
  const WORDED = ["aria-label", "title", "placeholder", "alt"];
  const read = (root) => {
    const texts = [...root.querySelectorAll(".who-also")].map((one) => one.textContent);
    const walker = root.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(`${DATA}, .who-also, script, noscript`)) texts.push(walker.currentNode.data.trim());
    }
    for (const name of WORDED) for (const one of root.querySelectorAll(`[${name}]`)) texts.push(one.getAttribute(name).trim());
    return texts;
  };
  const source = await (await fetch(location.href)).text();
  const before = new Set(read(new DOMParser().parseFromString(source, "text/html")));
  return [...new Set(read(document))].filter((text) => !before.has(text));
}"""
_FOUND = {"total": 0, "isMore": False, "isCut": False, "instead": [], "missing": [], "near": [], "hiding": []}
_NEAR = [{"name": "B"}, {"name": "X"}]
FOUND = [
    (answer, query)
    for query in ("", "q")
    for answer in (
        {}, {"isMore": True}, {"near": _NEAR}, {"near": _NEAR, "hiding": [{"total": 1}]}, {"total": 1}, {"total": 1234},
        {"total": 1, "isMore": True}, {"total": 5, "isMore": True, "isCut": True},
        {"total": 2, "missing": ["w"], "instead": [{"text": "b", "instead": ["B", "X"]}]},
    )
]  # fmt: skip
"""Answers of the index, and queries, for each line above results."""


SPELLINGS = ("Zhuravlev", "Zhuravlyov", "Kovalenko")


def module() -> str:
    """The words of brackets, in the place of English."""
    (catalogue,) = pseudo_words().catalogues
    desk = DeskWords(overrides=(Catalogue("en", catalogue.plural_rule, catalogue.translations),))
    return messages_module(("en",), (), "en", desk).decode()


@pytest.fixture
def site(browser, server, names_site):
    """Opens a page of the sample desk, or of the one of many names, in the language."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    answer = {"body": module(), "content_type": "text/javascript"}
    context.route("**/assets/briefings/messages.js", lambda route: route.fulfill(**answer))
    page = context.new_page()
    with served(names_site) as names:

        def opened(address: str = "", host: str = server) -> Page:
            page.goto({"names": names}.get(host, host) + address)
            return page

        yield opened
    context.close()


def plain(page: Page, *data: str) -> list[str]:
    """What scripts show that is no message, no name or query among `data`, no day, and no word between names."""
    texts = page.evaluate(_ADDED)
    assert texts, "nothing was looked at"
    names = page.locator(".who a, .who-also bdi").all_text_contents()
    return [text for text in map(_less((*data, *names)), texts) if re.search(r"[^\W\d_]{2}", text)]


def _less(data: Sequence[str]) -> Callable[[str], str]:
    known = sorted(map(re.escape, filter(None, data)), key=len, reverse=True)
    of_values = re.compile("|".join([*known, r"January 1, \d{4}", r"\b(and|or)\b", "[\u2068\u2069]"]))
    return lambda text: of_values.sub("", outside_of_messages(text))


def test_buttons(site):
    page = site(BELARUS)
    expect(page.locator("[data-palette-switch]")).to_have_attribute(
        "title", bracketed("Change to dark colours")
    )
    page.locator("[data-palette-switch]").click()
    expect(page.locator("[data-palette-switch]")).to_have_attribute(
        "title", bracketed("Change to light colours")
    )
    copy = page.locator("[data-copy]:visible").first
    copy.click()
    expect(copy).to_have_text(bracketed("Not copied"))
    assert plain(page) == []
    page.context.grant_permissions(_GRANTED)
    other = page.locator("[data-copy]:visible").last
    other.click()
    expect(other).to_have_text(bracketed("Copied"))
    assert plain(page) == []
    page = site("outlets/")
    expect(page.locator(".orders")).to_have_attribute("aria-label", bracketed("Order"))
    assert plain(page) == []


def test_dialog(site):
    page = site(host="names")
    page.keyboard.press("/")
    status, field = page.locator("dialog [role=status]"), page.get_by_role("combobox")
    expect(status).to_have_text(bracketed("Names, words, phrases in quotation marks"))
    assert plain(page) == []
    for query in ("Журавлев", "Zhurvalyov", "Zorawlow", "ferry zzqqxx", "ferry " * 60):
        before = status.text_content() or ""
        field.fill(query)
        expect(status).not_to_have_text(before)
        lines = page.locator(".hit-line bdi").all_text_contents()
        assert [text for text in lines if text.startswith("also")] == []
        data = (query, *query.split(), *(text for text in lines if "⟦" not in text), *SPELLINGS)
        assert plain(page, *data) == [], query
    page = site(host="names")
    page.route("**/search/shards/*", lambda route: route.abort())
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("ferry")
    expect(status).to_contain_text(
        bracketed("Search could not be loaded. The archive leads to every briefing.")
    )
    assert plain(page) == []


def test_page(site):
    page = site(KINDS["search"] + "?q=Belarus&from=1950-01-01&to=1960-01-01&year=2024")
    expect(page.locator(".search-nothing")).to_contain_text("⟦")
    assert page.locator("[data-at=chosen] button").count() == 3
    assert plain(page, "Belarus", "Year") == []
    page = site(KINDS["search"] + "?from=1950-01-01")
    chosen = page.locator("[data-at=chosen] button")
    expect(chosen).to_have_text("⟦from ⟧January 1, 1950")
    page = site(KINDS["search"] + "?q=zzqqxx")
    expect(page.locator(".search-nothing")).to_contain_text("⟦Nothing here has all of these words.⟧")
    assert plain(page, "zzqqxx") == []


def test_every_line_above_results(site):
    page = site()
    told = page.evaluate(
        """async (found) => {
          const { countOf } = await import(new URL("assets/briefings/search/results.js", document.baseURI));
          return found.map(([answer, query]) => countOf(answer, query));
        }""",
        [({**_FOUND, **answer}, query) for answer, query in FOUND],
    )
    assert [text for text in map(_less(()), told) if re.search(r"[^\W\d_]{2}", text)] == []
    assert {"1,234⟦ briefings for “⟧q⟦”⟧", "⟦Nothing found for “⟧q⟦”⟧ · ⟦Names like it: ⟧B and X"} <= {*told}
    assert (
        "2⟦ briefings for “⟧q⟦”⟧ · ⟦taking “⟧b⟦” for ⟧B or X · ⟦without “⟧w⟦”, which is in no briefing⟧"
        in told
    )


FORMS = {"one": "one {n}", "few": "few {n}", "many": "many {n}", "other": "other {n}"}
LANGUAGES = {
    "ru": [
        "one 1",
        "few 3",
        "many 11",
        "one 21",
        "many 1 234 567",
        "27 января 2024 г.",
        "Bo и Xi",
        "Bo",
    ],
    "ar": ["one 1", "few 3", "many 11", "other 100", "many 1,234,567", "27 يناير 2024", "Bo وXi", "Bo"],
    "en": ["1 day", "3 days", "11 days", "100 days", "1,234,567 days", "January 27, 2024", "Bo and Xi", "Bo"],
}
COUNTS = {"ru": [1, 3, 11, 21, 1_234_567], "ar": [1, 3, 11, 100, 1_234_567], "en": [1, 3, 11, 100, 1_234_567]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_days_and_rows_are_those_of_the_language(browser, server, language):
    """A value in a sentence that runs from right to left is kept together."""
    context = browser.new_context()
    spoken = {} if language == "en" else {language: {"{n} day": FORMS, "{n}": "<{n}>"}}
    answer = {"body": f"export const MESSAGES = {json.dumps(spoken)};", "content_type": "text/javascript"}
    context.route("**/assets/briefings/messages.js", lambda route: route.fulfill(**answer))
    direction = "rtl" if language == "ar" else "ltr"
    html = f'<!doctype html><html lang="{language}"><body dir="{direction}">'
    context.route("**/blank.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = context.new_page()
    page.goto(f"{server}blank.html")
    said = page.evaluate(
        """async (counts) => {
          const { dayName, listed, say, sayPlural } = await import(new URL("assets/briefings/say.js", document.baseURI));
          const days = counts.map((n) => sayPlural("{n} day", "{n} days", n));
          return [...days, dayName("2024-01-27"), listed(["Bo", "Xi"]), say("{x}", { x: "Bo" })];
        }""",
        COUNTS[language],
    )
    context.close()
    assert [re.sub(r"\s", " ", re.sub("[\u2066-\u2069]", "", text)) for text in said] == LANGUAGES[language]
    assert ("\u2068Bo\u2069" in said) is (language == "ar")
