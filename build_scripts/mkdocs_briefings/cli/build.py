"""`briefings build` and `briefings serve`: content to site, once or at each edit."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from mkdocs_briefings.builder.preloading import begin_in_new_desk
from mkdocs_briefings.cli.console import (
    config_option,
    display_path,
    err,
    exit_on_error,
    line_reader,
    out,
    print_log_records,
    progress_bars,
    selection_options,
)
from mkdocs_briefings.diagnostics.diagnostic import FOUND_BY_PRINTING, Diagnostic, Severity, count
from mkdocs_briefings.diagnostics.errors import ContentError
from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.host import choose, config_path

if TYPE_CHECKING:
    from mkdocs_briefings.mkdocs_plugin import run


@click.command(
    epilog="\b\nExamples:\n  briefings build\n  briefings build --drafts --site-dir /tmp/preview\n"
    "  briefings build --audience amber --site-dir site-amber\n"
    "  briefings build --at 2025-01-01T00:00:00+00:00\n  briefings build --on tcp://10.0.0.5:8786"
)
@selection_options
@click.option(
    "--keep-going", is_flag=True, default=None, help="Leave out briefings with errors instead of stopping."
)
@click.option("--strict", is_flag=True, default=None, help="Stop at warnings too.")
@click.option("--force", is_flag=True, help="Replace a folder that no build has written.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False),
    help="Where the site goes; `site` unless the settings file says.",
)
@click.option(
    "--on",
    metavar="ADDRESS",
    default="",
    help="Have pages, PDFs, cards and the search index made by a Dask cluster; the address of its scheduler.",
)
@config_option
@exit_on_error
def build(config_file: str | None, **options: object) -> None:
    """Build the site. The old one stays until the new one is whole."""
    if not options["on"]:
        begin_in_new_desk(Path(config_file or "").parent)
    choose(config_file)
    from mkdocs_briefings.mkdocs_plugin import run  # noqa: PLC0415 - beside what workers import
    from mkdocs_briefings.settings.reader import read_site_config  # noqa: PLC0415
    from mkdocs_briefings.settings.wishes import Overrides  # noqa: PLC0415

    overrides = Overrides(**options)  # type: ignore[arg-type]
    print_log_records(logging.WARNING, logging.WARNING)  # errors end the build and are told there
    try:
        with progress_bars() as progress:
            built = run.build(config_file, overrides, progress)
    except ContentError as error:
        root = read_site_config(config_file, overrides, markdown=False).root
        errors = () if overrides.strict else _errors(error.diagnostics)
        report(errors or error.diagnostics, Format.HUMAN, err(), line_reader(root))
        raise
    _report_problems(built)
    out().print(_summary(built), markup=True)
    if built.need_site_url:
        err().print(
            f"No {' and no '.join(built.need_site_url)}: they need site_url in {Path(config_path(config_file)).name}.",
            markup=False,
        )
    for line in built.complaints:
        err().print(line[:1].upper() + line[1:] + ".", markup=False)
    for line in built.not_shown:
        out().print(line, markup=False)


@click.command(epilog="\b\nExamples:\n  briefings serve\n  briefings serve --drafts --open")
@selection_options
@click.option(
    "-a",
    "--address",
    metavar="HOST:PORT",
    help="Where to serve; 127.0.0.1:8000 unless the settings file says.",
)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@config_option
@exit_on_error
def serve(
    config_file: str | None,
    address: str | None,
    open_browser: bool,  # noqa: FBT001
    **options: object,
) -> None:
    """Serve the site and show each edit as it is saved. Ctrl-C ends it."""
    choose(config_file)
    from mkdocs_briefings.mkdocs_plugin import serving  # noqa: PLC0415 - a build needs no server
    from mkdocs_briefings.settings.wishes import Overrides  # noqa: PLC0415

    print_log_records(logging.INFO, logging.CRITICAL)
    overrides = Overrides(**options)  # type: ignore[arg-type]
    serving.serve(config_file, overrides, address, progress_bars, open_browser=open_browser)


def _report_problems(built: run.BuildReport) -> None:
    """Write why briefings were left out, and what PDFs could not show, which no other command says."""
    errors = _errors(built.diagnostics) if built.left_out else []
    of_prints = [problem for problem in built.diagnostics if problem.code in FOUND_BY_PRINTING]
    if errors or of_prints:
        report([*errors, *of_prints], Format.SHORT, err(), lambda path, line: "")


def _summary(built: run.BuildReport) -> str:
    """Return a line in Rich's markup: what was made, from what, how fast, and what deserves attention."""
    line = (
        f"[bold green]Built[/] {counted(built.pages, 'page')} from {counted(built.briefings, 'briefing')} in "
        f"{built.seconds:.1f} s ({built.pages / built.seconds:.0f} a second): {escape(display_path(built.site))}/"
    )
    checked = [problem for problem in built.diagnostics if problem.code not in FOUND_BY_PRINTING]
    notes = [f"{counted(built.left_out, 'briefing')} left out"] if built.left_out else []
    notes += [
        counted(number, level.value)
        for level in (Severity.ERROR, Severity.WARNING)
        if (number := count(checked, level))
    ]
    return f"{line}  [yellow]({', '.join(notes)}: see `briefings check`)[/]" if notes else line


def _errors(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
