"""The executor that is several processes of this machine; none is forked from a process that has threads."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.executor import worker
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
    settle,
)
from mkdocs_briefings.publish.leftovers import ScratchFolder

_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


@dataclass(frozen=True, slots=True)
class _Task:
    function: Callable[..., Any]
    arguments: tuple[object, ...]
    future: Future[Any] = field(default_factory=Future)

    def __str__(self) -> str:
        return describe(self.function, self.arguments)


def begin_to_preload(*modules: str) -> None:
    """Begin to import modules for all processes that will be started, beside this one; return at once.

    The first call counts. Called before this process imports the same, it takes no time of a build.
    """
    if _METHOD == "forkserver":
        from multiprocessing import forkserver  # noqa: PLC0415 - not on every system

        with _starting():
            multiprocessing.get_context(_METHOD).set_forkserver_preload(list(modules))
            forkserver.ensure_running()


class Processes(Executor):
    """Gives each process a task at a time: first those with a key that is at home there, then any.

    Args:
        workers: how many processes; each starts with its first task.
        preload: modules with the functions that they will call, imported once for all of them.
    """

    def __init__(self, workers: int, *, preload: tuple[str, ...] = ()) -> None:
        self.workers = workers
        self._closed = False
        self._folder = ScratchFolder()
        self._shared = 0
        self._lock = threading.RLock()
        self._waiting: deque[_Task] = deque()
        self._places: dict[Hashable, int] = {}
        self._crew = [_Worker((dict(os.environ),)) for _ in range(workers)]
        if preload:
            begin_to_preload(*preload)

    def _share(self, value: SharedValue[Value]) -> Shared[Value]:
        self._shared += 1
        path = self._folder.path / str(self._shared)
        with path.open("wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
        return worker.SharedFile(path)

    def submit(
        self, function: Callable[..., Answer], /, *arguments: object, at: Hashable = None
    ) -> Future[Answer]:
        """Put a task into the queue of the process that its key is at home in, or into that of all."""
        task = _Task(function, arguments)
        with self._lock:
            if self._closed:
                raise closed_error()
            if at is None:
                self._waiting.append(task)
                candidates = self._crew
            else:
                number = self._places.setdefault(at, len(self._places) % self.workers)
                candidates = [self._crew[number]]
                candidates[0].own.append(task)
            for candidate in candidates:
                self._feed(candidate)
        return task.future

    def _feed(self, member: _Worker) -> None:
        """Give an idle process its next task, unless nobody wants that any more. The lock is held."""
        while not member.busy and (queue := member.own or self._waiting):
            task = queue.popleft()
            if task.future.set_running_or_notify_cancel():
                member.run(task).add_done_callback(partial(self._finish, member, task))

    def _finish(self, member: _Worker, task: _Task, answered: Future[Any]) -> None:
        """Feed the process again, then hand on what it answered."""
        error = None if answered.cancelled() else answered.exception()
        lost = member.lost(task, error) if isinstance(error, BrokenProcessPool) else None
        with self._lock:
            member.busy = False
            closed = self._closed
            if not closed:
                self._feed(member)
        if lost is None:
            settle(task.future, answered)
        else:
            task.future.set_exception(CancelledError() if closed else lost)

    def close(self, *, gently: bool = True) -> None:
        """Cancel what has not begun; wait for the processes, or end them."""
        with self._lock:
            self._closed = True
            queues = [self._waiting, *(member.own for member in self._crew)]
            dropped = [task for queue in queues for task in queue]
            for queue in queues:
                queue.clear()
        for task in dropped:
            drop(task.future)
        if not gently:
            for member in self._crew:
                member.terminate()
        for member in self._crew:
            member.join()
        self._folder.close()


class _Worker:
    """A process, and the tasks that are at home there. One that died is replaced when its next task comes."""

    def __init__(self, start: tuple[Any, ...]) -> None:
        self.own: deque[_Task] = deque()
        self.busy = False
        self._start = start
        self._context = _Context()
        self._pool: ProcessPoolExecutor | None = None
        self._broken: list[ProcessPoolExecutor] = []

    def run(self, task: _Task) -> Future[Any]:
        self.busy = True
        if self._pool is not None:
            try:
                return self._pool.submit(call_for_another_process, task.function, task.arguments)
            except BrokenProcessPool:  # it died while it had nothing to do
                self._give_up_pool()
        with _starting():
            self._pool = ProcessPoolExecutor(1, self._context, worker.start, self._start)  # type: ignore[call-overload]
            return self._pool.submit(call_for_another_process, task.function, task.arguments)

    def lost(self, task: _Task, error: BrokenProcessPool) -> PublishError:
        """Return what happened to the process; another will take its place."""
        self._give_up_pool()
        code = self._context.exit_code()
        if code is None:
            answer = PublishError(f"what a worker process answered to {task} cannot be read")
        else:
            answer = PublishError(f"a worker process ended while it was at {task}: {_ending(code)}")
        answer.__cause__ = error
        return answer

    def _give_up_pool(self) -> None:
        """Use the pool no more, but keep it: it may hold its lock just now, and would wait for it when it is collected."""
        if self._pool is not None:
            self._broken.append(self._pool)
            self._pool = None

    def terminate(self) -> None:
        self._context.terminate()

    def join(self) -> None:
        self._give_up_pool()
        while self._broken:
            self._broken.pop().shutdown(cancel_futures=True)


class _Context:
    """Context of `multiprocessing` that remembers the last process it made."""

    def __init__(self) -> None:
        self._context: Any = multiprocessing.get_context(_METHOD)
        self._process: BaseProcess | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def Process(self, *arguments: Any, **named: Any) -> BaseProcess:  # noqa: N802 - as `multiprocessing` calls it
        process: BaseProcess = self._context.Process(*arguments, **named)
        self._process = process
        return process

    def exit_code(self) -> int | None:
        return self._process.exitcode if self._process is not None else None

    def terminate(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.terminate()


def _ending(code: int) -> str:
    """Return how a process ended, from its exit code: that of one killed by a signal is negative."""
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


@contextmanager
def _starting() -> Iterator[None]:
    """Let a process start that imports nothing of the working directory, a desk's folder, and is not interrupted.

    The script that runs here is hidden: a new process would run it, too, for what may be defined there.
    """
    before, script = os.environ.get("PYTHONSAFEPATH"), sys.modules["__main__"]
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with _no_interrupt():
            yield
    finally:
        sys.modules["__main__"] = script
        os.environ.pop("PYTHONSAFEPATH")
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold back SIGINT; a process that starts meanwhile does not get it before it says what it does then."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would let the signal through, were it started for the process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
