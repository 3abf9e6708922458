"""Products made by a pool of processes: what search knows first, then the pages, then prints and cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_briefings.builder.feeds import PlannedFeed
from mkdocs_briefings.builder.manifest import Frame, Product
from mkdocs_briefings.builder.planning import PlannedProduct
from mkdocs_briefings.builder.request import FrameNeeded, Theme
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.worker import (
    BuildFolders,
    Result,
    SharedKnowledge,
    Task,
    WrittenRecord,
    stage_file,
)
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.publish.pool import Call, Pool
from mkdocs_briefings.render.addresses import html_path

_BATCH = 16
_SPECIMENS = 2
"""So many pages of each sort are made before all others, which then find their shells."""


@dataclass(slots=True)
class Dispatcher:
    """What making takes beside the products that are wanted."""

    pool: Pool
    scan: Scan
    site_index: SiteIndex
    folders: BuildFolders
    frame: Frame
    """With the shells known so far."""
    theme: Theme | None
    _taught: bool = False
    """Whether the processes know all but the newest shells: what is known of ten thousand briefings is told once."""

    @property
    def shared_knowledge(self) -> SharedKnowledge:
        """What the processes are to know."""
        listed = {id: one.for_lists for id, one in self.site_index.summaries.items()}
        slim = replace(self.site_index, groups={}, summaries=listed)
        return SharedKnowledge(slim, self.frame.shells, self.frame.branches)

    def records(self, wanted: list[PlannedProduct]) -> Iterator[WrittenRecord]:
        """Write what search knows of briefings."""
        yield from self._made("record", wanted)

    def pages(self, wanted: list[PlannedProduct]) -> Iterator[Result]:
        """Make pages.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
        """
        for part in _specimens_first(wanted) if self.theme is not None else [wanted]:
            for made in self._made("make", part):
                if made.page is not None:
                    self._put(made)
                yield made
            if self.theme is not None:
                self.frame = replace(self.frame, shells=self.theme.shells, branches=self.theme.branches)

    def prints(self, wanted: list[PlannedProduct]) -> Iterator[Result]:
        """Make PDFs."""
        yield from self._made("print", wanted)

    def cards(self, wanted: list[PlannedProduct]) -> Iterator[Result]:
        """Make the pictures for where pages are shared."""
        yield from self._made("card", wanted)

    def feeds(self, wanted: list[PlannedFeed]) -> Iterator[Result]:
        """Make feeds of what is staged or stands in the site."""
        tasks = [("feed", wanted[at : at + _BATCH]) for at in range(0, len(wanted), _BATCH)]
        for answer in self.pool.run([()] * self.pool.size, tasks):
            yield from answer

    def _made(self, method: str, wanted: list[PlannedProduct]) -> Iterator[Any]:
        """Those of a briefing by the process that has read it."""
        if not wanted:
            return
        self._teach()
        place = {file.id: number % self.pool.size for number, file in enumerate(self.scan.changed)}
        own: list[list[Task]] = [[] for _ in range(self.pool.size)]
        shared: list[Task] = []
        for one in wanted:
            at = place.get(one.briefing.id) if one.briefing is not None else None
            (shared if at is None else own[at]).append(one.task)
        tasks = [_batches(method, orders) for orders in own]
        for answer in self.pool.run(tasks, _batches(method, shared)):
            yield from answer

    def _teach(self) -> None:
        if self._taught:
            self.pool.ask_all("learn_shells", (self.frame.shells, self.frame.branches))
        else:
            self.pool.ask_all("learn", self.shared_knowledge)
        self._taught = True

    def _put(self, made: Result) -> None:
        if self.theme is None or made.page is None:
            raise FrameNeeded
        html = self.theme.full(made.page).encode(errors="xmlcharrefreplace")
        stage_file(self.folders, html_path(made.url), html)


def product_from(made: Result, digest: bytes, record: bytes = b"") -> Product:
    """What is remembered of something that was made; `record` is the digest of what search knows of it."""
    return Product(digest, made.outputs, made.url, made.date, record, made.copy_sha256, made.problems)


def _batches(method: str, orders: list[Task]) -> list[Call]:
    return [(method, orders[at : at + _BATCH]) for at in range(0, len(orders), _BATCH)]


def _specimens_first(every: list[PlannedProduct]) -> list[list[PlannedProduct]]:
    """A few pages of each sort before all others."""
    seen: Counter[tuple[str, int]] = Counter()
    first: list[PlannedProduct] = []
    rest: list[PlannedProduct] = []
    for one in every:
        sort = one.name.partition("/")[0], one.name.count("/")
        seen[sort] += 1
        (first if seen[sort] <= _SPECIMENS else rest).append(one)
    return [first, rest]
