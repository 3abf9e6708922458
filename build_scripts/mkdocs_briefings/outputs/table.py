"""The table of all briefings, as JSON and CSV, with the schemas of the published formats."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the table."""
    if not plan.settings.machine_copies:
        return
    copies = {
        copy: summary
        for id, summary in plan.index.summaries.items()
        if (copy := addresses.machine_copy(addresses.briefing_uri(id))) in plan.contents
    }
    rows = tuple(
        (
            tuple(summary._replace(packed_ref=b"", packed_listing=b"", packed_sources=b"")),
            plan.contents[copy].hex(),
        )
        for copy, summary in copies.items()
    )
    yield Wanted(Task(f"{addresses.TABLE}.json", data=rows), Inputs(b"", outputs=tuple(copies)))


def _make(task: Task, maker: Maker) -> Made:
    """Write the files of the table."""
    rows = ((BriefingSummary(*summary), sha256) for summary, sha256 in task.data)
    return Made(dict(table_files(rows, maker.context)))


TABLE = Output("table", "Table", _wanted, _make)
"""The table; a row holds the SHA-256 of the briefing's machine copy, and nothing that is not in the copy."""
