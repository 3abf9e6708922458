"""A site that has nothing but search: the index of some records, and the scripts that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.messages import DeskWords
from mkdocs_briefings.model.output import SearchEntity, SearchRecord
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.search.indexing import index_site
from mkdocs_briefings.publish.search.texts import file_address, text_of
from mkdocs_briefings.render.context import RenderSettings
from mkdocs_briefings.render.script_words import ADDRESS, messages_module
from mkdocs_briefings.render.search_records import search_entities

THEME = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings/theme/assets"
_ASK = """async ([query, more]) => {
  const { search } = await import(new URL("assets/briefings/search/engine.js", document.baseURI));
  return search(query, more);
}"""
_PAGES = """async (queries) => {
  const load = (name) => import(new URL(`assets/briefings/search/${name}.js`, document.baseURI));
  const [{ Index }, { understood }, { matching }] = await Promise.all(["files", "query", "ranking"].map(load));
  const index = await Index.load();
  const answers = [];
  for (const [query, expected] of queries) {
    const { parts, lost } = await understood(index, query);
    const found = lost ? [] : matching(index, parts).map(({ page }) => page);
    const all = new Set(found);
    answers.push(expected ? expected.filter((page) => !all.has(page)) : found);
  }
  return answers;
}"""
_BATCH = 5000


def records_of(settings: Settings) -> tuple[list[SearchRecord], list[SearchEntity]]:
    """What search knows of a desk."""
    site = pipeline.gather(settings).site
    render = RenderSettings(
        citation_style=settings.citation_style,
        language=settings.language,
        directory_urls=settings.directory_urls,
    )
    pages = pipeline.render_pages(site, settings, render)
    entities = search_entities(site.index, directory_urls=settings.directory_urls)
    return [page.record for page in pages if page.record is not None], list(entities)


def write_site(folder: Path, records: Iterable[SearchRecord], entities: Sequence[SearchEntity] = ()) -> None:
    """Write a site with the index of some records."""
    shutil.copytree(THEME, folder / "assets")
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Home</title>'
    )
    (folder / ADDRESS).write_bytes(messages_module(["en"], [], "en", DeskWords()))
    (folder / "search/texts").mkdir(parents=True)
    pages = []
    for record in records:
        page, content = text_of(record)
        (folder / file_address("texts", page.text)).write_bytes(content)
        pages.append(page)
    index_site(folder, folder / ".cache", tuple(pages), tuple(entities))


def ask(page: Page, query: str, **more: object) -> dict[str, Any]:
    """What search answers on a page of the site."""
    return page.evaluate(_ASK, [query, more])


def ids(answer: dict[str, Any]) -> list[str]:
    """The briefings that were found, the best first."""
    return [result["top"].split("/briefings/")[1].partition("/")[0] for result in answer["results"]]


def found_by(page: Page, queries: Iterable[str], records: Iterable[SearchRecord]) -> list[set[str]]:
    """The addresses of all pages that each query finds."""
    urls = _in_order(records)
    answers = page.evaluate(_PAGES, [[query, None] for query in queries])
    return [{urls[number] for number in numbers} for numbers in answers]


def lost_by(
    page: Page, expected: Mapping[str, Iterable[str]], records: Iterable[SearchRecord]
) -> dict[str, list[str]]:
    """The addresses that queries should find and do not; the browser compares, for all that is found would be too much."""
    urls = _in_order(records)
    numbers = {url: number for number, url in enumerate(urls)}
    asked = [(query, sorted(numbers[url] for url in those)) for query, those in expected.items()]
    missed = [
        pages
        for at in range(0, len(asked), _BATCH)
        for pages in page.evaluate(_PAGES, asked[at : at + _BATCH])
    ]
    return {
        query: [urls[number] for number in pages]
        for query, pages in zip(expected, missed, strict=True)
        if pages
    }


def _in_order(records: Iterable[SearchRecord]) -> list[str]:
    return [record.url for record in sorted(records, key=lambda record: (record.date, record.url))]
