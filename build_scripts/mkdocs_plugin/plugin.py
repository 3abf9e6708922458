"""The events of a MkDocs build, and what the pipeline does at each."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from build_scripts.diagnostics.diagnostic import Diagnostic, Severity
from build_scripts.diagnostics.errors import BriefingsError
from build_scripts.mkdocs_plugin.files import add
from build_scripts.mkdocs_plugin.settings import PluginSettings, render_settings_of, settings_of
from build_scripts.model.settings import Settings
from build_scripts.pipeline import gather, pages
from build_scripts.publish import search

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

THEME = Path(__file__).parent.parent / "theme"
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}

log = get_plugin_logger("briefings")


class BriefingsPlugin(BasePlugin[PluginSettings]):
    """Adds the pages of the briefings to a MkDocs site."""

    settings: Settings
    indexing: search.Indexing | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings; put the theme's templates between the site's own and Material's."""
        try:
            self.settings = settings_of(config, self.config)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        own = config.theme.dirs.index(config.theme.custom_dir) + 1 if config.theme.custom_dir else 0
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(own, str(THEME))
        return config

    @event_priority(50)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Run the pipeline and add what it made."""
        try:
            gathered = gather(self.settings)
            self._report(gathered.diagnostics)
            if not gathered.sound:
                raise PluginError("briefings: the content has errors; nothing was built")
            made = list(pages(gathered.site, self.settings, render_settings_of(config, self.settings)))
            if self.config.search:
                records = (page.record for page in made if page.record is not None)
                self.indexing = search.start(records, self.settings.language, self._cache)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        for uri in add(made, files, config, fast=self.settings.fast):
            log.info("docs/%s stands in for the generated page of that address", uri)
        return files

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the search bundle into the site."""
        if self.indexing is None:
            return
        try:
            self.indexing.finish(Path(config.site_dir))
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when something under the content folder changes."""
        server.watch(str(self.settings.content))
        return server

    @property
    def _cache(self) -> Path:
        return self.settings.root / self.config.cache

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        for one in diagnostics:
            hint = f" ({one.hint})" if one.hint else ""
            log.log(_LEVELS[one.severity], "%s: %s [%s]%s", one.span, one.message, one.code, hint)
