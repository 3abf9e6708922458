"""Run one function over many values in all processors, in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

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
def seldom_collected(objects: int = 200_000) -> Iterator[None]:
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


def threads_started() -> None:
    """Say that a library has started threads of its own in this process: a fork of it would wait for them forever."""
    _threads["started"] = True


def may_fork() -> bool:
    """Whether a process may be forked off this one."""
    return "fork" in multiprocessing.get_all_start_methods() and not _threads["started"]


def mapped(
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
    method = "fork" if may_fork() else "spawn"
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context(method), _start, (function, prepare, given)
    ) as pool:
        yield from pool.map(_run, items, chunksize=_CHUNK)


def _start(function: Callable[..., Any], prepare: Callable[[Any], Any], given: Any) -> None:
    _in_worker["function"], _in_worker["prepared"] = function, prepare(given)


def _run(item: Any) -> Any:
    return _in_worker["function"](item, _in_worker["prepared"])
