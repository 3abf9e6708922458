"""Parts that commands share: options, consoles, progress bars, and the exit status after an error."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from rich.console import Console
from rich.markup import escape

from mkdocs_briefings.cli.dates import DATE_FORMS, moment_text
from mkdocs_briefings.diagnostics.errors import BriefingsError, ContentError, ProgressCallback, UsageError
from mkdocs_briefings.host import USUAL_CONFIGS, top_logger
from mkdocs_briefings.model.vocabulary import Tlp

P = ParamSpec("P")
R = TypeVar("R")

_STAGES = {
    "load": "Reading",
    "record": "Indexing",
    "render": "Rendering",
    "write": "Writing",
    "print": "Printing",
    "pack": "Packing",
    "zip": "Zipping",
}
_LEVELS = {logging.WARNING: "[yellow]warning:[/] ", logging.ERROR: "[bold red]error:[/] "}

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False),
    help=f"The settings file of the site, if it is not {USUAL_CONFIGS} in this folder.",
)
_AUDIENCE = click.option(
    "--audience",
    type=click.Choice([level.value for level in Tlp]),
    help="Highest TLP level the site may show.",
)
_DRAFTS = click.option(
    "--drafts/--no-drafts", default=None, help="Show drafts and briefings in review, marked as such."
)


def _at(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Read the value of --at."""
    try:
        return None if value is None else moment_text(value)
    except UsageError as error:
        raise click.BadParameter(str(error)) from error


_AT = click.option(
    "--at",
    callback=_at,
    metavar="TIME",
    help=f"Show the site as of a moment, 2024-02-05T09:00:00-05:00, or the start of a date in UTC: {DATE_FORMS}.",
)


def selection_options(command: Callable[P, R]) -> Callable[P, R]:
    """Add the options that say which briefings a site shows: --audience, --drafts and --at."""
    return _AUDIENCE(_DRAFTS(_AT(command)))


def format_option(forms: Sequence[str], help: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return the option --format, which takes one of these forms; the first is the default."""
    choice = click.Choice(forms)
    return click.option("--format", "form", type=choice, default=forms[0], show_default=True, help=help)


class ExitStatus(IntEnum):
    """Exit status of every command."""

    CLEAN = 0
    """Done, nothing wrong."""
    PROBLEMS = 1
    """The content has problems."""
    USAGE = 2
    """The command, a setting or the environment is wrong."""


def exit_on_error(command: Callable[P, R]) -> Callable[P, R]:
    """Turn errors of the package and of the disk into one line and an exit status; nothing else of the command line does."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BriefingsError as error:
            err().print(f"[bold red]briefings:[/] {escape(str(error))}", markup=True)
            status = ExitStatus.PROBLEMS if isinstance(error, ContentError) else ExitStatus.USAGE
            raise click.exceptions.Exit(status) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads the output has gone; click knows what to do
                raise
            place = f"{error.filename}: " if error.filename is not None else ""
            err().print(f"[bold red]briefings:[/] {escape(f'{place}{error.strerror or error}')}", markup=True)
            raise click.exceptions.Exit(ExitStatus.USAGE) from error

    return run


def out() -> Console:
    """Return the console for results; it has colours only on a terminal, and never with NO_COLOR."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=True)


def err() -> Console:
    """Return the console for progress and errors."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def display_path(path: Path, root: Path | None = None) -> str:
    """Return a path as the user would type it in the folder `root`, the current one unless given."""
    root = root or Path.cwd()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def line_reader(root: Path) -> Callable[[str, int], str]:
    """Return a function from a path below `root` and a line number (from 1) to that line, empty if it cannot be read."""

    def read(path: str, number: int) -> str:
        file = root / path
        if file.is_symlink() or not file.is_file():  # what was not followed is not shown; a pipe has no end
            return ""
        try:
            lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError:
            return ""
        return lines[number - 1] if number <= len(lines) else ""

    return read


@contextmanager
def progress_bars() -> Iterator[ProgressCallback]:
    """Show a bar for each stage on a terminal until the block ends; yields the function that moves the bars."""
    from rich.progress import (  # noqa: PLC0415 - most commands have none
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = err()
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield progress


def print_log_records(least: int, most: int) -> None:
    """Print what MkDocs, this plugin and other plugins log, from one logging level to another, a line each."""
    top_logger().addHandler(_LogPrinter(least, most))


class _LogPrinter(logging.Handler):
    def __init__(self, least: int, most: int) -> None:
        super().__init__(least)
        self._most = most

    def emit(self, record: logging.LogRecord) -> None:
        """Print the record, unless it is MkDocs telling of folders that nobody asked for."""
        of_folders = record.name.endswith(".commands.build") and record.levelno < logging.WARNING
        if record.levelno <= self._most and not of_folders:
            err().print(_LEVELS.get(record.levelno, "") + escape(record.getMessage()), markup=True)
