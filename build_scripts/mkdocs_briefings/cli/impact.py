"""`briefings impact`: what rests on a source."""

from __future__ import annotations

import json

import click
from rich.table import Table

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import exit_on_error, out
from mkdocs_briefings.link.impact import Impact, impact
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.pipeline import examine


@click.command(
    short_help="List what rests on a source or an outlet.",
    name="impact",
    epilog="\b\nExamples:\n  briefings impact sb\n  briefings impact https://www.w3.org/TR/WCAG22/\n"
    "  briefings impact RBC --format json",
)
@click.argument("target")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write the answer.",
)
@options.config_file
@exit_on_error
def impact_command(target: str, form: str, config_file: str | None) -> None:
    """List the briefings, and their executive points, that rest on TARGET.

    TARGET is an address, an outlet (id or name) or the id of a source. Drafts are looked through too.
    """
    settings = run.read_settings(config_file, run.Overrides())
    found = list(impact(examine(settings).site, target))
    if form == "json":
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    elif found:
        out().print(_table(found))
    else:
        out().print(f"Nothing rests on '{target}'.", markup=False)


def _table(found: list[Impact]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("briefing", "sources", "points that cite it", "and nothing else"):
        table.add_column(column, overflow="fold")
    for one in found:
        sources = ", ".join(source.source.id for source in one.sources)
        table.add_row(
            one.briefing.id, sources, _numbers(one.points), _numbers(one.points_resting_on_nothing_else)
        )
    return table


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _plain(one: Impact) -> dict[str, object]:
    return {
        "briefing": one.briefing.id,
        "path": one.briefing.path,
        "sources": [source.source.id for source in one.sources],
        "points": list(one.points),
        "points_resting_on_nothing_else": list(one.points_resting_on_nothing_else),
    }
