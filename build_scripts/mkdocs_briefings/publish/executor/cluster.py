"""The executor that is a Dask cluster: everything goes through its scheduler, no disk need be shared."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, as_completed, wait
from functools import partial
from typing import Any

from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.publish.executor.fingerprint import Fingerprint, differences, fingerprint
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
    import dask
    import distributed
    from distributed.comm import connect, get_address_host_port
    from distributed.security import Security
except ImportError as missing:
    raise UsageError(
        "a Dask cluster needs the extra 'cluster': pip install 'mkdocs-briefings[cluster]'"
    ) from missing

_PATIENCE = 10
"""Seconds to wait for the scheduler, for its first worker, and for another one when all are lost."""
_AHEAD = 4
"""Tasks for each worker that are under way or waiting for their turn: the scheduler holds them in memory."""

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

    shares_disk = False

    def __init__(self, address: str) -> None:
        self._address, self._client = address, _connect(address)
        self._workers = sorted(self._client.nthreads())
        self._lock = threading.Lock()
        self._places: dict[Hashable, str] = {}
        self._tasks: dict[Future[Any], tuple[str, distributed.Future]] = {}
        self._closed = threading.Event()
        self.workers = len(self._workers)
        threading.Thread(target=self._watch, daemon=True).start()

    def _share(self, value: SharedValue[Value]) -> Shared[Value]:
        return _OnCluster(value, self._client.scatter(value, broadcast=True, direct=False, hash=False))

    def submit(
        self, function: Callable[..., Answer], /, *arguments: object, at: Hashable = None
    ) -> Future[Answer]:
        """Send a task to the scheduler; one whose worker is gone or busy for long may go to another."""
        if self._closed.is_set():
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
            self._tasks[future] = task, sent
        future.add_done_callback(self._cancel_if_cancelled)
        sent.add_done_callback(partial(self._finish, future))
        return future

    def as_completed(self, futures: Iterable[Future[Answer]]) -> Iterator[Future[Answer]]:
        """Yield futures as they are done; the next task is submitted when one of a few is."""
        ahead: set[Future[Answer]] = set()
        for future in futures:
            ahead.add(future)
            if len(ahead) >= _AHEAD * self.workers:
                done, ahead = wait(ahead, return_when=FIRST_COMPLETED)
                yield from done
        yield from as_completed(ahead)

    def _place(self, at: Hashable) -> str:
        """Return the worker of a key: the keys are dealt out in the order in which they come."""
        with self._lock:
            return self._places.setdefault(at, self._workers[len(self._places) % self.workers])

    def _taken(self, future: Future[Any]) -> tuple[str, distributed.Future] | None:
        """Take a task off the list: whoever gets it settles its future, and nobody else does."""
        with self._lock:
            return self._tasks.pop(future, None)

    def _cancel_if_cancelled(self, future: Future[Any]) -> None:
        if future.cancelled() and (taken := self._taken(future)):
            future.set_running_or_notify_cancel()
            taken[1].cancel()

    def _finish(self, future: Future[Any], sent: distributed.Future) -> None:
        """Hand on what the cluster answered; runs in a thread of Dask's client."""
        taken = self._taken(future)
        if taken is None or not future.set_running_or_notify_cancel():
            return
        try:
            answer = sent.result()
        except (CancelledError, distributed.KilledWorker) as error:
            future.set_exception(self._lost(taken[0], error))
        except Exception as error:  # noqa: BLE001 - a future holds whatever was raised
            future.set_exception(error)
        else:
            future.set_result(answer)

    def _lost(self, task: str, error: BaseException) -> PublishError:
        if isinstance(error, distributed.KilledWorker):
            answer = PublishError(f"the cluster gave up {task}: several workers ended while they were at it")
        elif self._client.status == "running":  # what was shared went with its last worker
            answer = self._no_workers()
        else:
            answer = PublishError(f"the Dask scheduler at {self._address} is gone")
        answer.__cause__ = error
        return answer

    def _no_workers(self) -> PublishError:
        return PublishError(f"the cluster at {self._address} has lost all its workers")

    def _watch(self) -> None:
        """Fail all tasks when the cluster has had no worker for a while: Dask would wait for one forever."""
        seconds = 0
        while not self._closed.wait(1):
            try:
                seconds = 0 if self._client.nthreads() else seconds + 1
            except (OSError, ValueError, RuntimeError):  # the scheduler is gone, which its tasks are told
                continue
            if seconds >= _PATIENCE:
                with self._lock:
                    tasks = [*self._tasks]
                for future in tasks:
                    if self._taken(future) and future.set_running_or_notify_cancel():
                        future.set_exception(self._no_workers())

    def close(self, *, gently: bool = True) -> None:
        """Cancel all tasks, and take leave of the scheduler, which then forgets what was shared."""
        with self._lock:
            self._closed.set()
            tasks, self._tasks = self._tasks, {}
        for future in tasks:
            drop(future)
        if tasks:
            self._client.cancel([sent for _, sent in tasks.values()])
        self._client.close()


class _OnCluster(Shared[Value]):
    """Handle of a value that the workers of a cluster hold, and this process."""

    def __init__(self, shared: SharedValue[Value], scattered: distributed.Future) -> None:
        self._shared, self.scattered = shared, scattered

    def value(self) -> Value:
        """Return the value of this process; a task is called with that of its worker."""
        return self._shared.value()


def _connect(address: str) -> distributed.Client:
    """Return a client whose scheduler has workers that are like this machine."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is raised
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # tasks bring files
    try:
        _knock(address)
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False, direct_to_workers=False)
    except ValueError as error:
        example = "tcp://host:8786"
        raise UsageError(f"'{address}' is no address of a Dask scheduler; write it as {example}") from error
    except (OSError, MemoryError) as error:  # what is not Dask's may look like a message of any length
        reason = getattr(error, "strerror", None) or "whoever listens there is none"
        raise PublishError(f"no Dask scheduler answers at {address}: {reason}") from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        of_workers = client.run(fingerprint)
    except TimeoutError as error:
        client.close()
        raise PublishError(f"the Dask scheduler at {address} has no workers") from error
    except ModuleNotFoundError as error:
        client.close()
        raise UsageError(f"the workers of the cluster at {address} have no module {error.name!r}") from error
    for worker, other in of_workers.items():
        if different := differences(other, fingerprint()):
            client.close()
            raise UsageError(f"{different} at the worker {worker}: install there what is installed here")
    return client


def _knock(address: str) -> None:
    """Look whether a scheduler answers at an address. Dask's client asks again where nobody does, and waits for others."""
    host, port = get_address_host_port(address)
    if not address.startswith("ucx:"):
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    with ThreadPoolExecutor(1) as beside:  # the thread that asks may have an event loop already
        beside.submit(asyncio.run, asyncio.wait_for(_ask_who_it_is(address), _PATIENCE)).result()


async def _ask_who_it_is(address: str) -> None:
    connection = await connect(address, **Security().get_connection_args("client"))
    try:
        await connection.write({"op": "identity", "reply": True})
        if (await connection.read()).get("type") != "Scheduler":
            raise OSError
    finally:
        connection.abort()


def run(expected: Fingerprint, function: Callable[..., Answer], *arguments: Any) -> Answer:
    """Do a task in a worker.

    Raises:
        UsageError: other versions than where the task comes from are installed here, so other bytes might come out.
    """
    if different := differences(fingerprint(), expected):
        raise UsageError(f"{different} at a worker of the cluster: install there what is installed here")
    with _one_task:
        return call_for_another_process(function, arguments)
