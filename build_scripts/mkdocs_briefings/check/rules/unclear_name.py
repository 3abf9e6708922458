"""A plain name of an outlet or author does not say which is meant.

A name that stands for an entry of `outlets.yaml` or `authors.yaml` is another one's, too (compared without regard to
capitals), or it is written as ids are, so that it would mean whichever entry gets that id. Which of them a page names is
never guessed: another answer could come with an entry that readers are not to know of. Write the id of the one you mean. No
setting makes this less than an error.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@post]."]
    body: Talks were held.
    sources: [{id: post, outlet: The Post, date: 2024-01-27}]
    # outlets.yaml
    washington-post: {name: The Washington Post, aliases: [The Post]}
    jakarta-post: {name: The Jakarta Post, short: the Post}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@post]."]
    body: Talks were held.
    sources: [{id: post, outlet: jakarta-post, date: 2024-01-27}]
    # outlets.yaml
    washington-post: {name: The Washington Post}
    jakarta-post: {name: The Jakarta Post}
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.model.desk import is_written_like_id
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.site import LinkedBriefing

SEVERITY = Severity.ERROR
FATAL = True


def check(context: CheckContext) -> Iterator[Finding]:
    """Report plain names that several entries have, or that could be an id."""
    for kind in (kind for kind, facet in FACETS.items() if facet.names_allowed):
        registry = context.registries.of_kind(kind)
        ids_by_name = context.registries.ids_by_name(kind)
        for name, place in (name for briefing in context.briefings for name in _written(kind, briefing)):
            ids = () if name in registry else ids_by_name.get(name.casefold(), ())
            if len(ids) > 1 or (ids and is_written_like_id(name)):
                yield _unclear(name, ids, place)


def _written(kind: Kind, briefing: LinkedBriefing) -> Iterator[tuple[str, Place]]:
    if kind is Kind.OUTLET:
        for index, source in enumerate(briefing.briefing.sources):
            if source.outlet is not None:
                yield source.outlet, briefing.at("sources", index, "outlet")
    for keys, name in FACETS[kind].written(briefing.briefing):
        yield name, briefing.at(*keys)


def _unclear(name: str, ids: tuple[str, ...], place: Place) -> Finding:
    first, *others = (f"'{id}'" for id in ids)
    if not others:
        message = f"'{name}' is a name of {first}, but written as ids are"
        return Finding(place, "unclear-name", message, f"write {first}")
    message = f"'{name}' is a name of {' and of '.join((first, *others))}"
    return Finding(place, "unclear-name", message, "write the id of the one that is meant")
