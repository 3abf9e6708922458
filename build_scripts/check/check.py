"""The fourth stage: what somebody should look at before a site is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from build_scripts.check.checked import Checked, Unread
from build_scripts.check.rules import RULES
from build_scripts.check.severity import graded, severity_of
from build_scripts.diagnostics.diagnostic import Diagnostic, Finding, Severity
from build_scripts.model.desk import Registries
from build_scripts.model.settings import Settings
from build_scripts.model.site import Site


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
    now = settings.at or dt.datetime.now(dt.UTC)
    checked = Checked(site, registries, now.date(), withheld, Unread.of(faults))
    found = (
        finding
        for rule in RULES
        if rule.check is not None and severity_of(rule.code, settings) is not Severity.OFF
        for finding in rule.check(checked)
    )
    return graded(found, settings)
