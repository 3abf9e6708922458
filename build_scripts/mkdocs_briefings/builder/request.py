"""What is to be built, and what a build needs of MkDocs."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mkdocs_briefings.diagnostics.errors import ProgressCallback
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.render.shell import Segments, Shell


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built."""

    settings: Settings
    render: RenderSettings
    site: Path
    """Where the site goes."""
    cache: Path
    search: bool
    """Whether the site has a search bundle."""
    progress: ProgressCallback
    environment_key: bytes
    """Digest of versions, templates and settings."""
    update_search: bool = True
    """False leaves the search bundle as it is, if there is one."""


class Theme(Protocol):
    """MkDocs with everything that a page needs of it."""

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells proven so far."""

    @property
    def branches(self) -> frozenset[Segments]:
        """As in `Frame`."""

    def full(self, page: Page) -> str:
        """The page in the theme."""


class CacheLost(Exception):
    """A part of what the last build left is gone: this build must begin anew."""


class FrameNeeded(Exception):
    """A page has no shell yet: MkDocs must make the frame anew."""


PACKAGE = Path(__file__).parent.parent


def environment_key(settings: Settings, render: RenderSettings, *further: object) -> bytes:
    """Digest of this program, the libraries and the settings."""
    chosen = [
        (name, repr(getattr(settings, name)))
        for name in Settings.__slots__
        if name not in {"at", "root", "content", "severities"}
    ]
    severities = tuple(sorted((name, str(level)) for name, level in settings.severities.items()))
    said = repr((chosen, severities, _readable(render), further)).encode()
    return digest_bytes(said, sys.version.encode(), _libraries(), _sources())


def _readable(render: RenderSettings) -> str:
    """The settings as text; functions among them by name, not by their place in memory."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(render))


def _libraries() -> bytes:
    """Digest of the names of installed distributions, which hold their versions."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return digest(tuple(names))


def _sources() -> bytes:
    """Digest of this package, templates and theme included."""
    paths = sorted(
        path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".pyo"}
    )
    return digest_bytes(
        *(part for path in paths for part in (str(path.relative_to(PACKAGE)).encode(), path.read_bytes()))
    )
