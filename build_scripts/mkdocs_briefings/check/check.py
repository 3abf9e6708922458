"""The fourth stage: what somebody should look at before a site is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from mkdocs_briefings.check.checked import Checked, Unread
from mkdocs_briefings.check.claims import Claims, claims
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.check.severity import graded, severity_of
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
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
    unread, briefings = Unread.of(faults), tuple(site.briefings.values())
    each = tuple(claims(one, registries) for one in briefings)
    return (
        *check_each(briefings, registries, settings, unread),
        *check_desk(each, registries, settings, unread, withheld),
    )


def check_each(
    briefings: tuple[LinkedBriefing, ...], registries: Registries, settings: Settings, unread: Unread
) -> tuple[Finding, ...]:
    """Findings of the rules that look at one briefing at a time, and at the registries."""
    return _findings(Checked(briefings, (), registries, _today(settings), {}, unread), settings, desk=False)


def check_desk(
    each: tuple[Claims, ...],
    registries: Registries,
    settings: Settings,
    unread: Unread,
    withheld: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Findings of the rules that look at all briefings at once, newest first."""
    return _findings(Checked((), each, registries, _today(settings), withheld, unread), settings, desk=True)


def _findings(checked: Checked, settings: Settings, *, desk: bool) -> tuple[Finding, ...]:
    found = (
        finding
        for rule in RULES
        if rule.check is not None
        and rule.desk is desk
        and severity_of(rule.code, settings) is not Severity.OFF
        for finding in rule.check(checked)
    )
    return graded(found, settings)


def _today(settings: Settings) -> dt.date:
    return (settings.at or dt.datetime.now(dt.UTC)).date()
