"""What search knows of briefings: written before their pages, for to index it takes longer than to make those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_briefings.builder.dispatch import Dispatcher, Outdated
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.worker import WrittenRecord
from mkdocs_briefings.publish.search.texts import file_address
from mkdocs_briefings.publish.staging import stat_files


@dataclass(slots=True)
class Records:
    """The records of a build."""

    dispatcher: Dispatcher
    request: BuildRequest
    _coming: Iterator[WrittenRecord] | None = None
    """Those that were begun and have not come yet; None if none were begun."""
    _total: int = 0
    _written: dict[str, WrittenRecord] = field(default_factory=dict)

    def begin(self, pages: Iterable[Outdated]) -> None:
        """Begin to write those of some pages, unless some were begun; workers that are processes do it beside this one."""
        if self._coming is None:
            searched = [page for page in pages if page.task.briefings] if self.request.search else []
            self._total, self._written = len(searched), {}
            self._coming = self.dispatcher.records(searched)

    def others_in(self, folder: Path) -> tuple[str, ...]:
        """Wait for them, and return the addresses of all other files of the folder that they are written to."""
        texts = {file_address("texts", record.searched.text) for record in self._wait().values()}
        return tuple(sorted(stat_files(folder).keys() - texts))

    def finish(self) -> dict[str, WrittenRecord]:
        """Wait for them, and return them by the Markdown addresses of their pages."""
        written, self._coming = self._wait(), None
        return written

    def _wait(self) -> dict[str, WrittenRecord]:
        for record in self._coming or ():
            self._written[record.name] = record
            self.request.progress("record", len(self._written), self._total)
        return self._written
