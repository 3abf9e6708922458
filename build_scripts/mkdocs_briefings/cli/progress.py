"""What a long command says while it works: bars on a terminal, and a line for each remark of MkDocs and its plugins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from mkdocs_briefings.cli.console import err
from mkdocs_briefings.diagnostics.errors import ProgressCallback

_STAGES = {
    "load": "Reading",
    "record": "Indexing",
    "render": "Rendering",
    "write": "Writing",
    "print": "Printing",
    "card": "Drawing",
    "feed": "Feeds",
}
_MARKS = {logging.WARNING: "[yellow]warning:[/] ", logging.ERROR: "[bold red]error:[/] "}


@contextmanager
def progress_bars() -> Iterator[ProgressCallback]:
    """A bar for each stage, on a terminal; gone at the end."""
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = err()
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell


def print_log_records(least: int, most: int) -> None:
    """Print what MkDocs, the plugin and other plugins log from one level to another."""
    logging.getLogger("mkdocs").addHandler(_Remarks(least, most))


class _Remarks(logging.Handler):
    def __init__(self, least: int, most: int) -> None:
        super().__init__(least)
        self._most = most

    def emit(self, record: logging.LogRecord) -> None:
        """One line a remark."""
        of_mkdocs = record.name == "mkdocs.commands.build" and record.levelno < logging.WARNING
        if record.levelno <= self._most and not of_mkdocs:  # which tells of folders that nobody asked for
            err().print(_MARKS.get(record.levelno, "") + escape(record.getMessage()), markup=True)
