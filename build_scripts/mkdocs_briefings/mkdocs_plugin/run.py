"""MkDocs' build and serve, called from Python with the wishes of a command line."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from mkdocs_briefings.builder.request import BuildRequest, CacheLost, FrameNeeded
from mkdocs_briefings.builder.up_to_date import UpToDateCheck, discard_manifest, manifest_path
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.errors import (
    BriefingsError,
    ContentError,
    ProgressCallback,
    PublishError,
    UsageError,
)
from mkdocs_briefings.mkdocs_plugin.plugin import BriefingsPlugin
from mkdocs_briefings.mkdocs_plugin.settings import settings_of
from mkdocs_briefings.mkdocs_plugin.theming import config_text, frame_sources
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish import atomic
from mkdocs_briefings.publish.pool import rare_garbage_collection
from mkdocs_briefings.publish.staging import Staging

if TYPE_CHECKING:
    from mkdocs_briefings.builder.build import Build

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
_REMEMBERED = 1_500_000
"""More objects than are read back of ten thousand briefings: looking through them would find nothing."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a command line sets over mkdocs.yml; None leaves it as it is."""

    audience: str | None = None
    drafts: bool | None = None
    at: str | None = None
    keep_going: bool | None = None
    strict: bool | None = None
    site_dir: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    site: Path
    """Folder of the site."""
    briefings: int
    pages: int
    """Pages of the site, hand-written ones too."""
    pages_made: int
    """Those of them that were made anew."""
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    left_out: int
    """Briefings left out because of their errors."""
    need_site_url: tuple[str, ...] = ()
    """What the site cannot have without `site_url`."""


def read_settings(config_file: str | None, wishes: Overrides) -> Settings:
    """The desk's settings, without building anything."""
    config = read_config(config_file, wishes)
    return settings_of(config, plugin_of(config).config)


def site_diagnostics(settings: Settings) -> tuple[Diagnostic, ...]:
    """The problems of what a site with these settings shows."""
    from mkdocs_briefings.pipeline import gather  # noqa: PLC0415 - as in `_exactly`

    return gather(settings).diagnostics


def build(config_file: str | None, wishes: Overrides, tell: ProgressCallback) -> BuildReport:
    """Build the site beside the old one and put it in its place when it is whole.

    Raises:
        ContentError: the content has errors; the old site stays.
        PublishError: MkDocs or a tool failed; the old site stays.
        UsageError: mkdocs.yml is missing or wrong.
    """
    config = read_config(config_file, wishes)
    return build_into(config, Path(config.site_dir), tell)


def build_into(
    config: MkDocsConfig, site: Path, tell: ProgressCallback, *, reports: bool = False, index: bool = True
) -> BuildReport:
    """The same for a configuration that is loaded.

    Args:
        config: of MkDocs.
        site: where the site goes.
        tell: hears how far the build has come.
        reports: whether problems are told in MkDocs' log.
        index: False leaves search as it is, for a later build to bring up to date.
    """
    started = time.monotonic()
    plugin = plugin_of(config)
    plugin.progress, plugin.logs_diagnostics, plugin.update_search = tell, reports, index
    with translate_errors(plugin), rare_garbage_collection():
        plugin.on_config(config)
        job = plugin.build_request(config, site)
        with atomic.one_at_a_time(manifest_path(job).with_name("lock"), _waiting):
            build = _exactly if plugin.uses_builder(config) else _wholly
            try:
                made = build(plugin, config, job)
            except CacheLost:
                discard_manifest(job)
                made = build(plugin, config, job)
    left_out = sum("/briefings/" in f"/{path}" for path in plugin.left_out)
    seconds = time.monotonic() - started
    return BuildReport(
        site,
        plugin.briefing_count,
        plugin.page_count,
        made,
        seconds,
        plugin.diagnostics,
        left_out,
        plugin.need_site_url(config),
    )


def _waiting() -> None:
    logging.getLogger("mkdocs.plugins.briefings").warning(
        "another build is writing this site; waiting for it"
    )


