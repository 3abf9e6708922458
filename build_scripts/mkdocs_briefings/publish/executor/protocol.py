"""What every executor promises: tasks in, futures out, values that all workers share."""

from __future__ import annotations

import pickle
import reprlib
import uuid
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, as_completed
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, overload
from weakref import WeakValueDictionary

from mkdocs_briefings.diagnostics.errors import PublishError

Answer = TypeVar("Answer")
Given = TypeVar("Given")
Value = TypeVar("Value")

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 60
_role = {"worker": False}


class Shared(ABC, Generic[Value]):
    """Handle of a value that every worker can look up; a task that takes the handle is called with the value."""

    @abstractmethod
    def value(self) -> Value:
        """Return the value; in one worker always the same object, so that it can hold what its tasks have read."""


class SharedValue(Shared[Value]):
    """Value that goes wherever its handle goes; it is prepared where it is first looked up.

    Args:
        given: what is sent.
        prepare: makes the value of it.
        name: of a value that was sent here.
    """

    def __init__(self, given: Any, prepare: Callable[[Any], Value], name: str = "") -> None:
        self._given, self._prepare, self._name = given, prepare, name or uuid.uuid4().hex
        self._values: list[Value] = []

    def value(self) -> Value:
        """Return the value."""
        if not self._values:
            self._values.append(self._prepare(self._given))
        return self._values[0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out the prepared value: every process prepares its own, once even if it is sent twice."""
        return _received, (self._given, self._prepare, self._name)


_received_values: WeakValueDictionary[str, SharedValue[Any]] = WeakValueDictionary()
"""Values that were sent to this process and are still in use, by name."""
_latest: deque[SharedValue[Any]] = deque(maxlen=8)
"""Those that came last, kept in use: Dask drops copies of what several workers have, and sends them again."""


class Executor(ABC):
    """Runs tasks on its workers. As a context it closes at the end: gently, unless the block fails.

    A task is a function at the top of a module with its arguments; a method named through its class (`Worker.read`) is
    such a function, too. What a task raises is raised by its future: of the same type, with the traceback of the worker.
    """

    workers: int
    """How many tasks run at a time."""
    shares_disk: bool = True
    """Whether its workers see the files of this machine."""

    @overload
    def share(self, given: Value) -> Shared[Value]: ...

    @overload
    def share(self, given: Given, prepare: Callable[[Given], Value]) -> Shared[Value]: ...

    def share(self, given: Any, prepare: Callable[[Any], Any] | None = None) -> Shared[Any]:
        """Give every worker a value, sent to each once, however many tasks take it.

        Args:
            given: what is sent.
            prepare: function at the top of a module that makes the value of what was sent, once in each worker. The
                value itself may be changed and need not be sendable; it lasts as long as its worker.
        """
        return self._share(SharedValue(given, prepare or _unchanged))

    @abstractmethod
    def _share(self, value: SharedValue[Value]) -> Shared[Value]: ...

    @abstractmethod
    def submit(
        self, function: Callable[..., Answer], /, *arguments: object, at: Hashable = None
    ) -> Future[Answer]:
        """Have a function called by a worker.

        Args:
            function: defined at the top of a module.
            arguments: values that can be pickled, and handles of shared values.
            at: tasks with an equal key go to the same worker as long as it lives, to use what it has in memory; they
                must succeed anywhere else. None for whichever worker is free.

        Returns:
            The future of the answer. It raises what the function raised, or PublishError if the worker was lost.
        """

    def as_completed(self, futures: Iterable[Future[Answer]]) -> Iterator[Future[Answer]]:
        """Yield futures as they are done; give this a generator that submits, and progress shows with every executor."""
        return as_completed(list(futures))

    @abstractmethod
    def close(self, *, gently: bool = True) -> None:
        """Cancel the tasks that have not begun, and stop; wait for those that have begun if `gently`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close(gently=kind is None)


def _received(given: Any, prepare: Callable[[Any], Value], name: str) -> SharedValue[Value]:
    value = _received_values.setdefault(name, SharedValue(given, prepare, name))
    _latest.append(value)
    return value


def call(function: Callable[..., Answer], arguments: Iterable[Any]) -> Answer:
    """Call a function with the values of the handles among its arguments: what every worker does."""
    return function(*(each.value() if isinstance(each, Shared) else each for each in arguments))


def call_for_another_process(function: Callable[..., Answer], arguments: Iterable[Any]) -> Answer:
    """Call a function as `call` does; a fault that could not be sent on becomes a PublishError that names it."""
    _role["worker"] = True
    try:
        return call(function, arguments)
    except Exception as error:
        if _can_be_sent(error):
            raise
        raise PublishError(f"{type(error).__qualname__}: {error}") from error


def is_worker() -> bool:
    """Return whether this process does the tasks of another one."""
    return _role["worker"]


def describe(function: Callable[..., Any], arguments: Iterable[Any]) -> str:
    """Return a task as a short text for messages: `read('a.yaml', ...)`."""
    return f"{_name(function)}({', '.join(map(_name, arguments))})"


def settle(future: Future[Any], answered: Future[Any]) -> None:
    """Give a running future what another one has: an answer, or a fault."""
    if answered.cancelled():
        future.set_exception(CancelledError())
    elif error := answered.exception():
        future.set_exception(error)
    else:
        future.set_result(answered.result())


def drop(future: Future[Any]) -> None:
    """Cancel a future of a task that never began, and tell who waits for it."""
    if future.cancel():
        future.set_running_or_notify_cancel()


def closed_error() -> PublishError:
    """Return the error of a task that comes too late."""
    return PublishError("no task can be submitted any more: the executor is closed")


def _can_be_sent(error: Exception) -> bool:
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301 - pickled here
    except (pickle.PickleError, AttributeError, TypeError, ValueError):
        return False


def _name(thing: Any) -> str:
    if isinstance(thing, Shared):
        return "..."
    return thing.__qualname__ if hasattr(thing, "__qualname__") else _SHORT.repr(thing)


def _unchanged(given: Value) -> Value:
    return given
