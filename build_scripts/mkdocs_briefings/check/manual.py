"""The reference page of the rules, made of their manual pages."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.diagnostics.diagnostic import Severity

_MEANING = {
    Severity.ERROR: "cannot be published as it is",
    Severity.WARNING: "somebody should look; `mkdocs build --strict` stops",
    Severity.INFO: "worth knowing",
}


def rules_markdown() -> str:
    """Return the page in Markdown: a table of all rules, then each with its manual and its two examples."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield "What `briefings check` reports. The severity of a rule is a setting; those marked *always* are errors for every desk."
    yield ""
    yield from (f"- **{severity}**: {meaning}." for severity, meaning in _MEANING.items())
    yield ""
    yield "| Rule | Severity | What it finds |"
    yield "|---|---|---|"
    yield from (f"| [`{rule.code}`](#{rule.code}) | {_severity(rule)} | {rule.title} |" for rule in RULES)
    for rule in RULES:
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    yield ""
    yield f"## `{rule.code}` {{ #{rule.code} }}"
    yield ""
    yield f"**{rule.title}** {_severity(rule).capitalize()}."
    yield ""
    yield rule.manual
    for title, example in (("Reported:", rule.fail), ("Not reported:", rule.passes)):
        yield from ("", title, "", "```yaml", example, "```")


def _severity(rule: Rule) -> str:
    always = ", always" if rule.fatal else ""
    return f"{rule.severity}{always}" + (" (found while loading)" if rule.check is None else "")
