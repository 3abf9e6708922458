"""How grave a problem is, for findings of every stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from mkdocs_briefings.check.rules import BY_CODE
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
from mkdocs_briefings.model.settings import Settings

Problem = TypeVar("Problem", Finding, Diagnostic)


def severity_of(code: str, settings: Settings, otherwise: Severity = Severity.ERROR) -> Severity:
    """What the desk decided, else the rule's own; a fatal rule stays an error.

    Args:
        code: name of a rule.
        settings: with the desk's decisions.
        otherwise: for a code that is no rule.
    """
    rule = BY_CODE.get(code)
    if rule is not None and rule.fatal:
        return Severity.ERROR
    return settings.severities.get(code, rule.severity if rule else otherwise)


def graded(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """The problems with their severity by rule and settings, without those that are switched off."""
    weighed = ((one, severity_of(one.code, settings, one.severity)) for one in problems)
    return tuple(replace(one, severity=severity) for one, severity in weighed if severity is not Severity.OFF)
