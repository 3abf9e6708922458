"""A topic or a region is, by way of its parents, its own parent.

Topics and regions make a tree: a narrower one names the wider as its `parent`. Cut the circle at the widest.

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


def check(context: CheckContext) -> Iterator[Finding]:
    """Report circles of parents, each once."""
    for kind in (kind for kind, facet in FACETS.items() if facet.is_tree):
        registry = context.registries.of_kind(kind)
        parents = {id: entry.value.parent for id, entry in registry.items() if entry.value.parent is not None}
        for id in parents:
            circle = _circle(id, parents)
            if circle and id == min(circle):
                message = f"'{id}' is its own parent: {' > '.join((*circle, id))}"
                hint = "remove `parent` from the widest"
                yield Finding(registry[id].at("parent"), "parent-loop", message, hint)


def _circle(id: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids from this one up to itself; none when the way up ends or runs into another circle."""
    path = {id: None}
    above = parents.get(id)
    while above is not None and above not in path:
        path[above] = None
        above = parents.get(above)
    return tuple(path) if above == id else ()
