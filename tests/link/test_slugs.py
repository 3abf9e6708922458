"""Ids, names of files and addresses of headings by language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from slugify import slugify

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.model.slugs import draft_id, name_id, registry_id, slug
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.page_texts import PageTexts

CASES = yaml.load((Path(__file__).parent / "slugs.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.fixture(scope="module")
def renderer() -> MarkdownRenderer:
    return MarkdownRenderer(["toc"], {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['text']}")
def test_slug(case: dict[str, Any], renderer: MarkdownRenderer) -> None:
    assert slug(case["text"], case["language"]) == case["slug"]
    page = PageTexts(case["language"])
    headings = renderer.block(CitedText(f"## {case['text']}\n"), str, {}, {}, page=page).headings
    assert headings[0].anchor == (case.get("heading", case["slug"]) or "1")


def test_english_ids_are_as_ever() -> None:
    for text in (case["text"] for case in CASES):
        assert slug(text, "en") == slugify(text, max_length=80, word_boundary=True)


def test_what_has_no_latin_letters() -> None:
    assert draft_id("東京", "ja", "2024-02-05") == "briefing-2024-02-05"
    assert draft_id("東京", "ja") == draft_id("…", "ja", "2024-02-05") == "untitled"
    assert name_id("東京", "ja") == registry_id("東京", "ja") == "x-130016b2599b"
    assert draft_id("Con", "en") == registry_id("con", "de") == "con-briefing"


def test_names_become_ids_in_the_language_of_the_site(linked) -> None:
    """Whatever the language of the briefing: its address is that of one outlet."""
    source = {"id": "a", "title": "T", "outlet": "Österreich heute"}
    fields = {"authors": ["Jörg Över"], "sources": [source], "language": "en"}
    groups = linked({"briefings/2024/a": fields}, language="de").index.groups
    assert [*groups[Kind.OUTLET], *groups[Kind.AUTHOR]] == ["oesterreich-heute", "joerg-oever"]
