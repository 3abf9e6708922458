"""What a briefing has to do with the rest of the desk, for the rules that look at all briefings at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_briefings.check.citing import Reference, references
from mkdocs_briefings.diagnostics.span import Place
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.site import LinkedBriefing


class Claims(NamedTuple):
    """Small enough to be kept for every briefing from one build to the next."""

    id: str
    path: str
    aliases: tuple[str, ...]
    references: tuple[Reference, ...]
    """Briefings it names."""
    outlets: tuple[tuple[str, Place], ...]
    """Outlets it names that have no entry."""
    notices: tuple[int, ...]
    """Notices that stand at its sources, by their number in the registry."""
    urls: str
    """Addresses of its sources, a line each."""


def claims(briefing: LinkedBriefing, registries: Registries) -> Claims:
    """What the rules for the whole desk look at."""
    order = {id(notice.value): number for number, notice in enumerate(registries.notices)}
    at = (order[id(notice)] for source in briefing.sources for notice in source.notices) if order else ()
    return Claims(
        briefing.id,
        briefing.path,
        tuple(briefing.briefing.aliases),
        tuple(references(briefing)),
        tuple(_without_entry(briefing, registries)),
        tuple(dict.fromkeys(at)),
        "\n".join(source.url for source in briefing.briefing.sources if source.url),
    )


def _without_entry(briefing: LinkedBriefing, registries: Registries) -> Iterator[tuple[str, Place]]:
    refs = {one.source.id: one.outlet for one in briefing.sources}
    for index, source in enumerate(briefing.briefing.sources):
        ref = refs[source.id]
        if source.outlet is not None and ref is not None and ref.id not in registries.outlets:
            yield source.outlet, Place(briefing.path, ("sources", index, "outlet"))
