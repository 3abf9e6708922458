"""Plugins beside which no site with briefings can be built end it at once, with what to do instead."""

from __future__ import annotations

import json

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mkdocs_briefings.diagnostics.errors import UsageError, no_progress
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.other_plugins import check_neighbours
from mkdocs_briefings.settings.wishes import Overrides


class Another(BasePlugin):
    """A plugin that does nothing."""


@pytest.mark.parametrize(("name", "words"), [("i18n", r"languages: \[en, de\]"), ("search", None)])
def test_a_plugin_that_would_spoil_pages_is_refused(name, words) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A desk", "plugins": []})
    config.validate()
    config.plugins[name] = Another()
    if words is None:
        check_neighbours(config)
        return
    with pytest.raises(UsageError, match=words):
        check_neighbours(config)


def test_a_navigation_that_lists_nothing_is_wrong_use(write_desk) -> None:
    root = write_desk({"briefings/2024/a": {}}).root
    (root / "docs").mkdir()
    settings = {"site_name": "A desk", "nav": [{"briefings": "last 5"}], "plugins": ["briefings"]}
    (root / "mkdocs.yml").write_text(
        json.dumps({**settings, "theme": {"name": "material", "font": False}}), encoding="utf-8"
    )
    with pytest.raises(UsageError, match=r"^nav: `briefings: last 5` lists nothing"):
        run.build(str(root / "mkdocs.yml"), Overrides(), no_progress)
