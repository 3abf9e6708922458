"""What a rule looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from mkdocs_briefings.check.citation_places import Reference, references
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.site import LinkedBriefing


@dataclass(frozen=True, slots=True)
class Unread:
    """What was written but could not be read: it was reported once, so a reference to it is no fault of its own."""

    briefings: frozenset[str] = frozenset()
    """Ids of briefings with a fault."""
    files: frozenset[str] = frozenset()
    """Files of registries nothing of which was read."""
    entries: frozenset[tuple[str, str]] = frozenset()
    """File and id of every registry entry with a fault."""

    @classmethod
    def from_faults(cls, faults: Iterable[Finding | Diagnostic]) -> Unread:
        """What the faults found while loading leave unread."""
        briefings, files, entries = set(), set(), set()
        for fault in faults:
            place = fault.place if isinstance(fault, Finding) else Place(fault.span.path)
            if isinstance(fault, Diagnostic) and fault.code != "invalid-yaml":
                continue
            if "/briefings/" in f"/{place.path}":
                briefings.add(PurePosixPath(place.path).stem)
            elif place.keys:
                entries.add((place.path, str(place.keys[0])))
            else:
                files.add(place.path)
        return cls(frozenset(briefings), frozenset(files), frozenset(entries))

    def may_hold(self, registry: str, id: str) -> bool:
        """Whether a registry may hold this id in a part that was not read."""
        return any(_of(path, registry) for path in self.files) or any(
            key == id and _of(path, registry) for path, key in self.entries
        )


@dataclass(frozen=True, slots=True)
class CheckContext:
    """Everything the rules may ask about."""

    briefings: tuple[LinkedBriefing, ...]
    """The briefings, newest first; for a rule of the whole desk none."""
    facts: tuple[DeskFacts, ...]
    """What all of them have to do with each other; for a rule of single briefings none."""
    registries: Registries
    """The shared lists, whole."""
    today: dt.date
    """The day the site is built for."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Why a briefing may not be shown, by id."""
    unread: Unread = field(default_factory=Unread)
    """What was written but could not be read."""

    @property
    def facts_by_id(self) -> Mapping[str, DeskFacts]:
        """The briefings by id."""
        return {one.id: one for one in self.facts}

    @property
    def complete(self) -> bool:
        """Whether every briefing of the desk is here, so that what none of them uses is used by none."""
        known = self.facts_by_id
        return not self.unread.briefings and all(id in known for id in self.withheld)


def _of(path: str, registry: str) -> bool:
    return path.endswith(f"/{registry}.yaml") or path == f"{registry}.yaml" or f"/{registry}/" in f"/{path}"


class DeskFacts(NamedTuple):
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


def desk_facts(briefing: LinkedBriefing, registries: Registries) -> DeskFacts:
    """What the rules for the whole desk look at."""
    order = {id(notice.value): number for number, notice in enumerate(registries.notices)}
    at = (order[id(notice)] for source in briefing.sources for notice in source.notices) if order else ()
    return DeskFacts(
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
