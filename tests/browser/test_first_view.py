"""The first view of every kind of page: it is light, and nothing in it moves once it is there."""

from __future__ import annotations

import pytest
from measure_view import measure

pytestmark = pytest.mark.slow

MOST = 150_000
"""Bytes of a first view, compressed: page, styles, scripts, fonts, pictures."""
SIZES = {"wide": {"width": 1280, "height": 900}, "small": {"width": 390, "height": 800}}


@pytest.mark.parametrize("size", SIZES)
def test_light_and_still(browser, server, kind, size):
    context = browser.new_context(viewport=SIZES[size])
    view = measure(context.new_page(), server + kind)
    context.close()
    assert sum(view.weights.values()) < MOST, view.weights
    assert view.shifts == []
    assert view.largest > 0, "something was painted"


def test_still_when_fonts_come_late(browser, server, kind):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(300), route.continue_()))
    view = measure(page, server + kind)
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
