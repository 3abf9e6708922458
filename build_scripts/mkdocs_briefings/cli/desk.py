"""What mkdocs.yml says, for commands that need no host; what is odd in it they tell, and go on."""

from __future__ import annotations

from mkdocs_briefings.cli.console import err
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.settings.from_config import render_settings_of, settings_of
from mkdocs_briefings.settings.reader import read_site_config
from mkdocs_briefings.settings.site_config import SiteConfig
from mkdocs_briefings.settings.wishes import Overrides

_NOTHING = Overrides()


def read_desk(
    config_file: str | None, overrides: Overrides = _NOTHING, *, markdown: bool = False
) -> SiteConfig:
    """Return what mkdocs.yml says, and warn of what is odd in it.

    Args:
        config_file: its path, if it is not in the current folder.
        overrides: what the command line sets.
        markdown: whether texts are to be rendered.

    Raises:
        UsageError: the file is missing or wrong.
    """
    site = read_site_config(config_file, overrides, markdown=markdown)
    for note in site.notes:
        err().print(f"warning: {note}", markup=False)
    return site


def read_settings(config_file: str | None, overrides: Overrides = _NOTHING) -> Settings:
    """Return the desk's settings, without those of its pages.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    return settings_of(read_desk(config_file, overrides), overrides)


def read_all_settings(
    config_file: str | None, overrides: Overrides = _NOTHING
) -> tuple[Settings, RenderSettings]:
    """Return the desk's settings and those of its pages.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    site = read_desk(config_file, overrides, markdown=True)
    settings = settings_of(site, overrides)
    return settings, render_settings_of(site, settings)
