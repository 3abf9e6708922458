"""Processes forked off this one, which the incremental build still uses: servers that keep their part of the work in memory, a call in the background.

New code uses `publish/executor/`.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar, cast

from mkdocs_briefings.diagnostics.errors import BriefingsError, PublishError
from mkdocs_briefings.publish.executor.choose import processors

Answer = TypeVar("Answer")
Item = TypeVar("Item")
Server = Any
"""An object whose methods are called by name with one argument."""
Call = tuple[str, Any]
"""Name of a method, and its argument."""

_STOP: Call = ("", None)
_BATCH = 16
_OBJECTS = 200_000
"""New objects that make a look for garbage worth it."""

_threads = {"started": False}


def batches(values: Sequence[Item]) -> list[Sequence[Item]]:
    """Cut values into parts of 16: one call each, so that progress is seen and no process waits long for another."""
    return [values[at : at + _BATCH] for at in range(0, len(values), _BATCH)]


def note_threads() -> None:
    """Remember that a library has started threads in this process: a fork of it would wait for them forever."""
    _threads["started"] = True


def can_fork() -> bool:
    """Return whether a process may be forked off this one."""
    return "fork" in multiprocessing.get_all_start_methods() and not _threads["started"]


@contextmanager
def rare_garbage_collection(objects: int = _OBJECTS) -> Iterator[None]:
    """Look for garbage seldom: the values of a build are frozen, refer to each other in one direction, and are many.

    Args:
        objects: how many new ones make a look worth it.
    """
    before = gc.get_threshold()
    gc.set_threshold(objects, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Pool:
    """Servers, one in each process; a single one, or any where processes cannot be forked, stays in this process.

    Args:
        make: makes a server; called once in each process.
        size: how many servers.
    """

    def __init__(self, make: Callable[[], Server], size: int) -> None:
        self.size = size if can_fork() else 1
        self._alone = make() if self.size == 1 else None
        self._workers = [] if self.size == 1 else _fork(make, self.size)

    def close(self, *, gently: bool = True) -> None:
        """Stop the processes; wait for the calls that they are at if `gently`."""
        for worker in self._workers:
            worker.stop(gently=gently)
        self._workers = []

    def ask_all(self, method: str, argument: object) -> list[Any]:
        """Call a method of every server with one argument; return the answers in the order of the servers."""
        if self._alone is not None:
            return [getattr(self._alone, method)(argument)]
        with tempfile.NamedTemporaryFile() as file:
            pickle.dump(argument, file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            for worker in self._workers:
                worker.ask((method, _InFile(file.name)))
            return [worker.answer() for worker in self._workers]

    def run(self, own: Sequence[Sequence[Call]], shared: Sequence[Call] = ()) -> Iterator[Any]:
        """Yield answers as they come.

        Args:
            own: for each server the calls that only it can answer.
            shared: calls for whichever server is free.
        """
        if self._alone is not None:
            for method, argument in (*(call for calls in own for call in calls), *shared):
                yield getattr(self._alone, method)(argument)
            return
        queues, rest = [list(reversed(calls)) for calls in own], list(reversed(shared))
        busy: dict[Connection, int] = {}

        def feed(number: int) -> None:
            queue = queues[number] or rest
            if queue:
                self._workers[number].ask(queue.pop())
                busy[self._workers[number].pipe] = number

        for number in range(self.size):
            feed(number)
        while busy:
            for pipe in wait(list(busy)):
                number = busy.pop(pipe)  # type: ignore[call-overload]
                answer = self._workers[number].answer()
                feed(number)
                yield answer


class BackgroundCall(Generic[Answer]):
    """A call made by a process beside this one; where none can be forked or pays, by this one when its answer is asked for."""

    def __init__(self, function: Callable[[], Answer]) -> None:
        beside = processors() > 1 and can_fork()
        self._worker = _Worker(lambda: SimpleNamespace(call=lambda _: function())) if beside else None
        self._function, self._answers = function, list[Answer]()
        if self._worker is not None:
            self._worker.ask(("call", None))

    def answer(self) -> Answer:
        """Wait for the answer, and return it."""
        if not self._answers:
            worker = self._worker
            self._answers.append(self._function() if worker is None else cast("Answer", worker.answer()))
            self.close()
        return self._answers[0]

    def close(self) -> None:
        """Stop the process, whether or not it has answered."""
        if self._worker is not None:
            self._worker.stop(gently=False)
            self._worker = None


class _InFile(NamedTuple):
    """An argument that lies in a file: one sent through a pipe is held several times over on both sides."""

    name: str

    def read(self) -> object:
        with Path(self.name).open("rb") as file:
            return pickle.load(file)  # noqa: S301 - written by the process that asks


class _Worker:
    """One forked process, and the pipe to it."""

    def __init__(self, make: Callable[[], Server]) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.pipe, make), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, call: Call) -> None:
        self.pipe.send(call)

    def answer(self) -> Any:
        try:
            value, error = self.pipe.recv()
        except (EOFError, ConnectionError) as error:
            self._process.join(1)
            code = self._process.exitcode
            raise PublishError(
                f"a worker process ended early (exit {code}); is there enough memory?"
            ) from error
        if error is not None:
            raise error
        return value

    def stop(self, *, gently: bool) -> None:
        if gently:
            self.ask(_STOP)
        else:
            self._process.terminate()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
        self.pipe.close()


def _fork(make: Callable[[], Server], count: int) -> list[_Worker]:
    """Fork processes that share the memory of this one, as long as none of them looks through it for garbage."""

    def make_rarely_collecting() -> Server:
        gc.set_threshold(_OBJECTS, 20, 20)  # a server holds much and drops little
        return make()

    gc.freeze()
    try:
        return [_Worker(make_rarely_collecting) for _ in range(count)]
    finally:
        gc.unfreeze()


def _serve(pipe: Connection, other: Connection, make: Callable[[], Server]) -> None:
    """Answer calls until nobody asks any more; `other` is the end of the pipe that only the asking process may hold open."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = make()
    while True:
        try:
            method, argument = call = pipe.recv()
        except EOFError:
            return
        if call == _STOP:
            return
        try:
            given = argument.read() if isinstance(argument, _InFile) else argument
            answer: tuple[Any, BaseException | None] = (getattr(server, method)(given), None)
        except (BriefingsError, OSError) as error:
            answer = None, error
        try:
            pipe.send(answer)
        except ConnectionError:
            return
