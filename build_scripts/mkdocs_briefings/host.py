"""The program that runs the plugin: MkDocs, or ProperDocs, which carries it on. Only this file names either in code.

All other modules import from here what they need of the host. A name is looked up when it is first asked for, in the
host that runs: so a command reads the name of the settings file first (`choose`), and nothing is loaded that it does
not use.
"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_briefings.diagnostics.errors import UsageError

if TYPE_CHECKING:  # ProperDocs has the same types under the same names
    from mkdocs.commands.build import build as build_site
    from mkdocs.commands.build import get_context
    from mkdocs.commands.serve import serve as serve_site
    from mkdocs.config import base, config_options, load_config
    from mkdocs.config.base import BaseConfigOption, ValidationError
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.livereload import _serve_url as serve_url
    from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
    from mkdocs.structure.files import File, Files, InclusionLevel, get_files
    from mkdocs.structure.nav import Navigation, get_navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import TableOfContents, get_toc
    from mkdocs.theme import Theme
    from mkdocs.utils import clean_directory

__all__ = [
    "CONFIG_FILES",
    "PACKAGES",
    "THEMES",
    "USUAL_CONFIGS",
    "USUAL_THEME",
    "Abort",
    "BaseConfigOption",
    "BasePlugin",
    "CombinedEvent",
    "ConfigurationError",
    "File",
    "Files",
    "Host",
    "InclusionLevel",
    "LiveReloadServer",
    "MkDocsConfig",
    "MkDocsException",
    "MkDocsPage",
    "Navigation",
    "PluginError",
    "TableOfContents",
    "Theme",
    "ValidationError",
    "base",
    "build_site",
    "choose",
    "chosen",
    "clean_directory",
    "config_options",
    "config_path",
    "event_priority",
    "get_context",
    "get_files",
    "get_navigation",
    "get_plugin_logger",
    "get_toc",
    "load_config",
    "serve_site",
    "serve_url",
    "top_logger",
]

_PLACES = {
    "build_site": "commands.build:build",
    "get_context": "commands.build:get_context",
    "serve_site": "commands.serve:serve",
    "base": "config.base:",
    "config_options": "config.config_options:",
    "load_config": "config:load_config",
    "BaseConfigOption": "config.base:BaseConfigOption",
    "ValidationError": "config.base:ValidationError",
    "MkDocsConfig": "config.defaults:MkDocsConfig",
    "Abort": "exceptions:Abort",
    "ConfigurationError": "exceptions:ConfigurationError",
    "MkDocsException": "exceptions:MkDocsException",
    "PluginError": "exceptions:PluginError",
    "LiveReloadServer": "livereload:LiveReloadServer",
    "serve_url": "livereload:_serve_url",
    "BasePlugin": "plugins:BasePlugin",
    "CombinedEvent": "plugins:CombinedEvent",
    "event_priority": "plugins:event_priority",
    "get_plugin_logger": "plugins:get_plugin_logger",
    "File": "structure.files:File",
    "Files": "structure.files:Files",
    "InclusionLevel": "structure.files:InclusionLevel",
    "get_files": "structure.files:get_files",
    "Navigation": "structure.nav:Navigation",
    "get_navigation": "structure.nav:get_navigation",
    "MkDocsPage": "structure.pages:Page",
    "TableOfContents": "structure.toc:TableOfContents",
    "get_toc": "structure.toc:get_toc",
    "Theme": "theme:Theme",
    "clean_directory": "utils:clean_directory",
}
"""Where the host has each name, as in the imports above: module and attribute, or a module."""


@dataclass(frozen=True, slots=True)
class Host:
    """A program that builds sites with this plugin."""

    package: str
    """Name of its Python package, which is that of its command and of its logger too."""
    title: str
    """What its makers call it."""
    own_context: frozenset[str]
    """What it gives templates besides what every host does."""

    @property
    def config_files(self) -> tuple[str, str]:
        """Names of its settings file."""
        return f"{self.package}.yml", f"{self.package}.yaml"

    @property
    def context_names(self) -> frozenset[str]:
        """What it gives templates: with more, a page may hang on what only another plugin knows."""
        return _EVERY_CONTEXT | self.own_context

    @property
    def release(self) -> str:
        """Which host it is, in which version."""
        return f"{self.title} {import_module(self.package).__version__}"

    @property
    def is_installed(self) -> bool:
        """Whether Python finds it, and it takes plugins: MkDocs 2 does not."""
        try:
            return find_spec(f"{self.package}.plugins") is not None
        except ModuleNotFoundError:
            return False

    def logger(self, name: str = "") -> logging.Logger:
        """Return a logger of its own, by what its name is below that of the package."""
        return logging.getLogger(".".join(filter(None, (self.package, name))))

    def load(self) -> None:
        """Make ready what this package logs, and what other plugins import: ProperDocs gives them all of MkDocs itself."""
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        _OWN_LOGGER.parent = self.logger("plugins")
        if self is _PROPERDOCS:
            import_module("properdocs.replacement")
            _MKDOCS.logger().parent = (
                self.logger()
            )  # as its own command does, for plugins that log by the old name


_EVERY_CONTEXT = frozenset(
    ("nav", "pages", "base_url", "extra_css", "extra_javascript", "build_date_utc", "config", "page")
)
_MKDOCS = Host("mkdocs", "MkDocs", frozenset({"mkdocs_version"}))
_PROPERDOCS = Host("properdocs", "ProperDocs", frozenset({"mkdocs_version", "properdocs_version"}))
_HOSTS = (_MKDOCS, _PROPERDOCS)
CONFIG_FILES = tuple(name for host in _HOSTS for name in host.config_files)
"""Names that a settings file has where no other is named."""
PACKAGES = frozenset(host.package for host in _HOSTS)
"""Names of the packages of the hosts."""
THEMES = "mkdocs.themes"
"""Entry points by which both find themes."""
USUAL_THEME = "mkdocs"
"""The theme where none is named."""
USUAL_CONFIGS = f"{_MKDOCS.config_files[0]} or {_PROPERDOCS.config_files[0]}"
"""Those names as help and errors say them."""
_OWN_LOGGER = logging.getLogger(__package__)
_choice: list[Host] = []
"""The host of this process, once it is known."""


def choose(config_file: str | None) -> None:
    """Choose the host for a command of our own, unless one runs already.

    A file named after ProperDocs is for ProperDocs, any other for MkDocs. Where that host is not installed, the other
    one takes its place, for it reads the same file.

    Args:
        config_file: path of the settings file; None for the one in the current folder.

    Raises:
        UsageError: no host is installed, or there is no such file.
    """
    path = config_path(config_file)
    if not _choice:
        _choose(path)


def chosen() -> Host:
    """Return the host that runs; where none does yet, the one for the current folder.

    Raises:
        UsageError: no host is installed.
    """
    if not _choice:
        files = (name for name in CONFIG_FILES if Path(name).is_file())
        _choose(next(files, CONFIG_FILES[0]))
    return _choice[0]


def top_logger() -> logging.Logger:
    """Return the logger that all messages come to: the host's, once there is one."""
    return _choice[0].logger() if _choice else _OWN_LOGGER


