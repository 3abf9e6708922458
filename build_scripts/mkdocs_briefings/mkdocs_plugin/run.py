"""The build of a site, called from Python with what a command line sets over mkdocs.yml."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound

from mkdocs_briefings.builder.at_once import alone_at_site
from mkdocs_briefings.builder.request import BuildRequest, FrameNeeded
from mkdocs_briefings.builder.up_to_date import UpToDateCheck, manifest_path
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.errors import (
    BriefingsError,
    ContentError,
    ProgressCallback,
    PublishError,
    UsageError,
)
from mkdocs_briefings.host import (
    Abort,
    ConfigurationError,
    MkDocsConfig,
    MkDocsException,
    build_site,
    chosen,
    config_path,
    load_config,
)
from mkdocs_briefings.mkdocs_plugin.faults import in_words
from mkdocs_briefings.mkdocs_plugin.garbage import OBJECTS_OF_MANIFEST, rare_garbage_collection
from mkdocs_briefings.mkdocs_plugin.plugin import BriefingsPlugin
from mkdocs_briefings.mkdocs_plugin.reads import reads_of_desk, recorded_reads
from mkdocs_briefings.mkdocs_plugin.settings import (
    desk_folders,
    settings_without_effect,
)
from mkdocs_briefings.mkdocs_plugin.theming import config_text, frame_sources
from mkdocs_briefings.publish.staging import Staging
from mkdocs_briefings.settings.reader import read_site_config
from mkdocs_briefings.settings.wishes import Overrides

if TYPE_CHECKING:
    from mkdocs_briefings.builder.build import Build

_MOST_RECORDS = 1000
"""Errors in mkdocs.yml that are told of, at most."""
_NOT_ON_CLUSTER = (
    "a cluster cannot help here: with another plugin, a hook or `fast: false` in {}, {} makes every page; build "
    "without --on"
)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build."""

    site: Path
    """Folder of the site."""
    briefings: int
    """Number of briefings in the site."""
    pages: int
    """Number of pages in the site, hand-written ones too."""
    pages_made: int
    """Number of pages that were made anew."""
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    """Problems of the content, by file, line and column."""
    left_out: int
    """Number of briefings left out because of their errors."""
    not_shown: tuple[str, ...]
    """How many briefings are not shown and why, and how to see them."""
    need_site_url: tuple[str, ...] = ()
    """Settings (`feeds`, `cards`) that have no effect without `site_url`."""
    complaints: tuple[str, ...] = ()
    """Why each page was rendered in full, although the build was to be fast."""


def build(config_file: str | None, overrides: Overrides, progress: ProgressCallback) -> BuildReport:
    """Build the site beside the old one and put it in its place when it is whole.

    Raises:
        ContentError: the content has errors; the old site stays.
        PublishError: MkDocs or a tool failed; the old site stays.
        UsageError: mkdocs.yml is missing or wrong, or the site would replace something else.
    """
    config = read_config(config_file, overrides)
    desk_folders(config, plugin_of(config).config).check_site(force=overrides.force)
    return build_into(config, Path(config.site_dir), progress)


def build_into(
    config: MkDocsConfig,
    site: Path,
    progress: ProgressCallback,
    *,
    logs_diagnostics: bool = False,
) -> BuildReport:
    """Build the site of a loaded configuration, as `build` does.

    Args:
        config: of MkDocs.
        site: where the site goes.
        progress: called as the build comes along.
        logs_diagnostics: write problems of the content to MkDocs' log.

    Raises:
        ContentError: the content has errors; the old site stays.
        PublishError: MkDocs or a tool failed; the old site stays.
        UsageError: mkdocs.yml is wrong.
    """
    started = time.monotonic()
    plugin = plugin_of(config)
    plugin.progress, plugin.logs_diagnostics = progress, logs_diagnostics
    with translate_errors(plugin), _alone(plugin), rare_garbage_collection():
        plugin.on_config(config)
        request = plugin.build_request(config, site)
        if request.on and not plugin.uses_builder(config):
            raise UsageError(_NOT_ON_CLUSTER.format(plugin.settings.config_name, chosen().title))
        with alone_at_site(request):
            build = _build_incrementally if plugin.uses_builder(config) else _build_all
            pages_made = build(plugin, config, request)
    left_out = sum(map(plugin.settings.holds_briefing, plugin.left_out))
    return BuildReport(
        site,
        plugin.briefing_count,
        plugin.page_count,
        pages_made,
        time.monotonic() - started,
        plugin.diagnostics,
        left_out,
        plugin.not_shown,
        settings_without_effect(config, plugin.config),
        plugin.shells.complaints,
    )


@contextlib.contextmanager
def _alone(plugin: BriefingsPlugin) -> Iterator[None]:
    """Tell the plugin, which may build again in this process, that it need not keep others away from the site."""
    plugin.alone = True
    try:
        yield
    finally:
        plugin.alone = False


def _build_incrementally(plugin: BriefingsPlugin, config: MkDocsConfig, request: BuildRequest) -> int:
    """Change what differs from the last build, and return how many pages were made."""
    with UpToDateCheck.start(request, config_text(config), frame_sources(config)) as check:
        if check.head is not None and check.is_up_to_date(request):
            snapshot = check.head
            plugin.stop_unless_publishable(snapshot, config)
            plugin.briefing_count, plugin.page_count = snapshot.briefings, snapshot.pages
            return 0
        check.begin_to_preload(request)
        from mkdocs_briefings.builder.build import Build  # noqa: PLC0415 - all that reads and renders briefings

        with rare_garbage_collection(OBJECTS_OF_MANIFEST), Build.incremental(request, check) as build:
            return _build_changes(build, plugin, config)


