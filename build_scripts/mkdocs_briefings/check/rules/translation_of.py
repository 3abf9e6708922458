"""A briefing is no version of what it names as its original.

`translation_of` names the briefing that a version translates: another one, in another language, which is itself no
translation. So all versions name the same one, and each language has one version. What is wrong is not tied, or makes
readers of a language choose between two.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    language: en
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    # briefings/2024/besuch.yaml
    title: Ein Besuch
    language: de
    translation_of: visti
    date: 2024-02-05
    executive_points: [Sie trafen sich.]
    body: Es wurde verhandelt.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    language: en
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    # briefings/2024/besuch.yaml
    title: Ein Besuch
    language: de
    translation_of: visit
    date: 2024-02-05
    executive_points: [Sie trafen sich.]
    body: Es wurde verhandelt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_briefings.check.context import CheckContext, DeskFacts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints

SEVERITY = Severity.ERROR
DESK = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report translations of what is not there, of translations, and a second one in the language of another."""
    by_id, hints = context.facts_by_id, SpellingHints(tuple(context.facts_by_id))
    accounted_for = context.withheld.keys() | context.unread.briefings
    first: dict[tuple[str, str], str] = {}
    for version in sorted(context.facts, key=lambda facts: facts.path):
        id = version.translation_of
        if not id:
            continue
        message, hint = _fault(version, by_id)
        if id not in by_id and id not in accounted_for:
            message, hint = f"there is no briefing '{id}'", hints.hint(id)
        other = first.setdefault((id, version.language.lower()), version.id)
        if not message and other != version.id:
            message = f"'{other}' is the version of '{id}' in the same language, '{version.language}'"
            hint = "keep one, or correct the language of the other"
        if message:
            yield Finding(Place(version.path, ("translation_of",)), "translation-of", message, hint)


def _fault(version: DeskFacts, by_id: Mapping[str, DeskFacts]) -> tuple[str, str]:
    """Return what is wrong between a version and its original, and what to do; empty texts for nothing."""
    original = by_id.get(version.translation_of)
    if original is None:
        return "", ""
    if original is version:
        return "the briefing is named as its own original", "name the briefing that it translates"
    if original.translation_of:
        message = f"'{original.id}' is a translation itself, of '{original.translation_of}'"
        return message, f"write `translation_of: {original.translation_of}`"
    if original.language.lower() == version.language.lower():
        message = f"its original '{original.id}' is in the same language, '{original.language}'"
        return message, "give each its `language`"
    return "", ""
