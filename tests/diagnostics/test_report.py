"""The reports, letter by letter: cases in reports.yaml."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.diagnostics.report import Format, as_json, report

CASES = yaml.load((Path(__file__).parent / "reports.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
WRITTEN = [(case, form) for case in CASES for form in Format if form.value in case]


def diagnostics(case: dict[str, Any]) -> list[Diagnostic]:
    """Return the diagnostics of a case."""
    return [
        Diagnostic(Span(path, line, column, length), Severity(severity), code, message, hint)
        for path, line, column, length, severity, code, message, hint in case["diagnostics"]
    ]


def reported(case: dict[str, Any], form: Format, **console: Any) -> str:
    """Return what a report writes to a stream of the case's width and encoding."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=case.get("encoding", "utf-8"), newline="")
    screen = Console(file=stream, width=case.get("width", 80), **console)
    lines = case.get("lines", {})
    report(diagnostics(case), form, screen, lambda path, line: lines.get(path, {}).get(line, ""))
    stream.seek(0)
    return stream.read()


@pytest.mark.parametrize(
    ("case", "form"), WRITTEN, ids=[f"{case['name']} ({form})" for case, form in WRITTEN]
)
def test_report(case: dict[str, Any], form: Format) -> None:
    assert reported(case, form) == case[form.value]


def test_json() -> None:
    written = json.loads(reported(CASES[0], Format.JSON))
    assert written["version"] == 1
    assert written["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert written["diagnostics"][1] == {
        "path": "a.yaml",
        "line": 12,
        "column": 8,
        "length": 4,
        "severity": "error",
        "code": "unresolved-citation",
        "message": "the briefing has no source 'sbb'",
        "hint": "did you mean 'sb'?",
    }
    assert as_json(diagnostics(CASES[-1])).isascii()


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    red = "\x1b[1;31merror\x1b[0m"
    assert red in reported(CASES[0], Format.HUMAN, force_terminal=True)
    assert "\x1b" not in reported(CASES[0], Format.HUMAN)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in reported(CASES[0], Format.HUMAN, force_terminal=True)
