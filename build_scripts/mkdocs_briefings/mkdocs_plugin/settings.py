"""The settings of mkdocs.yml as a host reads them: its options are made of our declaration, its values become ours."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs_briefings.host import CONFIG_FILES, MkDocsConfig, Theme, base
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.publish.folders import DeskFolders
from mkdocs_briefings.settings import from_config
from mkdocs_briefings.settings.declared import SETTINGS, OwnSettings, read_values, unknown_names
from mkdocs_briefings.settings.site_config import Places, SiteConfig
from mkdocs_briefings.settings.wishes import Overrides

_MIKE_VERSION = "MIKE_DOCS_VERSION"
"""Variable of the environment by which `mike` names the version that is built."""


class PluginSettings(base.Config):  # type: ignore[no-untyped-call]
    """The settings under `plugins: - briefings:` in mkdocs.yml."""

    _schema = tuple((name, base.BaseConfigOption[object]()) for name in SETTINGS)
    places: Places = Places()
    """Where the keys of mkdocs.yml stand, if that is known."""

    def set_defaults(self) -> None:
        """Begin with what each setting is where mkdocs.yml says nothing."""
        self.update({name: setting.default for name, setting in SETTINGS.items()})

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Read all settings, and return what is wrong with each, and what is no setting."""
        values, problems = read_values(self)
        unknown = list(unknown_names(self))
        self.update(values)
        return [(name, base.ValidationError(text)) for name, text in problems.items()], unknown

    @property
    def own(self) -> OwnSettings:
        """The settings as one value."""
        return OwnSettings(**{name: self[name] for name in SETTINGS})


def site_config_of(config: MkDocsConfig, plugin: PluginSettings) -> SiteConfig:
    """Return what the host has read, as far as briefings need to know."""
    theme = config.theme
    return SiteConfig(
        root=Path(config.config_file_path).parent if config.config_file_path else Path.cwd(),
        config_name=Path(config.config_file_path or CONFIG_FILES[0]).name,
        own=plugin.own,
        site_name=config.site_name,
        site_url=config.site_url or "",
        first_url=_address_before_mike(config),
        site_description=config.site_description or "",
        theme=theme.name or "",
        theme_language=_language_of(theme),
        docs_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        custom_dir=Path(theme.custom_dir) if theme.custom_dir else None,
        directory_urls=config.use_directory_urls,
        has_scripts=bool(config.extra_javascript),
        extensions=tuple(config.markdown_extensions),
        extension_configs=config.mdx_configs,
        places=plugin.places,
    )


def _address_before_mike(config: MkDocsConfig) -> str:
    """Return `site_url` without the version that the plugin `mike` has put behind it; empty without that plugin."""
    mike = config.plugins.get("mike")
    if mike is None:
        return ""
    version = mike.config.get("canonical_version") or os.environ.get(_MIKE_VERSION, "")
    return (config.site_url or "").removesuffix(version)


def _language_of(theme: Theme) -> str:
    """Return the language of the theme: Material has a setting of its own; where that is the default, MkDocs' `locale`."""
    language = str(theme.get("language") or "en")
    return str(theme.locale).replace("_", "-") if language == "en" else language


def settings_of(config: MkDocsConfig, plugin: PluginSettings, overrides: Overrides) -> Settings:
    """Return the desk's settings as one value.

    Args:
        config: of the host.
        plugin: the settings in mkdocs.yml.
        overrides: what the command line and, under it, the environment (`BRIEFINGS_...`) put over them.

    Raises:
        UsageError: a setting is of the right type and means nothing, or two folders are in each other.
    """
    return from_config.settings_of(site_config_of(config, plugin), overrides)


def render_settings_of(config: MkDocsConfig, plugin: PluginSettings, settings: Settings) -> RenderSettings:
    """Return the settings that change what pages show, with the Markdown extensions of mkdocs.yml."""
    return from_config.render_settings_of(site_config_of(config, plugin), settings)


def desk_folders(config: MkDocsConfig, plugin: PluginSettings) -> DeskFolders:
    """Return where the parts of the desk are."""
    return from_config.desk_folders(site_config_of(config, plugin))


def settings_without_effect(config: MkDocsConfig, plugin: PluginSettings) -> tuple[str, ...]:
    """Return the settings that are on but have no effect, because `site_url` is not set."""
    return from_config.settings_without_effect(site_config_of(config, plugin))
