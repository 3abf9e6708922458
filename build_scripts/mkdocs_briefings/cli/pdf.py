"""`briefings pdf`: briefings on paper."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import click
from rich.markup import escape

from mkdocs_briefings.cli.briefing_filter import (
    FILTERING_FACETS,
    BriefingFilter,
    PrintSetup,
    given_members,
    matching_collection,
    member_options,
    print_setup,
)
from mkdocs_briefings.cli.console import (
    config_option,
    display_path,
    err,
    exit_on_error,
    line_reader,
    out,
    progress_bars,
    selection_options,
)
from mkdocs_briefings.cli.dates import DATE_FORMS, read_optional_date
from mkdocs_briefings.cli.targets import check_print
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.versions import read_file_name
from mkdocs_briefings.pipeline import Gathered, gather
from mkdocs_briefings.prints import (
    Collection,
    briefing_inputs,
    briefing_pdfs,
    collection_inputs,
    print_collection,
    print_problems,
)
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.select.select import Withheld

_OPTIONS = {
    Withheld.DRAFT: "--drafts",
    Withheld.EMBARGO: "--at and a later moment",
    Withheld.AUDIENCE: "another --audience",
}
"""The option that prints a withheld briefing all the same."""


@click.command(
    short_help="Print briefings as PDF.",
    epilog="\b\nExamples:\n  briefings pdf belarus-strengthens-ties-with-russia\n"
    "  briefings pdf --publication edm --volume 21\n"
    "  briefings pdf --publication edm --volume 21 --issue 19 --paper letter\n"
    "  briefings pdf --topic union-state --since 2024 --output union-state.pdf\n"
    "  briefings pdf --entity lukashenka --since 2024-01 --until 2024-03\n"
    "  briefings pdf --since 2025 --each --output prints/",
)
@click.argument("names", nargs=-1, metavar="[IDS]...")
@click.option("--ids", metavar="A,B,C", help="Briefings by their ids, with commas between.")
@member_options("Briefings")
@click.option("--volume", type=int, help="Only this volume of the publication.")
@click.option("--issue", type=int, help="Only this issue of the volume.")
@click.option("--since", metavar="DATE", help=f"Not before this date: {DATE_FORMS}.")
@click.option("--until", metavar="DATE", help="Not after this date, in one of these forms.")
@click.option("--each", is_flag=True, help="A PDF of each briefing in a folder, instead of all in one.")
@click.option(
    "-o", "--output", type=click.Path(), help="File or folder; a name made of the choice when left out."
)
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), help="Paper; as in the settings file when left out."
)
@selection_options
@config_option
@exit_on_error
def pdf(  # noqa: PLR0917
    names: tuple[str, ...],
    ids: str | None,
    volume: int | None,
    issue: int | None,
    since: str | None,
    until: str | None,
    each: bool,  # noqa: FBT001
    output: str | None,
    paper: str | None,
    config_file: str | None,
    **options: Any,
) -> None:
    """Print briefings as PDF: one alone, or several in one file with cover, contents and all executive points first.

    IDS are names of files below content/briefings/, without `.yaml`. Options narrow each other down.
    """
    listed = [id.strip() for id in (ids or "").split(",") if id.strip()]
    setup = print_setup(config_file, options, paper)
    day = today(setup.settings.at)
    first, last = read_optional_date(since, day), read_optional_date(until, day)
    wanted = BriefingFilter((*names, *listed), given_members(options), volume, issue, first, last)
    _reject_incomplete(wanted)
    gathered = gather(setup.settings, render=setup.config.render)
    _reject_withheld(wanted, gathered)
    collection = matching_collection(wanted, gathered.site, setup.words)
    if not collection.ids:
        raise UsageError("no briefing fits this choice")
    folder, target = Path(output or "pdf"), _target(output, _file_name(collection, wanted))
    for path in (folder / f"{id}.pdf" for id in collection.ids) if each else (target,):
        check_print(path, setup.folders)
    inputs = briefing_inputs(gathered.site, setup.settings, collection.ids)
    if each:
        _print_each(inputs, setup, folder)
    else:
        _print_one(collection, inputs, setup, target)


def _reject_incomplete(wanted: BriefingFilter) -> None:
    if not wanted:
        members = ", ".join(f"--{facet.word}" for facet in FILTERING_FACETS)
        raise UsageError(f"say which briefings: ids, {members}, --since or --until")
    if wanted.volume is not None and Kind.PUBLICATION not in wanted.members:
        raise UsageError("--volume needs --publication")
    if wanted.issue is not None and wanted.volume is None:
        raise UsageError("--issue needs --volume")


def _reject_withheld(wanted: BriefingFilter, gathered: Gathered) -> None:
    """Refuse a briefing with errors, or one that this audience may not see at this moment.

    Raises:
        UsageError: names it, and says what to do.
    """
    broken = {read_file_name(PurePosixPath(path).stem).id: path for path in gathered.left_out}
    for id in wanted.ids:
        if id in broken:
            raise UsageError(f"{broken[id]} has errors; see `briefings check`")
        if reason := gathered.withheld.get(id):
            remedy = f"; with {_OPTIONS[reason]} it is" if reason in _OPTIONS else ""
            raise UsageError(f"'{id}' is not printed, for {reason}{remedy}")


def _file_name(collection: Collection, wanted: BriefingFilter) -> str:
    if len(collection.ids) == 1:
        return f"{collection.ids[0]}.pdf"
    members = dict(wanted.members)
    parts = [members.pop(Kind.PUBLICATION, None), wanted.volume, wanted.issue, *members.values()]
    days = (("since", wanted.since), ("until", wanted.until))
    parts += [f"{word}-{day}" for word, day in days if day]
    return f"{'-'.join(str(part) for part in parts if part is not None) or 'briefings'}.pdf"


def _target(output: str | None, name: str) -> Path:
    """Return the file to write: `name`, here or in a folder, unless another was asked for."""
    if output is None:
        return Path(name)
    folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return Path(output, name) if folder else Path(output)


def _print_one(
    collection: Collection, inputs: dict[str, BriefingInputs], setup: PrintSetup, target: Path
) -> None:
    with err().status("Printing"):
        if len(inputs) == 1:
            (printed,) = briefing_pdfs(list(inputs.values()), setup.config)
        else:
            printed = print_collection(collection_inputs(collection, inputs), setup.config)
    write_atomically(target, printed.content)
    paths = [briefing_input.briefing.path for briefing_input in inputs.values()]
    _warn(print_problems(printed.unprinted, paths, setup.settings), setup)
    path = escape(display_path(target.resolve()))
    out().print(f"[bold green]Printed[/] {counted(len(inputs), 'briefing')}: {path}")


def _print_each(inputs: dict[str, BriefingInputs], setup: PrintSetup, folder: Path) -> None:
    problems: list[Diagnostic] = []
    started, count = time.monotonic(), len(inputs)
    with progress_bars() as progress:
        pdfs = briefing_pdfs(list(inputs.values()), setup.config)
        for done, (briefing_input, printed) in enumerate(zip(inputs.values(), pdfs, strict=True), start=1):
            briefing = briefing_input.briefing
            write_atomically(folder / f"{briefing.id}.pdf", printed.content)
            problems += print_problems(printed.unprinted, [briefing.path], setup.settings)
            progress("print", done, count)
    _warn(problems, setup)
    seconds = time.monotonic() - started
    out().print(
        f"[bold green]Printed[/] {counted(count, 'briefing')} in {seconds:.1f} s "
        f"({count / seconds:.0f} a second): {escape(display_path(folder.resolve()))}/"
    )


def _warn(problems: Iterable[Diagnostic], setup: PrintSetup) -> None:
    if listed := list(problems):
        report(listed, Format.HUMAN, err(), line_reader(setup.settings.root))
