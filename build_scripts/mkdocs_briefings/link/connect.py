"""What briefings have to do with each other, found from their outlines alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.outline import Outline, Overview
from mkdocs_briefings.model.site import Group, Kind, Ref


def connect(outlines: Iterable[Outline], registries: Registries) -> Overview:
    """The order of the briefings, their groups, and which of them name each other."""
    ordered = sorted(outlines, key=lambda one: one.id)
    ordered.sort(key=lambda one: one.sorting, reverse=True)
    by_id = {one.id: one for one in ordered}
    named = frozenset(file for one in ordered for file in one.files)
    groups = _groups(ordered, registries)
    entities = frozenset(groups[Kind.ENTITY])
    return Overview(by_id, groups, named & registries.files, _naming(ordered), entities)


def _naming(outlines: Iterable[Outline]) -> Mapping[str, tuple[str, ...]]:
    """For each briefing the ids of those that name it as related."""
    naming: dict[str, tuple[str, ...]] = {}
    for one in outlines:
        for id in one.related:
            naming[id] = (*naming.get(id, ()), one.id)
    return naming


def _groups(outlines: Iterable[Outline], registries: Registries) -> dict[Kind, dict[str, Group]]:
    members: dict[str, dict[str, tuple[str, list[str]]]] = {kind.value: {} for kind in Kind}
    for one in outlines:
        for kind, id, name in one.members:
            members[kind].setdefault(id, (name, []))[1].append(one.id)
    return {kind: _sorted(kind, members[kind.value], registries) for kind in Kind}


def _sorted(
    kind: Kind, groups: Mapping[str, tuple[str, list[str]]], registries: Registries
) -> dict[str, Group]:
    in_order = sorted(groups.items(), key=lambda item: (item[1][0].casefold(), item[0]))
    return {
        id: Group(Ref(name, kind, id), tuple(ids), registries.entry(kind, id)) for id, (name, ids) in in_order
    }
