"""Which executor is used when; what is counted as one processor, and when processes pay, is said here once."""

from __future__ import annotations

import os

from mkdocs_briefings.publish.executor.protocol import Executor
from mkdocs_briefings.publish.executor.serial import Serial

WORTH_IT = 64
"""Below this many values, starting processes costs more than it saves."""


def open_executor(
    count: int, *, preload: tuple[str, ...] = (), parallel: bool = True, large: bool = False, on: str = ""
) -> Executor:
    """Return an executor for a number of values: a cluster if there is one, else processes where they pay.

    Args:
        count: how many values there are to work on.
        preload: modules with the functions that processes will call.
        parallel: False to stay in this process.
        large: whether each value is so much work that a process for one pays.
        on: address of a Dask scheduler, such as `tcp://10.0.0.5:8786`; empty for this machine.

    Raises:
        UsageError: the address is none, or the extra `cluster` is not installed.
        PublishError: no scheduler answers there, or it has no workers.
    """
    if on:
        from mkdocs_briefings.publish.executor.cluster import Cluster  # noqa: PLC0415 - an extra, slow to import

        return Cluster(on)
    processes = min(processors(), max(1, count)) if large else processes_for(count)
    if processes == 1 or not parallel:
        return Serial()
    from mkdocs_briefings.publish.executor.processes import Processes  # noqa: PLC0415 - most builds do without

    return Processes(processes, preload=preload)


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(count: int) -> int:
    """Return how many processes pay for a number of values; 1 says to stay in this one."""
    return processors() if count >= WORTH_IT else 1
