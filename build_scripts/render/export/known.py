"""What the registries say of the things a briefing names, picked out so that the briefing can be exported alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from build_scripts.model.content import Author, Entity, Outlet, Publication
from build_scripts.model.site import Group, Kind, LinkedBriefing, Ref, Site

T = TypeVar("T", Author, Entity, Outlet)


@dataclass(frozen=True, slots=True)
class Known:
    """Registry entries by id; a plain name has none."""

    publication: Publication | None = None
    authors: Mapping[str, Author] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    def outlet(self, ref: Ref | None) -> Outlet | None:
        """The entry of an outlet."""
        return self.outlets.get(ref.id) if ref else None


def known(briefing: LinkedBriefing, site: Site) -> Known:
    """The entries that one briefing's exports show."""
    series = _groups(site, Kind.PUBLICATION).get(briefing.publication.id) if briefing.publication else None
    outlets = (source.outlet for source in briefing.sources if source.outlet)
    return Known(
        series.entry if series and isinstance(series.entry, Publication) else None,
        _entries(briefing.authors, _groups(site, Kind.AUTHOR), Author),
        _entries(briefing.entities, _groups(site, Kind.ENTITY), Entity),
        _entries(outlets, _groups(site, Kind.OUTLET), Outlet),
    )


def _groups(site: Site, kind: Kind) -> Mapping[str, Group]:
    return site.groups.get(kind, {})


def _entries(refs: Iterable[Ref], groups: Mapping[str, Group], kind: type[T]) -> dict[str, T]:
    found = ((ref.id, groups[ref.id].entry) for ref in refs if ref.id in groups)
    return {id: entry for id, entry in found if isinstance(entry, kind)}
