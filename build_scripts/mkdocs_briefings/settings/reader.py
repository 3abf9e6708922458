"""Reads mkdocs.yml without a host: the keys that briefings need, with the values that a host gives them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from mkdocs_briefings.diagnostics.diagnostic import KeyPath
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import config_path
from mkdocs_briefings.settings.declared import OwnSettings, read_values, unknown_names
from mkdocs_briefings.settings.extensions import Extensions
from mkdocs_briefings.settings.kinds import BOOLEAN, LISTING, TEXT, Kind
from mkdocs_briefings.settings.site_config import Places, Problems, SiteConfig
from mkdocs_briefings.settings.theme import Theme
from mkdocs_briefings.settings.wishes import Overrides
from mkdocs_briefings.settings.yaml_file import read_config_file

_PLUGIN = frozenset({"briefings", "/briefings"})
"""Names under `plugins`; hosts read the second as one that is no theme's."""
_ENABLED = "enabled"
"""What hosts read under any plugin."""


def read_site_config(config_file: str | None, overrides: Overrides, *, markdown: bool) -> SiteConfig:
    """Return what mkdocs.yml says.

    Args:
        config_file: its path, if it is not in the current folder.
        overrides: what the command line sets.
        markdown: whether the Markdown extensions are asked for, which have to be tried.

    Raises:
        UsageError: the file is missing or wrong; names all that is.
    """
    path = config_path(config_file)
    file = read_config_file(path)
    block, options = _plugin_block(file.data.get("plugins"))
    problems = Problems(Places(file.spans, block))
    if not block:
        problems.add(f"{Path(path).name} does not use the plugin; add `- briefings` under `plugins:`")
    for keys in file.twice:
        if block and keys[:-1] == block:
            problems.add(f"'{keys[-1]}' is here twice; keep one of the two", *keys)
    own, notes = _own_values(options, problems)
    root = Path(os.path.abspath(path)).parent  # noqa: PTH100 - as hosts do, which follow no link
    site = _Keys(file.data, problems, root)
    theme = Theme.read(file.data.get("theme"), root, problems)
    docs, extensions = site.folder("docs_dir", "docs"), Extensions(problems, root)
    if markdown:
        extensions.read(file.data.get("markdown_extensions"), docs)
    config = {
        "site_name": site.name(),
        "site_url": site.address("site_url"),
        "site_description": site.value("site_description", TEXT, ""),
        "docs_dir": docs,
        "site_dir": site.folder("site_dir", overrides.site_dir or "site", given=bool(overrides.site_dir)),
        "directory_urls": site.value("use_directory_urls", BOOLEAN, default=True),
        "has_scripts": bool(site.value("extra_javascript", LISTING, [])),
    }
    site.check_folders(docs, config["site_dir"])
    problems.stop()
    return SiteConfig(
        root=root,
        config_name=Path(path).name,
        own=OwnSettings(**own),
        theme=theme.name,
        theme_language=theme.language,
        custom_dir=theme.custom_dir,
        extensions=tuple(extensions.names),
        extension_configs=extensions.configs,
        places=problems.places,
        notes=(*notes, *extensions.notes),
        **config,
    )


def _plugin_block(plugins: object) -> tuple[KeyPath, object]:
    """Return the keys that lead to the settings of the plugin, and what stands there; no keys if mkdocs.yml does not use it."""
    for keys, options in _plugins(plugins):
        off = isinstance(options, dict) and options.get(_ENABLED) is False
        if keys[-1] in _PLUGIN and not off:
            return ("plugins", *keys), options
    return (), None


def _plugins(plugins: object) -> Iterator[tuple[KeyPath, object]]:
    """Yield the keys that lead to each plugin, its name last, and its settings."""
    if isinstance(plugins, dict):
        yield from (((str(name),), options) for name, options in plugins.items())
    for number, entry in enumerate(plugins if isinstance(plugins, list) else ()):
        named = entry if isinstance(entry, dict) else {entry: None} if isinstance(entry, str) else {}
        yield from (((number, str(name)), options) for name, options in named.items())


def _own_values(options: object, problems: Problems) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the settings of the plugin by their names, and a line on each name that is none."""
    written = dict(options) if isinstance(options, dict) else {}
    if options and not isinstance(options, dict):
        problems.add_own("briefings: write a setting a line below it, `audience: green`")
    if not isinstance(written.pop(_ENABLED, True), bool):
        problems.add_own(f"{_ENABLED}: write true or false", _ENABLED)
    values, wrong = read_values(written)
    for name, reason in wrong.items():
        problems.add_own(f"{name}: {reason}", name)
    where = problems.places
    return values, tuple(f"{where.of(*where.block, name)}{line}" for name, line in unknown_names(written))


@dataclass(frozen=True, slots=True)
class _Keys:
    """Reads keys of the host, as it does, and notes what is wrong with each."""

    data: dict[Any, Any]
    problems: Problems
    root: Path

    def value(self, name: str, kind: Kind, default: Any) -> Any:
        """Return the value of a key, the default if nothing stands there."""
        if self.data.get(name) is None:
            return default
        try:
            return kind.read(self.data[name])
        except UsageError as error:
            self.problems.add(f"{name}: {error}", name)
            return default

    def name(self) -> str:
        """Return the name of the site, which every site has."""
        if self.data.get("site_name") is None:
            self.problems.add("site_name: say what the site is called", "site_name")
        return str(self.value("site_name", TEXT, ""))

    def address(self, name: str) -> str:
        """Return the address of the site, with a slash at the end; empty if it has none."""
        written = str(self.value(name, TEXT, ""))
        try:
            parts = urlsplit(written)
        except ValueError:
            self.problems.add(f"{name}: {written!r} is no address; look at its host and its port", name)
            return ""
        if written and not (parts.scheme and parts.netloc):
            self.problems.add(f"{name}: {written!r} is no whole address, such as https://example.org/", name)
        ended = parts if parts.path.endswith("/") else parts._replace(path=f"{parts.path}/")
        return urlunsplit(ended) if written else ""

    def folder(self, name: str, default: str, *, given: bool = False) -> Path:
        """Return a folder, absolute; the default instead of what mkdocs.yml says if the command line has it."""
        written = default if given else self.value(name, TEXT, default)
        return Path(os.path.abspath(self.root / written))  # noqa: PTH100 - as hosts do, which follow no link

    def check_folders(self, docs: Path, site: Path) -> None:
        """Note what is wrong with the folders that the host reads and writes."""
        if not os.path.isdir(docs):  # noqa: PTH112 - a name may be too long to be one
            self.problems.add(f"docs_dir: there is no folder {docs}", "docs_dir")
        if docs == self.root:
            self.problems.add(f"docs_dir: {docs} holds the settings file; name a folder below it", "docs_dir")
        if docs.is_relative_to(site) or site.is_relative_to(docs):
            self.problems.add(f"site_dir: {site} and docs_dir: {docs} lie in each other", "site_dir")
