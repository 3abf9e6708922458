"""Pages in the folder of a further language: its lists, in its words, with the versions and names for its readers."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.cli.desk import read_all_settings
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.page_language import PageLanguages
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.selection import plan_all_feeds
from mkdocs_briefings.render.pages import page_plans, record_and_texts
from mkdocs_briefings.render.search_records import briefing_record, search_entities
from mkdocs_briefings.settings.wishes import Overrides

SITE = "https://example.org/"
FURTHER = ("de", "ar")
RENDER = RenderSettings(site_url=SITE, further_languages=FURTHER, cite_as=())
CONTENT = {
    "briefings/visit": {"topics": ["trade"], "language": "en"},
    "briefings/visit.de": {"title": "Ein Besuch", "topics": ["trade"]},
    "briefings/alone": {"title": "Alone", "topics": ["trade"], "date": "2024-01-01"},
    "topics": {
        "trade": {"name": {"en": "Trade", "de": "Handel"}, "description": {"de": "Waren.", "en": "Goods."}}
    },
}
BRIEFING_LINKS = re.compile(r'href="[^"]*?briefings/([a-z-]+)/"')


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_content):
    settings = write_content(CONTENT, tmp_path_factory.mktemp("desk"))
    object.__setattr__(settings, "further_languages", FURTHER)
    site = pipeline.gather(settings, render=RENDER).site
    return {page.uri: page for page in pipeline.render_pages(site, settings, RENDER)}


@pytest.mark.parametrize(
    ("language", "folder"),
    [
        ("en", ""),
        ("en-GB", ""),
        ("de", "de/"),
        ("de-AT", "de/"),
        ("fr", ""),
        ("pt-BR", "pt-br/"),
        ("PT", "pt/"),
    ],
)
def test_the_folder_of_a_language(language, folder) -> None:
    assert folder_of(language, ("en", "de", "pt", "pt-BR")) == folder


def test_each_language_has_all_lists(pages) -> None:
    lists = {uri for uri in pages if not uri.startswith(("briefings/", "de/", "ar/"))}
    for folder in ("de/", "ar/"):
        assert {uri.removeprefix(folder) for uri in pages if uri.startswith(folder)} == lists


@pytest.mark.parametrize(
    ("folder", "version", "name", "lead"),
    [
        ("", "visit", "Trade", "Goods."),
        ("de/", "visit-de", "Handel", "Waren."),
        ("ar/", "visit", "Trade", "Goods."),
    ],
)
def test_a_list_shows_each_briefing_once_in_the_version_for_its_readers(
    pages, folder, version, name, lead
) -> None:
    for uri in ("index.md", "archive/index.md", "topics/trade.md"):
        assert set(BRIEFING_LINKS.findall(pages[f"{folder}{uri}"].html)) == {version, "alone"}
    page = pages[f"{folder}topics/trade.md"]
    assert (page.title, page.description) == (name, lead)


def test_an_original_in_place_of_a_translation_is_marked_with_its_language(pages) -> None:
    assert '<span class="item-language" lang="de">Englisch</span>' in pages["de/topics/trade.md"].html
    assert pages["de/topics/trade.md"].html.count("item-language") == 1
    assert "item-language" not in pages["topics/trade.md"].html


def test_pages_lead_to_those_of_their_language(pages) -> None:
    assert 'href="../../de/topics/trade/"' in pages["briefings/visit-de.md"].html
    assert 'href="../../topics/trade/"' in pages["briefings/visit.md"].html
    assert 'href="topics/trade/"' in pages["de/index.md"].html
    assert pages["de/index.md"].language == "de"


def test_a_list_names_itself_in_all_languages(pages) -> None:
    found = re.findall(r'hreflang="([^"]*)" href="([^"]*)"', pages["de/topics/trade.md"].head)
    assert dict(found) == {
        "en": f"{SITE}topics/trade/",
        "de": f"{SITE}de/topics/trade/",
        "ar": f"{SITE}ar/topics/trade/",
        "x-default": f"{SITE}topics/trade/",
    }
    assert "hreflang" not in pages["de/archive/2024.md"].head


def test_feeds_of_a_language_hold_its_versions(write_desk) -> None:
    settings = write_desk(CONTENT, further_languages=FURTHER, feeds=9)
    index = pipeline.gather(settings).site.index
    feeds = {feed.address: feed for feed in plan_all_feeds(index, settings)}
    assert feeds["feed"].ids == ("visit", "alone")
    assert feeds["de/feed"].ids == ("visit-de", "alone")
    assert (feeds["de/topics/trade/feed"].title, feeds["de/topics/trade/feed"].language) == ("Handel", "de")


def test_search_of_the_root_finds_versions_that_no_other_search_has(write_desk) -> None:
    content = {**CONTENT, "briefings/visit.be": {}}
    settings = write_desk(content, further_languages=FURTHER)
    index = pipeline.gather(settings).site.index
    found = index.searched_in_root(lambda tag: folder_of(tag, settings.languages))
    assert found == {"visit", "alone", "visit-be"}
    assert {summary.id for summary in index.editions["de"].listed} == {"visit-de", "alone"}


def test_a_record_has_filters_in_the_words_of_those_who_search(write_desk) -> None:
    settings = write_desk(CONTENT, further_languages=FURTHER)
    site, context = pipeline.gather(settings).site, RenderContext.from_settings(RENDER)
    plan = next(plan for plan in page_plans(site, settings) if plan.uri == "briefings/visit-de.md")
    _, texts = record_and_texts(plan, context)
    filters = {
        readers: briefing_record(plan.uri, plan.inputs, texts, context, readers).filters["topic"]
        for readers in ("", "de")
    }
    assert filters == {"": ("Trade",), "de": ("Handel",)}
    entities = pipeline.gather(
        write_desk(
            {
                **CONTENT,
                "briefings/bo": {"entities": ["bo"]},
                "entities/all": {"bo": {"name": "Bo Li", "kind": "person"}},
            },
            further_languages=FURTHER,
        )
    ).site.index.editions["de"]
    (entity,) = search_entities(entities, "de/", directory_urls=True)
    assert entity.url == "de/entities/bo/"


@pytest.mark.parametrize(
    ("url", "folder", "links"),
    [
        ("topics/", "", ["topics/", "de/topics/", "ar/topics/"]),
        ("de/topics/", "de/", ["topics/", "de/topics/", "ar/topics/"]),
        ("de/topics/trade/", "de/", ["", "de/", "ar/"]),
        ("briefings/visit-de/", "de/", ["", "de/", "ar/"]),
    ],
)
def test_the_head_of_a_page_leads_to_each_language(url, folder, links) -> None:
    languages = PageLanguages(RENDER, lambda language: language)
    page = SimpleNamespace(url=url, meta={"kind": "group", "folder": folder})
    assert [link.address for link in languages.links(page)] == links
    assert [link.is_current for link in languages.links(page)].index(True) == (1 if folder else 0)
    assert languages.of_page(page)["language"] == ("de" if folder else "en")


def test_navigation_leads_to_pages_of_the_language_in_its_words() -> None:
    languages = PageLanguages(RENDER, lambda language: language)
    page = SimpleNamespace(url="de/topics/trade/", meta={"kind": "group", "folder": "de/"})
    assert languages.place(page, "search/", "Find") == ("de/search/", "Suche")
    assert languages.place(page, "about/", "About") == ("about/", "About")
    assert languages.place(None, "archive/", "All of it") == ("archive/", "All of it")


@pytest.mark.parametrize(
    ("languages", "problem"),
    [
        (["de", "en"], "the first must be that of the site, 'en'"),
        (["en", "topics"], "'topics' is no language tag"),
        (["en", "../de"], "'../de' is no language tag"),
        (["en", "de", "DE"], "name each once"),
        (["en", "con"], "'con' cannot be a folder on Windows"),
        (["en", False], "write it in quotes: 'no'"),
    ],
)
def test_languages_that_make_no_site_are_refused(tmp_path, languages, problem) -> None:
    config = {
        "site_name": "Desk",
        "theme": {"name": "material"},
        "plugins": [{"briefings": {"languages": languages}}],
    }
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(problem)):
        read_all_settings(str(tmp_path / "mkdocs.yml"), Overrides())
