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
    overview: SiteIndex, copy_hashes: Mapping[str, str], context: RenderContext
) -> Iterator[tuple[str, bytes]]:
    """Address and content of each file.

    Args:
        overview: what the site holds.
        copy_hashes: SHA-256 of each briefing's `index.json` in hex, by id; a briefing without one has no row.
        context: what every maker takes.
    """
    known = {"$schema": context.absolute_file_url(addresses.TABLE_SCHEMA)}
    listed = (one for id, one in overview.summaries.items() if id in copy_hashes)
    rows = tuple(_row(one, copy_hashes[one.id], context) for one in listed)
    table = BriefingsTable(**known, version=VERSION, briefings=rows)
    yield f"{addresses.TABLE}.json", table.json_text.encode()
    yield f"{addresses.TABLE}.csv", _csv(rows).encode()
    site = context.settings.site_url
    yield addresses.COPY_SCHEMA, copy_schema(site and site + addresses.COPY_SCHEMA).encode()
    yield addresses.TABLE_SCHEMA, table_schema(site and site + addresses.TABLE_SCHEMA).encode()


def _row(one: BriefingSummary, sha256: str, context: RenderContext) -> Row:
    uri = addresses.briefing_uri(one.id)
    ids: dict[str, list[str]] = {}
    for kind, id, _ in one.memberships:
        ids.setdefault(kind, []).append(id)
    return Row(
        id=one.id,
        title=one.title,
        date=one.date_text or None,
        publication=next(iter(ids.get(Kind.PUBLICATION, ())), ""),
        volume=one.volume or None,
        issue=one.issue or None,
        topics=tuple(ids.get(Kind.TOPIC, ())),
        entities=tuple(ids.get(Kind.ENTITY, ())),
        authors=tuple(ids.get(Kind.AUTHOR, ())),
        language=one.language,
        tlp=one.tlp,
        url=context.absolute_url(uri),
        pdf=context.absolute_file_url(addresses.pdf(uri)) if context.settings.pdf else "",
        json=context.absolute_file_url(addresses.machine_copy(uri)),
        sha256=sha256,
    )


def _csv(rows: tuple[Row, ...]) -> str:
    """RFC 4180, with a line of names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(field.alias or name for name, field in Row.model_fields.items())
    writer.writerows([_cell(value) for value in row.__dict__.values()] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    """A value as a cell; one that a spreadsheet would run as a formula gets an apostrophe, which shows it as text."""
    text = " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
