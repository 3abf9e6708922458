"""What readers ask for comes first: the queries of tests/search/gold.yaml in a real browser."""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import gold
import pytest
from playwright.sync_api import Browser, Page
from serve import served

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
LEAST = 0.9
"""Mean reciprocal rank of queries that are no names."""


@pytest.fixture(scope="module")
def sites(request, shared, run) -> Callable[[str], Path]:
    """The site of one of the desks."""

    def site(desk: str) -> Path:
        if desk != "corpus":
            return request.getfixturevalue(f"{desk}_site")
        folder = shared / "corpus/desk"
        if not (folder / "site").exists():
            sys.path.insert(0, str(ROOT / "benchmarks"))
            from corpus import convert, posts  # noqa: PLC0415

            convert(posts(Path(os.environ["BRIEFINGS_CORPUS"])), folder.parent)
            config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
            lean = "keep_going: true\n      pdf: false\n      cards: false\n      reference: false"
            (folder / "mkdocs.yml").write_text(config.replace("keep_going: true", lean))
            run("briefings", "build", cwd=folder)
        return folder / "site"

    return site


@pytest.fixture(scope="module")
def opened(sites, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """The home page of the site of a desk."""
    with ExitStack() as stack:

        @cache
        def open_desk(desk: str) -> Page:
            page = browser.new_page()
            stack.callback(page.close)
            page.goto(stack.enter_context(served(sites(desk))))
            return page

        yield open_desk


def of_corpus(desk: str) -> str:
    if desk == "corpus" and not os.environ.get("BRIEFINGS_CORPUS"):
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    return desk


def test_there_are_enough() -> None:
    assert len([*gold.queries("sample"), *gold.queries("names")]) >= 100


@pytest.mark.parametrize("desk", ["sample", "names"])
def test_names_come_first(opened, desk) -> None:
    page = opened(desk)
    wrong = {
        one.words: found
        for one in gold.queries(desk)
        if one.sort == "names" and one.reciprocal_rank(found := gold.ask(page, one.words)) < 1
    }
    assert wrong == {}


@pytest.mark.parametrize("desk", ["sample", "names", "corpus"])
def test_others_come_near_the_top(opened, desk) -> None:
    page = opened(of_corpus(desk))
    asked = [one for one in gold.queries(desk) if one.sort != "names"]
    ranks = {one.words: one.reciprocal_rank(gold.ask(page, one.words)) for one in asked}
    assert statistics.mean(ranks.values()) >= LEAST, {
        words: rank for words, rank in ranks.items() if rank < 1
    }


@pytest.mark.parametrize("desk", ["sample", "names"])
def test_all_spellings_bring_the_same(opened, desk) -> None:
    page = opened(desk)
    for group in gold.same(desk):
        answers = {words: gold.ask(page, words) for words in group}
        assert len({tuple(found) for found in answers.values()}) == 1, answers
        assert answers[group[0]], group[0]
