"""Tasks dealt out to the workers: briefings to be read, records for search, then the pages, then all other outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from mkdocs_briefings.builder.cached_briefing import CachedBriefing
from mkdocs_briefings.builder.crew import Crew, Errand
from mkdocs_briefings.builder.manifest import Frame
from mkdocs_briefings.builder.preloading import WORKER
from mkdocs_briefings.builder.remote import RemoteCrew, content_below
from mkdocs_briefings.builder.request import BuildRequest, FrameNeeded, Theme
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.worker import (
    BuildFolders,
    Result,
    Shells,
    Worker,
    WorkerConfig,
    WrittenRecord,
    pack_tasks,
)
from mkdocs_briefings.diagnostics.errors import ProgressCallback
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.outputs import OUTPUTS
from mkdocs_briefings.outputs.output import Task
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.protocol import Shared
from mkdocs_briefings.render.addresses import html_path

Answer = TypeVar("Answer")
Item = TypeVar("Item")


class Outdated(NamedTuple):
    """An output that is to be made."""

    kind: str
    """Sort of output."""
    task: Task
    files: tuple[str, ...] = ()
    """Files of the content that it shows, by path from its folder."""


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

    Raises:
        UsageError: a cluster cannot get at the content, or its address or its workers will not do.
        PublishError: no cluster answers.
    """

    def __init__(self, request: BuildRequest, scan: Scan, folders: BuildFolders) -> None:
        self._changed, self._folders = [file.id for file in scan.changed], folders
        files = {file.id: file for file in scan.inventory.briefings}
        digests = {id: scan.stamps[file.path_text][1] for id, file in files.items()}
        self._config = WorkerConfig(scan.context, request.render, folders, request.cache, files, digests)
        if request.on:
            content_below(request.settings)
        self._executor = open_executor(
            len(self._changed), preload=(WORKER,), parallel=request.settings.fast, on=request.on
        )
        crew = Crew if self._executor.shares_disk else RemoteCrew
        self._crew = crew(self._executor, self._config)
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
        return self._crew.run(
            Errand(Worker.read, (batch,), tuple(batch), at=number) for number, batch in _in_turns(parts)
        )

    def tell(self, site_index: SiteIndex, frame: Frame) -> None:
        """Let the workers know all that was read, and the shells proven so far."""
        self._site_index, self.frame = site_index, frame
        self._shells = None

    def maker(self, index: SiteIndex, frame: Frame) -> Worker:
        """Return a worker of this process."""
        worker = Worker(self._config)
        worker.index, worker.shells = _for_workers(index), Shells(frame.shells, frame.branches)
        return worker

    def records(self, tasks: Sequence[Outdated]) -> Iterator[WrittenRecord]:
        """Write what search knows of briefings."""
        return self._run(Worker.record, tasks)

    def make(self, tasks: Sequence[Outdated]) -> Iterator[Result]:
        """Make outputs."""
        return self._run(Worker.make, tasks)

    def pages(self, tasks: Sequence[Outdated], theme: Theme | None) -> Iterator[Result]:
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

    def _run(self, method: Callable[..., list[Answer]], tasks: Sequence[Outdated]) -> Iterator[Answer]:
        """Have a method of `Worker` called for each task."""
        if not tasks:
            return iter(())
        index, shells = self._shared_knowledge()
        return self._crew.run(
            Errand(
                method,
                (index, shells, pack_tasks([(kind, task) for kind, task, _ in batch])),
                tuple(id for each in batch for id in each.task.briefings),
                tuple(name for each in batch for name in each.files),
                reader,
                OUTPUTS[batch[0].kind].travels,
            )
            for reader, batch in self._batches(tasks)
        )

    def _batches(self, tasks: Sequence[Outdated]) -> Iterator[tuple[int | None, Sequence[Outdated]]]:
        """Yield batches, those of briefings with the number of the worker that has read them."""
        readers = {id: number % self._executor.workers for number, id in enumerate(self._changed)}
        own: list[list[Outdated]] = [[] for _ in range(self._executor.workers)]
        free: dict[bool, list[Outdated]] = {True: [], False: []}
        for each in tasks:
            travels, ids = OUTPUTS[each.kind].travels, each.task.briefings
            reader = readers.get(ids[0]) if len(ids) == 1 and travels else None
            (free[travels] if reader is None else own[reader]).append(each)
        yield from _in_turns(own)
        yield from ((None, batch) for part in free.values() for batch in _batches(part))

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


def counted(
    results: Iterable[Result], tasks: Sequence[Outdated], progress: ProgressCallback
) -> Iterator[Result]:
    """Report each result as it comes, by its sort of output."""
    totals, done = Counter(each.kind for each in tasks), Counter[str]()
    for result in results:
        done[result.kind] += 1
        progress(OUTPUTS[result.kind].label, done[result.kind], totals[result.kind])
        yield result


def _for_workers(index: SiteIndex) -> SiteIndex:
    """Return what every worker is to know of the index: only what a page shows of other briefings."""
    listed = {id: summary.for_lists for id, summary in index.summaries.items()}
    return replace(index, groups={}, editions={}, summaries=listed)


def _batches(values: Sequence[Item]) -> list[Sequence[Item]]:
    return [values[at : at + _BATCH] for at in range(0, len(values), _BATCH)]


def _in_turns(parts: Sequence[Sequence[Item]]) -> Iterator[tuple[int, Sequence[Item]]]:
    """Yield the batches of each worker with its number: the first of all, then the second of all."""
    for turn in zip_longest(*map(_batches, parts)):
        yield from ((number, batch) for number, batch in enumerate(turn) if batch is not None)


def _specimens_first(pages: Sequence[Outdated]) -> list[list[Outdated]]:
    """Part the pages into a few of each sort and all others; pages of one folder and depth are a sort."""
    seen: Counter[tuple[str, int]] = Counter()
    first: list[Outdated] = []
    rest: list[Outdated] = []
    for page in pages:
        name = page.task.name
        sort = name.partition("/")[0], name.count("/")
        seen[sort] += 1
        (first if seen[sort] <= _SPECIMENS else rest).append(page)
    return [first, rest]
