"""The plugin: what it does at each event of a MkDocs build.

Modules that read and render briefings are imported where they are used: a build that finds nothing to do needs none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_briefings import host
from mkdocs_briefings.builder.at_once import alone_at_site
from mkdocs_briefings.builder.request import BuildRequest, environment_key
from mkdocs_briefings.diagnostics.errors import (
    BriefingsError,
    ProgressCallback,
    PublishError,
    no_progress,
)
from mkdocs_briefings.host import BasePlugin, File, Files, MkDocsConfig, Navigation, PluginError
from mkdocs_briefings.mkdocs_plugin.face import put_on_face
from mkdocs_briefings.mkdocs_plugin.faults import stop_in_words
from mkdocs_briefings.mkdocs_plugin.garbage import end_with_garbage
from mkdocs_briefings.mkdocs_plugin.generated_pages import (
    GeneratedPage,
    add_pages,
    attachment_files,
    listed_without_nav,
    log_occupied,
    nav_titles,
    refuse_content,
)
from mkdocs_briefings.mkdocs_plugin.guarded_server import Guard, for_others
from mkdocs_briefings.mkdocs_plugin.hand_written import check_encoding, check_files
from mkdocs_briefings.mkdocs_plugin.judgment import Judgment
from mkdocs_briefings.mkdocs_plugin.linked_files import LinkedFiles
from mkdocs_briefings.mkdocs_plugin.looks import Look, add_templates, look_of
from mkdocs_briefings.mkdocs_plugin.navigation import nav_digest, put_briefings_into_nav
from mkdocs_briefings.mkdocs_plugin.other_plugins import OtherPlugins, check_neighbours
from mkdocs_briefings.mkdocs_plugin.page_head import HeadRules, checked_template, guarded_template_class
from mkdocs_briefings.mkdocs_plugin.settings import (
    PluginSettings,
    desk_folders,
    render_settings_of,
    settings_of,
    settings_without_effect,
)
from mkdocs_briefings.mkdocs_plugin.theme_environment import say_in_theme, use_theme_environment
from mkdocs_briefings.mkdocs_plugin.theming import (
    MkDocsTheme,
    Shells,
    config_text,
    frame_sources,
    no_other_plugins,
    shell_template_class,
)
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.publish.staging import restore_files
from mkdocs_briefings.settings.wishes import Overrides

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_briefings.builder.build import Build
    from mkdocs_briefings.host import LiveReloadServer, MkDocsPage
    from mkdocs_briefings.mkdocs_plugin.full_build import FullBuild
    from mkdocs_briefings.model.site_index import SiteIndex


log = host.get_plugin_logger("briefings")


class BriefingsPlugin(OtherPlugins, BasePlugin[PluginSettings], Judgment):  # type: ignore[no-untyped-call]
    """The plugin, which adds the pages of the briefings to a MkDocs site."""

    settings: Settings = Settings(Path(), Path())
    overrides: Overrides = Overrides()
    """Settings that the command line puts over those of mkdocs.yml."""
    progress: ProgressCallback = staticmethod(no_progress)
    """Called as a build comes along."""
    build: Build | None = None
    """The build that MkDocs' own is a part of; None in a full build."""
    briefing_count: int = 0
    """Number of briefings in the last build."""
    page_count: int = 0
    """Number of pages that the last build wrote."""
    serving: bool = False
    """Whether a server shows the pages and adds a script of its own to each."""
    look: Look = Look.WHOLE
    """How far the publication's own look goes."""
    shells: Shells
    """What the pages of the last build came from."""
    alone: bool = False
    """Whether the command that builds has seen to it that no other build writes the site."""
    _hold: ExitStack
    """What keeps other builds away from the site until MkDocs has built it."""
    _dirty: bool = False
    _full_build: FullBuild | None = None
    _generated: set[str]
    _restore: Callable[[], None] = staticmethod(lambda: None)
    """Puts files that are no build's back into a site that MkDocs has cleaned."""
    _total: int = 0
    _site_index: SiteIndex
    _nav: Navigation
    _env: Environment
    _mkdocs_files: Files
    _linked: LinkedFiles

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether MkDocs serves, and whether it keeps the site of before."""
        if command == "build":
            end_with_garbage()
        self._hold, self._dirty = ExitStack(), dirty
        self.serving = self.serving or command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings; put the package's templates between the site's own and those of the theme."""
        self.shells, self._full_build, self._hold = Shells(), None, ExitStack()
        self.content_refused = False
        try:
            overrides = for_others(self.overrides, config, self.config) if self.serving else self.overrides
            self.settings = settings_of(config, self.config, overrides)
            self.look = look_of(config, self.config)
            check_files(config, self.settings.root)
            check_neighbours(config)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        if names := settings_without_effect(config, self.config):
            log.info("no %s: set site_url, which they need", " and no ".join(names))
        add_templates(config, self.look)
        if self.settings.fast:
            use_theme_environment(config.theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Look at what MkDocs is about to replace, and wait until no other build writes the site."""
        if not self.alone:
            desk, site = desk_folders(config, self.config), Path(config.site_dir)
            try:
                desk.check_site()
                request = self.build_request(config, site)
                self._hold.enter_context(alone_at_site(request, logging.INFO))
                self._restore = partial(restore_files, site, desk.claim_site())
                if self._dirty:  # pages of before may not be for these readers
                    host.clean_directory(str(site))
            except BriefingsError as error:
                raise PluginError(f"briefings: {error}") from error

    @host.event_priority(50)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the content and add its pages: all of them, or those that MkDocs itself must see."""
        try:
            refuse_content(files, self.settings.content)
            if self.uses_builder(config):
                pages = self._pages_for_mkdocs(self._open_build(config), files, config)
            else:
                pages = self._all_pages(config)
            attachments = tuple(attachment_files(self._site_index.files, self.settings.content, config))
            put_on_face(files, config)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        occupied = add_pages(pages, files, config, fast=self.settings.fast)
        self._generated = {page.uri for page in pages} - set(occupied)
        log_occupied(occupied)
        if self.config.own.reference:
            from mkdocs_briefings.mkdocs_plugin.reference import add_reference_pages  # noqa: PLC0415

            add_reference_pages(files, config)
        if self.build is None:
            for attachment in attachments:
                files.append(attachment)
            return files
        self._linked = LinkedFiles(files, attachments, partial(self._page_to_link_to, self.build, config))
        return self._linked

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation for the pages that are made after MkDocs has made its own."""
        self._nav, self._mkdocs_files = nav, files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Count the pages, and let them say messages and share the rendering of the theme."""
        self._total, self.page_count = len(files.documentation_pages()), 0
        say_in_theme(env, config.theme, render_settings_of(config, self.config, self.settings))
        env.template_class = guarded_template_class(env.template_class, self._head_rules(config))
        if self.settings.fast:
            env.template_class = shell_template_class(env.template_class, self.shells)
        self._env = env

    @host.event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Look at the head of a page that all other plugins have changed, and report how many pages are written."""
        self._head_rules(config).check(output, page, str(page.meta.get("template", "main.html")))
        self.page_count += 1
        self.progress("write", self.page_count, self._total)

    @host.event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Look at the head of a page that is only a template, such as 404."""
        if template_name.endswith(".html"):
            return checked_template(output, template_name, self._head_rules(config), self._env, config)
        return output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Make all other pages, the files that go with pages, and the search index."""
        site = Path(config.site_dir)
        files = self._mkdocs_files.documentation_pages()
        urls = [file.url.removeprefix("./") for file in files if file.src_uri not in self._generated]
        try:
            self._restore()
            if self.build is not None:
                self._finish(self.build, site, frozenset(urls), config)
            elif self._full_build is not None:
                self.stop_at(self._full_build.finish(site, tuple((url, "") for url in urls)), config)
        except BriefingsError as error:
            raise PluginError(f"briefings: {error}") from error
        for line in () if self.alone else (*self.shells.complaints, *self.not_shown):
            log.info(line)
        self._hold.close()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Close the build after an error in a plain `mkdocs build` or `mkdocs serve`: the next one reads anew.

        Raises:
            Abort: what is not MkDocs' own failed, and a line in the log says where.
        """
        with suppress(PublishError):
            self._restore()
        self._hold.close()
        if self.build is not None and self.build.output_folder is not None:
            self.build.close(gently=False)
        if not self.alone:
            stop_in_words(error, self.settings.root)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when a file changes that pages are made from."""
        for path in (self.settings.content, *frame_sources(config)):
            server.watch(str(path))
        guard = Guard.before(server, config.dev_addr[0])
        guard.watch_builds(lambda: self.diagnostics if self.content_refused else ())
        return server

    def on_shutdown(self) -> None:
        """Stop the workers of a build that was interrupted: Python would wait for all that they have to do."""
        if self.build is not None and self.build.output_folder is not None:
            self.build.close(gently=False)

    def build_request(self, config: MkDocsConfig, site: Path) -> BuildRequest:
        """Return what the builder needs to build the site into a folder."""
        render = render_settings_of(config, self.config, self.settings)
        own, on = self.config.own, self.overrides.on
        cache, search = self.settings.root / own.cache, own.search
        key = environment_key(self.settings, render, search, host.chosen().release)
        return BuildRequest(self.settings, render, site, cache, search, self.progress, key, on)

    def frame_digest(self, build: Build, config: MkDocsConfig) -> bytes:
        """Return the digest of all that MkDocs makes the frame from."""
        nav_shows = nav_digest(config.nav, build.site_index, self.settings.languages)
        return digest_bytes(
            config_text(config).encode(), build.watch.digest_of(frame_sources(config)), nav_shows
        )

    def uses_builder(self, config: MkDocsConfig) -> bool:
        """Return whether the builder makes the pages; otherwise every page goes through MkDocs."""
        return self.settings.fast and no_other_plugins(config)

    def _open_build(self, config: MkDocsConfig) -> Build:
        """Return the build of the command line, or start one for MkDocs, which uses nothing of those before."""
        from mkdocs_briefings.builder.build import Build  # noqa: PLC0415

        if self.build is None or self.build.closed:
            site = Path(config.site_dir)
            self.build = Build.into_folder(self.build_request(config, site), site)
            self.stop_unless_publishable(self.build.read(), config)
        return self.build

    def _pages_for_mkdocs(self, build: Build, files: Files, config: MkDocsConfig) -> list[Page]:
        """Return the generated pages that the navigation shows."""
        from mkdocs_briefings.builder.manifest import Frame  # noqa: PLC0415

        self._site_index = build.site_index
        own_digest = self.frame_digest(build, config)  # before the texts of hand-written pages are read
        check_encoding(files)
        put_briefings_into_nav(config, self._site_index)
        occupied = frozenset(uri for uri in build.all_pages if files.get_file_from_path(uri) is not None)
        build.plan(Frame(own_digest=own_digest, occupied=occupied))
        plans = build.planned
        listed = set(filter(listed_without_nav, plans))
        titles = dict(nav_titles(config.nav))
        in_navigation = titles.keys() if config.nav is not None else titles.keys() | listed
        log_occupied(sorted(occupied))
        return [build.render_page(uri) for uri in plans if uri in in_navigation]

    def _page_to_link_to(self, build: Build, config: MkDocsConfig, uri: str) -> File | None:
        """Return the file of a generated page that MkDocs does not write; None where there is none."""
        if uri not in build.planned:
            return None
        file = File.generated(config, uri, content="", inclusion=host.InclusionLevel.NOT_IN_NAV)
        page = GeneratedPage(build.render_page(uri), file, config)
        page.read_source(config)
        page.render(config, self._linked)
        return file

    def _all_pages(self, config: MkDocsConfig) -> list[Page]:
        """Return all generated pages, for MkDocs and the other plugins to do the rest."""
        from mkdocs_briefings.mkdocs_plugin.full_build import FullBuild  # noqa: PLC0415
        from mkdocs_briefings.pipeline import gather  # noqa: PLC0415

        self.build = None  # MkDocs keeps plugins from build to build
        request = self.build_request(config, Path(config.site_dir))
        gathered = gather(self.settings, self.progress, request.render)
        self._site_index, self.briefing_count = gathered.site.index, len(gathered.site.briefings)
        self.stop_unless_publishable(gathered, config)
        put_briefings_into_nav(config, self._site_index)
        self._full_build = FullBuild(gathered.site, request)
        return self._full_build.pages()

    def _finish(self, build: Build, site: Path, by_hand: frozenset[str], config: MkDocsConfig) -> None:
        """Let the builder make all that MkDocs has not made.

        Args:
            build: to finish.
            site: folder that MkDocs has written the frame into.
            by_hand: URLs of the hand-written pages.
            config: of MkDocs.
        """
        asked = self._linked.asked
        digest = build.frame_digest(build.frame.own_digest, asked)
        theme = MkDocsTheme(self._env, self._nav, self._linked, config, self.shells)
        outputs = build.records.others_in(site)
        pages = tuple((url, "") for url in sorted(by_hand))
        build.plan(replace(build.frame, digest=digest, outputs=outputs, pages=pages, asked=asked))
        build.make(theme)
        self.stop_at(build.print_problems, config)
        self.briefing_count = len(build.site_index.summaries)
        self.page_count = len(by_hand) + len(build.planned)
        if build.output_folder is not None:
            build.close()

    def _head_rules(self, config: MkDocsConfig) -> HeadRules:
        policy = self.config.own.csp.enabled and not self.serving
        hidden = self.settings.drafts or self.settings.audience is not Tlp.CLEAR
        return HeadRules(policy, self.look is Look.WHOLE, hidden)
