"""A renamed briefing: who comes by an old link gets to the same place on the page, with the same query."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from serve import served

from mkdocs_briefings.render.moved import SCRIPT, moved_pages

pytestmark = pytest.mark.slow
THEME = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings/theme"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_place_is_kept(browser, linked, tmp_path, scripts) -> None:
    index = linked({"briefings/2024/new": {"aliases": ["old"]}}).index
    site = tmp_path / "site"
    files = {**dict(moved_pages(index)), "briefings/new/index.html": "<title>here</title><p id='source:a'>x"}
    for name, html in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(html, encoding="utf-8")
    (site / SCRIPT).parent.mkdir(parents=True)
    shutil.copy(THEME / SCRIPT, site / SCRIPT)
    with served(site, "/desk") as host:
        page = browser.new_context(java_script_enabled=scripts).new_page()
        page.goto(f"{host}briefings/old/?from=mail#source:a")
        page.wait_for_url("**/briefings/new/**")
        assert page.title() == "here"
        kept = "?from=mail#source:a" if scripts else ""
        assert page.url == f"{host}briefings/new/{kept}"
        page.context.close()
