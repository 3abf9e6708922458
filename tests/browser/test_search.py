"""Search as a reader meets it: in the header of every page, and on its own page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from accessible import violations
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import expect
from watch import watch

from mkdocs_briefings.model.facets import FACETS

pytestmark = pytest.mark.slow
SMALL = {"width": 390, "height": 800}
CONTENT = Path(__file__).parents[2] / "content"


def ask(page, words):
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search briefings")
    expect(field).to_be_focused()
    field.fill(words)
    expect(page.get_by_role("option").first).to_be_visible()
    return field


def state_of(address):
    return parse_qs(urlsplit(address).query)


def state(page):
    return state_of(page.url)


def test_dubovets(open_page, server):
    page = open_page()
    ask(page, "Dubovets")
    first = page.get_by_role("option").first
    assert (first.get_attribute("href") or "").split("?")[0].endswith(BELARUS)
    expect(first.locator(".hit-title")).to_have_text("Belarus Further Strengthens Ties with Russia")
    expect(first.locator(".hit-line")).to_contain_text("Eurasia Daily Monitor, Volume 21, Issue 19")
    expect(first.locator("mark").first).to_contain_text("Dubovets")
    expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+ briefings? for “Dubovets”$"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(server + BELARUS)))


def test_arrow_keys(open_page, server):
    page = open_page()
    field = ask(page, "memorandum")
    options = page.get_by_role("option")
    assert options.count() > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    wanted = options.last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path == urlsplit(wanted).path)


def test_button_opens(open_page):
    page = open_page(viewport=SMALL)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_slash_is_a_letter_while_typing(open_page):
    page = open_page(KINDS["search"])
    expect(page.locator("[data-at=query]")).to_be_visible()
    page.locator("[data-at=query]").press("/")
    expect(page.locator("[data-at=query]")).to_have_value("/")
    assert page.locator("dialog").count() == 0


@pytest.mark.parametrize(
    ("scheme", "viewport"),
    [("light", {"width": 1280, "height": 900}), ("dark", SMALL)],
    ids=["light", "dark"],
)
def test_dialog_accessible(open_page, scheme, viewport):
    page = open_page(BELARUS, color_scheme=scheme, viewport=viewport)
    ask(page, "memorandum")
    page.keyboard.press("ArrowDown")
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => document.body.dir = direction", direction)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_nothing_found(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("zzqqxx")
    expect(page.locator("dialog [role=status]")).to_have_text("Nothing found for “zzqqxx”")
    page.get_by_role("link", name="All results and filters").click()
    expect(page.locator(".search-count")).to_have_text("Nothing found for “zzqqxx”")
    expect(page.locator(".search-facets")).to_be_hidden()
    expect(page.locator(".search-list")).to_contain_text("another spelling")


def test_what_is_typed_counts_at_once(open_page):
    """A reader who types and clicks need not wait until the page has looked."""
    page = open_page()
    page.keyboard.press("/")
    page.get_by_role("combobox").wait_for()
    typed = "document.querySelector('[role=combobox]').value = 'memorandum';"
    event = "document.querySelector('[role=combobox]').dispatchEvent(new Event('input'));"
    page.evaluate(f"{typed}{event}document.querySelector('.search-dialog-foot a').click()")
    page.wait_for_url(re.compile(r"\?q=memorandum$"))
    expect(page.locator(".search-list > li").first).to_be_visible()
    choose = "const sort = document.querySelector('[data-at=sort]'); sort.value = 'date';"
    typed = "document.querySelector('[data-at=query]').value = 'Crimea';"
    page.evaluate(f"{typed}{choose}sort.dispatchEvent(new Event('change'))")
    page.wait_for_url(re.compile(r"\?q=Crimea&sort=date$"))


def test_a_failure_is_said_and_not_remembered(open_page):
    page = open_page()
    page.route("**/search/shards/*", lambda route: route.abort())
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.fill("memorandum")
    status = page.locator("dialog [role=status]")
    expect(status).to_have_text("Search could not be loaded. The archive leads to every briefing.")
    page.unroute("**/search/shards/*")
    field.fill("memorandum ")
    expect(page.get_by_role("option").first).to_be_visible()


def test_state_is_the_address(open_page):
    page = open_page(KINDS["search"] + "?q=memorandum")
    expect(page.locator("[data-at=query]")).to_have_value("memorandum")
    hits = page.locator(".search-list > li")
    expect(hits.first).to_be_visible()
    everything = hits.count()
    topic = page.locator("[data-facet=topic] label").first
    count = int(topic.locator(".count").inner_text())
    topic.click()
    expect(hits).to_have_count(count)
    value = state(page)["topic"]
    page.locator("[data-facet=topic] label").nth(1).click()
    page.wait_for_url(lambda url: len(parse_qs(urlsplit(url).query)["topic"]) == 2)
    expect(page.locator(".search-chosen li")).to_have_count(2)
    page.locator("[data-at=sort]").select_option("date")
    page.wait_for_url(re.compile("sort=date"))
    assert state(page)["q"] == ["memorandum"]
    page.go_back()
    page.go_back()
    expect(hits).to_have_count(count)
    assert state(page) == {"q": ["memorandum"], "topic": value}
    page.go_back()
    expect(hits).to_have_count(everything)


def test_address_brings_the_state_back(open_page):
    page = open_page(KINDS["search"] + "?q=Lukashenka&publication=Eurasia+Daily+Monitor&sort=date")
    expect(page.locator(".search-list > li")).to_have_count(1)
    expect(page.locator("[data-facet=publication] input:checked")).to_have_value("Eurasia Daily Monitor")
    expect(page.locator("[data-at=sort]")).to_have_value("date")
    page.get_by_role("button", name="Remove Publication: Eurasia Daily Monitor").click()
    page.wait_for_url(re.compile(r"\?q=Lukashenka&sort=date$"))
    expect(page.locator(".search-list > li")).not_to_have_count(1)
    dates = page.locator(".search-list .hit-line").all_inner_texts()
    years = [int(re.search(r"\d{4}", line)[0]) for line in dates]
    assert len(years) > 1
    assert years == sorted(years, reverse=True)


def test_counts_are_those_of_the_choice(open_page):
    """What a filter promises is what choosing it gives."""
    page = open_page(KINDS["search"])
    expect(page.locator(".search-list > li").first).to_be_visible()
    page.locator("[data-facet=year] summary").click()
    expect(page.locator("[data-facet=year] label").first).to_be_visible()
    for number in range(page.locator("[data-facet=year] label").count()):
        label = page.locator("[data-facet=year] label").nth(number)
        promised = int(label.locator(".count").inner_text())
        label.click()
        expect(page.locator(".search-list > li")).to_have_count(promised)
        page.locator(".search-chosen button").click()
        expect(page.locator(".search-chosen")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_with_results_accessible(open_page, scheme):
    page = open_page(KINDS["search"] + "?q=memorandum&topic=Open+data", color_scheme=scheme, viewport=SMALL)
    page.locator(".search-filters > summary").click()
    expect(page.locator(".search-list > li").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_result_opens_at_its_section_with_the_words_marked(browser, server):
    """The policy of the page holds, and a page that was not reached by a search loads nothing for it."""
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    seen = watch(context, server)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + BELARUS)
    page.wait_for_load_state("networkidle")
    assert not any("mark.js" in url for url in asked)
    ask(page, "Дубовец opposition")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?marked=.+#the-same-argument-at-home$"))
    marks = page.locator("main mark.found")
    expect(marks.first).to_be_visible()
    assert {"Dubovets", "opposition"} <= set(marks.all_inner_texts())
    expect(page.locator("#the-same-argument-at-home")).to_be_in_viewport()
    assert seen.nothing, seen
    context.close()


def test_dates_from_and_to(open_page):
    page = open_page(KINDS["search"])
    page.locator("[data-at=from]").fill("2022-01-01")
    page.locator("[data-at=to]").fill("2022-12-31")
    page.wait_for_url(lambda url: state_of(url) == {"from": ["2022-01-01"], "to": ["2022-12-31"]})
    hits = page.locator(".search-list > li")
    expect(hits).to_have_count(3)
    expect(
        page.locator("[data-facet=topic] label", has_text="Eastern Europe").locator(".count")
    ).to_have_text("1")
    page.get_by_role("button", name="Remove the last day").click()
    page.wait_for_url(lambda url: state_of(url) == {"from": ["2022-01-01"]})
    since = [one for one in briefings() if str(one["date"]) >= "2022"]
    expect(hits).to_have_count(len(since))
    page.go_back()
    expect(hits).to_have_count(3)
    expect(page.locator("[data-at=to]")).to_have_value("2022-12-31")
    page.reload()
    expect(hits).to_have_count(3)


def test_a_year_alone_lies_within_any_day_of_it(open_page):
    page = open_page(KINDS["search"] + "?from=2024-06-01&to=2024-06-30")
    expect(page.locator(".search-list > li")).to_have_count(1)
    expect(page.locator(".search-list .hit-title")).to_have_text(
        "Belarus Further Strengthens Ties with Russia"
    )
    page.goto(page.url.replace("2024-06-30", "2024-05-01"))
    expect(page.locator(".search-list")).to_contain_text("Without the dates there are 12.")


def briefings():
    """What English readers search: no translation."""
    read = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(CONTENT.glob("briefings/*/*.yaml"))]
    return [briefing for briefing in read if "translation_of" not in briefing]


def named(registry):
    return {
        id: entry["name"] if isinstance(entry["name"], str) else entry["name"]["en"]
        for path in CONTENT.glob(registry)
        for id, entry in yaml.safe_load(path.read_text("utf-8")).items()
    }


def expected_counts():
    """How many briefings have each value of each filter, from what their authors wrote."""
    counts = {name: Counter() for name in (*(facet.word for facet in FACETS.values()), "year", "language")}
    for one in briefings():
        counts["year"][str(one["date"])[:4]] += 1
        counts["language"][one.get("language", "en")] += 1
        for facet in FACETS.values():
            written = (
                one.get(facet.key)
                if facet.key
                else [source.get("outlet") for source in one.get("sources", [])]
            )
            ids = written if isinstance(written, list) else [written]
            names = named(facet.registry_files)
            counts[facet.word].update({names.get(id, id) for id in ids if id})
    return counts


def test_counts_are_those_of_the_content(open_page):
    page = open_page(KINDS["search"])
    expected_of_all = expected_counts()
    assert all(expected_of_all.values())
    for name, expected in expected_of_all.items():
        facet = page.locator(f"[data-facet={name}]")
        expect(facet).to_have_count(1)
        if facet.get_attribute("open") is None:
            facet.locator("summary").click()
        expect(facet.locator("li")).to_have_count(len(expected))
        shown = facet.locator("li").evaluate_all(
            "all => all.map(one => [one.dataset.value, Number(one.querySelector('.count').textContent)])"
        )
        assert dict(shown) == expected, name


def test_by_touch(browser, server):
    context = browser.new_context(viewport=SMALL, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server)
    page.get_by_role("button", name="Search").tap()
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("Лукашенко")
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    box = first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SMALL["width"]
    first.tap()
    page.wait_for_url(re.compile("marked="))
    page.goto(server + KINDS["search"] + "?q=memorandum")
    page.locator(".search-filters > summary").tap()
    page.locator("[data-facet=topic] label").first.tap()
    page.wait_for_url(re.compile("topic="))
    context.close()


@pytest.mark.parametrize("viewport", [SMALL, {"width": 1280, "height": 900}], ids=["small", "wide"])
def test_from_right_to_left(open_page, viewport):
    """As a translator in the browser turns the page."""
    page = open_page(viewport=viewport)
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    ask(page, "Лукашенко")
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    dialog = page.locator("dialog").bounding_box()
    for part in (
        page.get_by_role("option").first,
        page.locator("dialog input"),
        page.locator(".search-aside"),
    ):
        box = part.bounding_box()
        assert dialog["x"] <= box["x"]
        assert box["x"] + box["width"] <= dialog["x"] + dialog["width"]
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.goto(page.url + KINDS["search"] + "?q=memorandum")
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    expect(page.locator(".search-list > li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
