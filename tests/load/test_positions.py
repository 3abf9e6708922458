"""Every problem is told where an author would look: cases in positions.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import Settings

CASES = yaml.load((Path(__file__).parent / "positions.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_position(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "content" / "briefings" / "2024" / "case.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(case["file"], encoding="utf-8", newline="")
    settings = Settings(tmp_path, tmp_path / "content", at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC))
    positions: dict[str, list[str]] = {}
    lines = case["file"].splitlines()
    for problem in pipeline.examine(settings).diagnostics:
        span = problem.span
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        meant = line[span.column - 1 : span.column - 1 + span.length] or "~"
        positions.setdefault(problem.code, []).append(f"{span.line}:{span.column} {meant}")
    expected = {code: [at] if isinstance(at, str) else at for code, at in case["found"].items()}
    assert positions.keys() == expected.keys()
    for code, places in expected.items():
        assert not places or sorted(positions[code]) == sorted(places)
