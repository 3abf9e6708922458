"""How well search answers, beside Material's own, and what it costs at size.

    python benchmarks/search.py gold [SITE]    # the queries of tests/search/gold.yaml on both, over the same pages
    python benchmarks/search.py cost SITE      # bytes and times of searches in a site that is built already

`gold` takes the sample desk, built. Material's search gets the same pages: those of the briefings, as they are handed to
MkDocs, in a site of its own whose index is the one of its built-in plugin. Both are asked in Chromium, from the loopback.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "browser"))

import gold
from find_browser import find
from generate import PEOPLE, vocabulary, written
from playwright.sync_api import Page, sync_playwright
from serve import Sent, served

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.render.context import RenderSettings

ROOT = Path(__file__).parent.parent
_MATERIAL = """\
site_name: The same pages
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [md_in_html]
validation: {links: {not_found: ignore, unrecognized_links: ignore, absolute_links: ignore, anchors: ignore}}
"""
_HITS = ".md-search-result__item a.md-search-result__link"
_ROUNDS = 12
_LOOK, _STILL = 120, 3
"""Milliseconds between two looks at Material's list, and looks for which it must not have changed."""


def compare(site: Path) -> None:
    """Print the figures of both."""
    asked = gold.queries("sample")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        theirs = material(Path(folder))
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        with served(site) as one, served(theirs) as other:
            ours = _ranks(browser.new_page(), one, asked, gold.ask)
            material_s = _ranks(browser.new_page(), other, asked, ask_material)
        browser.close()
    print("| queries | how many | ours: first right | ours: MRR | Material: first right | Material: MRR |")
    print("| --- | --- | --- | --- | --- | --- |")
    for sort in dict.fromkeys(one.sort for one in asked):
        print(
            _row(
                sort,
                [rank for query, rank in ours if query.sort == sort],
                [r for q, r in material_s if q.sort == sort],
            )
        )
    print(_row("all", [rank for _, rank in ours], [rank for _, rank in material_s]))


def _ranks(
    page: Page, host: str, asked: Iterable[gold.Query], ask: Callable[[Page, str], list[str]]
) -> list[tuple[gold.Query, float]]:
    page.goto(host)
    return [(one, one.reciprocal_rank(ask(page, one.words))) for one in asked]


def _row(sort: str, ours: list[float], theirs: list[float]) -> str:
    figures = [
        f"{sum(rank == 1 for rank in one) / len(one):.0%} | {statistics.mean(one):.2f}"
        for one in (ours, theirs)
    ]
    return f"| {sort} | {len(ours)} | {' | '.join(figures)} |"


def material(folder: Path) -> Path:
    """Build the pages of the sample desk's briefings with Material and its search; returns the site."""
    settings = Settings(ROOT, ROOT / "content")
    shown = RenderSettings(
        citation_style=settings.citation_style,
        language=settings.language,
        directory_urls=settings.directory_urls,
    )
    for page in pipeline.render_pages(pipeline.gather(settings).site, settings, shown):
        if page.record is not None:
            path = folder / "docs" / page.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\ntitle: {json.dumps(page.title)}\n---\n{page.html}", encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_MATERIAL, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"


def ask_material(page: Page, words: str) -> list[str]:
    """Ids of the briefings that Material's search lists, each once, in its order."""
    field = page.locator("input.md-search__input")
    if not field.is_visible():
        page.locator("label.md-header__button[for=__search]").click()
    field.click()
    field.fill(words)
    page.keyboard.press("Shift")  # it listens to keys, not to changes
    _settled(page)
    links = page.locator(_HITS).evaluate_all("all => all.map(one => one.href)")
    found = (link.split("/briefings/")[-1].partition("/")[0] for link in links if "/briefings/" in link)
    return list(dict.fromkeys(found))[: gold.LOOKED_AT]


def _settled(page: Page) -> None:
    """Wait until the list has stood still for a while."""
    seen, still = "", 0
    while still < _STILL:
        page.wait_for_timeout(_LOOK)
        now = page.locator(".md-search-result").inner_text()
        seen, still = now, (still + 1 if now == seen else 0)


