"""The fourth stage: find what somebody should look at before a site is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from mkdocs_briefings.check.context import Anchors, CheckContext, DeskFacts, Unread, desk_facts
from mkdocs_briefings.check.rules import RULES, RULES_BY_CODE
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.proof import Proofs
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import LinkedBriefing, Site

Problem = TypeVar("Problem", Finding, Diagnostic)


def check(
    site: Site,
    registries: Registries,
    settings: Settings,
    withheld: Mapping[str, str],
    proofs: Proofs,
    faults: Iterable[Finding | Diagnostic] = (),
) -> tuple[Finding, ...]:
    """Return the findings of every rule that is not switched off, with the severity the desk gave it.

    Args:
        site: the briefings to check, connected; all of them, or what an audience may see.
        registries: the shared lists, whole.
        settings: severities by rule, and the moment the site is built for.
        withheld: why a briefing may not be shown, by id.
        proofs: renders texts.
        faults: what loading found, so that what it left out is not reported again as unknown.
    """
    unread, briefings = Unread.from_faults(faults, settings), tuple(site.briefings.values())
    facts = tuple(desk_facts(briefing, registries) for briefing in briefings)
    anchors = cache(lambda briefing: proofs.anchors(site.briefings[briefing]))
    return (
        *check_briefings(briefings, registries, settings, unread, proofs),
        *check_desk(facts, registries, settings, unread, withheld, anchors),
    )


def check_briefings(
    briefings: tuple[LinkedBriefing, ...],
    registries: Registries,
    settings: Settings,
    unread: Unread,
    proofs: Proofs | None,
) -> tuple[Finding, ...]:
    """Return the findings of the rules that look at one briefing at a time, and at the registries."""
    context = CheckContext(briefings, (), registries, today(settings.at), {}, unread, proofs)
    return _findings(context, settings, desk=False)


def check_desk(
    facts: tuple[DeskFacts, ...],
    registries: Registries,
    settings: Settings,
    unread: Unread,
    withheld: Mapping[str, str],
    anchors: Anchors,
) -> tuple[Finding, ...]:
    """Return the findings of the rules that look at all briefings at once; `facts` are newest first."""
    context = CheckContext((), facts, registries, today(settings.at), withheld, unread, anchors=anchors)
    return _findings(context, settings, desk=True)


def severity_of(code: str, settings: Settings, otherwise: Severity = Severity.ERROR) -> Severity:
    """Return the severity that the desk decided, else the rule's own; a fatal rule stays an error.

    Args:
        code: name of a rule.
        settings: with the desk's decisions.
        otherwise: the severity of a code that is no rule.
    """
    rule = RULES_BY_CODE.get(code)
    if rule is not None and rule.fatal:
        return Severity.ERROR
    return settings.severities.get(code, rule.severity if rule else otherwise)


def graded(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """Return the problems with their severity by rule and settings, without those that are switched off."""
    severities = ((problem, severity_of(problem.code, settings, problem.severity)) for problem in problems)
    return tuple(
        _with_severity(problem, severity) for problem, severity in severities if severity is not Severity.OFF
    )


def _with_severity(problem: Problem, severity: Severity) -> Problem:
    if severity is problem.severity:
        return problem
    return (
        problem._replace(severity=severity)
        if isinstance(problem, Finding)
        else replace(problem, severity=severity)
    )


def _findings(context: CheckContext, settings: Settings, *, desk: bool) -> tuple[Finding, ...]:
    findings = (
        finding
        for rule in RULES
        if rule.check and rule.desk is desk and severity_of(rule.code, settings) is not Severity.OFF
        for finding in rule.check(context)
    )
    return graded(findings, settings)
