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

from filelock import FileLock, Timeout

from mkdocs_briefings.publish.atomic import one_at_a_time, publish_errors


@contextlib.contextmanager
def lease(leases: Path, lock: Path, ages: Callable[[], Mapping[Path, int]]) -> Iterator[None]:
    """Keep the entries that the block uses; at its end remove those that nobody needs.

    Args:
        leases: folder of the leases.
        lock: file to lock while a lease begins, and while entries go: nobody then begins to look for them.
        ages: returns the folders of entries, each with the age in seconds at which those in it may go.

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
        with one_at_a_time(lock):
            oldest = min(_running(leases), default=time.time_ns())
            for folder, age in ages().items():
                _clean(folder, oldest, age)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _running(leases: Path) -> Iterator[int]:
    """Yield when each build began that still runs, in nanoseconds since 1970; remove the leases of all others."""
    for path in leases.iterdir():
        with contextlib.suppress(OSError):
            try:
                with FileLock(path).acquire(blocking=False):
                    remove(path)
            except Timeout:
                yield int(path.name.partition("-")[0])


def _clean(folder: Path, oldest: int, age: int) -> None:
    """Remove entries from a folder, given when the oldest build began that still runs."""
    with contextlib.suppress(OSError):
        uses = {path: path.lstat().st_mtime_ns for path in folder.iterdir()}
        newest = max(uses.values(), default=0)
        for path, use in uses.items():
            if use < oldest and (path.name.startswith(".") or use < newest - age * 10**9):
                remove(path)
