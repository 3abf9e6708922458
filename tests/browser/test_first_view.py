"""The first view of a page when fonts come late; test_pages.py measures that of every kind."""

from __future__ import annotations

import pytest
from kinds_of_page import KINDS
from measure_view import measure

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["home", "briefing", "topics", "search", "about"])
def test_still_when_fonts_come_late(browser, server, name):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(300), route.continue_()))
    view = measure(page, server + KINDS[name])
    context.close()
    assert sum(view.shifts) < 0.1, "the limit of a good page, web.dev/articles/cls"


def test_a_shift_would_be_seen(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        """addEventListener("load", () => setTimeout(() => {
          document.body.insertAdjacentHTML("afterbegin", "<p>x</p>".repeat(20));
        }, 100))"""
    )
    view = measure(page, server)
    context.close()
    assert sum(view.shifts) > 0.01