def _exactly(plugin: BriefingsPlugin, config: MkDocsConfig, job: BuildRequest) -> int:
    """Change what has to be changed; MkDocs builds only if something of its own did. How many pages were made."""
    with UpToDateCheck.start(job, config_text(config), frame_sources(config)) as glance:
        if glance.head is not None and glance.is_up_to_date(job):
            seen = glance.head.snapshot
            plugin.stop_unless_publishable(seen, config)
            plugin.briefing_count, plugin.page_count = seen.briefings, seen.pages
            return 0
        from mkdocs_briefings.builder.build import Build  # noqa: PLC0415 - all that reads and renders briefings

        with rare_garbage_collection(_REMEMBERED), Build.incremental(job, glance) as build:
            return _changing(build, plugin, config)


def _changing(build: Build, plugin: BriefingsPlugin, config: MkDocsConfig) -> int:
    """Make what is new. How many pages that were."""
    plugin.stop_unless_publishable(build.read(), config)
    frame, further = build.manifest.frame, plugin.frame_digest(build, config)
    plugin.briefing_count = len(build.site_index.summaries)
    plugin.page_count = build.manifest.snapshot.pages
    if build.nothing_to_do(further):
        build.refresh_manifest()
        return 0
    if build.frame_is_current(further):
        with contextlib.suppress(FrameNeeded):
            build.plan(frame)
            build.make()
            build.commit()
            plugin.page_count = len(build.planned) + len(frame.pages)
            return len(build.rendered_urls)
    plugin.build, config.site_dir = build, str(build.staging.folder)
    _mkdocs(config)
    build.commit(whole=not build.manifest.products)
    return len(build.rendered_urls) + len(build.frame.pages)


def _wholly(plugin: BriefingsPlugin, config: MkDocsConfig, job: BuildRequest) -> int:
    """Let MkDocs and the other plugins make everything."""
    with Staging(job.site, manifest_path(job)) as staging:
        config.site_dir = str(staging.folder)
        _mkdocs(config)
        staging.replace(b"")
    return plugin.page_count


def _mkdocs(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    finally:
        config.plugins.on_shutdown()


def read_config(config_file: str | None, wishes: Overrides, address: str | None = None) -> MkDocsConfig:
    """What mkdocs.yml says, and the wishes over it.

    Raises:
        UsageError: it is missing or wrong.
    """
    if config_file is None and not any(map(os.path.isfile, _CONFIGS)):
        raise UsageError(
            "there is no mkdocs.yml here: go to the folder of the site, or name its file with -f"
        )
    with translate_errors(None), _told():
        config = load_config(config_file, strict=wishes.strict, site_dir=wishes.site_dir, dev_addr=address)
    plugin = plugin_of(config).config
    for name in ("audience", "drafts", "at", "keep_going"):
        value = getattr(wishes, name)
        if value is not None:
            plugin[name] = value
    return config


def plugin_of(config: MkDocsConfig) -> BriefingsPlugin:
    """The plugin of a configuration.

    Raises:
        UsageError: there is none.
    """
    plugin = config.plugins.get("briefings")
    if not isinstance(plugin, BriefingsPlugin):
        raise UsageError("mkdocs.yml does not use the plugin; add `- briefings` under `plugins:`")
    return plugin


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What is wrong in mkdocs.yml as one error: MkDocs itself only logs it."""
    said = _Said(logging.ERROR)
    logger = logging.getLogger("mkdocs.config")
    logger.addHandler(said)
    logger.propagate = False
    try:
        yield
    except Abort as error:
        raise UsageError("; ".join(said.lines) or str(error)) from error
    finally:
        logger.propagate = True
        logger.removeHandler(said)


class _Said(logging.Handler):
    """Keeps what was logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One line a record."""
        self.lines.append(" ".join(record.getMessage().split()))


@contextlib.contextmanager
def translate_errors(plugin: BriefingsPlugin | None) -> Iterator[None]:
    """MkDocs' exceptions as the package's own."""
    try:
        yield
    except ConfigurationError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise PublishError(f"the site was not written: {error.filename or ''} {error.strerror}") from error
    except (Abort, MkDocsException) as error:
        if plugin is not None and plugin.content_refused:
            raise ContentError("nothing was built; the site of before is untouched") from error
        cause = error.__context__ or error
        if isinstance(cause.__cause__, BriefingsError):
            raise cause.__cause__ from error
        raise PublishError(str(cause).strip() or "MkDocs stopped the build") from error
