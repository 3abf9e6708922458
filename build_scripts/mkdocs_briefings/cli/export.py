"""`briefings export`: what other programs go on with."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

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
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.errors import ContentError
from mkdocs_briefings.diagnostics.messages import counted, did_you_mean
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.host import choose

if TYPE_CHECKING:
    from mkdocs_briefings.mkdocs_plugin.zensical.export import ExportReport
    from mkdocs_briefings.settings.wishes import Overrides

_SITE = "zensical"
"""The form that is meant where a folder stands in place of a form."""


class _Forms(click.Group):
    """Group of the forms of an export; `briefings export DIR` is short for `briefings export zensical DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse a folder whose name is a misspelt form."""
        first = args[0] if args else ""
        if first not in self.commands and first not in ctx.help_option_names and not ctx.resilient_parsing:
            if hint := did_you_mean(first, self.commands):
                ctx.fail(f"No such form '{first}'; {hint} (a folder of that name: ./{first})")
            args = [_SITE, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Forms,
    short_help="Write the site as a project for another generator.",
    options_metavar="",
    subcommand_metavar="[FORM] [TARGET] [OPTIONS]",
    epilog="\b\nExamples:\n  briefings export zensical\n  briefings export ../site-for-zensical\n"
    "  briefings export zensical --audience amber amber",
)
def export() -> None:
    """Write what other programs go on with, in one of several forms. A folder alone means the form `zensical`."""


@export.command(
    _SITE,
    short_help="A project that Zensical builds.",
    epilog="\b\nExamples:\n  briefings export zensical\n  briefings export zensical ../site-for-zensical\n"
    "  cd zensical && zensical build --strict",
)
@click.argument(
    "place", metavar="[TARGET]", default=_SITE, type=click.Path(file_okay=False, resolve_path=True)
)
@selection_options
@click.option(
    "--keep-going", is_flag=True, default=None, help="Leave out briefings with errors instead of stopping."
)
@click.option("--strict", is_flag=True, default=None, help="Stop at warnings too.")
@config_option
@exit_on_error
def zensical(place: str, config_file: str | None, **options: object) -> None:
    """Write the site into the folder TARGET (`zensical` when left out) as a project for Zensical.

    It has the pages as Markdown, templates, all other files, and a mkdocs.yml: `zensical build --strict` there makes the
    same pages without MkDocs and without this package. It shows what `briefings build` would show, no more and no less.
    """
    choose(config_file)
    from mkdocs_briefings.mkdocs_plugin.zensical.export import export_site  # noqa: PLC0415 - the list of commands needs none
    from mkdocs_briefings.settings.wishes import Overrides  # noqa: PLC0415

    overrides = Overrides(**options)  # type: ignore[arg-type]
    print_log_records(logging.WARNING, logging.WARNING)
    try:
        with progress_bars() as progress:
            written = export_site(config_file, overrides, Path(place), progress)
    except ContentError as error:
        _report_errors(error, config_file, overrides)
        raise
    _report(written)


def _report_errors(error: ContentError, config_file: str | None, overrides: Overrides) -> None:
    from mkdocs_briefings.settings.reader import read_site_config  # noqa: PLC0415

    root = read_site_config(config_file, overrides, markdown=False).root
    errors = [problem for problem in error.diagnostics if problem.severity is Severity.ERROR]
    report(
        error.diagnostics if overrides.strict else errors or error.diagnostics,
        Format.HUMAN,
        err(),
        line_reader(root),
    )


def _report(written: ExportReport) -> None:
    for thing in written.left_behind:
        err().print(f"[yellow]warning:[/] not exported: {escape(thing)}", markup=True)
    target = display_path(written.target)
    notes = f" ({counted(written.left_out, 'briefing')} left out)" if written.left_out else ""
    out().print(
        f"[bold green]Exported[/] {counted(written.pages, 'page')} from {counted(written.briefings, 'briefing')} in "
        f"{written.seconds:.1f} s: {escape(target)}/{notes}",
        markup=True,
    )
    for line in written.not_shown:
        out().print(line, markup=False)
    out().print(f"Next: cd {target} && zensical build --strict", markup=False)
