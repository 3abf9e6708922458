"""What the first view of a page costs, measured in Chromium."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Response

MOST = 150_000
"""Bytes of a first view, compressed: page, styles, scripts, fonts, pictures."""
INDEX = re.compile(r"/search/.*\.bin$")
"""The search page asks for the index when it is there, as every other page does when a reader searches."""
STILL = 0.001
"""What browsers show as 0.00. A name in a script whose letters come late may move by a fraction of a pixel."""
_OBSERVE = """() => new Promise((done) => {
  const shifts = [];
  let largest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => shifts.push(one.value)))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (largest = one.startTime)))
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done({ shifts, largest }), 400);
})"""


@dataclass(frozen=True, slots=True)
class View:
    """The first view of a page."""

    weights: dict[str, int]
    """Bytes of what was loaded, compressed, by address."""
    shifts: list[float]
    """Layout shifts (web.dev/articles/cls); the reader did nothing."""
    largest: float
    """Largest contentful paint, in milliseconds after the start (web.dev/articles/lcp)."""


def measure(page: Page, address: str) -> View:
    """Open a page and look at it until nothing more is loaded."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- playwright wants a function
    page.goto(address)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate(_OBSERVE)
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in answers if answer.ok}
    return View(weights, seen["shifts"], seen["largest"])


def hold_light_and_still(view: View, browser: Browser, address: str, viewport: dict[str, int]) -> None:
    """Fail unless the first view is light and nothing in it moves once it is there.

    One that moved is measured twice more: a busy machine may paint a page before it has read all of its head.
    """
    views = [view]
    while sum(views[-1].shifts) >= STILL and len(views) < 3:
        context = browser.new_context(viewport=viewport)
        views.append(measure(context.new_page(), address))
        context.close()
    quietest = min(views, key=lambda view: sum(view.shifts))
    own = {url: weight for url, weight in quietest.weights.items() if not INDEX.search(url)}
    assert sum(own.values()) < MOST, own
    assert len(own) > 5, "with its styles and fonts"
    assert sum(quietest.shifts) < STILL, quietest.shifts
    assert quietest.largest > 0, "something was painted"
