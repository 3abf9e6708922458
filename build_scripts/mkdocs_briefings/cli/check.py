"""`briefings check`: every problem at once."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import ExitStatus, exit_on_error, line_reader, out
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.pipeline import examine

_STOPPING = {Severity.ERROR, Severity.WARNING}


@click.command(
    short_help="Check the content, and say what to do about each problem.",
    epilog="\b\nExamples:\n  briefings check\n  briefings check content/briefings/2024\n"
    "  briefings check --format github     (annotations in GitHub Actions)\n"
    "  briefings check --level info        (show remarks too)\n\n"
    "Exit status: 0 nothing wrong, 1 errors or warnings, 2 wrong use.",
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.HUMAN.value,
    show_default=True,
    help="How to write the problems.",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in Severity if level is not Severity.OFF]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Least severity to report.",
)
@options.config_file
@exit_on_error
def check(paths: tuple[Path, ...], form: str, level: str, config_file: str | None) -> None:
    """Check the content: drafts, embargoed briefings and registries too.

    PATHS limit the report to files and folders; everything is read all the same, because a
    briefing may refer to any other.
    """
    settings = run.read_settings(config_file, run.Overrides())
    found = examine(settings).diagnostics
    within = [path.resolve() for path in paths]
    shown = [one for one in found if _grave(one, level) and _inside(one, within, settings.root)]
    report(shown, Format(form), out(), line_reader(settings.root))
    if any(one.severity in _STOPPING for one in shown):
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)


def _grave(one: Diagnostic, level: str) -> bool:
    order = list(Severity)
    return order.index(one.severity) <= order.index(Severity(level))


def _inside(one: Diagnostic, within: list[Path], root: Path) -> bool:
    path = (root / one.span.path).resolve()
    return not within or any(path.is_relative_to(folder) for folder in within)
