"""Tasks dealt out to the workers: records for search first, then the pages, then prints, cards and feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_briefings.builder.feeds import PlannedFeed
from mkdocs_briefings.builder.manifest import Frame
from mkdocs_briefings.builder.planning import PlannedProduct
from mkdocs_briefings.builder.request import FrameNeeded, Theme
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.worker import BuildFolders, Result, SharedKnowledge, Task
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.publish.pool import Call, Pool, batches
from mkdocs_briefings.render.addresses import html_path

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

    def pages(self, planned: Sequence[PlannedProduct]) -> Iterator[Result]:
        """Make pages.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
        """
        for part in _specimens_first(planned) if self.theme is not None else [planned]:
            for result in self.run("make", part):
                if result.page is not None:
                    self._render_in_theme(result)
                yield result
            if self.theme is not None:
                self.frame = replace(self.frame, shells=self.theme.shells, branches=self.theme.branches)

    def run(self, method: str, planned: Sequence[PlannedProduct | PlannedFeed]) -> Iterator[Any]:
        """Have a method of `Worker` called for each product; one of a briefing goes to the worker that has read it."""
        if not planned:
            return
        self._update_workers()
        readers = {file.id: number % self.pool.size for number, file in enumerate(self.scan.changed)}
        own: list[list[Task | PlannedFeed]] = [[] for _ in range(self.pool.size)]
        shared: list[Task | PlannedFeed] = []
        for product in planned:
            reader = readers.get(product.briefing.id) if product.briefing is not None else None
            (shared if reader is None else own[reader]).append(product.task)
        for results in self.pool.run([_calls(method, tasks) for tasks in own], _calls(method, shared)):
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


def _calls(method: str, tasks: Sequence[Task | PlannedFeed]) -> list[Call]:
    return [("each", (method, batch)) for batch in batches(tasks)]


def _specimens_first(pages: Sequence[PlannedProduct]) -> list[list[PlannedProduct]]:
    """Part the pages into a few of each sort and all others; pages of one folder and depth are a sort."""
    seen: Counter[tuple[str, int]] = Counter()
    first: list[PlannedProduct] = []
    rest: list[PlannedProduct] = []
    for page in pages:
        sort = page.name.partition("/")[0], page.name.count("/")
        seen[sort] += 1
        (first if seen[sort] <= _SPECIMENS else rest).append(page)
    return [first, rest]
