"""Versions of a briefing in several languages: which belong together, and which of them lists show."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.versions import FileName, read_file_name, version_for
from mkdocs_briefings.prints import issues

VISIT = {
    "briefings/visit": {"title": "A visit", "topics": ["trade"], "publication": "weekly", "volume": 1, "issue": 2},
    "briefings/visit.de": {"title": "Ein Besuch", "topics": ["trade"], "publication": "weekly", "volume": 1, "issue": 2},
    "briefings/visite": {
        "title": "Une visite",
        "language": "fr",
        "translation_of": "visit",
        "topics": ["trade", "only-french"],
        "publication": "weekly",
        "volume": 1,
        "issue": 3,
    },
    "topics": {"trade": {"name": "Trade"}, "only-french": {"name": "French"}},
    "publications": {"weekly": {"name": "The Weekly"}},
}  # fmt: skip


def listed(index: SiteIndex) -> list[str]:
    return [summary.id for summary in index.listed]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("visit", FileName("visit")),
        ("visit.de", FileName("visit-de", "visit", "de")),
        ("visit.zh-Hant", FileName("visit-zh-hant", "visit", "zh-Hant")),
        ("Visit.de", FileName("Visit.de")),
        ("visit.de.old", FileName("visit.de.old")),
        ("visit.", FileName("visit.")),
        ("visit.be-tarask", FileName("visit-be-tarask", "visit", "be-tarask")),
        ("visit.de-x-easy", FileName("visit-de-x-easy", "visit", "de-x-easy")),
        *(
            (name, FileName(name))
            for name in ("visit.draft", "visit.old", "visit.new", "visit.bak", "visit.de-old")
        ),
    ],
)
def test_a_file_name_may_say_what_a_briefing_translates(stem, name) -> None:
    assert read_file_name(stem) == name


def test_versions_are_tied_and_each_list_shows_one(linked) -> None:
    index = linked(VISIT).index
    order = ("visit", "visit-de", "visite")
    assert index.versions == dict.fromkeys(order, order)
    assert listed(index) == ["visit"]
    assert index.groups[Kind.TOPIC]["trade"].briefings == ("visit",)
    assert index.groups[Kind.TOPIC]["only-french"].briefings == ("visite",)


@pytest.mark.parametrize(
    ("language", "id"), [("de", "visit-de"), ("de-AT", "visit-de"), ("en-GB", "visit"), ("uk", "visit")]
)
def test_the_version_in_the_language_of_the_site_is_listed_else_the_original(linked, language, id) -> None:
    content = {**VISIT, "briefings/visit": {**VISIT["briefings/visit"], "language": "en"}}
    assert listed(linked(content, language=language).index) == [id]


def test_versions_of_an_original_that_is_not_shown_are_tied_without_it(linked) -> None:
    hidden = {**VISIT["briefings/visit"], "status": "draft"}
    site = linked({**VISIT, "briefings/visit": hidden})
    assert site.index.versions == dict.fromkeys(("visit-de", "visite"), ("visit-de", "visite"))
    assert listed(site.index) == ["visit-de"]


def test_a_publication_lists_a_version_in_each_issue_that_has_one(linked) -> None:
    index = linked(VISIT).index
    assert set(index.groups[Kind.PUBLICATION]["weekly"].briefings) == {"visit", "visite"}
    assert {collection.part: set(collection.ids) for collection in issues(index)} == {
        "Volume 1": {"visit", "visite"},
        "Volume 1, Issue 2": {"visit"},
        "Volume 1, Issue 3": {"visite"},
    }


def test_what_translates_a_translation_stands_alone(linked) -> None:
    content = {
        "briefings/a": {"language": "en"},
        "briefings/b": {"language": "de", "translation_of": "a"},
        "briefings/c": {"language": "fr", "translation_of": "b"},
    }
    assert linked(content).index.versions == dict.fromkeys(("a", "b"), ("a", "b"))


def test_read_next_prefers_the_language_of_the_page_and_names_no_version_of_its_own(linked) -> None:
    content = {
        "briefings/a": {"language": "en", "related": ["b", "a-de"]},
        "briefings/a.de": {},
        "briefings/b": {"language": "en"},
        "briefings/b.de": {},
    }
    site = linked(content)
    related = {id: [ref.id for ref in site.index.related(id)] for id in site.briefings}
    assert related == {"a": ["b"], "a-de": ["b-de"], "b": ["a"], "b-de": ["a-de"]}


@pytest.mark.parametrize(
    ("language", "shown"), [("en-GB", "b"), ("en-US", "a"), ("EN-gb", "b"), ("en-AU", "a"), ("fr", "a")]
)
def test_the_exact_language_goes_before_one_that_begins_alike(language: str, shown: str) -> None:
    versions = [SimpleNamespace(id="a", language="en-US"), SimpleNamespace(id="b", language="en-GB")]
    assert version_for(versions, language).id == shown
