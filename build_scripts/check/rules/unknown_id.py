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

from build_scripts.check.checked import Checked
from build_scripts.diagnostics.diagnostic import Finding, Severity
from build_scripts.diagnostics.hint import nearest
from build_scripts.diagnostics.span import Place
from build_scripts.model.content import SLUG
from build_scripts.model.site import LinkedBriefing

SEVERITY = Severity.ERROR

_ALMOST = 0.8


@dataclass(frozen=True, slots=True)
class _Reference:
    """An id where an author wrote it, and the registry it should be in."""

    id: str
    registry: str
    place: Place


def check(checked: Checked) -> Iterator[Finding]:
    """References whose id is in no registry."""
    known = {
        registry: getattr(checked.registries, registry).keys()
        for registry in ("publications", "topics", "entities", "outlets")
    }
    hints: dict[tuple[str, str], str] = {}
    for one in _references(checked):
        if one.id in known[one.registry] or checked.unread.entry(one.registry, one.id):
            continue
        key = (one.registry, one.id)
        if key not in hints:
            hints[key] = nearest(one.id, known[one.registry]) or f"add it to the registry '{one.registry}'"
        yield Finding(one.place, "unknown-id", f"'{one.id}' is not in the registry '{one.registry}'", hints[key])
    for briefing in checked.briefings:
        yield from _authors(briefing, checked)


def _references(checked: Checked) -> Iterator[_Reference]:
    for briefing in checked.briefings:
        written = briefing.briefing
        if written.publication is not None:
            yield _Reference(written.publication, "publications", Place(briefing.path, ("publication",)))
        for index, id in enumerate(written.topics):
            yield _Reference(id, "topics", Place(briefing.path, ("topics", index)))
        for index, id in enumerate(written.entities):
            yield _Reference(id, "entities", Place(briefing.path, ("entities", index)))
    for topic in checked.registries.topics.values():
        if topic.value.parent is not None:
            yield _Reference(topic.value.parent, "topics", topic.at("parent"))
    for notice in checked.registries.notices:
        if notice.value.outlet is not None:
            yield _Reference(notice.value.outlet, "outlets", notice.at("outlet"))


def _authors(briefing: LinkedBriefing, checked: Checked) -> Iterator[Finding]:
    for index, (author, ref) in enumerate(zip(briefing.briefing.authors, briefing.authors, strict=True)):
        if ref.id in checked.registries.authors or not re.fullmatch(SLUG, author):
            continue
        hint = nearest(author, checked.registries.authors, _ALMOST)
        if hint and not checked.unread.entry("authors", author):
            place = Place(briefing.path, ("authors", index))
            yield Finding(place, "unknown-id", f"'{author}' is not in the registry 'authors'", hint)
