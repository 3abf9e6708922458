"""Copy a link or a citation; without scripts both stand there to be marked."""

from __future__ import annotations

import pytest
from kinds_of_page import BELARUS
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def test_copy(open_page):
    page = open_page(BELARUS, permissions=["clipboard-read", "clipboard-write"])
    for name, words in (
        ("Copy link", "https://example.org/briefings/"),
        ("Copy citation", "Strengthens Ties"),
    ):
        button = page.get_by_role("button", name=name).first
        button.click()
        expect(page.locator("[data-copy]", has_text="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert words in copied
        assert "\u00a0" not in copied
        expect(button).to_have_text(name, timeout=5_000)


def test_without_scripts(open_page):
    page = open_page(BELARUS, java_script_enabled=False)
    assert not page.locator("[data-copy]").first.is_visible()
    assert page.locator(".cite-this dd").first.is_visible()
    assert page.locator(".permanent a[href^='mailto:?subject=']").is_visible()


@pytest.mark.parametrize(
    ("width", "shown", "other"),
    [(1280, ".contents", ".contents-folded"), (390, ".contents-folded", ".contents")],
)
def test_one_list_of_contents_is_there(open_page, width, shown, other):
    page = open_page(BELARUS, java_script_enabled=False, viewport={"width": width, "height": 800})
    assert page.locator(shown).is_visible()
    assert not page.locator(other).is_visible()
    link = page.locator(f"{shown} a").last
    assert link.is_visible() is (shown == ".contents")
    if shown == ".contents":
        page.locator(".prose").evaluate("prose => prose.lastElementChild.scrollIntoView()")
        assert link.is_visible()
        assert link.bounding_box()["y"] >= 0
    else:
        page.locator(f"{shown} summary").click()
        assert link.is_visible()
