"""Where each key that authors write is shown. A test holds every line against what is really rendered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto
from functools import reduce
from operator import or_

from mkdocs_briefings.model import content
from mkdocs_briefings.model.content_model import ContentModel, Imported, LeadImage, NameInParts


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


def _outputs(table: str) -> Mapping[str, Shown]:
    """Return the outputs of each key, given in lines of keys, a colon, and outputs; without outputs a key is shown nowhere."""
    rows = [line.split(":") for line in table.strip().splitlines()]
    return {
        key: reduce(or_, (Shown[output.upper()] for output in outputs.split()), Shown.NOWHERE)
        for keys, outputs in rows
        for key in keys.split()
    }


_GROUP = """
        name: briefing head lists feeds search
        description: lists feeds
        parent: lists
"""
SHOWN: Mapping[type[ContentModel], Mapping[str, Shown]] = {
    content.Briefing: _outputs("""
        title: briefing head card exports lists feeds table search
        subtitle: briefing head card exports feeds search
        date: briefing head card exports lists table search
        date_inferred: briefing exports lists
        publication: briefing head card exports lists feeds table search
        volume issue: briefing head card exports lists table search
        authors: briefing head exports lists feeds table search
        language: briefing head card exports lists feeds table search
        translation_of: briefing head lists feeds
        status: briefing card lists feeds
        publish_at: copy head feeds
        tlp: briefing card lists feeds table
        topics regions entities: briefing head lists feeds table search
        aliases: copy lists feeds
        summary: briefing head lists feeds search
        lead_image: briefing head feeds search
        executive_points: briefing head card lists feeds search
        body: briefing feeds search
        events: briefing lists feeds search
        sources: briefing head exports lists feeds search
        corrections: briefing head feeds
        related: briefing lists
        license: briefing head feeds
        imported:
    """),
    LeadImage: _outputs("""
        file: briefing head feeds
        alt: briefing feeds
        caption credit: briefing head feeds search
    """),
    content.ExecutivePoint: _outputs("""
        text: briefing head card lists feeds search
        likelihood confidence: briefing lists feeds
    """),
    NameInParts: _outputs("""
        literal family given particle suffix: briefing head exports feeds search
        name: briefing head feeds search
    """),
    content.Source: _outputs("""
        id: briefing exports lists feeds
        outlet: briefing head exports lists feeds search
        own: briefing exports feeds search
        kind: briefing head exports feeds search
        title: briefing head exports lists feeds search
        authors container: briefing head exports feeds search
        volume issue: briefing head exports feeds
        publisher: briefing head exports feeds search
        place: briefing exports feeds
        url doi: briefing head exports feeds
        isbn: briefing head exports
        date: briefing head exports lists feeds search
        date_inferred: briefing exports feeds
        accessed: briefing exports
        archive_url: briefing head exports feeds
        pages: briefing head exports
        language: briefing head exports lists feeds
        credibility: briefing
        as_cited note: briefing exports
    """),
    content.Event: _outputs("""
        date text: briefing lists feeds search
        cites: briefing feeds search
    """),
    content.Correction: _outputs("""
        date text: briefing head feeds
    """),
    Imported: _outputs("""
        file sha256 on:
    """),
    content.Publication: _outputs("""
        name: briefing head card exports lists feeds search
        short: head
        publisher: head exports lists
        description: lists feeds
        issn: head exports lists
        first_volume_year:
        url: head lists
    """),
    content.Author: _outputs("""
        name: briefing head exports lists feeds search
        kind: head exports
        family: head exports
        bio: lists
        role: briefing head lists
        photo email: lists
        orcid url: head lists
    """),
    content.Topic: _outputs(_GROUP),
    content.Region: _outputs(_GROUP),
    content.Outlet: _outputs("""
        name: briefing head exports lists feeds search
        short: briefing lists feeds search
        aliases: lists
        kind: head exports lists
        country language owner reliability rated_on url description: lists
    """),
    content.Entity: _outputs("""
        name: briefing head lists feeds search
        kind: briefing head lists search
        aliases native_names: lists search
        wikidata: head lists
        description: lists feeds search
    """),
    content.Notice: _outputs("""
        url: briefing head exports feeds
        outlet: briefing exports lists feeds
        status: briefing head exports feeds
        date note: briefing exports
        archive_url: page print head exports
    """),
}  # fmt: skip
