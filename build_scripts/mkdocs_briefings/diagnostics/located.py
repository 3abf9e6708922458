"""Findings to diagnostics: the moment a position is looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding
from mkdocs_briefings.diagnostics.span import Place, Span

Locate = Callable[[Place], Span]


def located(findings: Iterable[Finding], locate: Locate) -> tuple[Diagnostic, ...]:
    """The findings with their positions, file by file, so that a `locate` that keeps the last file reads each once."""
    by_file = sorted(findings, key=lambda finding: finding.place.path)
    return tuple(
        Diagnostic(locate(one.place), one.severity, one.code, one.message, one.hint) for one in by_file
    )
