"""Texts of registries in several languages: which one readers get, and where all of them count."""

from __future__ import annotations

import pickle

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.context import desk_facts
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.by_language import ByLanguage, in_language
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.packing import pack, unpack
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site_index import summarise
from mkdocs_briefings.render.search_records import search_entities

NAMES = {"en": "Trade", "de": "Handel", "be": "Гандаль"}
FIELDS = {"entities/all": {"kind": "organisation"}}
FILES = {kind: "entities/all" if facet.in_folder else kind.value for kind, facet in FACETS.items()}
REGISTRIES = {file: {"x": {"name": NAMES, **FIELDS.get(file, {})}} for file in FILES.values()}
FILED = {facet.key: ["x"] if facet.many else "x" for facet in FACETS.values() if facet.key}
VISIT = {**FILED, "volume": 1, "sources": [{"id": "s", "outlet": "x"}]}
DESK = {
    **REGISTRIES,
    "briefings/visit": {**VISIT, "language": "en"},
    "briefings/visit.de": VISIT,
    "briefings/visit.be": VISIT,
    "briefings/visit.fr": VISIT,
}


@pytest.mark.parametrize(
    ("texts", "language", "site", "text"),
    [
        ({"en": "a", "de": "b"}, "de", "en", "b"),
        ({"en": "a", "de-AT": "b"}, "DE-at", "en", "b"),
        ({"en": "a", "de": "b"}, "de-AT-1996", "en", "b"),
        ({"en": "a", "de-AT": "b"}, "de", "en", "a"),
        ({"en": "a", "fr": "b"}, "de", "fr", "b"),
        ({"fr": "b", "en": "a"}, "de", "uk", "a"),
        ({"fr": "b", "es": "a"}, "de", "uk", "b"),
    ],
)
def test_the_nearest_text_in_a_stated_order(texts, language, site, text) -> None:
    assert in_language(ByLanguage.for_site(texts, site), language) == text


def test_a_text_in_several_languages_outlasts_a_process() -> None:
    text = ByLanguage.for_site(NAMES, "de")
    again = pickle.loads(pickle.dumps(text))  # noqa: S301 - made above
    assert (again, again.by_language) == ("Handel", text.by_language)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_briefing_names_what_it_is_filed_under_in_its_language(linked, kind) -> None:
    site = linked(DESK, language="de")
    names = {id: [ref.name for ref in briefing.facets[kind]] for id, briefing in site.briefings.items()}
    assert names == {
        "visit": ["Trade"],
        "visit-de": ["Handel"],
        "visit-be": ["Гандаль"],
        "visit-fr": ["Handel"],
    }
    assert {id: group.ref.name for id, group in site.groups[kind].items()} == {"x": "Handel"}


@pytest.mark.parametrize("language", ["en", "be"])
def test_what_a_build_remembers_is_read_again(write_desk, language) -> None:
    """Values of the manifest are of known types alone; a text in several languages is none of these."""
    gathered = pipeline.gather(write_desk(DESK, language=language))
    for briefing in gathered.site.briefings.values():
        kept = summarise(briefing), desk_facts(briefing, gathered.registries), briefing.mentioned_names
        assert unpack(pack(kept)) == kept
        assert briefing.ref == unpack(pack(briefing.ref))


def test_search_finds_names_of_all_languages_and_filters_by_that_of_the_site(made) -> None:
    record = made(DESK, RenderSettings(language="de"), language="de")["briefings/visit-be.md"].record
    assert record is not None
    for facet in FACETS.values():
        assert record.filters[facet.word] == ("Handel",)
    assert set(NAMES.values()) <= set(record.group_names)


def test_an_entity_is_found_by_its_names_in_all_languages(linked) -> None:
    (entity,) = search_entities(linked(DESK, language="de").index, directory_urls=True)
    assert (entity.name, set(entity.also)) == ("Handel", {"Trade", "Гандаль"})
    assert {"trade", "handel", "handal"} <= set(entity.spellings)


def test_texts_of_a_registry_are_those_of_the_language_of_the_page(made) -> None:
    topics = {"x": {"name": NAMES, "description": {"en": "Goods.", "de": "Waren."}}}
    pages = made({**DESK, "topics": topics}, RenderSettings(language="de"), language="de")
    page = pages["topics/x.md"]
    assert (page.title, page.description) == ("Handel", "Waren.")
    authors = {"x": {"name": NAMES, "role": {"en": "Chief", "de": "Leitung"}}}
    pages = made({**DESK, "authors": authors}, RenderSettings(language="en"))
    assert "Leitung" in pages["briefings/visit-de.md"].html
    assert "Chief" in pages["briefings/visit.md"].html


@pytest.mark.parametrize(
    ("name", "keys", "code"),
    [
        ({}, ("x", "name"), "wrong-value"),
        ({"en": "Trade", "d?": "Handel"}, ("x", "name", "d?"), "wrong-value"),
        ({"en": "Trade", "german": "Handel"}, ("x", "name", "german"), "wrong-value"),
        ({"de-AT": "Handel", "de-at": "Gewerbe"}, ("x", "name"), "wrong-value"),
        ({"en": ""}, ("x", "name", "en"), "wrong-value"),
        ({"en": ["Trade"]}, ("x", "name", "en"), "wrong-type"),
    ],
)
def test_faults_in_names_have_their_place(write_desk, name, keys, code) -> None:
    findings = load(write_desk({"topics": {"x": {"name": name}}})).findings
    assert [(finding.code, finding.place.keys) for finding in findings if finding.code != "missing-key"] == [
        (code, keys)
    ]


def test_the_family_name_is_that_of_the_language(linked) -> None:
    author = {"name": {"en": "Li Bo", "be": "Лі Бо"}, "family": {"en": "Li", "be": "Лі"}}
    site = linked({**DESK, "authors": {"x": author}})
    families = {id: briefing.author_names[0].family for id, briefing in site.briefings.items()}
    assert families == {"visit": "Li", "visit-de": "Li", "visit-be": "Лі", "visit-fr": "Li"}
