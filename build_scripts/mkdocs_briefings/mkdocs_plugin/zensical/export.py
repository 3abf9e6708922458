"""The story: gather what may be shown, write it as a project for Zensical, put the folder in place when it is whole."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefings.builder.at_once import alone_at_folder
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.errors import ProgressCallback
from mkdocs_briefings.host import File, Files, MkDocsConfig, get_files, get_navigation
from mkdocs_briefings.mkdocs_plugin.full_build import BuiltFiles, FullBuild
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage, add_pages, refuse_content
from mkdocs_briefings.mkdocs_plugin.hand_written import check_encoding
from mkdocs_briefings.mkdocs_plugin.navigation import put_briefings_into_nav
from mkdocs_briefings.mkdocs_plugin.plugin import BriefingsPlugin
from mkdocs_briefings.mkdocs_plugin.reference import add_reference_pages
from mkdocs_briefings.mkdocs_plugin.run import plugin_of, read_config, translate_errors
from mkdocs_briefings.mkdocs_plugin.settings import desk_folders
from mkdocs_briefings.mkdocs_plugin.zensical.built_site import files_of_built_site
from mkdocs_briefings.mkdocs_plugin.zensical.documents import exported_document
from mkdocs_briefings.mkdocs_plugin.zensical.frame import frame_values
from mkdocs_briefings.mkdocs_plugin.zensical.project_settings import (
    left_behind,
    navigation,
    project_settings,
)
from mkdocs_briefings.mkdocs_plugin.zensical.settings_file import settings_text
from mkdocs_briefings.mkdocs_plugin.zensical.templates import exported_templates
from mkdocs_briefings.mkdocs_plugin.zensical.written import (
    copy_assets,
    copy_theme_files,
    is_published,
    write_docs,
)
from mkdocs_briefings.model.messages import ENGLISH, words_of
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.pipeline import gather
from mkdocs_briefings.publish.atomic import publish_errors, write_new
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.folders import DeskFolders, Part
from mkdocs_briefings.publish.staging import EXPORT_MARKER, Staging
from mkdocs_briefings.settings.wishes import Overrides

DOCS, OVERRIDES, SETTINGS_FILE = "docs", "overrides", "mkdocs.yml"
"""What an export holds."""
ZENSICAL_CACHE = ".cache"
"""Folder beside them in which Zensical keeps what it has made."""
_HEAD = """\
# Written by `briefings export`, which replaces all of this folder. Build the site with Zensical:
#   zensical build --strict
"""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The outcome of an export."""

    target: Path
    pages: int
    """Number of pages, hand-written ones too."""
    briefings: int
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    """Problems of the content, by file, line and column."""
    left_out: int
    """Number of briefings left out because of their errors."""
    left_behind: tuple[str, ...]
    """What of the desk's site the export does without, in words for a terminal."""
    not_shown: tuple[str, ...]
    """How many briefings are not shown and why, and how to see them."""


def export_site(
    config_file: str | None, overrides: Overrides, target: Path, progress: ProgressCallback
) -> ExportReport:
    """Write a desk as a project for Zensical; what is in its place is replaced when all is ready.

    Args:
        config_file: path of mkdocs.yml, if it is not in the current folder.
        overrides: what the command line sets.
        target: folder of the export.
        progress: called as the export comes along.

    Raises:
        ContentError: the content has errors; nothing was written.
        PublishError: the export cannot be written, or a tool failed.
        UsageError: mkdocs.yml is missing or wrong, or the export would replace something else.
    """
    started = time.monotonic()
    config = read_config(config_file, overrides)
    plugin = plugin_of(config)
    folders = desk_folders(config, plugin.config)
    DeskFolders({**folders.parts, Part.EXPORT: target}).check_export()
    plugin.progress, plugin.logs_diagnostics = progress, False
    with translate_errors(plugin):
        plugin.on_config(config)
        request = plugin.build_request(config, target)
        cache = Cache(request.cache)
        with files_of_built_site(config, request) as built, cache.lease(), alone_at_folder(cache, target):
            return _Export(config, plugin, request, built).write(started)


