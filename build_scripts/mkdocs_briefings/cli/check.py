"""`briefings check` and `briefings impact`: questions about the content, of which nothing is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_briefings.cli.console import (
    ExitStatus,
    config_option,
    exit_on_error,
    format_option,
    line_reader,
    out,
)
from mkdocs_briefings.cli.desk import read_all_settings, read_settings
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.link.impact import Impact, impact, is_registered, nearest
from mkdocs_briefings.pipeline import examine

if TYPE_CHECKING:
    from rich.table import Table

_STOPPING = {Severity.ERROR, Severity.WARNING}


@click.command(
    short_help="Check the content, and say what to do about each problem.",
    epilog="\b\nExamples:\n  briefings check\n  briefings check content/briefings/2024\n"
    "  briefings check --format github     (annotations in GitHub Actions)\n"
    "  briefings check --level info        (show remarks too)\n\n"
    "Exit status: 0 nothing wrong, 1 errors or warnings, 2 wrong use.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@format_option([form.value for form in Format], "How to write the problems.")
@click.option(
    "--level",
    type=click.Choice([level.value for level in Severity if level is not Severity.OFF]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Least severity to report.",
)
@config_option
@exit_on_error
def check(paths: tuple[Path, ...], form: str, level: str, config_file: str | None) -> None:
    """Check the content: drafts, embargoed briefings and registries too.

    PATHS limit the report to files and folders; everything is read all the same, because a
    briefing may refer to any other.
    """
    settings, render = read_all_settings(config_file)
    folders = [path.resolve() for path in paths]
    examined = examine(settings, render=render)
    diagnostics = [
        diagnostic
        for diagnostic in examined.diagnostics
        if _reaches(diagnostic.severity, level) and _inside(settings.root / diagnostic.span.path, folders)
    ]
    report(diagnostics, Format(form), out(), line_reader(settings.root))
    for line in examined.not_shown if form == Format.HUMAN and not paths else ():
        out().print(line, markup=False)
    if any(diagnostic.severity in _STOPPING for diagnostic in diagnostics):
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)


def _reaches(severity: Severity, least: str) -> bool:
    order = list(Severity)
    return order.index(severity) <= order.index(Severity(least))


def _inside(path: Path, folders: list[Path]) -> bool:
    return not folders or any(path.resolve().is_relative_to(folder) for folder in folders)


@click.command(
    short_help="List what rests on a source or an outlet.",
    name="impact",
    epilog="\b\nExamples:\n  briefings impact sb\n  briefings impact https://www.w3.org/TR/WCAG22/\n"
    "  briefings impact RBC --format json",
)
@click.argument("target")
@format_option(["table", "json"], "How to write the answer.")
@config_option
@exit_on_error
def impact_command(target: str, form: str, config_file: str | None) -> None:
    """List the briefings, and their executive points, that rest on TARGET.

    TARGET is an address, an outlet (id or name) or the id of a source. Drafts are looked through too.
    """
    settings = read_settings(config_file)
    examined = examine(settings)
    impacts = list(impact(examined.site, examined.registries, target))
    if not impacts and not is_registered(examined.registries, target):
        hint = nearest(examined.site, examined.registries, target)
        raise UsageError(f"no source and no outlet is called '{target}'{f'; {hint}' if hint else ''}")
    if form == "json":
        click.echo(json.dumps([_as_json(each) for each in impacts], ensure_ascii=False, indent=2))
    elif impacts:
        out().print(_table(impacts))
    else:
        out().print(f"Nothing rests on '{target}'.", markup=False)


def _table(impacts: Sequence[Impact]) -> Table:
    from rich.table import Table  # noqa: PLC0415 - a check draws none

    table = Table(box=None, pad_edge=False)
    for column in ("briefing", "sources", "points that cite it", "and nothing else"):
        table.add_column(column, overflow="fold")
    for each in impacts:
        sources = (source.source.id for source in each.sources)
        lists = (sources, each.points, each.points_resting_on_nothing_else)
        table.add_row(each.briefing.id, *(", ".join(map(str, values)) or "none" for values in lists))
    return table


def _as_json(each: Impact) -> dict[str, object]:
    return {
        "briefing": each.briefing.id,
        "path": each.briefing.path,
        "sources": [source.source.id for source in each.sources],
        "points": list(each.points),
        "points_resting_on_nothing_else": list(each.points_resting_on_nothing_else),
    }
