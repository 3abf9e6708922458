"""Temporary files and folders that a killed process leaves, and that the next one removes.

Whoever uses one holds a lock on it, which the system takes away when the process ends, however it ends. Where there are
no such locks (Windows, some network disks), nothing is removed, for it might be in use.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from secrets import token_hex

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_FOLDERS = "mkdocs-briefings-scratch-"
"""What names of folders begin with that nobody else would make."""
_SOON = 60
"""Seconds until a folder that nobody holds is a leftover: it is made before it is held."""


@contextlib.contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """Make an empty file beside another one, to be filled and moved there; at the end it is gone in any case."""
    _remove_parts(path.parent)
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            if fcntl is None:
                file.close()
            else:
                with contextlib.suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX)
            yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@lru_cache(maxsize=1 << 10)
def _remove_parts(folder: Path) -> None:
    """Remove what others left in a folder; each process looks there once."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _PART.fullmatch(path.name):
                _remove(path, os.O_RDONLY)


class ScratchFolder:
    """A folder in that of the system for temporary files."""

    def __init__(self) -> None:
        _remove_folders(Path(tempfile.gettempdir()))
        self._folder = tempfile.TemporaryDirectory(prefix=_FOLDERS, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        self._lock = -1
        if fcntl is not None:
            with contextlib.suppress(OSError):
                self._lock = os.open(self.path, os.O_RDONLY)
                fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        self._folder.cleanup()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _remove_folders(temporary: Path) -> None:
    """Remove the folders of this user that no process holds."""
    with contextlib.suppress(OSError):
        for path in temporary.glob(f"{_FOLDERS}*"):
            with contextlib.suppress(OSError):
                status = path.lstat()
                if status.st_uid == os.getuid() and status.st_mtime < time.time() - _SOON:
                    _remove(path, os.O_RDONLY | os.O_DIRECTORY)


def _remove(path: Path, flags: int) -> None:
    """Remove a file or a folder unless it is held, or a link."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        held = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True) if flags & os.O_DIRECTORY else path.unlink()
        finally:
            os.close(held)
