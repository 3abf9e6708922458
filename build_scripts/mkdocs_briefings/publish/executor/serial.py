"""The executor that is this process."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future

from mkdocs_briefings.publish.executor.protocol import (
    Answer,
    Executor,
    Shared,
    SharedValue,
    Value,
    call,
    closed_error,
)


class Serial(Executor):
    """Calls each function at once, when its task is submitted."""

    workers = 1

    def __init__(self) -> None:
        self._closed = False

    def _share(self, value: SharedValue[Value]) -> Shared[Value]:
        return value

    def submit(
        self, function: Callable[..., Answer], /, *arguments: object, at: Hashable = None
    ) -> Future[Answer]:
        """Call the function; an interrupt goes through, all else that it raises is kept for whoever asks."""
        if self._closed:
            raise closed_error()
        future: Future[Answer] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(call(function, arguments))
        except Exception as error:  # noqa: BLE001 - a future holds whatever was raised
            future.set_exception(error)
        return future

    def as_completed(self, futures: Iterable[Future[Answer]]) -> Iterator[Future[Answer]]:
        """Yield each future before the next task is submitted."""
        return iter(futures)

    def close(self, *, gently: bool = True) -> None:
        """Take no more tasks."""
        self._closed = True
