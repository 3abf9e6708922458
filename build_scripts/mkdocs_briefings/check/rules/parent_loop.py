"""A topic is, by way of its parents, its own parent.

Topics make a tree: a narrower one names the wider as its `parent`. Cut the circle at the widest.

FAIL:

    # topics.yaml
    union-state: {name: Union State, parent: eastern-europe}
    eastern-europe: {name: Eastern Europe, parent: union-state}

PASS:

    # topics.yaml
    union-state: {name: Union State, parent: eastern-europe}
    eastern-europe: {name: Eastern Europe}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
from mkdocs_briefings.model.facets import FACETS

SEVERITY = Severity.ERROR


def check(checked: CheckContext) -> Iterator[Finding]:
    """Circles of parents, each once."""
    for facet in (one for one in FACETS.values() if one.is_tree):
        registry = checked.registries.of_kind(facet.kind)
        parents = {id: entry.value.parent for id, entry in registry.items() if entry.value.parent is not None}
        for id in parents:
            circle = _circle(id, parents)
            if circle and id == min(circle):
                message = f"'{id}' is its own parent: {' > '.join((*circle, id))}"
                hint = "remove `parent` from the widest"
                yield Finding(registry[id].at("parent"), "parent-loop", message, hint)


def _circle(id: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The entries from this one up to itself; empty when the way up ends or runs into another circle."""
    way = {id: None}
    above = parents.get(id)
    while above is not None and above not in way:
        way[above] = None
        above = parents.get(above)
    return tuple(way) if above == id else ()
