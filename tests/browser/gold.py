"""Queries with the briefings that may rightly come first (tests/search/gold.yaml), asked of a site in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "search"
LOOKED_AT = 10
"""Results below do not count."""
_ASK = """async ([query, limit]) => {
  const { search } = await import(new URL("assets/briefings/search/engine.js", document.baseURI));
  const { results } = await search(query, { limit });
  return results.map((one) => one.top);
}"""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what is right."""

    sort: str
    words: str
    right: tuple[str, ...]
    """Ids of the briefings that may come first; empty where nothing may be found."""

    def reciprocal_rank(self, found: list[str]) -> float:
        """1 for a right first result, 1/2 for a right second ...; for a query without an answer 1 if it has none."""
        if not self.right:
            return float(not found)
        ranks = (1 / rank for rank, id in enumerate(found[:LOOKED_AT], start=1) if id in self.right)
        return next(ranks, 0.0)


def queries(desk: str) -> list[Query]:
    """The queries over one of the desks."""
    sorts = _read(desk)
    return [
        Query(sort, words, tuple(right))
        for sort, of in sorts.items()
        if sort != "same"
        for words, *right in of
    ]


def same(desk: str) -> list[list[str]]:
    """Groups of queries that must bring the same."""
    return _read(desk).get("same", [])


def ask(page: Page, words: str) -> list[str]:
    """Ids of the first results that the site's search finds; the page is the home page of the site."""
    found = page.evaluate(_ASK, [words, LOOKED_AT])
    return [address.split("/briefings/")[-1].partition("/")[0] for address in found]


def _read(desk: str) -> dict[str, list[list[str]]]:
    return yaml.load((FOLDER / "gold.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)[desk]
