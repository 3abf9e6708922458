"""A desk with ten bad files beside a good one: one run names every fault once, where it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from mkdocs_briefings import pipeline
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.report import short
from mkdocs_briefings.model.settings import Settings

ROOT = Path(__file__).parents[1] / "sites" / "invalid"
SETTINGS = Settings(ROOT, ROOT / "content", at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC))
EXPECTED = ROOT / "expected.txt"


def test_every_fault_once() -> None:
    assert short(pipeline.examine(SETTINGS).diagnostics) == EXPECTED.read_text(encoding="utf-8")


def test_good_file_stays() -> None:
    gathered = pipeline.gather(replace(SETTINGS, keep_going=True))
    assert list(gathered.site.briefings) == ["good"]
    assert gathered.publishable


def test_ten_files_are_bad() -> None:
    diagnostics = pipeline.examine(SETTINGS).diagnostics
    files = {problem.span.path for problem in diagnostics if problem.severity is Severity.ERROR}
    assert len(files) == 10
    assert "content/briefings/2024/good.yaml" not in files
