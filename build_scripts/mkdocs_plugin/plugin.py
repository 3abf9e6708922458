"""The events of a MkDocs build, and what the pipeline does at each."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from build_scripts.diagnostics.diagnostic import Diagnostic, Severity
from build_scripts.diagnostics.errors import BriefingsError, UsageError
from build_scripts.mkdocs_plugin.files import add
from build_scripts.mkdocs_plugin.reference import reference_pages
from build_scripts.mkdocs_plugin.settings import PluginSettings, render_settings_of, settings_of
from build_scripts.mkdocs_plugin.shell import Shells, template_class
from build_scripts.model.settings import Settings
from build_scripts.pipeline import Gathered, Tell, gather, pages, silent
from build_scripts.publish import disk, search
from build_scripts.publish.fonts import fonts
from build_scripts.render.redirects import redirects

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page as MkDocsPage

THEME = Path(__file__).parent.parent / "theme"
EVERYWHERE = THEME / "everywhere"
"""Templates that change hand-written pages too."""
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}

log = get_plugin_logger("briefings")


class BriefingsPlugin(BasePlugin[PluginSettings]):  # type: ignore[no-untyped-call]
    """Adds the pages of the briefings to a MkDocs site."""

    settings: Settings
    tell: Tell = staticmethod(silent)
    """Hears how far a build has come."""
    reports: bool = True
    """Whether diagnostics go to MkDocs' log; a command line that shows them itself says False."""
    gathered: Gathered | None = None
    """What the last build was made of."""
    pages: int = 0
    """Pages the last build wrote."""
    refused: bool = False
    """Whether the last build stopped because of its content."""
    _indexing: search.Indexing | None = None
    _files: Sequence[tuple[str, str]] = ()
    _total: int = 0

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings; put the theme's templates between the site's own and Material's."""
        try:
            self.settings = settings_of(config, self.config)
            if config.theme.name != "material":
                raise UsageError(
                    "the pages are made for Material: set `theme: {name: material, font: false}`"
                )
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        own = config.theme.dirs.index(config.theme.custom_dir) + 1 if config.theme.custom_dir else 0
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs[own:own] = (
                [str(EVERYWHERE), str(THEME)] if self._whole_site(config) else [str(THEME)]
            )
        return config

    @event_priority(50)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Run the pipeline and add what it made."""
        try:
            self.gathered = gathered = gather(self.settings, self.tell)
            self._report(gathered.diagnostics)
            self.refused = not gathered.sound or (bool(config.strict) and gathered.doubtful)
            if self.refused and (self.reports is False or not gathered.sound):
                raise PluginError("the content has problems; nothing was built")
            render = render_settings_of(config, self.config, self.settings)
            made = list(pages(gathered.site, self.settings, render, self.tell))
            self._files = [file for page in made for file in page.files]
            if self.config.search:
                records = (page.record for page in made if page.record is not None)
                self._indexing = search.start(records, self.settings.language, self._cache)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        for uri in add(made, files, config, fast=self.settings.fast):
            log.info("docs/%s stands in for the generated page of that address", uri)
        for name in sorted(gathered.site.files):
            path = str(self.settings.content / name)
            files.append(File.generated(config, name, abs_src_path=path))
        for uri, text in reference_pages().items() if self.config.reference else ():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=text))
        moved = redirects(gathered.site, directory_urls=self.settings.directory_urls)
        further: dict[str, str | bytes] = {**fonts(self._cache), **dict(moved)}
        for uri, content in further.items():
            files.append(File.generated(config, uri, content=content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Learn how many pages there will be; let them share the rendering of the theme."""
        self._total, self.pages = len(files.documentation_pages()), 0
        if self.settings.fast:
            env.template_class = template_class(env.template_class, Shells())

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Tell how far the writing is."""
        self.pages += 1
        self.tell("write", self.pages, self._total)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the files that go with pages and the search bundle into the site."""
        for name, text in self._files:
            disk.write_new(Path(config.site_dir, name), text)
        if self._indexing is None:
            return
        try:
            self._indexing.finish(Path(config.site_dir))
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when something under the content folder changes."""
        server.watch(str(self.settings.content))
        return server

    def _whole_site(self, config: MkDocsConfig) -> bool:
        """Whether hand-written pages get the look of the publication: unless the site has a search of its own."""
        if self.config.whole_site is not None:
            return self.config.whole_site
        return not {"search", "material/search"} & set(config.plugins)

    @property
    def _cache(self) -> Path:
        return self.settings.root / self.config.cache

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        for one in diagnostics if self.reports else ():
            hint = f" ({one.hint})" if one.hint else ""
            log.log(_LEVELS[one.severity], "%s: %s [%s]%s", one.span, one.message, one.code, hint)
