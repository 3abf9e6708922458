"""A problem, before and after its position is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a problem is, and what a build does about it."""

    ERROR = "error"
    """The briefing cannot be published as it is; the build stops, or leaves it out with `--keep-going`."""
    WARNING = "warning"
    """Published, but somebody should look; `mkdocs build --strict` stops."""
    INFO = "info"
    """Worth knowing; never stops a build."""
    OFF = "off"
    """Not reported."""


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2, Severity.OFF: 3}


@dataclass(frozen=True, slots=True)
class Finding:
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
    """A problem with its position: what people and machines are shown."""

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


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file, line and column, the gravest first where two share a place."""
    return tuple(
        sorted(set(diagnostics), key=lambda one: (one.span, _ORDER[one.severity], one.code, one.message))
    )


def count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    """How many have this severity."""
    return sum(one.severity is severity for one in diagnostics)


def faulty_files(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the paths of the files with errors."""
    return frozenset(one.span.path for one in diagnostics if one.severity is Severity.ERROR)


class Verdict:
    """Whether a site may be made of some content; base of the values that know what is wrong with it."""

    __slots__ = ()
    diagnostics: tuple[Diagnostic, ...]
    left_out: frozenset[str]
    """Files left out because of their errors (`keep_going`)."""

    @property
    def publishable(self) -> bool:
        """Whether no file has an error, or those with errors were left out."""
        return faulty_files(self.diagnostics) <= self.left_out

    @property
    def has_warnings(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


KeyPath = tuple[str | int, ...]


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


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the data of a file; `load.locate` turns it into a `Span` when somebody asks.

    Positions are looked up only for the few values that have a problem: ten thousand sound
    briefings carry none.
    """

    path: str
    """Path of the file, with forward slashes, as the user would type it."""
    keys: KeyPath = ()
    """Mapping keys and list indexes from the root of the file to the value."""
    offset: int = 0
    """Characters into the value's text."""
    length: int = 0
    """How many characters of the text are meant; 0 means the whole value."""
    on_key: bool = False
    """True when the key is meant, not its value."""


Locate = Callable[[Place], Span]


def with_spans(findings: Iterable[Finding], locate: Locate) -> tuple[Diagnostic, ...]:
    """The findings with their positions, file by file, so that a `locate` that keeps the last file reads each once."""
    by_file = sorted(findings, key=lambda finding: finding.place.path)
    return tuple(
        Diagnostic(locate(one.place), one.severity, one.code, one.message, one.hint) for one in by_file
    )
