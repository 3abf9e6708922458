"""Faults of what is not ours in a line: templates, hooks, extensions and other plugins raise whatever they like."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.host import Abort, MkDocsException, chosen, get_plugin_logger

log = get_plugin_logger("briefings")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}
_TEMPLATES = (".html", ".xml", ".jinja", ".js", ".css", ".svg", ".txt")


def in_words(error: BaseException, root: Path) -> str:
    """Return what went wrong in one line: file and line where it is a file of the desk or a template, and the reason.

    Where neither is to blame, as when a theme or an extension fails at what a page holds, the page is named.

    Args:
        error: as it was raised.
        root: folder of mkdocs.yml; paths below it are written as the user would type them.
    """
    place = _place(error, root) or _page(error, root)
    return f"{place}: {_reason(error)}" if place else _reason(error)


def log_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Write problems of the content to MkDocs' log, a line each."""
    for problem in diagnostics:
        hint = f" ({problem.hint})" if problem.hint else ""
        log.log(_LEVELS[problem.severity], "%s: %s [%s]%s", problem.span, problem.message, problem.code, hint)


def problems_of(error: Exception, diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return why a build failed, a line each: the errors of the content, else what was raised."""
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    lines = (f"{each.span}: {each.message}{f' ({each.hint})' if each.hint else ''}" for each in errors)
    return tuple(lines) or (str(error),)


def stop_in_words(error: Exception, root: Path) -> None:
    """Stop MkDocs after an error that it would end in a traceback for; its own it reports itself.

    Raises:
        Abort: the error was not MkDocs' own, and a line in the log says where it was.
    """
    if not isinstance(error, MkDocsException):
        log.error("%s", in_words(error, root))
        log.debug("Where it was raised:", exc_info=error)
        raise Abort(f"Aborted with an error; `{chosen().package} build --verbose` says more.") from error


def _reason(error: BaseException) -> str:
    match error:
        case TemplateNotFound():
            reason = f"there is no template '{error.name}'"
        case TemplateSyntaxError() | SyntaxError():
            reason = f"{error.msg if isinstance(error, SyntaxError) else error.message}"
        case UndefinedError():
            reason = str(error)
        case OSError():
            reason = f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
        case _:
            reason = f"{type(error).__name__}: {error}"
    return " ".join(reason.split())


def _place(error: BaseException, root: Path) -> str:
    """Return file and line of the fault, empty if it is in none that the desk or the theme wrote."""
    if isinstance(error, (TemplateSyntaxError, SyntaxError)) and error.filename:
        return f"{_as_typed(error.filename, root)}:{error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_TEMPLATES) or _is_the_desks(frame.filename, root):
            return f"{_as_typed(frame.filename, root)}:{frame.lineno}"
    return ""


def _page(error: BaseException, root: Path) -> str:
    """Return the file of the page that was made when an error was raised; empty outside of pages."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        file = getattr(frame.f_locals.get("page"), "file", None)
        if path := getattr(file, "abs_src_path", None):
            return _as_typed(str(path), root)
    return ""


def _is_the_desks(file: str, root: Path) -> bool:
    path = Path(os.path.realpath(file))
    package = Path(__file__).parents[1]
    return (
        path.is_file()
        and path.is_relative_to(os.path.realpath(root))
        and not any(path.is_relative_to(os.path.realpath(folder)) for folder in (sys.prefix, package))
    )


def _as_typed(file: str, root: Path) -> str:
    path = Path(os.path.realpath(file))
    real = os.path.realpath(root)
    return path.relative_to(real).as_posix() if path.is_relative_to(real) else file
