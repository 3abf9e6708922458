"""Each look makes its pages from shells, with the bytes that full rendering gives."""

from __future__ import annotations

import pytest
from site_settings import LEAN, settle

from mkdocs_briefings.diagnostics.errors import no_progress
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.settings.wishes import Overrides

pytestmark = pytest.mark.slow

THEMES = {
    "own theme": ({"name": "briefings"}, None),
    "frame of Material": ({"name": "material", "font": False, "features": ["navigation.tabs"]}, False),
}


@pytest.mark.parametrize(("theme", "whole_site"), THEMES.values(), ids=THEMES)
def test_fast_is_plain(site, files_of, theme, whole_site) -> None:
    folder, sites = site("minimal", **LEAN, whole_site=whole_site), []
    for fast in (True, False):
        settle(folder, fast=fast)
        config = run.read_config(str(folder / "mkdocs.yml"), Overrides())
        config.theme = type(config.theme)(**theme)
        report = run.build_into(config, folder / f"site-{fast}", no_progress)
        sites.append(files_of(folder / f"site-{fast}"))
        assert report.complaints == ()
        assert run.plugin_of(config).shells.proven or not fast
    assert sites[0] == sites[1]
    assert b"masthead" in sites[0]["index.html"] or whole_site is False
