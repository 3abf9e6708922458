"""A word is found by another form of it in each of ten languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import index_of
import pytest
from index_of import found_by, records_of
from language_desks import LANGUAGES, desk_content, texts_of
from playwright.sync_api import Page
from serve import served

from mkdocs_briefings.model.output import SearchRecord

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def records(write_content, tmp_path_factory) -> list[SearchRecord]:
    """The records of all ten desks, as those of one site."""
    return [
        replace(record, url=f"{language}/{record.url}")
        for language in LANGUAGES
        for record in records_of(
            replace(
                write_content(desk_content(language), tmp_path_factory.mktemp(language)), language=language
            )
        )[0]
    ]


@pytest.fixture(scope="module")
def page(records, tmp_path_factory, browser) -> Iterator[Page]:
    site: Path = tmp_path_factory.mktemp("languages")
    index_of.write_site(site, records)
    with served(site) as host:
        opened = browser.new_page()
        opened.goto(host)
        yield opened
        opened.close()


def test_other_forms_of_a_word(page, records) -> None:
    asked = {
        (language, word): other
        for language in LANGUAGES
        for word, other in texts_of(language)["queries"].items()
    }
    answers = dict(zip(asked, found_by(page, asked.values(), records), strict=True))
    assert [key for key in asked if f"{key[0]}/briefings/memorandum/" not in answers[key]] == []
