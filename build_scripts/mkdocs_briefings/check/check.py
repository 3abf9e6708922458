"""The fourth stage: what somebody should look at before a site is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from mkdocs_briefings.check.context import CheckContext, DeskFacts, Unread, desk_facts
from mkdocs_briefings.check.rules import RULES, RULES_BY_CODE
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
from mkdocs_briefings.model.dates import today
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import LinkedBriefing, Site


def check(
    site: Site,
    registries: Registries,
    settings: Settings,
    withheld: Mapping[str, str],
    faults: Iterable[Finding | Diagnostic] = (),
) -> tuple[Finding, ...]:
    """Findings of every rule that is not switched off, with the severity the desk gave it.

    Args:
        site: the briefings to check, connected; all of them, or what an audience may see.
        registries: the shared lists, whole.
        settings: severities by rule, and the moment the site is built for.
        withheld: why a briefing may not be shown, by id.
        faults: what loading found, so that what it left out is not reported again as unknown.
    """
    unread, briefings = Unread.from_faults(faults), tuple(site.briefings.values())
    each = tuple(desk_facts(one, registries) for one in briefings)
    return (
        *check_briefings(briefings, registries, settings, unread),
        *check_desk(each, registries, settings, unread, withheld),
    )


def check_briefings(
    briefings: tuple[LinkedBriefing, ...], registries: Registries, settings: Settings, unread: Unread
) -> tuple[Finding, ...]:
    """Findings of the rules that look at one briefing at a time, and at the registries."""
    return _findings(
        CheckContext(briefings, (), registries, today(settings.at), {}, unread), settings, desk=False
    )


def check_desk(
    each: tuple[DeskFacts, ...],
    registries: Registries,
    settings: Settings,
    unread: Unread,
    withheld: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Findings of the rules that look at all briefings at once, newest first."""
    return _findings(
        CheckContext((), each, registries, today(settings.at), withheld, unread), settings, desk=True
    )


def _findings(checked: CheckContext, settings: Settings, *, desk: bool) -> tuple[Finding, ...]:
    found = (
        finding
        for rule in RULES
        if rule.check is not None
        and rule.desk is desk
        and severity_of(rule.code, settings) is not Severity.OFF
        for finding in rule.check(checked)
    )
    return graded(found, settings)


Problem = TypeVar("Problem", Finding, Diagnostic)


def severity_of(code: str, settings: Settings, otherwise: Severity = Severity.ERROR) -> Severity:
    """What the desk decided, else the rule's own; a fatal rule stays an error.

    Args:
        code: name of a rule.
        settings: with the desk's decisions.
        otherwise: for a code that is no rule.
    """
    rule = RULES_BY_CODE.get(code)
    if rule is not None and rule.fatal:
        return Severity.ERROR
    return settings.severities.get(code, rule.severity if rule else otherwise)


def graded(problems: Iterable[Problem], settings: Settings) -> tuple[Problem, ...]:
    """The problems with their severity by rule and settings, without those that are switched off."""
    weighed = ((one, severity_of(one.code, settings, one.severity)) for one in problems)
    return tuple(replace(one, severity=severity) for one, severity in weighed if severity is not Severity.OFF)
