"""A problem and its place, before and after its line is looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""Mapping keys and list indexes (from 0) from the root of a file to a value."""


class Severity(StrEnum):
    """Degrees of gravity, and what a build does about a problem of each; the gravest first."""

    ERROR = "error"
    """The briefing cannot be published as it is; the build stops, or leaves it out with `--keep-going`."""
    WARNING = "warning"
    """Published, but somebody should look; `mkdocs build --strict` stops."""
    INFO = "info"
    """Worth knowing; never stops a build."""
    OFF = "off"
    """Not reported."""


_ORDER = {severity: number for number, severity in enumerate(Severity)}


FOUND_BY_PRINTING = frozenset({"missing-glyph", "unprintable-picture"})
"""Rules whose problems only show when a PDF is made: no command but one that prints can report them."""


class Place(NamedTuple):
    """A place in the data of a file; `load.locate` turns it into a `Span` when somebody asks.

    Positions are looked up only for the few values that have a problem: ten thousand sound
    briefings carry none.
    """

    path: str
    """Path of the file, with forward slashes, as the user would type it."""
    keys: KeyPath = ()
    """Keys that lead to the value."""
    offset: int = 0
    """Characters into the value's text."""
    length: int = 0
    """How many characters of the text are meant; 0 means the whole value."""
    on_key: bool = False
    """True when the key is meant, not its value."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file, as an editor counts it."""

    path: str
    """Path of the file, with forward slashes, as the user would type it."""
    line: int = 1
    """Line, from 1."""
    column: int = 1
    """Column in characters, from 1."""
    length: int = 1
    """How many characters of that line are meant, at least 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Finding(NamedTuple):
    """A problem whose line is not known yet."""

    place: Place
    """Where in the data."""
    code: str
    """Name of the rule, as in the documentation: `unresolved-citation`."""
    message: str
    """What is wrong, one line, without a full stop."""
    hint: str = ""
    """What to do about it, one line; empty when the message says it."""
    severity: Severity = Severity.ERROR
    """How grave it is, after the desk's settings."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem with its position, as it is shown to people and machines."""

    span: Span
    """Where in the file."""
    severity: Severity
    """How grave it is."""
    code: str
    """Name of the rule."""
    message: str
    """What is wrong, one line."""
    hint: str = ""
    """What to do about it; may be empty."""


def with_spans(findings: Iterable[Finding], locate: Callable[[Place], Span]) -> tuple[Diagnostic, ...]:
    """Return the findings with their positions, file by file, so that a `locate` that keeps the last file reads each once."""
    by_file = sorted(findings, key=lambda finding: finding.place.path)
    return tuple(
        Diagnostic(locate(finding.place), finding.severity, finding.code, finding.message, finding.hint)
        for finding in by_file
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, by file, line and column, the gravest first where two share a place."""
    return tuple(
        sorted(set(diagnostics), key=lambda each: (each.span, _ORDER[each.severity], each.code, each.message))
    )


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """Return how many diagnostics have this severity."""
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)


def faulty_files(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the paths of the files with errors."""
    return frozenset(
        diagnostic.span.path for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR
    )


class Verdict:
    """A judgment whether a site may be made of some content; base of the values that hold its problems."""

    __slots__ = ()
    diagnostics: tuple[Diagnostic, ...]
    left_out: frozenset[str]
    """Files left out because of their errors (`keep_going`)."""
    not_shown: tuple[str, ...]
    """How many briefings are not shown and why, and how to see them: two lines, or none."""

    @property
    def publishable(self) -> bool:
        """Whether no file has an error, or those with errors were left out."""
        return faulty_files(self.diagnostics) <= self.left_out

    @property
    def has_warnings(self) -> bool:
        """Whether there are warnings."""
        return count(self.diagnostics, Severity.WARNING) > 0
