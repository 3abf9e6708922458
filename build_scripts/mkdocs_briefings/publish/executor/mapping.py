"""A function over many values, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from mkdocs_briefings.publish.executor.protocol import Executor

Answer = TypeVar("Answer")
Item = TypeVar("Item")

_MOST = 24
"""Values that a task takes at most."""
_AHEAD = 4
"""Tasks for each worker that may be under way or waiting for their turn: answers can be large."""


def map_in_order(
    executor: Executor, function: Callable[..., Answer], items: Sequence[Item], *arguments: object
) -> Iterator[Answer]:
    """Yield `function(item, *arguments)` for each item, in the order of the items; few answers are in memory at once.

    Args:
        executor: runs the calls, several to a task.
        function: defined at the top of a module.
        items: what to run it over.
        arguments: values or handles of shared values, as `Executor.submit` takes them.
    """
    alone = executor.workers == 1
    ahead = 0 if alone else _AHEAD * executor.workers
    size = 1 if alone else max(1, min(_MOST, len(items) // ahead))
    waiting: deque[Future[list[Answer]]] = deque()
    for start in range(0, len(items), size):
        waiting.append(executor.submit(_each, function, items[start : start + size], *arguments))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _each(function: Callable[..., Answer], items: Sequence[Any], *arguments: Any) -> list[Answer]:
    return [function(item, *arguments) for item in items]
