"""An id is in no registry.

`publication`, `topics`, `entities`, the `parent` of a topic and the `outlet` of a notice name entries of the desk's
registries. An author may be a plain name; one that is written like an id and is nearly one in `authors.yaml` is
taken for a slip and reported too. Correct the id, or add the entry.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    topics: [union-sate]
    executive_points: [They met.]
    body: Talks were held.
    # topics.yaml
    union-state: {name: Union State}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    topics: [union-state]
    executive_points: [They met.]
    body: Talks were held.
    # topics.yaml
    union-state: {name: Union State}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints
from mkdocs_briefings.model.content import SLUG_PATTERN
from mkdocs_briefings.model.facets import FACETS, Kind

SEVERITY = Severity.ERROR

_ALMOST = 0.8


@dataclass(frozen=True, slots=True)
class _Reference:
    """An id where an author wrote it, and the registry it should be in."""

    id: str
    kind: Kind
    place: Place


def check(checked: CheckContext) -> Iterator[Finding]:
    """References whose id is in no registry."""
    registries = checked.registries
    spelling = {kind: SpellingHints(tuple(registries.of_kind(kind))) for kind in FACETS}
    for one in _references(checked):
        if one.id not in registries.of_kind(one.kind) and not checked.unread.may_hold(one.kind, one.id):
            yield _unknown(one, spelling[one.kind].hint(one.id) or f"add it to the registry '{one.kind}'")
    yield from _slips(checked)


def _references(checked: CheckContext) -> Iterator[_Reference]:
    for facet in FACETS.values():
        for briefing in () if facet.names_allowed else checked.briefings:
            for keys, id in facet.written(briefing.briefing):
                yield _Reference(id, facet.kind, Place(briefing.path, keys))
        for entry in checked.registries.of_kind(facet.kind).values() if facet.is_tree else ():
            if entry.value.parent is not None:
                yield _Reference(entry.value.parent, facet.kind, entry.at("parent"))
    for notice in checked.registries.notices:
        if notice.value.outlet is not None:
            yield _Reference(notice.value.outlet, Kind.OUTLET, notice.at("outlet"))


def _slips(checked: CheckContext) -> Iterator[Finding]:
    """Where a plain name would do: what is written like an id and is nearly one."""
    for facet in (one for one in FACETS.values() if one.names_allowed):
        registry = checked.registries.of_kind(facet.kind)
        spelling = SpellingHints(tuple(registry), _ALMOST)
        for briefing in checked.briefings:
            refs = briefing.facets[facet.kind]
            for (keys, name), ref in zip(facet.written(briefing.briefing), refs, strict=False):
                if ref.id in registry or not re.fullmatch(SLUG_PATTERN, name):
                    continue
                hint = spelling.hint(name)
                if hint and not checked.unread.may_hold(facet.kind, name):
                    yield _unknown(_Reference(name, facet.kind, Place(briefing.path, keys)), hint)


def _unknown(one: _Reference, hint: str) -> Finding:
    return Finding(one.place, "unknown-id", f"'{one.id}' is not in the registry '{one.kind}'", hint)
