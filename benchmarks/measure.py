"""One build seen from outside: how long, how much processor, how much memory."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.05
_SET_CHILD_SUBREAPER = 36
"""Number of the request in Linux' `prctl.h`."""
_SHOWN = 4_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a build cost."""

    seconds: float
    """Wall clock."""
    processor: float
    """Processor time of all its processes, in seconds."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a build made."""

    megabytes: float
    files: int


def run(commands: list[list[str]], folder: Path) -> Run:
    """Run commands one after the other in a folder."""
    _adopt_orphans()
    before, started = os.times(), time.monotonic()
    for command in commands:
        with _started(command, folder) as process:
            _ended(process, command, folder)
    seconds = time.monotonic() - started
    _wait_for_orphans()
    after = os.times()
    spent = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return Run(seconds, spent)


@dataclass(slots=True)
class Peak:
    """Greatest memory that processes held together at a moment, in MB."""

    all: float = 0
    own: float = 0
    """Of those that are not Pagefind."""


def peak(commands: list[list[str]], folder: Path) -> Peak:
    """The memory of all processes of some commands, looked at twenty times a second.

    Memory that processes share is counted once (proportional set size) where the system tells it.
    """
    _adopt_orphans()
    greatest = Peak()
    for command in commands:
        with _started(command, folder) as process:
            done = threading.Event()
            watch = threading.Thread(target=_watch, args=(process.pid, done, greatest))
            watch.start()
            try:
                _ended(process, command, folder)
            finally:
                done.set()
                watch.join()
    _wait_for_orphans()
    return greatest


def size(folder: Path) -> Size:
    """Size of what lies in a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Size(sum(sizes) / 1e6, len(sizes))


def _adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends before them: otherwise nobody would count their time.

    Such are the workers of `multiprocessing`'s fork server. Only Linux can do this; elsewhere they are left out.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    """Wait until the last process has ended that the commands have started."""
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (folder / "bench.log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)


def _ended(process: subprocess.Popen[bytes], command: list[str], folder: Path) -> None:
    if process.wait():
        said = (folder / "bench.log").read_text(encoding="utf-8", errors="replace")[-_SHOWN:]
        sys.exit(f"{' '.join(command)} failed in {folder}:\n{said}")


def _watch(pid: int, done: threading.Event, greatest: Peak) -> None:
    while not done.wait(_EVERY):
        held = list(_memory(pid))
        greatest.all = max(greatest.all, sum(mb for _, mb in held))
        greatest.own = max(greatest.own, sum(mb for name, mb in held if "pagefind" not in name))


def _memory(pid: int) -> Iterator[tuple[str, float]]:
    """Name and MB of each process."""
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in processes:
        try:
            info = process.memory_full_info()
            yield process.name(), getattr(info, "pss", info.rss) / 1e6
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
