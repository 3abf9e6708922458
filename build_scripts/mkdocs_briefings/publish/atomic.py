"""Files that are there whole or not at all, and work that only one process may do at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.leftovers import part_beside

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def publish_errors(message: str) -> Iterator[None]:
    """Raise `PublishError` in place of an error of the operating system: the message, a colon, and the reason."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"{message}: {error.strerror or error}") from error


@contextlib.contextmanager
def one_at_a_time(lock: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Run the block while no other process runs one under the same lock; a killed process holds nothing back.

    Args:
        lock: a file that all these processes name; it is never removed.
        waiting: called once if another process has the lock.

    Raises:
        PublishError: the lock file cannot be made.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a check and its like keep nobody away

    held = FileLock(lock)
    with publish_errors(f"cannot write {lock}"):
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held.acquire(blocking=False)
        except Timeout:
            waiting()
            held.acquire()
    try:
        yield
    finally:
        held.release()


@contextlib.contextmanager
def alone_in(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Run the block while no other process runs one in the same folder, whatever link led there.

    The folder itself is locked, so no file is left anywhere; it is made, and removed if it is empty at the end. Where a
    folder cannot be locked, as on network drives and on Windows, the block runs all the same.

    Args:
        folder: need not exist.
        waiting: called once if another process is there.
    """
    held = _locked(folder, waiting)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            folder.resolve().rmdir()
        if held is not None:
            os.close(held)


def _locked(folder: Path, waiting: Callable[[], None]) -> int | None:
    """Return the descriptor that holds the lock of a folder; None if it cannot be locked."""
    while fcntl is not None:
        try:
            folder.resolve().mkdir(parents=True, exist_ok=True)
        except OSError:  # whoever writes there says why
            return None
        with contextlib.suppress(FileNotFoundError), contextlib.ExitStack() as undo:
            held = os.open(folder, os.O_RDONLY)
            undo.callback(os.close, held)
            if not _lock(held, waiting):
                return None
            if os.path.samestat(os.fstat(held), folder.stat()):  # else whoever was there has removed it
                undo.pop_all()
                return held
    return None


def _lock(held: int, waiting: Callable[[], None]) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(held, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def write_atomically(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write a file, and its folder if need be; whoever reads it meanwhile finds the old content or the new.

    Args:
        path: the file.
        content: all of its bytes.
        overwrite: False fails if there is such a file.

    Raises:
        PublishError: the file cannot be written.
    """
    with publish_errors(f"cannot write {path}"):
        replace_file(path, content, overwrite=overwrite)


def replace_file(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Do what `write_atomically` does; errors stay those of the operating system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with part_beside(path) as part:
        part.write_bytes(content)
        (os.replace if overwrite else os.link)(part, path)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that nobody reads yet, and its folder if need be; a build writes thousands, so without buffers."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, flags, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
