"""The table of all briefings as JSON and CSV, and the schemas of both published formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs_briefings.model.briefings_table import VERSION, BriefingsTable, Row, table_schema
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.machine_copy import copy_schema
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.spreadsheet import csv_text


def table_files(
    briefings: Iterable[tuple[BriefingSummary, str]], context: RenderContext
) -> Iterator[tuple[str, bytes]]:
    """Yield path from the root of the site and content of each file.

    Args:
        briefings: summary of each briefing, and the SHA-256 of its `index.json` in hex.
        context: settings and parser.
    """
    rows = tuple(_row(summary, sha256, context) for summary, sha256 in briefings)
    schema = {"$schema": context.absolute_file_url(addresses.TABLE_SCHEMA)}
    table = BriefingsTable(**schema, version=VERSION, briefings=rows)
    yield f"{addresses.TABLE}.json", table.json_text.encode()
    yield f"{addresses.TABLE}.csv", _csv(rows).encode()
    site_url = context.settings.site_url
    for path, schema_of in ((addresses.COPY_SCHEMA, copy_schema), (addresses.TABLE_SCHEMA, table_schema)):
        yield path, schema_of(site_url and site_url + path).encode()


def _row(summary: BriefingSummary, sha256: str, context: RenderContext) -> Row:
    uri = addresses.briefing_uri(summary.id)
    return Row(
        id=summary.id,
        title=summary.title,
        date=summary.date_text or None,
        volume=summary.volume or None,
        issue=summary.issue or None,
        **_facets(summary),
        language=summary.language,
        tlp=summary.tlp,
        url=context.absolute_url(uri),
        pdf=context.absolute_file_url(addresses.pdf(uri)) if context.settings.pdf else "",
        json=context.absolute_file_url(addresses.machine_copy(uri)),
        sha256=sha256,
    )


def _facets(summary: BriefingSummary) -> dict[str, Any]:
    """Return the ids of what a briefing is filed under, by the keys that name them; as in its copy, a blank name is none."""
    row: dict[str, Any] = {}
    named = tuple((kind, id) for kind, id, name in summary.memberships if name.strip())
    for facet in (facet for facet in FACETS.values() if facet.key):
        ids = tuple(dict.fromkeys(id for kind, id in named if kind == facet.kind))
        row[facet.key] = ids if facet.many else next(iter(ids), "")
    return row


def _csv(rows: tuple[Row, ...]) -> str:
    """Return the rows as CSV with a header line."""
    header = [field.alias or name for name, field in Row.model_fields.items()]
    return csv_text((header, *([_cell(value) for value in row.__dict__.values()] for row in rows)))


def _cell(value: object) -> str:
    """Return a value as the text of a cell, the items of a list parted by blanks."""
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
