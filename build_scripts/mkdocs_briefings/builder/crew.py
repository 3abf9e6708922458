"""The workers of a build on this machine, which read its files and write into its folders themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from mkdocs_briefings.builder.worker import Worker, WorkerConfig
from mkdocs_briefings.publish.executor.protocol import Executor

Answer = TypeVar("Answer")


class Errand(NamedTuple, Generic[Answer]):
    """A call of a method of `Worker`, and the files that it needs."""

    method: Callable[..., list[Answer]]
    arguments: tuple[Any, ...]
    briefings: tuple[str, ...]
    """Ids of the briefings that are read again where they have not been read before."""
    files: tuple[str, ...] = ()
    """Files of the content, by path from its folder."""
    at: int | None = None
    """Number of the worker that has read the briefings; None for any."""
    travels: bool = True
    """Whether it is worth being sent to another machine."""


class Crew:
    """Workers that share the disk of the build.

    Args:
        executor: runs them.
        config: what each is made from.
    """

    def __init__(self, executor: Executor, config: WorkerConfig) -> None:
        self._executor, self._worker = executor, executor.share(config, Worker)

    def run(self, errands: Iterable[Errand[Answer]]) -> Iterator[Answer]:
        """Have errands done, and return what the workers answer, as it comes."""
        futures = (
            self._executor.submit(errand.method, self._worker, *errand.arguments, at=errand.at)
            for errand in errands
        )
        return chain.from_iterable(future.result() for future in self._executor.as_completed(futures))
