"""The list of outlets, sorted by readers; without JavaScript it stands by name."""

from __future__ import annotations

import pytest
from accessible import violations

pytestmark = pytest.mark.slow


def counts(page) -> list[int]:
    return [int(text) for text in page.locator("[data-sortable] .count").all_inner_texts()]


def names(page) -> list[str]:
    return page.locator("[data-sortable] > li > a").all_inner_texts()


def test_outlets_sort_by_citations_and_back(open_page) -> None:
    page = open_page("outlets/")
    by_name = names(page)
    page.get_by_role("button", name="Most cited").click()
    assert counts(page) == sorted(counts(page), reverse=True)
    assert sorted(names(page)) == sorted(by_name)
    assert page.get_by_role("button", name="Most cited").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="By name").click()
    assert names(page) == sorted(by_name, key=str.casefold)
    assert violations(page) == []


def test_outlets_stand_by_name_without_javascript(open_page) -> None:
    page = open_page("outlets/", java_script_enabled=False)
    assert names(page) == sorted(names(page), key=str.casefold)
    assert page.get_by_role("button", name="Most cited").count() == 0
