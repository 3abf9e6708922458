"""The events of a MkDocs build, and what the pipeline does at each.

What reads and renders briefings is imported where it is used: a build that finds nothing to do does without.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_briefings.builder.request import BuildRequest, environment_key
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.diagnostics.errors import BriefingsError, ProgressCallback, UsageError, no_progress
from mkdocs_briefings.mkdocs_plugin.generated_pages import add_pages, listed_without_nav, nav_titles
from mkdocs_briefings.mkdocs_plugin.settings import PluginSettings, render_settings_of, settings_of
from mkdocs_briefings.mkdocs_plugin.theming import (
    MkDocsTheme,
    Shells,
    config_text,
    frame_sources,
    linked_names,
    no_other_plugins,
    shell_template_class,
)
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.staging import stat_files

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page as MkDocsPage

    from mkdocs_briefings.builder.build import Build
    from mkdocs_briefings.builder.scan import ScannedContent
    from mkdocs_briefings.builder.up_to_date import Snapshot
    from mkdocs_briefings.mkdocs_plugin.full_build import FullBuild
    from mkdocs_briefings.model.site_index import SiteIndex
    from mkdocs_briefings.pipeline import Gathered

THEME = Path(__file__).parent.parent / "theme"
EVERYWHERE = THEME / "everywhere"
"""Templates that change hand-written pages too."""
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}

log = get_plugin_logger("briefings")


class BriefingsPlugin(BasePlugin[PluginSettings]):  # type: ignore[no-untyped-call]
    """Adds the pages of the briefings to a MkDocs site."""

    settings: Settings
    progress: ProgressCallback = staticmethod(no_progress)
    """Hears how far a build has come."""
    logs_diagnostics: bool = True
    """Whether diagnostics go to MkDocs' log; a command line that shows them itself says False."""
    build: Build | None = None
    """The build that MkDocs' own is a part of."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the content."""
    left_out: frozenset[str] = frozenset()
    """Files left out because of their errors."""
    briefing_count: int = 0
    """Briefings of the last build."""
    page_count: int = 0
    """Pages the last build wrote."""
    serving: bool = False
    """Whether the pages are for a server that adds a script of its own to each."""
    update_search: bool = True
    """Whether the search bundle is brought up to date too."""
    content_refused: bool = False
    """Whether the last build stopped because of its content."""
    _plainly: FullBuild | None = None
    _generated: set[str]
    _total: int = 0
    _overview: SiteIndex
    _nav: Navigation
    _env: Environment
    _mkdocs_files: Files
    _shells: Shells

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Learn whether MkDocs serves."""
        self.serving = self.serving or command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings; put the theme's templates between the site's own and Material's."""
        self._shells, self._plainly = Shells(), None
        try:
            self.settings = settings_of(config, self.config)
            if config.theme.name != "material":
                raise UsageError(
                    "the pages are made for Material: set `theme: {name: material, font: false}`"
                )
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        if lacking := self.need_site_url(config):
            log.info("no %s: set site_url, which they need", " and no ".join(lacking))
        own = config.theme.dirs.index(config.theme.custom_dir) + 1 if config.theme.custom_dir else 0
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs[own:own] = (
                [str(EVERYWHERE), str(THEME)] if self._whole_site(config) else [str(THEME)]
            )
        return config

    @event_priority(50)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the content and add what it makes: all of it, or what MkDocs itself must see."""
        try:
            if self.uses_builder(config):
                self._open(config)
                made = self._seen_by_mkdocs(files, config)
            else:
                made = self._every_page(config)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        stayed_away = add_pages(made, files, config, fast=self.settings.fast)
        self._generated = {page.uri for page in made} - set(stayed_away)
        for uri in stayed_away:
            log.info("docs/%s stands in for the generated page of that address", uri)
        for name in sorted(self._overview.files):
            path = str(self.settings.content / name)
            files.append(File.generated(config, name, abs_src_path=path))
        for uri, text in self._reference().items():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep it for the pages that are made after MkDocs has made its own."""
        self._nav, self._mkdocs_files = nav, files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Learn how many pages there will be; let them share the rendering of the theme."""
        self._total, self.page_count = len(files.documentation_pages()), 0
        if self.settings.fast:
            env.template_class = shell_template_class(env.template_class, self._shells)
        self._env = env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Tell how far the writing is."""
        self.page_count += 1
        self.progress("write", self.page_count, self._total)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Make all other pages, the files that go with pages, and the search bundle."""
        site = Path(config.site_dir)
        own = [one for one in self._mkdocs_files.documentation_pages() if one.src_uri not in self._generated]
        try:
            if self.build is not None:
                self._finish(self.build, site, frozenset(one.url for one in own), config)
                return
            if self._plainly is not None:
                self._plainly.finish(site, tuple((one.url, "") for one in own))
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Forget a build of MkDocs' own that failed: the next one, of `mkdocs serve`, reads anew."""
        if self.build is not None and self.build.output_folder is not None:
            self.build.close(gently=False)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when something under the content folder changes."""
        server.watch(str(self.settings.content))
        return server

    def need_site_url(self, config: MkDocsConfig) -> tuple[str, ...]:
        """What the site was to have and cannot, for it does not know its own address."""
        return tuple(name for name in ("feeds", "cards") if self.config[name] and not config.site_url)

    def build_request(self, config: MkDocsConfig, site: Path) -> BuildRequest:
        """What is to be built into a folder."""
        render = render_settings_of(config, self.config, self.settings)
        key = environment_key(self.settings, render, self.config.search)
        return BuildRequest(
            self.settings,
            render,
            site,
            self._cache,
            self.config.search,
            self.progress,
            key,
            self.update_search,
        )

    def frame_digest(self, build: Build, config: MkDocsConfig) -> bytes:
        """Digest of what MkDocs makes by itself."""
        return digest_bytes(config_text(config).encode(), build.watch(frame_sources(config)))

    def uses_builder(self, config: MkDocsConfig) -> bool:
        """Whether the builder makes the pages, or MkDocs every single one."""
        return self.settings.fast and no_other_plugins(config)

    def _open(self, config: MkDocsConfig) -> None:
        """The build of the command line, or one of MkDocs' own, which knows nothing of those before."""
        from mkdocs_briefings.builder.build import Build  # noqa: PLC0415

        if self.build is None or self.build.closed:
            site = Path(config.site_dir)
            self.build = Build.into_folder(self.build_request(config, site), site)
            self.stop_unless_publishable(self.build.read(), config)

    def stop_unless_publishable(
        self, read: Gathered | ScannedContent | Snapshot, config: MkDocsConfig
    ) -> None:
        """Stop where the content does not allow a site."""
        self.diagnostics, self.left_out = read.diagnostics, read.left_out
        self._report(read.diagnostics)
        self.content_refused = not read.publishable or (bool(config.strict) and read.has_warnings)
        if self.content_refused and (self.logs_diagnostics is False or not read.publishable):
            raise PluginError("the content has problems; nothing was built")

    def _seen_by_mkdocs(self, files: Files, config: MkDocsConfig) -> list[Page]:
        """The generated pages that the navigation shows or a hand-written page may link to."""
        from mkdocs_briefings.builder.manifest import Frame  # noqa: PLC0415

        assert self.build is not None  # noqa: S101 - opened just now
        build, self._overview = self.build, self.build.site_index
        names, named = linked_names(files), dict(nav_titles(config.nav))
        occupied = frozenset(uri for uri in build.all_pages if files.get_file_from_path(uri) is not None)
        own = self.frame_digest(build, config)
        digest = build.frame_digest(own, names)
        build.plan(Frame(digest, own, occupied=occupied, linked_names=names))
        shown = [
            uri
            for uri, one in build.planned.items()
            if uri in named
            or uri.rpartition("/")[2] in names
            or (config.nav is None and one.plan is not None and listed_without_nav(one.plan.kind, uri))
        ]
        for uri in sorted(occupied):
            log.info("docs/%s stands in for the generated page of that address", uri)
        return [build.render_page(uri) for uri in shown]

    def _every_page(self, config: MkDocsConfig) -> list[Page]:
        """All generated pages, for MkDocs and the other plugins to do the rest."""
        from mkdocs_briefings.mkdocs_plugin.full_build import FullBuild  # noqa: PLC0415
        from mkdocs_briefings.pipeline import gather  # noqa: PLC0415

        self.build = None  # MkDocs keeps plugins from build to build
        gathered = gather(self.settings, self.progress)
        self._overview, self.briefing_count = gathered.site.index, len(gathered.site.briefings)
        self.stop_unless_publishable(gathered, config)
        self._plainly = FullBuild(gathered.site, self.build_request(config, Path(config.site_dir)))
        return self._plainly.pages()

    def _reference(self) -> dict[str, str]:
        """The reference pages, if they are wanted."""
        from mkdocs_briefings.mkdocs_plugin.reference import reference_pages  # noqa: PLC0415

        return reference_pages() if self.config.reference else {}

    def _finish(self, build: Build, site: Path, own: frozenset[str], config: MkDocsConfig) -> None:
        """The frame is there; the builder makes the rest."""
        theme = MkDocsTheme(self._env, self._nav, self._mkdocs_files, config, self._shells)
        outputs = tuple(sorted(stat_files(site)))
        build.plan(replace(build.frame, outputs=outputs, pages=tuple((url, "") for url in sorted(own))))
        build.make(theme)
        self.briefing_count = len(build.site_index.summaries)
        self.page_count = len(own) + len(build.planned)
        if build.output_folder is not None:
            build.close()

    def _whole_site(self, config: MkDocsConfig) -> bool:
        """Whether hand-written pages get the look of the publication: unless the site has a search of its own."""
        if self.config.whole_site is not None:
            return self.config.whole_site
        return not {"search", "material/search"} & set(config.plugins)

    @property
    def _cache(self) -> Path:
        return self.settings.root / self.config.cache

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        for one in diagnostics if self.logs_diagnostics else ():
            hint = f" ({one.hint})" if one.hint else ""
            log.log(_LEVELS[one.severity], "%s: %s [%s]%s", one.span, one.message, one.code, hint)
