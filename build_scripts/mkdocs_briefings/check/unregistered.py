"""Outlets that briefings name and the registry lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Place
from mkdocs_briefings.diagnostics.messages import SpellingHints
from mkdocs_briefings.model.facets import registered_names

_NEAR = 0.85
"""Likeness, as for `did_you_mean`, from which one name is taken for a slip in another."""


class UnregisteredOutlet(NamedTuple):
    """A name of an outlet that no registry entry has."""

    name: str
    place: Place
    """Where it stands first."""
    times: str
    """How often it is cited, to stand after its name in a message; empty for once."""
    near_miss: str
    """The hint `did you mean 'x'?`; empty where no registered name is near."""


def unregistered_outlets(context: CheckContext) -> Iterator[UnregisteredOutlet]:
    """Yield each such name once; none in a desk that keeps no `outlets.yaml`."""
    registered = context.registries.outlets
    if not registered:
        return
    first: dict[str, Place] = {}
    uses: Counter[str] = Counter()
    for name, place in (outlet for facts in context.facts for outlet in facts.outlets):
        if not context.unread.may_hold("outlets", name):
            first.setdefault(name, place)
            uses[name] += 1
    names = (name for id, outlet in registered.items() for name in (id, *registered_names(outlet.value)))
    hints = SpellingHints(tuple(names), _NEAR)
    for name, place in first.items():
        times = f", cited {uses[name]} times," if uses[name] > 1 else ""
        yield UnregisteredOutlet(name, place, times, hints.hint(name))
