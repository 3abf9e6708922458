"""Each page of a briefing leads to its versions in other languages, for readers and for machines."""

from __future__ import annotations

import json
import re

import pytest

from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import page_plans
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.sitemap import sitemap
from mkdocs_briefings.render.versions import own_name, sitemap_alternates

SITE = "https://example.org/"
RENDER = RenderSettings(site_url=SITE, machine_copies=True, cite_as=())
CONTENT = {
    "briefings/visit": {"language": "en"},
    "briefings/visit.ar": {"title": "زيارة"},
    "briefings/visit.de": {"title": "Ein Besuch"},
}
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
ADDRESSES = {
    "en": f"{SITE}briefings/visit/",
    "ar": f"{SITE}briefings/visit-ar/",
    "de": f"{SITE}briefings/visit-de/",
    "x-default": f"{SITE}briefings/visit/",
}


@pytest.fixture
def pages(made):
    made_pages = made(CONTENT, RENDER)
    return {id: made_pages[f"briefings/{id}.md"] for id in ("visit", "visit-ar", "visit-de")}


def linked_data(page) -> dict:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.head)
    return json.loads(text)


def test_a_page_names_all_versions_and_the_one_for_other_languages(pages) -> None:
    assert {id: dict(HREFLANG.findall(page.head)) for id, page in pages.items()} == dict.fromkeys(
        pages, ADDRESSES
    )


def test_readers_get_a_link_in_the_words_and_direction_of_each_language(pages) -> None:
    html = pages["visit-de"].html
    assert '<a href="../visit/" hreflang="en" title="A visit">English</a>' in html
    assert '<li lang="ar" dir="rtl"><a href="../visit-ar/" hreflang="ar" title="زيارة">العربية</a>' in html
    assert '<b aria-current="page">Deutsch</b>' in html


def test_a_briefing_without_versions_says_nothing_of_them(made) -> None:
    page = made({"briefings/visit": {}}, RENDER)["briefings/visit.md"]
    assert "hreflang" not in page.head + page.html
    assert "transl" not in page.head + page.html + dict(page.files)["briefings/visit/index.json"]


def test_json_ld_says_which_work_is_translated(pages) -> None:
    original, translation = linked_data(pages["visit"]), linked_data(pages["visit-de"])
    assert [node["url"] for node in original["workTranslation"]] == [ADDRESSES["ar"], ADDRESSES["de"]]
    assert translation["translationOfWork"]["url"] == ADDRESSES["en"]
    assert "translationOfWork" not in original
    assert "workTranslation" not in translation


def test_no_translation_is_called_the_original_of_one_that_is_not_shown(made) -> None:
    hidden = {**CONTENT, "briefings/visit": {"language": "en", "tlp": "red"}}
    made_pages = made(hidden, RENDER)
    pages = [made_pages[f"briefings/visit-{language}.md"] for language in ("ar", "de")]
    assert [linked_data(page).keys() & {"workTranslation", "translationOfWork"} for page in pages] == [
        set()
    ] * 2
    assert [page for page in pages if "briefings/visit/" in page.head + page.html] == []


def test_a_machine_copy_names_the_others(pages) -> None:
    copy = json.loads(dict(pages["visit-de"].files)["briefings/visit-de/index.json"])
    assert copy["translation_of"] == "visit"
    assert [version["language"] for version in copy["translations"]] == ["en", "ar"]


def test_a_print_names_the_others(write_desk, linked) -> None:
    site, settings = linked(CONTENT), write_desk(CONTENT)
    plans = {plan.uri: plan for plan in page_plans(site, settings)}
    uri = "briefings/visit-de.md"
    text = briefing_document(uri, plans[uri].inputs, RenderContext.from_settings(RENDER)).text
    assert "In anderen Sprachen" in text
    assert ADDRESSES["en"] in text
    assert "العربية" in text


def test_the_sitemap_names_all_versions_of_each_page(linked) -> None:
    alternates = sitemap_alternates(linked(CONTENT).index, ("en",), ["about/"], directory_urls=True)
    entries = [("briefings/visit-de/", ""), ("about/", "")]
    text = sitemap(entries, SITE, None, alternates)["sitemap.xml"].decode()
    links = re.findall(r'<xhtml:link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/>', text)
    assert dict(links) == ADDRESSES
    assert "xhtml" not in sitemap(entries, SITE)["sitemap.xml"].decode()


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "Deutsch"),
        ("be", "Беларуская"),
        ("sr-Latn", "Srpski (latinica)"),
        ("xx", "Xx"),
        ("ar", "العربية"),
    ],
)
def test_the_name_of_a_language_in_itself(language, name) -> None:
    assert own_name(language) == name
