"""An id is in no registry.

`publication`, `topics`, `regions`, `entities`, the `parent` of a topic or a region and the `outlet` of a notice name entries of the desk's
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
from typing import NamedTuple

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.diagnostics.messages import SpellingHints
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.field_types import SLUG_PATTERN

SEVERITY = Severity.ERROR

_ALMOST = 0.8


class _Reference(NamedTuple):
    """An id where an author wrote it, and the registry it should be in."""

    id: str
    registry: Kind
    place: Place


def check(context: CheckContext) -> Iterator[Finding]:
    """Report references whose id is in no registry."""
    registries = context.registries
    hints = {kind: SpellingHints(tuple(registries.of_kind(kind))) for kind in FACETS}
    for reference in _references(context):
        id, registry, _ = reference
        if id not in registries.of_kind(registry) and not context.unread.may_hold(registry, id):
            yield _unknown(reference, hints[registry].hint(id) or f"add it to the registry '{registry}'")
    yield from _misspelt_ids(context)


def _references(context: CheckContext) -> Iterator[_Reference]:
    for kind, facet in FACETS.items():
        for briefing in () if facet.names_allowed else context.briefings:
            for keys, id in facet.written(briefing.briefing):
                yield _Reference(id, kind, briefing.at(*keys))
        for entry in context.registries.of_kind(kind).values() if facet.is_tree else ():
            if entry.value.parent is not None:
                yield _Reference(entry.value.parent, kind, entry.at("parent"))
    for notice in context.registries.notices:
        if notice.value.outlet is not None:
            yield _Reference(notice.value.outlet, Kind.OUTLET, notice.at("outlet"))


def _misspelt_ids(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for what is written like an id, and nearly is one, where a plain name would do."""
    for kind in (kind for kind, facet in FACETS.items() if facet.names_allowed):
        registry = context.registries.of_kind(kind)
        hints = SpellingHints(tuple(registry), _ALMOST)
        for briefing in context.briefings:
            written = FACETS[kind].written(briefing.briefing)
            for (keys, name), ref in zip(written, briefing.facets[kind], strict=False):
                if ref.id in registry or not re.fullmatch(SLUG_PATTERN, name):
                    continue
                hint = hints.hint(name)
                if hint and not context.unread.may_hold(kind, name):
                    yield _unknown(_Reference(name, kind, briefing.at(*keys)), hint)


def _unknown(reference: _Reference, hint: str) -> Finding:
    message = f"'{reference.id}' is not in the registry '{reference.registry}'"
    return Finding(reference.place, "unknown-id", message, hint)
