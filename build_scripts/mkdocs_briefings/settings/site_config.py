"""What mkdocs.yml says, as far as briefings need to know, whoever has read it; and where in the file it says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import KeyPath, Span
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.settings.declared import OwnSettings

OWN_THEME = "briefings"
"""The theme of this package, which has no script of another."""


@dataclass(frozen=True, slots=True)
class Places:
    """The positions of the keys of mkdocs.yml; none if a host has read it, which does not say."""

    spans: Mapping[KeyPath, Span] = field(default_factory=dict)
    """Position of each key, and of each entry of a list."""
    block: KeyPath = ()
    """Keys that lead to the settings of the plugin."""

    def span(self, *keys: str | int) -> Span | None:
        """Return the position of a key, or of the nearest above it; None where nothing is known."""
        lengths = range(len(keys), 0, -1)
        return next((self.spans[keys[:length]] for length in lengths if keys[:length] in self.spans), None)

    def of(self, *keys: str | int) -> str:
        """Return the position of a key as the head of a line, empty where nothing is known."""
        span = self.span(*keys)
        return f"{span}: " if span else ""


@dataclass(frozen=True, slots=True)
class Problems:
    """The problems of mkdocs.yml, a line each, all told at once."""

    places: Places
    _lines: dict[str, Span | None] = field(default_factory=dict)
    """Each problem in a line, with its position."""

    def add(self, message: str, *keys: str | int) -> None:
        """Add what is wrong with a key of mkdocs.yml."""
        self._lines[f"{self.places.of(*keys)}{message}"] = self.places.span(*keys)

    def add_own(self, message: str, *keys: str | int) -> None:
        """Add what is wrong with a setting of the plugin."""
        self.add(message, *self.places.block, *keys)

    @contextmanager
    def gathered(self, *keys: str | int) -> Iterator[None]:
        """Add what the block raises as a problem of a setting of the plugin, and go on behind it."""
        try:
            yield
        except UsageError as error:
            self.add_own(str(error), *keys)

    def stop(self) -> None:
        """End here if anything is wrong.

        Raises:
            UsageError: tells all.
        """
        lines = sorted(self._lines, key=lambda line: self._lines[line] or Span(""))
        if len(lines) > 1:
            raise UsageError("\n".join(("the settings have several problems:", *lines)))
        if lines:
            raise UsageError(*lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """The settings of a site, as mkdocs.yml has them."""

    root: Path
    """Folder of mkdocs.yml."""
    config_name: str
    """Name of the file, which may be another."""
    own: OwnSettings
    site_name: str
    site_url: str = ""
    first_url: str = ""
    """What `site_url` says, where another plugin makes another address of it; empty else."""
    site_description: str = ""
    theme: str = ""
    """Name of the theme; empty if it has none."""
    theme_language: str = "en"
    """Language of the theme, as it stands there."""
    docs_dir: Path
    site_dir: Path
    custom_dir: Path | None = None
    """Folder of the templates that go before those of the theme."""
    directory_urls: bool = True
    """True for `about/`, False for `about.html`."""
    has_scripts: bool = False
    """Whether the site has scripts of its own (`extra_javascript`)."""
    extensions: tuple[str, ...] = ("toc", "tables", "fenced_code")
    """Markdown extensions."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Their settings, by name."""
    places: Places = field(default_factory=Places, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    """What is odd in mkdocs.yml and yet no error, a line each."""

    @property
    def material_script(self) -> bool:
        """Whether Material's script runs on generated pages."""
        return self.theme != OWN_THEME and (self.own.whole_site is False or self.has_scripts)
