"""Desks of ten languages have every kind of page, and no English message is left on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from language_desks import LANGUAGES, desk_content

from mkdocs_briefings.model.messages import ENGLISH, DeskWords, words_of
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.settings.words import all_messages

Pages = Callable[[str], dict[str, Page]]
_VALUE = r"\S+(?: \S+){0,3}"
_FOR_PEOPLE = ("alt", "title", "aria-label", "placeholder")


@pytest.fixture
def pages_of(made: Callable[..., dict[str, Page]]) -> Pages:
    """The pages of a desk in a language."""

    def make(language: str) -> dict[str, Page]:
        render = RenderSettings(language=language, extensions=("toc", "tables", "footnotes"), pdf=True)
        return made(
            desk_content(language), render, language=language, drafts=True, audience=Tlp.GREEN, feeds=9
        )

    return make


@cache
def english_of(language: str) -> re.Pattern[str]:
    """A pattern of all messages that the language says otherwise, with up to four words in place of a value."""
    translations = words_of(language, language, DeskWords()).translations
    own = {form for forms in translations.values() for form in forms}
    forms = (
        form
        for listed in all_messages()
        for form in listed.forms
        if form not in own and re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", form))
    )
    plain = (re.sub(r"<[^>]*>", "", form) for form in forms)
    return re.compile("|".join(_VALUE.join(map(re.escape, re.split(r"\{\w+\}", form))) for form in plain))


def texts_of(page: Any) -> Iterator[str]:
    """Every text of a page, and what its attributes say to people."""
    yield from page.words
    for _, attributes in page.tags:
        yield from (attributes[name] for name in _FOR_PEOPLE if name in attributes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page(pages_of: Pages, seen: Callable[[str], Any], language: str) -> None:
    pages = pages_of(language)
    assert {page.kind for page in pages.values()} == set(PageKind)
    if language == ENGLISH:
        return
    english = {
        (uri, text.strip())
        for uri, page in pages.items()
        for text in (*texts_of(seen(page.html)), page.title, page.description)
        if english_of(language).fullmatch(" ".join(text.split()))
    }
    assert english == set()
