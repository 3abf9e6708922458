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

from mkdocs_briefings.diagnostics.errors import (
    BriefingsError,
    ContentError,
    ProgressCallback,
    UsageError,
    no_progress,
)
from mkdocs_briefings.host import (
    LiveReloadServer,
    MkDocsConfig,
    chosen,
    get_plugin_logger,
    serve_site,
    serve_url,
)
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.faults import problems_of
from mkdocs_briefings.mkdocs_plugin.guarded_server import Guard
from mkdocs_briefings.mkdocs_plugin.theming import frame_sources
from mkdocs_briefings.settings.wishes import Overrides, environment_of

_POLLING_INTERVAL = 0.15
"""Seconds between two looks at the files."""
_BUILD_DELAY = 0.05
"""Seconds in which further files of one edit are waited for."""
_LAST_PORT = 65535
_NO_HOST = "this machine has no such name"

log = get_plugin_logger("briefings")


def serve(
    config_file: str | None,
    overrides: Overrides,
    address: str | None,
    progress: Callable[[], AbstractContextManager[ProgressCallback]],
    *,
    open_browser: bool,
) -> None:
    """Serve the site and build it again at each edit, until interrupted.

    Args:
        config_file: path of mkdocs.yml, if it is not in the current folder.
        overrides: what the command line sets over it.
        address: host and port, over those of the configuration.
        progress: shows how far the first build has come.
        open_browser: open the site in the browser.

    Raises:
        UsageError: mkdocs.yml is missing or wrong, or the port is taken.
    """
    chosen().logger().setLevel(logging.INFO)
    config = run.read_config(config_file, overrides, address)
    host, port = config.dev_addr
    _check_port(host, port)
    plugin = run.plugin_of(config)
    plugin.on_config(config)
    if not plugin.uses_builder(config):
        _serve_full_builds(config_file, overrides, address, open_browser=open_browser)
        return
    folder = plugin.settings.root / plugin.config.own.cache / "served" / "site"
    mount = urlsplit(config.site_url or "/").path
    url = serve_url(host, port, mount)
    site = _Site(lambda: _served_config(config_file, overrides, address, url), folder)
    server = LiveReloadServer(site.build, host, port, str(folder), mount, polling_interval=_POLLING_INTERVAL)
    server.build_delay = _BUILD_DELAY
    server.error_handler = lambda code: _error_page(folder / f"{code}.html")
    site.guard = Guard.before(server, host)
    with progress() as callback:
        site.build(callback)
    for path in {*frame_sources(config), plugin.settings.content, Path(str(config.config_file_path))}:
        server.watch(str(path))
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        log.info("Shutting down")
    finally:
        server.shutdown()


def _check_port(host: str, port: int) -> None:
    """Refuse a port that is taken at once, not after the first build."""
    if reason := _reason_not_to_serve(host, port):
        raise UsageError(
            f"cannot serve at {host}:{port}: {reason}; name another place: `--address 127.0.0.1:8001`"
        )


def _reason_not_to_serve(host: str, port: int) -> str:
    if port > _LAST_PORT:
        return f"the last port is {_LAST_PORT}"
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:  # what is looked up in vain has a number below 0
        number = error.errno or 0
        return os.strerror(number).lower() if number > 0 else _NO_HOST
    except UnicodeError:
        return _NO_HOST
    return ""


class _Site:
    """The served site."""

    def __init__(self, load_config: Callable[[], MkDocsConfig], folder: Path) -> None:
        self._load_config, self._folder = load_config, folder
        self._lock = threading.Lock()
        self._not_shown: tuple[str, ...] = ()
        self.guard: Guard | None = None
        """Shows in the browser what a build failed at."""

    def build(self, progress: ProgressCallback = no_progress) -> None:
        """Bring the site up to date; on an error, log it and leave the site as it was."""
        with self._lock:
            problems: tuple[str, ...] = ()
            try:
                config = self._load_config()
                result = run.build_into(config, self._folder, progress, logs_diagnostics=True)
            except BriefingsError as error:
                log.error("%s", error)  # noqa: TRY400 - the diagnostics are logged already
                refused = isinstance(error, ContentError)
                problems = problems_of(error, run.plugin_of(config).diagnostics if refused else ())
                return
            finally:
                if self.guard is not None:
                    self.guard.problems = problems
        log.info("Built in %.2f s: %d of %d pages made anew", result.seconds, result.pages_made, result.pages)
        for line in result.complaints:
            log.info(line)
        if result.not_shown != self._not_shown:
            self._not_shown = result.not_shown
            for line in result.not_shown:
                log.info(line)


def _served_config(
    config_file: str | None, overrides: Overrides, address: str | None, url: str
) -> MkDocsConfig:
    config = run.read_config(config_file, overrides, address)
    config.site_url = url
    run.plugin_of(config).serving = True
    return config


def _error_page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _serve_full_builds(
    config_file: str | None, overrides: Overrides, address: str | None, *, open_browser: bool
) -> None:
    """Let MkDocs serve, and make every page at every edit, for the sake of other plugins."""
    os.environ.update(environment_of(overrides))
    with run.translate_errors(None):
        serve_site(config_file, open_in_browser=open_browser, dev_addr=address)
