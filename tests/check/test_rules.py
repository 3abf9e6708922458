"""Every rule finds what its manual page says it finds, where an author would look, and nothing in its good example."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.settings import RenderSettings


@pytest.fixture
def problems(write_desk) -> Callable[[Rule, str], list[Diagnostic]]:
    """Check the files of an example, and return what one rule reports."""

    def examine(rule: Rule, example: str) -> list[Diagnostic]:
        _, *parts = re.split(r"^# (.+\.ya?ml)$\n?", example, flags=re.MULTILINE)
        files = {name: text.rstrip() + "\n" for name, text in zip(parts[::2], parts[1::2], strict=True)}
        settings = write_desk(files, at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC))
        return [
            problem
            for problem in pipeline.examine(settings, render=RenderSettings(features=("maths",))).diagnostics
            if problem.code == rule.code
        ]

    return examine


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example_is_reported(rule: Rule, problems, tmp_path: Path) -> None:
    reported = problems(rule, rule.fail)
    assert reported
    for problem in reported:
        span = problem.span
        lines = (tmp_path / span.path).read_text(encoding="utf-8").splitlines()
        assert 1 <= span.line <= len(lines)
        assert span.column + span.length - 1 <= max(1, len(lines[span.line - 1]))
        assert problem.severity is rule.severity
        assert problem.message
        assert "\n" not in problem.message + problem.hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_example_is_not(rule: Rule, problems) -> None:
    assert problems(rule, rule.passes) == []
