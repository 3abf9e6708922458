"""`briefings build`: content to site."""

from __future__ import annotations

import gc
import logging
from collections import Counter

import click
from rich.markup import escape

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import display_path, err, exit_on_error, line_reader, out
from mkdocs_briefings.cli.progress import print_log_records, progress_bars
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.diagnostics.errors import ContentError
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.mkdocs_plugin import run


@click.command(
    epilog="\b\nExamples:\n  briefings build\n  briefings build --drafts --site-dir /tmp/preview\n"
    "  briefings build --audience amber --site-dir site-amber\n"
    "  briefings build --at 2025-01-01T00:00:00+00:00",
)
@options.audience
@options.drafts
@options.at
@click.option(
    "--keep-going", is_flag=True, default=None, help="Leave out briefings with errors instead of stopping."
)
@click.option("--strict", is_flag=True, default=None, help="Stop at warnings too.")
@click.option(
    "--site-dir", type=click.Path(file_okay=False), help="Where the site goes; `site` unless mkdocs.yml says."
)
@options.config_file
@exit_on_error
def build(config_file: str | None, **wishes: object) -> None:
    """Build the site. The old one stays until the new one is whole."""
    asked = run.Overrides(**wishes)  # type: ignore[arg-type]
    print_log_records(logging.WARNING, logging.WARNING)  # errors end the build and are told there
    try:
        with progress_bars() as tell:
            built = run.build(config_file, asked, tell)
    except ContentError:
        _show_errors(config_file, asked)
        raise
    gc.freeze()  # the process ends here: the values of ten thousand briefings need not be looked through once more
    if built.left_out:
        report(_grave(built.diagnostics), Format.SHORT, err(), lambda path, line: "")
    out().print(_summary(built), markup=True)
    if built.need_site_url:
        err().print(
            f"No {' and no '.join(built.need_site_url)}: they need site_url in mkdocs.yml.", markup=False
        )


def _summary(built: run.BuildReport) -> str:
    """What was made, from what, how fast, and what deserves attention."""
    count = Counter(one.severity for one in built.diagnostics)
    rate = built.pages / built.seconds
    line = (
        f"[bold green]Built[/] {_number(built.pages, 'page')} from {_number(built.briefings, 'briefing')} in "
        f"{built.seconds:.1f} s ({rate:.0f} a second): {escape(display_path(built.site))}/"
    )
    notes = [f"{_number(built.left_out, 'briefing')} left out"] if built.left_out else []
    notes += [
        _number(count[level], level.value) for level in (Severity.ERROR, Severity.WARNING) if count[level]
    ]
    return f"{line}  [yellow]({', '.join(notes)}: see `briefings check`)[/]" if notes else line


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _show_errors(config_file: str | None, asked: run.Overrides) -> None:
    settings = run.read_settings(config_file, asked)
    found = run.site_diagnostics(settings)
    report(found if asked.strict else _grave(found), Format.HUMAN, err(), line_reader(settings.root))


def _grave(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for one in diagnostics if one.severity is Severity.ERROR]