@dataclass(frozen=True, slots=True)
class _Export:
    """An export in the making."""

    config: MkDocsConfig
    plugin: BriefingsPlugin
    request: BuildRequest
    built: BuiltFiles

    def write(self, started: float) -> ExportReport:
        """Write all of it, and say what came of it."""
        plugin, target = self.plugin, self.request.site
        files = get_files(self.config)
        refuse_content(files, plugin.settings.content)
        check_encoding(files)
        site = self._gather()
        put_briefings_into_nav(self.config, site.index)
        full = FullBuild(site, self.request, self.built)
        self._add_pages(files, full)
        with Staging(target, None, EXPORT_MARKER) as staging, publish_errors(f"cannot write {target}"):
            lost = (*left_behind(self.config), *self._write_frame(staging.folder, files))
            plugin.stop_at(self._write_docs(staging.folder, files, full, site.index), self.config)
            staging.replace(b"")
            if (target / ZENSICAL_CACHE).is_dir():  # it holds pages of before
                shutil.rmtree(target / ZENSICAL_CACHE)
        return ExportReport(
            target=target,
            pages=len(_pages(files)),
            briefings=len(site.briefings),
            seconds=time.monotonic() - started,
            diagnostics=plugin.diagnostics,
            left_out=sum(map(plugin.settings.holds_briefing, plugin.left_out)),
            left_behind=lost,
            not_shown=plugin.not_shown,
        )

    def _gather(self) -> Site:
        """Return what may be shown, unless something is wrong with it."""
        plugin = self.plugin
        gathered = gather(plugin.settings, plugin.progress, self.request.render)
        plugin.stop_unless_publishable(gathered, self.config)
        return gathered.site

    def _add_pages(self, files: Files, full: FullBuild) -> None:
        """Add the generated pages to the files of the host, which makes the navigation of both."""
        self.config.plugins._current_plugin = "briefings"  # noqa: SLF001 - a host notes whose files these are
        add_pages(full.pages(), files, self.config, fast=True)
        if self.plugin.config.own.reference:
            add_reference_pages(files, self.config)

    def _write_frame(self, folder: Path, files: Files) -> Iterator[str]:
        """Write settings and templates, and yield which templates of the desk's own stay behind."""
        config, settings, render = self.config, self.plugin.settings, self.request.render
        templates = exported_templates()
        for name, source in templates.items():
            write_new(folder / OVERRIDES / name, source.encode())
        custom_dir = config.theme.custom_dir
        own = copy_theme_files(Path(custom_dir), folder / OVERRIDES) if custom_dir else []
        words = words_of(render.language, render.language, render.words)
        by_index = config.nav is None and words.language != ENGLISH
        nav = navigation(get_navigation(files, config), by_index=by_index)
        frame = frame_values(config, self.plugin.config.own.csp, settings, render, templates)
        text = settings_text(project_settings(config, nav, frame))
        write_new(folder / SETTINGS_FILE, f"{_HEAD}{text}".encode())
        yield from (
            f"the template {name}, which is written for the theme of {config.theme.name}" for name in own
        )

    def _write_docs(
        self, folder: Path, files: Files, full: FullBuild, index: SiteIndex
    ) -> tuple[Diagnostic, ...]:
        """Write all pages and all files of the site, and return what PDFs could not show."""
        docs = folder / DOCS
        copy_assets(docs, self.request.render.face, self.request.cache)
        write_docs(files, docs)
        by_hand = []
        for file in _pages(files):
            if isinstance(file.page, GeneratedPage):
                write_new(docs / file.src_uri, exported_document(file.page.generated).encode())
            else:
                by_hand.append((file.url.removeprefix("./"), ""))
        problems = full.finish(docs, tuple(by_hand))
        for name in index.files:
            if name.lower().endswith(".md"):  # a page for Zensical, and from nobody who may write one
                (folder / OVERRIDES / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(docs / name, folder / OVERRIDES / name)
        return problems


def _pages(files: Files) -> list[File]:
    return [file for file in files.documentation_pages() if is_published(file)]
