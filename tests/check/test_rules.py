"""Every rule finds what its manual page says it finds, where an author would look, and nothing in its good example."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.rule import Rule, example_files
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.settings import Settings

AT = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def found(example: str, root: Path) -> tuple[Diagnostic, ...]:
    """What checking the files of an example finds."""
    for name, text in example_files(example).items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return pipeline.examine(Settings(root=root, content=root / "content", at=AT)).diagnostics


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example_is_reported(rule: Rule, tmp_path: Path) -> None:
    reported = [one for one in found(rule.fail, tmp_path) if one.code == rule.code]
    assert reported
    for one in reported:
        lines = (tmp_path / one.span.path).read_text(encoding="utf-8").splitlines()
        assert 1 <= one.span.line <= len(lines)
        assert one.span.column + one.span.length - 1 <= max(1, len(lines[one.span.line - 1]))
        assert one.severity is rule.severity
        assert one.message
        assert "\n" not in one.message + one.hint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_example_is_not(rule: Rule, tmp_path: Path) -> None:
    assert [one for one in found(rule.passes, tmp_path) if one.code == rule.code] == []
