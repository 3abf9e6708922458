"""The table of all briefings as JSON and CSV, and the schemas of both published formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from mkdocs_briefings.model.briefings_table import VERSION, BriefingsTable, Row, table_schema
from mkdocs_briefings.model.machine_copy import copy_schema
from mkdocs_briefings.model.site import Kind
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def table_files(
    site_index: SiteIndex, copy_hashes: Mapping[str, str], context: RenderContext
) -> Iterator[tuple[str, bytes]]:
    """Yield path from the root of the site and content of each file.

    Args:
        site_index: what the site holds.
        copy_hashes: SHA-256 of each briefing's `index.json` in hex, by id; a briefing without one has no row.
        context: settings and parser.
    """
    copied = (summary for id, summary in site_index.summaries.items() if id in copy_hashes)
    rows = tuple(_row(summary, copy_hashes[summary.id], context) for summary in copied)
    schema = {"$schema": context.absolute_file_url(addresses.TABLE_SCHEMA)}
    table = BriefingsTable(**schema, version=VERSION, briefings=rows)
    yield f"{addresses.TABLE}.json", table.json_text.encode()
    yield f"{addresses.TABLE}.csv", _csv(rows).encode()
    site_url = context.settings.site_url
    for path, schema_of in ((addresses.COPY_SCHEMA, copy_schema), (addresses.TABLE_SCHEMA, table_schema)):
        yield path, schema_of(site_url and site_url + path).encode()


def _row(summary: BriefingSummary, sha256: str, context: RenderContext) -> Row:
    uri = addresses.briefing_uri(summary.id)
    ids: dict[str, list[str]] = {}
    for kind, id, _ in summary.memberships:
        ids.setdefault(kind, []).append(id)
    return Row(
        id=summary.id,
        title=summary.title,
        date=summary.date_text or None,
        publication=next(iter(ids.get(Kind.PUBLICATION, ())), ""),
        volume=summary.volume or None,
        issue=summary.issue or None,
        topics=tuple(ids.get(Kind.TOPIC, ())),
        entities=tuple(ids.get(Kind.ENTITY, ())),
        authors=tuple(ids.get(Kind.AUTHOR, ())),
        language=summary.language,
        tlp=summary.tlp,
        url=context.absolute_url(uri),
        pdf=context.absolute_file_url(addresses.pdf(uri)) if context.settings.pdf else "",
        json=context.absolute_file_url(addresses.machine_copy(uri)),
        sha256=sha256,
    )


def _csv(rows: tuple[Row, ...]) -> str:
    """Return the rows as CSV (RFC 4180) with a header line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(field.alias or name for name, field in Row.model_fields.items())
    writer.writerows([_cell(value) for value in row.__dict__.values()] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell; an apostrophe keeps spreadsheets from running it as a formula."""
    text = " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
