"""`briefings serve`: MkDocs' own server, with builds that make only what an edit changes."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _serve_url
from mkdocs.plugins import get_plugin_logger

from mkdocs_briefings.diagnostics.errors import BriefingsError, ProgressCallback, UsageError, no_progress
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.theming import frame_sources

_LOOK = 0.15
"""Seconds between two looks at the files."""
_MORE = 0.05
"""Seconds in which further files of the same edit are waited for."""
_QUIET = 1.5
"""Seconds without an edit after which search is indexed: readers of pages do not wait for it."""

log = get_plugin_logger("briefings")


def serve(
    config_file: str | None,
    wishes: run.Overrides,
    address: str | None,
    progress: Callable[[], AbstractContextManager[ProgressCallback]],
    *,
    open_browser: bool,
) -> None:
    """Serve the site and build it again at each edit, until interrupted.

    Args:
        config_file: `mkdocs.yml` unless named.
        wishes: of the command line.
        address: host and port, over those of the configuration.
        progress: shows how far the first build has come.
        open_browser: whether the site is opened there.

    Raises:
        UsageError: mkdocs.yml is missing or wrong, or the port is taken.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    config = run.read_config(config_file, wishes, address)
    host, port = config.dev_addr
    _look_for_others(host, port)
    plugin = run.plugin_of(config)
    plugin.on_config(config)
    if not plugin.uses_builder(config):
        _by_mkdocs(config_file, wishes, address, open_browser=open_browser)
        return
    folder = plugin.settings.root / plugin.config.cache / "served" / "site"
    mount = urlsplit(config.site_url or "/").path
    url = _serve_url(host, port, mount)
    site = _Site(lambda: _ready(config_file, wishes, address, url), folder)
    server = LiveReloadServer(site.build, host, port, str(folder), mount, polling_interval=_LOOK)
    server.build_delay = _MORE
    server.error_handler = lambda code: _page(folder / f"{code}.html")
    with progress() as tell:
        site.build(tell)
    for path in {*frame_sources(config), plugin.settings.content, Path(str(config.config_file_path))}:
        server.watch(str(path))
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        log.info("Shutting down")
    finally:
        site.stop()
        server.shutdown()


def _look_for_others(host: str, port: int) -> None:
    """Say at once, not after the first build, that nobody can serve there."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot serve at {host}:{port}: {reason.lower()}; name another place: `--address 127.0.0.1:8001`"
        ) from error


class _Site:
    """The served site: pages at once, search when nobody has edited for a moment."""

    def __init__(self, ready: Callable[[], MkDocsConfig], folder: Path) -> None:
        self._ready, self._folder = ready, folder
        self._lock = threading.Lock()
        self._later: threading.Timer | None = None

    def build(self, tell: ProgressCallback = no_progress) -> None:
        """Bring the pages up to date; a fault is told and leaves them as they were."""
        self.stop()
        if self._run(tell, index=False):
            self._later = threading.Timer(_QUIET, self._run, (no_progress,), {"index": True})
            self._later.daemon = True
            self._later.start()

    def stop(self) -> None:
        """Do not index any more."""
        if self._later is not None:
            self._later.cancel()

    def _run(self, tell: ProgressCallback, *, index: bool) -> bool:
        """Build, and say whether that could be done."""
        with self._lock:
            try:
                built = run.build_into(self._ready(), self._folder, tell, reports=not index, index=index)
            except BriefingsError as error:
                log.error("%s", error)  # noqa: TRY400 - the diagnostics are told already
                return False
        if not index:
            log.info(
                "Built in %.2f s: %d of %d pages made anew", built.seconds, built.pages_made, built.pages
            )
        return True


def _ready(config_file: str | None, wishes: run.Overrides, address: str | None, url: str) -> MkDocsConfig:
    config = run.read_config(config_file, wishes, address)
    config.site_url = url
    run.plugin_of(config).serving = True
    return config


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _by_mkdocs(
    config_file: str | None, wishes: run.Overrides, address: str | None, *, open_browser: bool
) -> None:
    """With other plugins every page is made at every edit."""
    for name, value in (("BRIEFINGS_AUDIENCE", wishes.audience), ("BRIEFINGS_AT", wishes.at)):
        if value:
            os.environ[name] = value
    if wishes.drafts:
        os.environ["BRIEFINGS_DRAFTS"] = "1"
    with run.translate_errors(None):
        mkdocs_serve.serve(config_file, open_in_browser=open_browser, dev_addr=address)
