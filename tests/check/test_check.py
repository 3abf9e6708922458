"""The rules find what they should in desks made for one question each (cases.yaml); settings give severities."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.check import rules
from mkdocs_briefings.check.check import graded, severity_of
from mkdocs_briefings.check.rules import RULES, RULES_BY_CODE
from mkdocs_briefings.cli.desk import read_all_settings
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place, Severity, Span
from mkdocs_briefings.mkdocs_plugin.reference import rules_markdown
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.settings.wishes import Overrides


class TextLoader(yaml.CSafeLoader):
    """YAML whose dates and numbers stay text, as written."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, form) for tag, form in forms if tag.endswith(":null")]
        for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


CASES = yaml.load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506
FAULTY = {"files": {"a": {"volume": "x", "titel": "y", "sources": [{"id": "sb", "outlet": None}]}}}


@pytest.fixture
def desk(write_desk) -> Callable[[dict[str, Any]], Settings]:
    """Write the desk of a case."""

    def write(case: dict[str, Any]) -> Settings:
        briefings = {
            f"briefings/2024/{id}": {"date": "2024-06-01", **fields}
            for id, fields in case.get("files", {}).items()
        }
        content = {**briefings, **case.get("registries", {})}
        return write_desk(content, at=dt.datetime(2024, 6, 1, tzinfo=dt.UTC))

    return write


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], desk) -> None:
    codes = Counter(problem.code for problem in pipeline.examine(desk(case)).diagnostics)
    expected = {code: int(times) for code, times in case["found"].items()}
    assert {code: times for code, times in codes.items() if code in case["rules"]} == expected


@pytest.fixture
def severities(desk) -> Callable[..., dict[str, Severity]]:
    """Severity of everything found in a faulty desk, by rule."""

    def find(**chosen: Severity) -> dict[str, Severity]:
        by_code = {code.replace("_", "-"): severity for code, severity in chosen.items()}
        settings = replace(desk(FAULTY), severities=by_code)
        return {problem.code: problem.severity for problem in pipeline.examine(settings).diagnostics}

    return find


def test_severity_is_the_rule_s_own(severities) -> None:
    assert severities() == {
        "wrong-type": Severity.ERROR,
        "unknown-key": Severity.ERROR,
        "point-without-citation": Severity.WARNING,
        "unused-source": Severity.WARNING,
        "outlet-not-named": Severity.INFO,
    }


def test_severity_is_a_setting(severities) -> None:
    chosen = severities(
        unknown_key=Severity.INFO, unused_source=Severity.OFF, outlet_not_named=Severity.ERROR
    )
    assert chosen["unknown-key"] is Severity.INFO
    assert chosen["outlet-not-named"] is Severity.ERROR
    assert "unused-source" not in chosen


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_only_fatal_rules_withstand_settings(code: str) -> None:
    settings = Settings(Path(), Path(), severities={code: Severity.OFF})
    fatal = code in {
        "invalid-yaml",
        "missing-key",
        "duplicate-id",
        "unclear-audience",
        "alias-taken",
        "unclear-name",
    }
    assert severity_of(code, settings) is (Severity.ERROR if fatal else Severity.OFF)
    problems = (Finding(Place("a"), code, "m"), Diagnostic(Span("a"), Severity.ERROR, code, "m"))
    assert all(len(graded([problem], settings)) == fatal for problem in problems)


def test_every_check_has_its_file_and_every_rule_a_manual() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {
        "__init__",
        "files",
        "loading",
        "printing",
    }
    assert files == {rule.code.replace("-", "_") for rule in RULES if rule.check}
    for rule in RULES:
        assert rule.title.endswith(".")
        assert rule.manual
        assert "\n" not in rule.title


def test_reference_page_has_every_rule() -> None:
    page = rules_markdown()
    for rule in RULES_BY_CODE.values():
        for part in (f"## `{rule.code}`", rule.title, rule.manual, rule.fail, rule.passes):
            assert part in page


def test_sample_desk_is_sound() -> None:
    root = Path(__file__).parents[2]
    settings, render = read_all_settings(str(root / "mkdocs.yml"), Overrides(at="2026-12-01T00:00:00Z"))
    severities = {problem.severity for problem in pipeline.examine(settings, render=render).diagnostics}
    assert severities <= {Severity.INFO}
