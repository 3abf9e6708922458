"""Plugins beside which no site with briefings can be built end it at once, with what to do instead."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.other_plugins import check_neighbours


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
