"""A Dask cluster on this machine, for tests: a scheduler and a few workers, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

TASKS = Path(__file__).parent / "publish"
"""Folder of the tasks that tests give to workers."""
_STARTING = 300
"""Seconds that scheduler and workers may take to start: on a machine that does much else, minutes."""


@contextmanager
def cluster(
    folder: Path, *, workers: int = 2, nannies: bool = True, failures: int = 3
) -> Iterator[tuple[str, list[int]]]:
    """Run a scheduler and workers; yield its address, and the process ids of scheduler and workers."""
    dask, logs = [sys.executable, "-P", "-m", "dask"], (folder / "log").open("wb")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(TASKS), os.environ.get("PYTHONPATH", "")]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures),
    }
    start = partial(subprocess.Popen, cwd=folder, env=environment, stdout=logs, stderr=logs)
    file = folder / "scheduler.json"
    local = ("--host", "127.0.0.1", "--no-dashboard")
    started = [start([*dask, "scheduler", *local, "--port", "0", "--scheduler-file", file])]
    worker = [
        *dask,
        "worker",
        *local,
        "--scheduler-file",
        file,
        "--nthreads",
        "1",
        "--local-directory",
        folder,
    ]
    started += [start([*worker, "--nanny" if nannies else "--no-nanny"]) for _ in range(workers)]
    try:
        yield address_in(file, workers), [process.pid for process in started]
    finally:
        for process in started:
            with process:
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
                process.kill()
        logs.close()


def address_in(file: Path, workers: int) -> str:
    """Wait until the scheduler has written its address and has all workers."""
    import distributed  # noqa: PLC0415 - slow to import

    until(lambda: file.exists() and file.read_text().endswith("}"), _STARTING)
    with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=_STARTING)
        return str(client.scheduler.address)


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
