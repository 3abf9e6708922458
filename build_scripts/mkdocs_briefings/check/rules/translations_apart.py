"""Versions of a briefing in several languages have drifted apart.

A correction, a source or a point that only one of them has makes readers of another language know less, or something
else. A version is compared with its original: the number of executive points, the ids of the sources, the date, and the
dates of events and corrections. Reported is also a version that more people may read than its original, or earlier: each is
shown or withheld by its own `status`, `tlp` and `publish_at`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    language: en
    date: 2024-02-05
    executive_points: [They met., They signed a treaty.]
    body: Talks were held.
    # briefings/2024/visit.de.yaml
    title: Ein Besuch
    date: 2024-02-05
    executive_points: [Sie trafen sich.]
    body: Es wurde verhandelt.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    language: en
    date: 2024-02-05
    executive_points: [They met., They signed a treaty.]
    body: Talks were held.
    # briefings/2024/visit.de.yaml
    title: Ein Besuch
    date: 2024-02-05
    executive_points: [Sie trafen sich., Sie unterzeichneten einen Vertrag.]
    body: Es wurde verhandelt.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext, DeskFacts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.vocabulary import Tlp

SEVERITY = Severity.WARNING
DESK = True

_HINT = "change the one that is behind"
_DATED = (
    ("date", "the date"),
    ("events", "the dates of events"),
    ("corrections", "the dates of corrections"),
)


def check(context: CheckContext) -> Iterator[Finding]:
    """Report each version with the first of each sort of things in which it differs from its original."""
    by_id = context.facts_by_id
    for version in context.facts:
        original = by_id.get(version.translation_of)
        if original is not None and original is not version:
            for key, message in _differences(version, original):
                yield Finding(Place(version.path, (key,)), "translations-apart", message, _HINT)


def _differences(version: DeskFacts, original: DeskFacts) -> Iterator[tuple[str, str]]:
    """Yield the key of each difference, and what it is."""
    if version.points != original.points:
        yield "executive_points", f"{version.points} executive points; '{original.id}' has {original.points}"
    ids, others = (each.sources.split() for each in (version, original))
    if missing := [id for id in others if id not in ids]:
        yield "sources", f"it lacks sources of '{original.id}': {', '.join(missing)}"
    if further := [id for id in ids if id not in others]:
        yield "sources", f"it has sources that '{original.id}' lacks: {', '.join(further)}"
    yield from _more_open(version, original)
    for (key, words), own, other in zip(_DATED, version.dates, original.dates, strict=True):
        if own != other:
            yield (
                key,
                f"{words} are not those of '{original.id}'"
                if key != "date"
                else f"{words} is not that of '{original.id}'",
            )


def _more_open(version: DeskFacts, original: DeskFacts) -> Iterator[tuple[str, str]]:
    """Yield each key by which a version is shown to more people than its original, or earlier."""
    (published, tlp, moment), (also_published, other_tlp, other_moment) = version.deciding, original.deciding
    if published and not also_published:
        yield "status", f"it is published; '{original.id}' is not"
    if Tlp(tlp).rank < Tlp(other_tlp).rank:
        yield "tlp", f"its TLP is {tlp}; '{original.id}' is {other_tlp}"
    if moment < other_moment:
        yield "publish_at", f"it may be shown before '{original.id}', which waits until {other_moment}"
