"""Other plugins see the headings of a generated page, templates do not."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from mkdocs_briefings.mkdocs_plugin.generated_pages import add_pages
from mkdocs_briefings.mkdocs_plugin.other_plugins import OtherPlugins


@pytest.mark.parametrize("fast", [True, False])
def test_a_search_that_goes_by_headings_finds_sections(made, tmp_path, fast) -> None:
    pages = made({"briefings/2024/a": {"body": "Talks.\n\n## What was <b>said</b>\n\nLittle."}})
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "A desk", "docs_dir": str(tmp_path / "content")})
    assert config.validate() == ([], [])
    config.plugins._current_plugin = "briefings"
    files = Files([])
    add_pages([pages["briefings/a.md"]], files, config, fast=fast)
    page = next(iter(files)).page
    page.read_source(config)
    page.render(config, files)
    index = SearchIndex(indexing="full")
    index.add_entry_from_context(page)
    titles = {entry["location"]: entry["title"] for entry in index._entries}
    assert titles == {
        "briefings/a/": "A visit", "briefings/a/#head:points": "Executive points", "briefings/a/#head:analysis": "Analysis",
        "briefings/a/#what-was-said": "What was said",
    }  # fmt: skip
    OtherPlugins().on_page_context({}, page=page, config=config, nav=Navigation([], []))
    assert list(page.toc) == []
