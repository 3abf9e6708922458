"""The first view of every kind of page: it is light, and nothing in it moves once it is there."""

from __future__ import annotations

import pytest
from kinds_of_page import KINDS
from measure_view import measure

pytestmark = pytest.mark.slow

MOST = 150_000
"""Bytes of a first view, compressed: page, styles, scripts, fonts, pictures."""
ENGINE = "/pagefind/"
"""The search page asks for the index when it is there, as every other page does when a reader searches."""
STILL = 0.001
"""What browsers show as 0.00. A name in a script whose letters come late may move by a fraction of a pixel."""
SIZES = {"wide": {"width": 1280, "height": 900}, "small": {"width": 390, "height": 800}}


def quietest(browser, address, viewport):
    """The first view that moves least of three: a busy machine may paint a page before it has read all of its head."""
    views = []
    for _ in range(3):
        context = browser.new_context(viewport=viewport)
        views.append(measure(context.new_page(), address))
        context.close()
        if sum(views[-1].shifts) < STILL:
            break
    return min(views, key=lambda view: sum(view.shifts))


@pytest.mark.parametrize("size", SIZES)
def test_light_and_still(browser, server, kind, size):
    view = quietest(browser, server + kind, SIZES[size])
    own = {url: weight for url, weight in view.weights.items() if ENGINE not in url}
    assert sum(own.values()) < MOST, own
    assert len(own) > 5, "with its styles and fonts"
    assert sum(view.shifts) < STILL, view.shifts
    assert view.largest > 0, "something was painted"


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
