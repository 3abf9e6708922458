"""A problem, before and after its position is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mkdocs_briefings.diagnostics.span import Place, Span


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
