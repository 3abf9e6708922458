"""What commands share: where they print, which exit status means what, how errors end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from rich.console import Console
from rich.markup import escape

from mkdocs_briefings.diagnostics.errors import BriefingsError, ContentError

P = ParamSpec("P")
R = TypeVar("R")


class ExitStatus(IntEnum):
    """Exit status of every command."""

    CLEAN = 0
    """Done, nothing wrong."""
    PROBLEMS = 1
    """The content has problems."""
    USAGE = 2
    """The command, a setting or the environment is wrong."""


def out() -> Console:
    """Where results go; colours only on a terminal, never with NO_COLOR."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=True)


def err() -> Console:
    """Where progress and errors go."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def display_path(path: Path) -> str:
    """The path as the user would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def line_reader(root: Path) -> Callable[[str, int], str]:
    """Text of a line of a file below `root`; empty when it cannot be read."""

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


def exit_on_error(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the package's errors into one line and an exit status; the only place of the command line that does."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BriefingsError as error:
            err().print(f"[bold red]briefings:[/] {escape(str(error))}", markup=True)
            status = ExitStatus.PROBLEMS if isinstance(error, ContentError) else ExitStatus.USAGE
            raise click.exceptions.Exit(status) from error

    return run
