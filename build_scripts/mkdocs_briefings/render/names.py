"""The file from which search learns under which spellings people, organisations and places are known.

It is loaded with the first search. What is in it is on the pages of these entities too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.naming import shown_names, spellings
from mkdocs_briefings.model.outline import Overview
from mkdocs_briefings.model.site import Kind
from mkdocs_briefings.model.spelling import sign
from mkdocs_briefings.render import addresses

ADDRESS = "search/names.json"
"""Of the file, from the root of the site; engine.js asks for it."""
_LONGEST_ABOUT = 110


def names_file(overview: Overview, *, directory_urls: bool) -> tuple[str, str]:
    """Address and text of the file.

    Returns:
        JSON: under `entities` name, address, kind, a word on each, number of briefings, further names, sign, and every
        spelling; under `shared` the signs of spellings that several of them share, by their places in the list; under `facets` the
        filters that have values. An empty word or list is left out.
    """
    groups = overview.groups[Kind.ENTITY]
    entities = {id: one.entry for id, one in groups.items() if isinstance(one.entry, Entity)}
    of = {id: spellings(entity) for id, entity in entities.items()}
    listed = [
        {
            "name": entity.name,
            "url": addresses.url(addresses.group_uri(Kind.ENTITY, id), directory_urls=directory_urls),
            "kind": entity.kind.value,
            "about": _cut(entity.description or ""),
            "count": len(groups[id].briefings),
            "also": shown_names(entity)[1:],
            "sign": sign([id]),
            "spellings": of[id],
        }
        for id, entity in entities.items()
    ]
    known = [{key: value for key, value in one.items() if value not in ("", [], ())} for one in listed]
    return ADDRESS, _json({"entities": known, "shared": _shared(of), "facets": _facets(overview)})


def _facets(overview: Overview) -> list[str]:
    """The filters that have values here."""
    kinds = (kind for kind, groups in overview.groups.items() if groups)
    return [
        "year",
        "language",
        *(kind.value.removesuffix("s").replace("entitie", "entity") for kind in kinds),
    ]


def _shared(of: Mapping[str, Iterable[str]]) -> dict[str, str]:
    places = {id: place for place, id in enumerate(of)}
    meanings: dict[str, list[str]] = {}
    for id, names in of.items():
        for name in names:
            meanings.setdefault(name, []).append(id)
    several = (tuple(ids) for ids in meanings.values() if len(ids) > 1)
    return {" ".join(str(places[id]) for id in ids): sign(ids) for ids in sorted(set(several))}


def _cut(text: str) -> str:
    """A text cut at a word."""
    if len(text) <= _LONGEST_ABOUT:
        return text
    return text[:_LONGEST_ABOUT].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
