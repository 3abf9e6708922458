"""The request to build a site: its settings, the key of everything but the content that shapes it, the theme."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from mkdocs_briefings.diagnostics.errors import ProgressCallback
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.render.shell import Segments, Shell

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A site to be built: its settings, and where it goes."""

    settings: Settings
    render: RenderSettings
    site: Path
    """Folder of the site."""
    cache: Path
    """Folder that may be deleted at any time."""
    search: bool
    """Whether the site has a search index."""
    progress: ProgressCallback
    environment_key: bytes
    """The key that `environment_key` returned."""
    on: str = ""
    """Address of the scheduler of a Dask cluster; empty for this machine."""


class Theme(Protocol):
    """MkDocs with everything that a page needs of it."""

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells proven so far."""

    @property
    def branches(self) -> frozenset[Segments]:
        """Sections of the site by which shells differ, as `shell_key` takes them."""

    def full(self, page: Page) -> str:
        """Return the HTML of a page in the theme."""


class FrameNeeded(Exception):
    """Signal that a page has no shell yet: MkDocs must make the frame anew."""


def environment_key(settings: Settings, render: RenderSettings, *further: object) -> bytes:
    """Return a digest of this package, the libraries and the settings: another key makes another site."""
    chosen = [
        (name, repr(getattr(settings, name)))
        for name in Settings.__slots__
        if name not in {"at", "root", "content", "severities"}
    ]
    severities = tuple(sorted((name, str(level)) for name, level in settings.severities.items()))
    # A function in the settings counts by its name, not by its place in memory.
    rendering = re.sub(r" at 0x[0-9a-fA-F]+", "", repr(render))
    values = repr((chosen, severities, rendering, further)).encode()
    return digest_bytes(values, sys.version.encode(), _libraries(), _sources())


def _libraries() -> bytes:
    """Return a digest of the names of installed distributions, which hold their versions."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    return digest(tuple(sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))))


def _sources() -> bytes:
    """Return a digest of this package, templates and theme included."""
    return _digest_of_files(tuple(_stamps(str(_PACKAGE))))


@lru_cache(maxsize=1)
def _digest_of_files(stamps: tuple[tuple[str, int, int, int, int], ...]) -> bytes:
    """Return a digest of files: to read them anew in each build of a process takes longer than most builds."""
    files = ((Path(path).relative_to(_PACKAGE).as_posix(), Path(path)) for path, *_ in stamps)
    return digest_bytes(*(part for name, path in files for part in (name.encode(), path.read_bytes())))


def _stamps(folder: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield path, size, times and inode of every file below a folder of the package, in order."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.is_dir():
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
            elif entry.name != "__pycache__":
                yield from _stamps(entry.path)