def _choose(config_file: str) -> None:
    host = _running() or _named_after(config_file)
    host.load()
    _choice.append(host)


def config_path(config_file: str | None) -> str:
    """Return the path of the settings file: the one that was named, else the one in the current folder.

    Raises:
        UsageError: it is not there, or the folder has a file for each host.
    """
    if config_file is not None:
        if not Path(config_file).is_file():
            raise UsageError(f"{config_file} is not there, or no file")
        return config_file
    files = [name for name in CONFIG_FILES if Path(name).is_file()]
    if not files:
        raise UsageError(
            f"there is no {USUAL_CONFIGS} here: go to the folder of the site, name its file with -f, or make a desk "
            "with `briefings init`"
        )
    if others := [name for name in files if name not in _host_of(files[0]).config_files]:
        raise UsageError(f"{files[0]} and {others[0]} are both here: say which with -f, or remove one")
    return files[0]


def _running() -> Host | None:
    """Return the host that has begun to run: its modules are loaded, under its own name."""
    for host in _HOSTS:
        module = sys.modules.get(f"{host.package}.config")
        if module is not None and module.__name__ == f"{host.package}.config":
            return host
    return None


def _host_of(config_file: str) -> Host:
    return _PROPERDOCS if Path(config_file).name.startswith(_PROPERDOCS.package) else _MKDOCS


def _named_after(config_file: str) -> Host:
    """Return the host that a file is named after; where it is not installed, the other one."""
    first = _host_of(config_file)
    for host in (first, *(other for other in _HOSTS if other is not first)):
        if host.is_installed:
            return host
    raise UsageError(
        "neither MkDocs 1 nor ProperDocs is installed: `pip install mkdocs` or `pip install properdocs`"
    )


def __getattr__(name: str) -> Any:
    """Return what the host calls so (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _PLACES[name].partition(":")
    value: Any = import_module(f"{chosen().package}.{module}")
    if attribute:
        value = getattr(value, attribute)
    globals()[name] = value
    return value
