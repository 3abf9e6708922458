"""Tasks dealt out to the workers: records for search first, then the pages, then all other outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_briefings.builder.manifest import Frame
from mkdocs_briefings.builder.request import FrameNeeded, Theme
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.worker import BuildFolders, Result, SharedKnowledge, pack_tasks
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.outputs.output import Task
from mkdocs_briefings.publish.pool import Call, Pool, batches
from mkdocs_briefings.render.addresses import html_path

SortedTask = tuple[str, Task]
"""A task, after its sort of output."""
_SPECIMENS = 2
"""Pages of each sort that are made before all others, which then find their shells."""


@dataclass(slots=True)
class Dispatcher:
    """Gives tasks to the workers, and returns their results."""

    pool: Pool
    scan: Scan
    site_index: SiteIndex
    folders: BuildFolders
    frame: Frame
    """The frame, with the shells proven so far."""
    theme: Theme | None
    _updated: bool = False
    """Whether the workers know all but the newest shells: the summaries of ten thousand briefings are sent once."""

    def pages(self, tasks: Sequence[SortedTask]) -> Iterator[Result]:
        """Make pages.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
        """
        for part in _specimens_first(tasks) if self.theme is not None else [tasks]:
            for result in self.run("make", part):
                if result.page is not None:
                    self._render_in_theme(result)
                yield result
            if self.theme is not None:
                self.frame = replace(self.frame, shells=self.theme.shells, branches=self.theme.branches)

    def run(self, method: str, tasks: Sequence[SortedTask]) -> Iterator[Any]:
        """Have a method of `Worker` called for each task; one of a briefing goes to the worker that has read it."""
        if not tasks:
            return
        self._update_workers()
        readers = {file.id: number % self.pool.size for number, file in enumerate(self.scan.changed)}
        own: list[list[SortedTask]] = [[] for _ in range(self.pool.size)]
        shared: list[SortedTask] = []
        for kind, task in tasks:
            reader = readers.get(task.briefings[0]) if len(task.briefings) == 1 else None
            (shared if reader is None else own[reader]).append((kind, task))
        for results in self.pool.run([_calls(method, some) for some in own], _calls(method, shared)):
            yield from results

    def _update_workers(self) -> None:
        if self._updated:
            self.pool.ask_all("update_shells", (self.frame.shells, self.frame.branches))
        else:
            self.pool.ask_all("update", shared_knowledge(self.site_index, self.frame))
        self._updated = True

    def _render_in_theme(self, result: Result) -> None:
        if self.theme is None or result.page is None:
            raise FrameNeeded
        html = self.theme.full(result.page).encode(errors="xmlcharrefreplace")
        self.folders.stage(html_path(result.product.url), html)


def shared_knowledge(index: SiteIndex, frame: Frame) -> SharedKnowledge:
    """Return what every worker is to know: of the index, only what a briefing's page shows of others."""
    listed = {id: summary.for_lists for id, summary in index.summaries.items()}
    return SharedKnowledge(replace(index, groups={}, summaries=listed), frame.shells, frame.branches)


def _calls(method: str, tasks: Sequence[SortedTask]) -> list[Call]:
    return [(method, pack_tasks(batch)) for batch in batches(tasks)]


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
