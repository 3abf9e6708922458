"""The executor that is a Dask cluster: everything goes through its scheduler, no disk need be shared."""

from __future__ import annotations

import hashlib
import sys
import threading
import uuid
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from functools import cache, partial
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.publish.executor.protocol import (
    Answer,
    Executor,
    Shared,
    SharedValue,
    Value,
    call_for_another_process,
    closed_error,
    describe,
    drop,
)

try:
    import distributed
except ImportError as missing:
    raise UsageError(
        "a Dask cluster needs the extra 'cluster': pip install 'mkdocs-briefings[cluster]'"
    ) from missing

_PACKAGE = Path(__file__).parents[2]
_PATIENCE = 10
"""Seconds to wait for the scheduler, then for its first worker."""

_one_task = threading.Lock()
"""Held by the task of this process: Dask may give a worker several threads, and what renders is made for one."""


class Cluster(Executor):
    """Tasks on a Dask cluster. Those of a lost worker are done by others; Dask gives up a task that ends several.

    Args:
        address: of the scheduler, such as `tcp://10.0.0.5:8786`.

    Raises:
        UsageError: the address is none.
        PublishError: no scheduler answers there, or it has no workers.
    """

    def __init__(self, address: str) -> None:
        try:
            self._client = distributed.Client(
                address, timeout=_PATIENCE, set_as_default=False, direct_to_workers=False
            )
        except ValueError as error:
            raise UsageError(f"'{address}' is no address of a Dask scheduler: {error}") from error
        except OSError as error:
            raise PublishError(f"no Dask scheduler answers at {address}: {error}") from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise PublishError(f"the Dask scheduler at {address} has no workers") from error
        self._workers = sorted(self._client.nthreads())
        self._lock = threading.Lock()
        self._places: dict[Hashable, str] = {}
        self._tasks: dict[Future[Any], distributed.Future] = {}
        self._closed = False
        self.workers = len(self._workers)

    def _share(self, value: SharedValue[Value]) -> Shared[Value]:
        return _OnCluster(self._client.scatter(value, broadcast=True, direct=False, hash=False))

    def submit(
        self, function: Callable[..., Answer], /, *arguments: object, at: Hashable = None
    ) -> Future[Answer]:
        """Send a task to the scheduler; one whose worker is gone or busy for long may go to another."""
        if self._closed:
            raise closed_error()
        task, future = describe(function, arguments), Future[Answer]()
        place = None if at is None else self._place(at)
        sent = self._client.submit(
            run,
            fingerprint(),
            function,
            *(each.scattered if isinstance(each, _OnCluster) else each for each in arguments),
            key=f"{task.partition('(')[0]}-{uuid.uuid4().hex}",
            workers=place and [place],
            allow_other_workers=place is not None,
            pure=False,
        )
        with self._lock:
            self._tasks[future] = sent
        future.add_done_callback(self._cancel_if_cancelled)
        sent.add_done_callback(partial(self._finish, future, task))
        return future

    def _place(self, at: Hashable) -> str:
        """Return the worker of a key: the keys are dealt out in the order in which they come."""
        with self._lock:
            return self._places.setdefault(at, self._workers[len(self._places) % self.workers])

    def _taken(self, future: Future[Any]) -> distributed.Future | None:
        """Take a task off the list: whoever gets it settles its future, and nobody else does."""
        with self._lock:
            return self._tasks.pop(future, None)

    def _cancel_if_cancelled(self, future: Future[Any]) -> None:
        if future.cancelled() and (sent := self._taken(future)):
            future.set_running_or_notify_cancel()
            sent.cancel()

    def _finish(self, future: Future[Any], task: str, sent: distributed.Future) -> None:
        """Hand on what the cluster answered; runs in a thread of Dask's client."""
        if self._taken(future) is None or not future.set_running_or_notify_cancel():
            return
        try:
            answer = sent.result()
        except (CancelledError, distributed.KilledWorker) as error:
            future.set_exception(_lost(task, error))
        except Exception as error:  # noqa: BLE001 - a future holds whatever was raised
            future.set_exception(error)
        else:
            future.set_result(answer)

    def close(self, *, gently: bool = True) -> None:
        """Cancel all tasks, and take leave of the scheduler, which then forgets what was shared."""
        with self._lock:
            self._closed = True
            tasks, self._tasks = self._tasks, {}
        for future in tasks:
            drop(future)
        if tasks:
            self._client.cancel(list(tasks.values()))
        self._client.close()


class _OnCluster(Shared[Value]):
    """Handle of a value that the workers of a cluster hold."""

    def __init__(self, scattered: distributed.Future) -> None:
        self.scattered = scattered

    def value(self) -> Value:
        """Return the value, which comes back through the scheduler: in a task the handle is not needed."""
        shared: SharedValue[Value] = self.scattered.result()
        return shared.value()


def run(expected: str, function: Callable[..., Answer], *arguments: Any) -> Answer:
    """Do a task in a worker.

    Raises:
        UsageError: another version of this package or of Python runs here, so other bytes might come out.
    """
    if fingerprint() != expected:
        raise UsageError("the workers of the cluster run another version of Python or mkdocs-briefings")
    with _one_task:
        return call_for_another_process(function, arguments)


@cache
def fingerprint() -> str:
    """Return a digest of Python's version and of all files of this package."""
    whole = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        whole.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _lost(task: str, error: BaseException) -> PublishError:
    answer = PublishError(f"the cluster gave up {task}: {error or 'its workers or its scheduler are gone'}")
    answer.__cause__ = error
    return answer
