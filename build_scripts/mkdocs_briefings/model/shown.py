"""Where each key that authors write is shown. A test holds every line against what is really rendered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto
from functools import reduce
from operator import or_

from mkdocs_briefings.model.content import (
    Author,
    Briefing,
    ContentModel,
    Correction,
    Entity,
    Event,
    ExecutivePoint,
    Imported,
    Notice,
    Outlet,
    Publication,
    Region,
    Source,
    Topic,
)


class Shown(Flag):
    """Outputs that a value reaches."""

    NOWHERE = 0
    PAGE = auto()
    """The briefing's own page."""
    PRINT = auto()
    """Its PDF."""
    COPY = auto()
    """Its machine copy, `index.json`."""
    HEAD = auto()
    """The head of its page: Open Graph, Highwire Press, JSON-LD."""
    CARD = auto()
    """The picture of it where its address is shared."""
    EXPORTS = auto()
    """Its files for reference managers: BibTeX, RIS, CSL-JSON."""
    LISTS = auto()
    """Other pages: home, archive, catalogues, pages of groups, briefings that lead to it, redirects."""
    FEEDS = auto()
    """Atom and JSON feeds."""
    TABLE = auto()
    """The table of all briefings, JSON and CSV."""
    SEARCH = auto()
    """What search finds, shows and filters by."""
    BRIEFING = PAGE | PRINT | COPY
    """The three that show a briefing whole."""


def _outputs(names: str) -> Shown:
    return reduce(or_, (Shown[name.upper()] for name in names.split()))


SHOWN: Mapping[type[ContentModel], Mapping[str, Shown]] = {
    Briefing: {
        "title": _outputs("briefing head card exports lists feeds table search"),
        "date": _outputs("briefing head card exports lists table search"),
        "date_inferred": _outputs("briefing exports lists"),
        "publication": _outputs("briefing head card exports lists feeds table search"),
        "volume": _outputs("briefing head card exports lists table search"),
        "issue": _outputs("briefing head card exports lists table search"),
        "authors": _outputs("briefing head exports lists feeds table search"),
        "language": _outputs("briefing head card exports lists feeds table search"),
        "status": _outputs("briefing card lists feeds"),
        "publish_at": _outputs("copy head feeds"),
        "tlp": _outputs("briefing card lists feeds table"),
        "topics": _outputs("briefing head lists feeds table search"),
        "regions": _outputs("briefing head lists feeds table search"),
        "entities": _outputs("briefing head lists feeds table search"),
        "aliases": _outputs("copy lists feeds"),
        "summary": _outputs("briefing head lists feeds search"),
        "executive_points": _outputs("briefing head card lists feeds search"),
        "body": _outputs("briefing feeds search"),
        "events": _outputs("briefing lists feeds search"),
        "sources": _outputs("briefing head exports lists feeds search"),
        "corrections": _outputs("briefing head feeds"),
        "related": _outputs("briefing lists"),
        "imported": Shown.NOWHERE,
    },
    ExecutivePoint: {
        "text": _outputs("briefing head card lists feeds search"),
        "likelihood": _outputs("briefing lists feeds"),
        "confidence": _outputs("briefing lists feeds"),
    },
    Source: {
        "id": _outputs("briefing exports feeds"),
        "outlet": _outputs("briefing head exports lists feeds search"),
        "kind": _outputs("briefing head exports feeds search"),
        "title": _outputs("briefing head exports feeds search"),
        "authors": _outputs("briefing head exports feeds search"),
        "url": _outputs("briefing head exports feeds"),
        "date": _outputs("briefing head exports feeds search"),
        "date_inferred": _outputs("briefing exports feeds"),
        "accessed": _outputs("briefing exports"),
        "archive_url": _outputs("briefing head exports feeds"),
        "pages": _outputs("briefing head exports"),
        "language": _outputs("briefing head exports feeds"),
        "credibility": _outputs("briefing"),
        "as_cited": _outputs("briefing exports"),
        "note": _outputs("briefing exports"),
    },
    Event: {
        "date": _outputs("briefing lists feeds search"),
        "text": _outputs("briefing lists feeds search"),
        "cites": _outputs("briefing feeds search"),
    },
    Correction: {
        "date": _outputs("briefing head feeds"),
        "text": _outputs("briefing head feeds"),
    },
    Imported: {
        "file": Shown.NOWHERE,
        "sha256": Shown.NOWHERE,
        "on": Shown.NOWHERE,
    },
    Publication: {
        "name": _outputs("briefing head card exports lists feeds search"),
        "short": _outputs("head"),
        "publisher": _outputs("head exports lists"),
        "description": _outputs("lists feeds"),
        "issn": _outputs("head exports lists"),
        "first_volume_year": Shown.NOWHERE,
        "url": _outputs("head lists"),
    },
    Author: {
        "name": _outputs("briefing head exports lists feeds search"),
        "bio": _outputs("lists"),
        "orcid": _outputs("head lists"),
        "url": _outputs("head lists"),
    },
    Topic: {
        "name": _outputs("briefing head lists feeds search"),
        "description": _outputs("lists feeds"),
        "parent": _outputs("lists"),
    },
    Region: {
        "name": _outputs("briefing head lists feeds search"),
        "description": _outputs("lists feeds"),
        "parent": _outputs("lists"),
    },
    Outlet: {
        "name": _outputs("briefing head exports lists feeds search"),
        "short": _outputs("briefing lists feeds search"),
        "aliases": _outputs("lists"),
        "kind": _outputs("head exports lists"),
        "country": _outputs("lists"),
        "language": _outputs("lists"),
        "owner": _outputs("lists"),
        "reliability": _outputs("lists"),
        "rated_on": _outputs("lists"),
        "url": _outputs("lists"),
        "description": _outputs("lists"),
    },
    Entity: {
        "name": _outputs("briefing head lists feeds search"),
        "kind": _outputs("briefing head lists search"),
        "aliases": _outputs("lists search"),
        "native_names": _outputs("lists search"),
        "wikidata": _outputs("head lists"),
        "description": _outputs("lists feeds search"),
    },
    Notice: {
        "url": _outputs("briefing head exports feeds"),
        "outlet": _outputs("briefing exports feeds"),
        "status": _outputs("briefing head exports feeds"),
        "date": _outputs("briefing exports"),
        "note": _outputs("briefing exports"),
        "archive_url": _outputs("page print head exports"),
    },
}