def cost(site: Path) -> None:
    """Print what searches load and how long they take, in a site made by generate.py."""
    drawn = drawn_queries()
    sent = Sendings(site)
    first: list[Taken] = []
    opened: list[Taken] = []
    further: dict[str, list[Taken]] = {sort: [] for sort in drawn}
    with sync_playwright() as playwright, served(site, sent=sent.files) as host:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        for round in range(_ROUNDS):
            page = browser.new_page()
            page.goto(host)
            page.wait_for_load_state("networkidle")
            before = sent.taken(0, of_search=True).size
            first.append(_search(page, drawn["a name"][-1 - round], sent))
            for sort, words in drawn.items():
                further[sort].append(_search(page, words[round], sent))
            page.close()
            opened.append(_open(browser.new_page(), f"{host}search/?q={drawn['a name'][round]}", sent))
        browser.close()
    print(f"Bytes of search before the first key press: {before:,}\n")
    print(
        "| search | kB, median | kB, most | kB compressed, median | requests, median | requests, most | ms, median |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print(_costs("the first in a session", first))
    print(_costs("the search page, opened with a query", opened))
    for sort, of in further.items():
        print(_costs(f"a further one, {sort}", of))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a search took."""

    time: float
    """Milliseconds from the words to the results on the screen."""
    size: int
    """Bytes of the files."""
    compressed: int
    """Bytes that a host sends which compresses by gzip what gets smaller by that."""
    requests: int


@dataclass(frozen=True, slots=True)
class Sendings:
    """What a host has sent of a site."""

    site: Path
    files: Sent = field(default_factory=list)

    def taken(self, time: float, *, of_search: bool = False) -> Taken:
        """Return what was sent, only that of search if asked, and forget it."""
        chosen = [(path, size) for path, size in self.files if "/search/" in path or not of_search]
        self.files.clear()
        compressed = sum(min(size, self._compressed(path)) for path, size in chosen)
        return Taken(time, sum(size for _, size in chosen), compressed, len(chosen))

    def _compressed(self, path: str) -> int:
        file = self.site / path.partition("?")[0].lstrip("/")
        return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))


def drawn_queries() -> dict[str, list[str]]:
    """Queries as readers may ask them of a generated desk, by sort."""
    chance = random.Random(7)
    texts = [fields for _, fields in written(400)]
    chance.shuffle(texts)
    return {
        "a name": [f"Person Number{chance.randrange(PEOPLE)}" for _ in texts],
        "two words of a title": [" ".join(chance.sample(one["title"].split()[:5], 2)) for one in texts],
        "a rare word": [max(one["summary"].split(), key=len) for one in texts],
        "any word of a text": [chance.choice(one["body"].split()) for one in texts],
        "a phrase of three words": [_phrase(one["body"].split(), chance) for one in texts],
        "a phrase of frequent words": [_frequent(one["body"].split()) for one in texts],
    }


def _phrase(words: list[str], chance: random.Random) -> str:
    """Three words that stand in a row, in a paragraph's middle."""
    at = chance.randrange(5, 90)
    return f'"{" ".join(words[at : at + 3])}"'


def _frequent(words: list[str]) -> str:
    """The two words in a row that are the most frequent."""
    ranks = {word: rank for rank, word in enumerate(vocabulary())}
    pairs = [pair for pair in pairwise(words) if ranks.keys() >= set(pair)]
    return f'"{" ".join(min(pairs, key=lambda pair: sum(map(ranks.__getitem__, pair))))}"'


_SEARCH = """(words) => new Promise((done) => {
  const status = document.querySelector("dialog [role=status]");
  const input = document.querySelector("dialog input");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (!status.textContent.includes(`“${words}”`)) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(status, { childList: true, characterData: true, subtree: true });
  input.value = words;
  input.dispatchEvent(new Event("input"));
})"""


def _search(page: Page, words: str, sent: Sendings) -> Taken:
    if not page.locator("dialog").count():
        page.keyboard.press("/")
        page.locator("dialog input").wait_for()
    time = page.evaluate(_SEARCH, words)
    page.wait_for_load_state("networkidle")
    return sent.taken(time)


def _open(page: Page, address: str, sent: Sendings) -> Taken:
    """What the search page takes: all that is search's, and the time from the start of the page."""
    sent.files.clear()
    page.goto(address)
    page.locator(".search-list .hit-title").first.wait_for()
    time = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    page.close()
    return sent.taken(time, of_search=True)


def _costs(name: str, of: list[Taken]) -> str:
    sizes, requests = [each.size / 1000 for each in of], [each.requests for each in of]
    figures = (
        *(statistics.median(sizes), max(sizes), statistics.median(each.compressed / 1000 for each in of)),
        *(statistics.median(requests), max(requests), statistics.median(each.time for each in of)),
    )
    return f"| {name} | {' | '.join(f'{figure:.0f}' for figure in figures)} |"


def main() -> None:
    """Measure what was asked for."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("what", choices=["gold", "cost"])
    given.add_argument("site", type=Path, nargs="?", default=Path("site"))
    asked = given.parse_args()
    if asked.what == "gold":
        compare(asked.site)
    else:
        cost(asked.site)


if __name__ == "__main__":
    main()
