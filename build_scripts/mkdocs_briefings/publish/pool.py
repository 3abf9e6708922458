"""Processes that each keep their own part of the work in memory, and answer what they are asked."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar, cast

from mkdocs_briefings.diagnostics.errors import BriefingsError, PublishError

Answer = TypeVar("Answer")
Server = Any
"""An object whose methods are called by name with one argument."""
Call = tuple[str, Any]
"""Name of a method, and its argument."""

_STOP: Call = ("", None)


def processors() -> int:
    """Processes that pay on this machine."""
    if not can_fork():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Servers, one a process; a single one stays in this process.

    Args:
        make: makes a server; called once in each process.
        size: how many.
    """

    def __init__(self, make: Callable[[], Server], size: int) -> None:
        self.size = size
        self._alone = make() if size == 1 else None
        self._workers = [] if size == 1 else _workers(partial(_collecting_seldom, make), size)

    def close(self, *, gently: bool = True) -> None:
        """Let the processes go; if not gently, without waiting for what they are at."""
        for worker in self._workers:
            worker.stop(gently=gently)
        self._workers = []

    def ask_all(self, method: str, argument: object) -> list[Any]:
        """Ask every server the same."""
        if self._alone is not None:
            return [getattr(self._alone, method)(argument)]
        with tempfile.NamedTemporaryFile() as file:
            pickle.dump(argument, file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            for worker in self._workers:
                worker.ask((method, _Filed(file.name)))
            return [worker.answer() for worker in self._workers]

    def run(self, own: Sequence[Sequence[Call]], shared: Sequence[Call] = ()) -> Iterator[Any]:
        """Answers as they come.

        Args:
            own: for each server the tasks that only it can do.
            shared: tasks for whoever is free.
        """
        if self._alone is not None:
            for method, argument in (*(task for tasks in own for task in tasks), *shared):
                yield getattr(self._alone, method)(argument)
            return
        queues, rest = [list(reversed(tasks)) for tasks in own], list(reversed(shared))
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


class _Filed(NamedTuple):
    """An argument in a file: what goes through a pipe is held several times over on both sides."""

    name: str

    def read(self) -> object:
        with Path(self.name).open("rb") as file:
            return pickle.load(file)  # noqa: S301 - written by the process that asks


class BackgroundCall(Generic[Answer]):
    """One question, answered by a process beside this one; where none is to be had, by this one when it is asked."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._worker = _Worker(lambda: SimpleNamespace(ask=lambda _: ask())) if processors() > 1 else None
        self._ask, self._known = ask, list[Answer]()
        if self._worker is not None:
            self._worker.ask(("ask", None))

    def answer(self) -> Answer:
        """The answer, as soon as it is there."""
        if not self._known:
            self._known.append(self._ask() if self._worker is None else cast("Answer", self._worker.answer()))
            self.close()
        return self._known[0]

    def close(self) -> None:
        """Let the process go, whether or not it has answered."""
        if self._worker is not None:
            self._worker.stop(gently=False)
            self._worker = None


class _Worker:
    """One process and the way to it."""

    def __init__(self, make: Callable[[], Server]) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.pipe, make), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, task: Call) -> None:
        self.pipe.send(task)

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


def _workers(make: Callable[[], Server], count: int) -> list[_Worker]:
    """They share what is there now, as long as none of them looks through it for garbage."""
    gc.freeze()
    try:
        return [_Worker(make) for _ in range(count)]
    finally:
        gc.unfreeze()


def _serve(pipe: Connection, other: Connection, make: Callable[[], Server]) -> None:
    """Answer until nobody asks any more; `other` is the end of the pipe that only the asking process may hold open."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = make()
    while True:
        try:
            method, argument = task = pipe.recv()
        except EOFError:
            return
        if task == _STOP:
            return
        try:
            given = argument.read() if isinstance(argument, _Filed) else argument
            answer: tuple[Any, BaseException | None] = (getattr(server, method)(given), None)
        except (BriefingsError, OSError) as error:
            answer = None, error
        try:
            pipe.send(answer)
        except ConnectionError:
            return


def _collecting_seldom(make: Callable[[], Server]) -> Server:
    """A server that holds much and drops little: looking for garbage in it would be most of its work."""
    gc.set_threshold(200_000, 20, 20)
    return make()


Given = TypeVar("Given")
Prepared = TypeVar("Prepared")
Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_IT = 64
"""Below this many values, starting processes costs more than it saves."""
_CHUNK = 24

_in_worker: dict[str, Any] = {}
_threads = {"started": False}


@contextmanager
def rare_garbage_collection(objects: int = 200_000) -> Iterator[None]:
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


def note_threads() -> None:
    """Say that a library has started threads of its own in this process: a fork of it would wait for them forever."""
    _threads["started"] = True


def can_fork() -> bool:
    """Whether a process may be forked off this one."""
    return "fork" in multiprocessing.get_all_start_methods() and not _threads["started"]


def map_in_order(
    function: Callable[[Item, Prepared], Result],
    items: Sequence[Item],
    *,
    prepare: Callable[[Given], Prepared],
    given: Given,
    parallel: bool = True,
) -> Iterator[Result]:
    """`function(item, prepared)` of each item, in the order of the items.

    Args:
        function: defined at the top of a module, so that processes can be told of it.
        items: what to run it over.
        prepare: makes the second argument, once in each process.
        given: what `prepare` takes.
        parallel: False to stay in this process.
    """
    processes = os.cpu_count() or 1
    if not parallel or processes == 1 or len(items) < _WORTH_IT:
        prepared = prepare(given)
        yield from (function(item, prepared) for item in items)
        return
    method = "fork" if can_fork() else "spawn"
    with (
        _working_directory_not_imported(),
        ProcessPoolExecutor(
            processes, multiprocessing.get_context(method), _start, (function, prepare, given)
        ) as pool,
    ):
        yield from pool.map(_run, items, chunksize=_CHUNK)


@contextmanager
def _working_directory_not_imported() -> Iterator[None]:
    """Keep Python from importing modules of the working directory, a desk's folder, into the processes it spawns."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        os.environ.pop("PYTHONSAFEPATH")
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


def _start(function: Callable[..., Any], prepare: Callable[[Any], Any], given: Any) -> None:
    _in_worker["function"], _in_worker["prepared"] = function, prepare(given)


def _run(item: Any) -> Any:
    return _in_worker["function"](item, _in_worker["prepared"])
