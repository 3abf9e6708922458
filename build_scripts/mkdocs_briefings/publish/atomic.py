"""Folders and files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from mkdocs_briefings.diagnostics.errors import PublishError


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, which takes its place when the block ends well and goes away otherwise.

    What a killed build left behind is removed by the next.

    Raises:
        PublishError: the folder cannot be made or replaced.
    """
    beside = folder.with_name(f".{folder.name}.building")
    old = folder.with_name(f".{folder.name}.old")
    try:
        _settle(folder, old)
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
    except OSError as error:
        raise PublishError(f"cannot write beside {folder}: {error.strerror}") from error
    try:
        yield beside
        if folder.exists():
            os.replace(folder, old)
        os.replace(beside, folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise PublishError(f"the site was not written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        _settle(folder, old)


@contextlib.contextmanager
def one_at_a_time(lock: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Do what only one process may do at a time. A process that is killed holds nothing back.

    Args:
        lock: a file that all of them name, never removed.
        waiting: called if another process is at it.

    Raises:
        PublishError: the file cannot be made.
    """
    held = FileLock(lock)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held.acquire(blocking=False)
        except Timeout:
            waiting()
            held.acquire()
    except OSError as error:
        raise PublishError(f"cannot write {lock}: {error.strerror or error}") from error
    try:
        yield
    finally:
        held.release()


def write_atomically(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write a file under another name and move it into place.

    Args:
        path: of the file; its folder is made if need be.
        content: all of it.
        overwrite: False fails if there is such a file.

    Raises:
        PublishError: it cannot be written there.
    """
    beside = path.with_name(f".{token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        (os.replace if overwrite else os.link)(beside, path)
    except OSError as error:
        raise PublishError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Write a file of a site that is still being made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _settle(folder: Path, old: Path) -> None:
    """Put the old folder back if a build was killed between the two renames; else it is not needed any more."""
    if old.exists() and not folder.exists():
        os.replace(old, folder)
    shutil.rmtree(old, ignore_errors=True)