def _build_changes(build: Build, plugin: BriefingsPlugin, config: MkDocsConfig) -> int:
    """Make what is new, with MkDocs only if the frame has changed, and return how many pages were made."""
    plugin.stop_unless_publishable(build.read(), config)
    frame, frame_digest = build.manifest.frame, plugin.frame_digest(build, config)
    plugin.briefing_count = len(build.site_index.summaries)
    plugin.page_count = build.manifest.snapshot.pages
    if build.nothing_to_do(frame_digest):
        plugin.stop_at(build.print_problems, config)
        build.refresh_manifest()
        return 0
    if build.frame_is_current(frame_digest):
        with contextlib.suppress(FrameNeeded):
            build.plan(frame)
            build.make()
            plugin.stop_at(build.print_problems, config)
            build.commit()
            plugin.page_count = len(build.planned) + len(frame.pages)
            return len(build.rendered_urls)
    plugin.build, config.site_dir = build, str(build.staging.folder)
    since = time.time()
    with recorded_reads() as reads:
        _run_mkdocs(config)
    request, sources = build.request, frame_sources(config)
    others = (*sources, request.settings.content, request.cache, request.site, build.staging.folder)
    reads_digests = build.watch.digests_of_reads(reads_of_desk(reads, others), since)
    build.frame = replace(build.frame, reads=reads_digests)
    if not build.watch.is_settled:  # MkDocs may have seen another file than its digest is of
        build.frame = replace(build.frame, digest=b"", own_digest=b"")
    build.commit(whole=not build.manifest.products)
    return len(build.rendered_urls) + len(build.frame.pages)


def _build_all(plugin: BriefingsPlugin, config: MkDocsConfig, request: BuildRequest) -> int:
    """Let MkDocs and the other plugins make everything, and return how many pages that were."""
    with Staging(request.site, manifest_path(request)) as staging:
        config.site_dir = str(staging.folder)
        _run_mkdocs(config)
        staging.replace(b"")
    return plugin.page_count


def _run_mkdocs(config: MkDocsConfig) -> None:
    """Let MkDocs build.

    Raises:
        PublishError: a template, an extension, a hook or another plugin failed; the line says where.
    """
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_site(config)
    except (MkDocsException, BriefingsError, FrameNeeded):
        raise
    except Exception as error:
        if isinstance(error, OSError) and not isinstance(error, TemplateNotFound):
            raise
        raise PublishError(in_words(error, plugin_of(config).settings.root)) from error
    finally:
        config.plugins.on_shutdown()


def read_config(config_file: str | None, overrides: Overrides, address: str | None = None) -> MkDocsConfig:
    """Return the configuration of mkdocs.yml, with what a command line sets over it.

    Args:
        config_file: path of mkdocs.yml, if it is not in the current folder.
        overrides: what the command line sets.
        address: host and port to serve at, `127.0.0.1:8000`.

    Raises:
        UsageError: mkdocs.yml is missing or wrong.
    """
    path = config_path(config_file)
    site = read_site_config(path, overrides, markdown=True)
    if overrides.strict and site.notes:
        raise UsageError("\n".join(site.notes))
    for note in site.notes:
        chosen().logger("config").warning(note)
    with _config_errors(Path(path).name):
        config = load_config(path, strict=overrides.strict, site_dir=overrides.site_dir, dev_addr=address)
    plugin = plugin_of(config)
    plugin.overrides, plugin.config.places = overrides, site.places
    plugin.serving = False  # the host keeps plugins in a process; a build after a server has its policy
    return config


def plugin_of(config: MkDocsConfig) -> BriefingsPlugin:
    """Return the plugin of a configuration.

    Raises:
        UsageError: the configuration does not use it.
    """
    plugin = config.plugins.get("briefings")
    if not isinstance(plugin, BriefingsPlugin):
        raise UsageError(
            f"{Path(config.config_file_path).name} does not use the plugin; add `- briefings` under `plugins:`"
        )
    return plugin


@contextlib.contextmanager
def _config_errors(name: str) -> Iterator[None]:
    """Raise what is wrong in mkdocs.yml as one error; MkDocs itself only logs it."""
    handler = BufferingHandler(_MOST_RECORDS)
    handler.setLevel(logging.ERROR)
    logger = chosen().logger("config")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    except Abort as error:
        messages = [" ".join(record.getMessage().split()) for record in handler.buffer]
        raise UsageError("; ".join(messages) or str(error)) from error
    except ConfigurationError as error:
        raise UsageError(" ".join(str(error).split())) from error
    except Exception as error:
        raise UsageError(f"{name}: {in_words(error, Path.cwd())}") from error
    finally:
        logger.propagate = True
        logger.removeHandler(handler)


@contextlib.contextmanager
def translate_errors(plugin: BriefingsPlugin | None) -> Iterator[None]:
    """Raise MkDocs' exceptions as the package's own.

    Args:
        plugin: of the build; None where nothing is built.
    """
    try:
        yield
    except ConfigurationError as error:
        raise UsageError(" ".join(str(error).split())) from error
    except OSError as error:
        reason = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
        raise PublishError(f"the site was not written: {reason}") from error
    except (Abort, MkDocsException) as error:
        if plugin is not None and plugin.content_refused:
            raise ContentError(
                "nothing was built; the site of before is untouched", plugin.diagnostics
            ) from error
        cause = error.__context__ or error
        own = next((each for each in (cause, cause.__cause__) if isinstance(each, BriefingsError)), None)
        if own is not None:
            raise own from error
        if not isinstance(cause, MkDocsException):
            raise PublishError(in_words(cause, Path.cwd())) from error
        raise PublishError(str(cause).strip() or f"{chosen().title} stopped the build") from error
