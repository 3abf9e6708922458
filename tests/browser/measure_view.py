"""What the first view of a page costs, measured in Chromium."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from playwright.sync_api import Page, Response

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
