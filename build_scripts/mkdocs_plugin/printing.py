"""What a print needs to know of mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.mkdocs_plugin import run
from build_scripts.mkdocs_plugin.settings import render_settings_of, settings_of
from build_scripts.model.settings import Settings
from build_scripts.prints import PrintShop


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
