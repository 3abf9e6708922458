"""Who uses the cache now, and what may go from it.

A build holds a lease while it runs: a locked file, so the lease of a killed build ends with it. Entries are marked at
each use. One goes once others of its kind have been used that much later, and no build that still runs can have read it:
so nothing goes merely because nobody built for a while. What a killed build left half-written goes at once.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from filelock import FileLock, Timeout

from mkdocs_briefings.publish.atomic import one_at_a_time, publish_errors

_A_WHILE = 600
"""Seconds for which entries stay however many there are."""


class Stay(NamedTuple):
    """The time that entries of a kind stay after their last use, counted until the last use of any of them."""

    seconds: int
    most: int
    """Number of the entries that stay that long, those used last; the others stay for ten minutes."""


@contextlib.contextmanager
def lease(leases: Path, lock: Path, kinds: Callable[[], Mapping[Path, Stay]]) -> Iterator[None]:
    """Keep the entries that the block uses; at its end remove those that nobody needs.

    Args:
        leases: folder of the leases.
        lock: file to lock while a lease begins, and while entries go: nobody then begins to look for them.
        kinds: returns the folders of entries, each with how long those in it stay.

    Raises:
        PublishError: the folder of the leases cannot be written.
    """
    path = leases / f"{time.time_ns()}-{token_hex(4)}"
    own = FileLock(path)
    with one_at_a_time(lock), publish_errors(f"cannot write {path}"):
        path.parent.mkdir(parents=True, exist_ok=True)
        own.acquire(blocking=False)
    try:
        yield
    finally:
        own.release()
        with one_at_a_time(lock), contextlib.suppress(OSError):
            oldest = min(_running(leases), default=time.time_ns())
            for folder, stay in kinds().items():
                _clean(folder, oldest, stay)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _running(leases: Path) -> Iterator[int]:
    """Yield when each build began that still runs, in nanoseconds since 1970; remove the leases of all others."""
    for path in leases.iterdir() if leases.is_dir() else ():
        with contextlib.suppress(OSError):
            try:
                with FileLock(path).acquire(blocking=False):
                    remove(path)
            except Timeout:
                yield int(path.name.partition("-")[0])


def _clean(folder: Path, oldest: int, stay: Stay) -> None:
    """Remove entries from a folder, given when the oldest build began that still runs."""
    with contextlib.suppress(OSError):
        uses = {path: path.lstat().st_mtime_ns for path in folder.iterdir()}
        ordered = sorted(uses, key=uses.__getitem__, reverse=True)
        for number, path in enumerate(ordered):
            seconds = stay.seconds if number < stay.most else _A_WHILE
            is_old = uses[path] < uses[ordered[0]] - seconds * 10**9
            if uses[path] < oldest and (is_old or path.name.startswith(".")):
                remove(path)
