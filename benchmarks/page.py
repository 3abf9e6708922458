"""What a reader's browser pays for the first view of each kind of page: python benchmarks/page.py SITE.

SITE is the sample desk, built. Each page is opened in Chromium from the loopback with an empty cache, five times.
Lighthouse takes the same two measures: largest contentful paint and cumulative layout shift.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "browser"))

from find_browser import find
from kinds_of_page import KINDS
from measure_view import INDEX, View, measure
from playwright.sync_api import Browser, sync_playwright
from serve import served

_TIMES = 5


def views(browser: Browser, address: str) -> list[View]:
    """The first view of a page, several times."""
    seen = []
    for _ in range(_TIMES):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        seen.append(measure(context.new_page(), address))
        context.close()
    return seen


def row(name: str, seen: list[View]) -> str:
    """A line of the table."""
    own = {url: weight for url, weight in seen[0].weights.items() if not INDEX.search(url)}
    engine = sum(seen[0].weights.values()) - sum(own.values())
    fonts = sum(weight for url, weight in own.items() if url.endswith(".woff2"))
    largest = statistics.median(view.largest for view in seen)
    shift = max(sum(view.shifts) for view in seen)
    told = f" (+ {engine / 1000:.0f} of search)" if engine else ""
    return f"| {name} | {sum(own.values()) / 1000:.0f}{told} | {fonts / 1000:.0f} | {len(own)} | {largest:.0f} | {shift:.4f} |"


def main(site: Path) -> None:
    """Measure every kind of page and print a table."""
    if not (site / "index.html").is_file():
        sys.exit(f"there is no site in {site}; build the sample desk with `make site`")
    print("| page | kB compressed | of which fonts | files | largest paint, ms | layout shift |")
    print("| --- | --- | --- | --- | --- | --- |")
    with sync_playwright() as playwright, served(site, "/briefings") as host:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for name, address in KINDS.items():
            print(row(name, views(browser, host + address)), flush=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
