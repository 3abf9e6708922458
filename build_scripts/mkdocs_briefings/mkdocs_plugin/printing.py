"""What a print needs to know of mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.settings import render_settings_of, settings_of
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.prints import PrintShop


@dataclass(frozen=True, slots=True)
class Chosen:
    """The desk's decisions."""

    settings: Settings
    shop: PrintShop


def chosen(config_file: str | None, wishes: run.Wishes) -> Chosen:
    """The desk's decisions, without building anything.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    config = run.config_of(config_file, wishes)
    plugin = run.plugin_of(config).config
    settings = settings_of(config, plugin)
    render = render_settings_of(config, plugin, settings)
    return Chosen(settings, PrintShop(render, settings.content, settings.root / plugin.cache))
