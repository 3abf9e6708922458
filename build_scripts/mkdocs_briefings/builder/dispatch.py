"""Tasks dealt out to the workers: briefings to be read, records for search, then the pages, then all other outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mkdocs_briefings.builder.cached_briefing import CachedBriefing
from mkdocs_briefings.builder.manifest import Frame
from mkdocs_briefings.builder.request import BuildRequest, FrameNeeded, Theme
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.up_to_date import PRELOAD
from mkdocs_briefings.builder.worker import (
    BuildFolders,
    Result,
    Shells,
    Worker,
    WorkerConfig,
    WrittenRecord,
    pack_tasks,
)
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.outputs.output import Task
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.protocol import Shared
from mkdocs_briefings.render.addresses import html_path

Answer = TypeVar("Answer")
Item = TypeVar("Item")
SortedTask = tuple[str, Task]
"""A task, after its sort of output."""
_BATCH = 16
"""Outputs that a task makes: progress is seen, and no worker waits long for another."""
_SPECIMENS = 2
"""Pages of each sort that are made before all others, which then find their shells."""


class Dispatcher:
    """Gives tasks to the workers of a build, and returns their results.

    Args:
        request: what is to be built.
        scan: the briefings, and which have to be read.
        folders: where workers read and write.
    """

    def __init__(self, request: BuildRequest, scan: Scan, folders: BuildFolders) -> None:
        self._changed, self._folders = [file.id for file in scan.changed], folders
        self._executor = open_executor(len(self._changed), preload=PRELOAD, parallel=request.settings.fast)
        files = {file.id: file for file in scan.inventory.briefings}
        digests = {id: scan.stamps[file.path_text][1] for id, file in files.items()}
        self._config = WorkerConfig(scan.context, request.render, folders, request.cache, files, digests)
        self._worker = self._executor.share(self._config, Worker)
        self._site_index: SiteIndex
        self.frame: Frame
        self._index: Shared[SiteIndex] | None = None
        self._shells: Shared[Shells] | None = None

    def close(self, *, gently: bool = True) -> None:
        """Stop the workers; wait for the tasks that they are at if `gently`."""
        self._executor.close(gently=gently)

    def read(self) -> Iterator[CachedBriefing]:
        """Yield the briefings that have changed, as they are read."""
        parts = [self._changed[number :: self._executor.workers] for number in range(self._executor.workers)]
        futures = (
            self._executor.submit(Worker.read, self._worker, batch, at=number)
            for number, part in enumerate(parts)
            for batch in _batches(part)
        )
        for future in self._executor.as_completed(futures):
            yield from future.result()

    def tell(self, site_index: SiteIndex, frame: Frame) -> None:
        """Let the workers know all that was read, and the shells proven so far."""
        self._site_index, self.frame = site_index, frame

    def maker(self, index: SiteIndex, frame: Frame) -> Worker:
        """Return a worker of this process."""
        worker = Worker(self._config)
        worker.index, worker.shells = _for_workers(index), Shells(frame.shells, frame.branches)
        return worker

    def records(self, tasks: Sequence[SortedTask]) -> Iterator[WrittenRecord]:
        """Write what search knows of briefings."""
        return self._run(Worker.record, tasks)

    def make(self, tasks: Sequence[SortedTask]) -> Iterator[Result]:
        """Make outputs."""
        return self._run(Worker.make, tasks)

    def pages(self, tasks: Sequence[SortedTask], theme: Theme | None) -> Iterator[Result]:
        """Make pages; those for which there is no shell are rendered in the theme, and give the `frame` its shells.

        Raises:
            FrameNeeded: a page has no shell, and there is no theme.
        """
        for part in _specimens_first(tasks) if theme is not None else [tasks]:
            for result in self.make(part):
                if result.page is not None:
                    self._render_in_theme(result, theme)
                yield result
            if theme is not None:
                self.frame = replace(self.frame, shells=theme.shells, branches=theme.branches)
                self._shells = None

    def _run(self, method: Callable[..., list[Answer]], tasks: Sequence[SortedTask]) -> Iterator[Answer]:
        """Have a method of `Worker` called for each task; one of a briefing goes to the worker that has read it."""
        if not tasks:
            return
        shared = self._shared_knowledge()
        readers = {id: number % self._executor.workers for number, id in enumerate(self._changed)}
        own: dict[int, list[SortedTask]] = {number: [] for number in range(self._executor.workers)}
        free: list[SortedTask] = []
        for kind, task in tasks:
            reader = readers.get(task.briefings[0]) if len(task.briefings) == 1 else None
            (free if reader is None else own[reader]).append((kind, task))
        futures = (
            self._executor.submit(method, self._worker, *shared, pack_tasks(batch), at=reader)
            for reader, part in (*own.items(), (None, free))
            for batch in _batches(part)
        )
        for future in self._executor.as_completed(futures):
            yield from future.result()

    def _shared_knowledge(self) -> tuple[Shared[SiteIndex], Shared[Shells]]:
        """Share what was told, as far as it is new: the summaries of ten thousand briefings are sent once."""
        if self._index is None:
            self._index = self._executor.share(_for_workers(self._site_index))
        if self._shells is None:
            self._shells = self._executor.share(Shells(self.frame.shells, self.frame.branches))
        return self._index, self._shells

    def _render_in_theme(self, result: Result, theme: Theme | None) -> None:
        if theme is None or result.page is None:
            raise FrameNeeded
        html = theme.full(result.page).encode(errors="xmlcharrefreplace")
        self._folders.stage(html_path(result.product.url), html)


def _for_workers(index: SiteIndex) -> SiteIndex:
    """Return what every worker is to know of the index: only what a page shows of other briefings."""
    listed = {id: summary.for_lists for id, summary in index.summaries.items()}
    return replace(index, groups={}, summaries=listed)


def _batches(values: Sequence[Item]) -> list[Sequence[Item]]:
    return [values[at : at + _BATCH] for at in range(0, len(values), _BATCH)]


def _specimens_first(pages: Sequence[SortedTask]) -> list[list[SortedTask]]:
    """Part the pages into a few of each sort and all others; pages of one folder and depth are a sort."""
    seen: Counter[tuple[str, int]] = Counter()
    first: list[SortedTask] = []
    rest: list[SortedTask] = []
    for page in pages:
        name = page[1].name
        sort = name.partition("/")[0], name.count("/")
        seen[sort] += 1
        (first if seen[sort] <= _SPECIMENS else rest).append(page)
    return [first, rest]
