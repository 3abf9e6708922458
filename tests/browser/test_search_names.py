"""Names in search, on the desk of tests/search: other spellings are told, namesakes told apart, misspellings noticed."""

from __future__ import annotations

import re

import pytest
from accessible import violations
from playwright.sync_api import expect
from serve import served

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(names_site):
    with served(names_site) as host:
        yield host


@pytest.fixture
def dialog(browser, home):
    """The search dialog, opened; it is asked by calling it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(home)
    page.keyboard.press("/")

    def ask(words: str):
        page.get_by_role("combobox").fill(words)
        expect(page.locator("dialog [role=status]")).to_contain_text(f"“{words}”")
        return page

    yield ask
    page.close()


def test_another_spelling_is_told(dialog):
    page = dialog("Журавлев")
    person = page.locator(".search-aside .who")
    expect(person).to_have_count(1)
    expect(person.get_by_role("link")).to_have_text("Alexei Zhuravlyov")
    expect(person).to_contain_text("also: Алексей Журавлёв")
    found = page.get_by_role("option", name="The schedule for spring")
    expect(found.locator(".hit-line")).to_contain_text("also: Zhuravlev")
    expect(found.locator("mark")).to_have_text("Zhuravlev")


def test_namesakes_are_told_apart(dialog):
    page = dialog("Коваленко")
    people = page.locator(".search-aside .who")
    expect(people.get_by_role("link")).to_have_text(["Ihor Kovalenko", "Olena Kovalenko"])
    expect(people).to_contain_text([re.compile("Poet"), re.compile("Minister of ports")])
    expect(page.get_by_role("option")).to_have_count(3)
    page = dialog("Igor Kovalenko")
    expect(people.get_by_role("link")).to_have_text("Ihor Kovalenko")
    expect(page.get_by_role("option")).to_have_count(1)


def test_a_misspelt_name_is_taken_for_the_nearest(dialog):
    page = dialog("Zhurvalyov")
    expect(page.locator("dialog [role=status]")).to_contain_text("taking “Zhurvalyov” for Alexei Zhuravlyov")
    expect(page.get_by_role("option").first).to_be_visible()
    page = dialog("Zhurvalyov poems")
    expect(page.locator("dialog [role=status]")).to_have_text("Nothing found for “Zhurvalyov poems”")


def test_nearest_names_where_nothing_is_found(dialog):
    page = dialog("Zorawlow")
    expect(page.locator("dialog [role=status]")).to_contain_text("Names like it: Alexei Zhuravlyov")
    expect(page.locator(".search-aside .who a").first).to_have_text("Alexei Zhuravlyov")
    page = dialog("zzqqxx")
    expect(page.locator(".search-aside")).to_be_empty()
    page = dialog("Kovalanko")
    expect(page.locator("dialog [role=status]")).to_contain_text("for Ihor Kovalenko or Olena Kovalenko")
    expect(page.locator(".search-aside .who a")).to_have_text(["Ihor Kovalenko", "Olena Kovalenko"])


def test_a_word_that_is_nowhere_is_told(dialog):
    page = dialog("ferry zzqqxx")
    expect(page.locator("dialog [role=status]")).to_contain_text("without “zzqqxx”, which is in no briefing")
    expect(page.get_by_role("option").first).to_contain_text("ferry line")


def test_a_phrase_stays_as_it_is_written(dialog):
    page = dialog('"Zhuravlev commands"')
    expect(page.get_by_role("option")).to_have_count(1)
    page = dialog('"Zhuravlyov commands"')
    expect(page.locator("dialog [role=status]")).to_contain_text("Nothing found")


def test_marks_nothing_of_its_own_making(dialog):
    """The signs that stand for names in the index are for nobody to see."""
    for words in ("Kovalenko", "Нижний Порт", "HU", "ferry"):
        page = dialog(words)
        assert "zq" not in page.locator("dialog").inner_text()
        assert "zq" not in (page.get_by_role("option").first.get_attribute("href") or "")


def test_dialog_with_names_accessible(dialog):
    page = dialog("Kovalenko")
    assert violations(page) == []
