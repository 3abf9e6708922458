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

SEVERITY = Severity.ERROR

_ALMOST = 0.8


@dataclass(frozen=True, slots=True)
class _Reference:
    """An id where an author wrote it, and the registry it should be in."""

    id: str
    registry: str
    place: Place


def check(context: CheckContext) -> Iterator[Finding]:
    """Report references whose id is in no registry."""
    registries = context.registries
    ids = {
        "publications": registries.publications.keys(),
        "topics": registries.topics.keys(),
        "entities": registries.entities.keys(),
        "outlets": registries.outlets.keys(),
    }
    hints = {registry: SpellingHints(tuple(registered)) for registry, registered in ids.items()}
    for reference in _references(context):
        id, registry = reference.id, reference.registry
        if id not in ids[registry] and not context.unread.may_hold(registry, id):
            yield _unknown(reference, hints[registry].hint(id) or f"add it to the registry '{registry}'")
    yield from _authors(context)


def _references(context: CheckContext) -> Iterator[_Reference]:
    for briefing in context.briefings:
        written = briefing.briefing
        if written.publication is not None:
            yield _Reference(written.publication, "publications", Place(briefing.path, ("publication",)))
        for index, id in enumerate(written.topics):
            yield _Reference(id, "topics", Place(briefing.path, ("topics", index)))
        for index, id in enumerate(written.entities):
            yield _Reference(id, "entities", Place(briefing.path, ("entities", index)))
    for topic in context.registries.topics.values():
        if topic.value.parent is not None:
            yield _Reference(topic.value.parent, "topics", topic.at("parent"))
    for notice in context.registries.notices:
        if notice.value.outlet is not None:
            yield _Reference(notice.value.outlet, "outlets", notice.at("outlet"))


def _authors(context: CheckContext) -> Iterator[Finding]:
    hints = SpellingHints(tuple(context.registries.authors), _ALMOST)
    for briefing in context.briefings:
        for index, (author, ref) in enumerate(zip(briefing.briefing.authors, briefing.authors, strict=True)):
            if ref.id in context.registries.authors or not re.fullmatch(SLUG_PATTERN, author):
                continue
            hint = hints.hint(author)
            if hint and not context.unread.may_hold("authors", author):
                yield _unknown(_Reference(author, "authors", Place(briefing.path, ("authors", index))), hint)


def _unknown(reference: _Reference, hint: str) -> Finding:
    message = f"'{reference.id}' is not in the registry '{reference.registry}'"
    return Finding(reference.place, "unknown-id", message, hint)
