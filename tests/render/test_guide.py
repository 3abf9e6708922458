"""The page that explains how to read a site: every term and mark that readers meet, and what leads to it."""

from __future__ import annotations

import re

import pytest

from mkdocs_briefings.model.messages import IN_ENGLISH, DeskWords, shipped_languages, words_of
from mkdocs_briefings.model.vocabulary import (
    Confidence,
    Likelihood,
    Reliability,
    Tlp,
)
from mkdocs_briefings.render.terms import INFERRED, NOTICES, percent_range

GUIDE = "how-to-read.md"
TITLE = "How to read this site"
DESK = {
    "topics": {"t": {"name": "T"}},
    "entities/all": {"bo": {"name": "Bo", "kind": "person"}},
    "outlets": {"sb": {"name": "SB", "reliability": "A"}},
    "briefings/2024/a": {
        "tlp": "amber",
        "topics": ["t"],
        "entities": ["bo"],
        "executive_points": [{"text": "Bo came.", "likelihood": "likely", "confidence": "high"}],
        "body": "Said [@s].",
        "sources": [{"id": "s", "outlet": "sb", "credibility": 1}],
    },
    "briefings/2024/b": {"status": "draft"},
}


@pytest.fixture
def pages(made):
    return made(DESK, audience=Tlp.RED, drafts=True)


def test_every_term_is_explained(pages, seen):
    words = seen(pages[GUIDE].html).text
    ranges = (percent_range(IN_ENGLISH, likelihood) for likelihood in Likelihood)
    terms = [*Likelihood, *ranges, *Confidence, *NOTICES.values(), *INFERRED.values(), *Reliability]
    terms += [f"TLP:{level.upper()}" for level in Tlp]
    assert [term for term in terms if term not in words] == []


def test_terms_and_marks_lead_to_their_explanation(pages, seen):
    anchors = seen(pages[GUIDE].html).ids
    leading = {
        (uri, fragment)
        for uri, page in pages.items()
        for fragment in re.findall(r'href="[./]*how-to-read/#([\w-]+)"', page.html)
    }
    assert {fragment for _, fragment in leading} <= set(anchors)
    assert {(uri, fragment) for uri, fragment in leading if uri.startswith("briefings/")} == {
        *(("briefings/a.md", fragment) for fragment in ("tlp", "likelihood", "confidence", "grades")),
        ("briefings/b.md", "drafts"),
    }
    assert {
        ("outlets/sb.md", "grades"),
        ("entities/bo.md", "likelihood"),
        ("entities/bo.md", "confidence"),
    } <= leading
    assert {("index.md", "tlp"), ("index.md", "drafts"), ("topics/t.md", "tlp")} <= leading


def test_contents_lead_to_the_headings(pages):
    html = pages[GUIDE].html
    assert re.findall(r'<li><a href="#([\w-]+)">', html) == re.findall(r'<h2 id="([\w-]+)">', html)


@pytest.mark.parametrize("language", shipped_languages())
def test_it_is_in_the_language_of_the_site(made, language) -> None:
    page = made({"briefings/2024/a": {}}, language=language)[GUIDE]
    assert (page.language, page.title) == (language, words_of(language, language, DeskWords())(TITLE))
    assert f'<div class="page-written" lang="{language}">' in page.html
    assert re.findall(r'<li><a href="#([\w-]+)">', page.html) == re.findall(r'<h2 id="([\w-]+)">', page.html)


def test_in_another_language_it_is_english_from_left_to_right(made) -> None:
    page = made({"briefings/2024/a": {}}, language="he")[GUIDE]
    assert page.language == "en"
    assert '<div class="page-written" lang="en" dir="ltr">' in page.html


def test_it_names_feeds_only_where_there_are_some(made):
    assert 'href="#follow"' in made({"briefings/2024/a": {}}, feeds=9)[GUIDE].html
    assert 'href="#follow"' not in made({"briefings/2024/a": {}}, feeds=0)[GUIDE].html
