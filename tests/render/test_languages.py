"""Desks of ten languages have every kind of page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language_desks import LANGUAGES, desk_content

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.vocabulary import Tlp

Made = Callable[..., dict[str, Page]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page(made: Made, language: str) -> None:
    render = RenderSettings(language=language, extensions=("toc", "tables", "footnotes"))
    chosen = {"language": language, "drafts": True, "audience": Tlp.GREEN, "feeds": 9}
    pages = made(desk_content(language), render, **chosen)
    assert {page.kind for page in pages.values()} == set(PageKind)
