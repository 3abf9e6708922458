"""`briefings pdf`: briefings on paper."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath

import click
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.briefing_filter import (
    CHOOSING,
    BriefingFilter,
    DateParam,
    PrintSetup,
    chosen_members,
    matching_collection,
    member_options,
    print_setup,
)
from mkdocs_briefings.cli.console import display_path, err, exit_on_error, line_reader, out
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, in_order
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.report import Format, report
from mkdocs_briefings.mkdocs_plugin.run import Overrides
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.pipeline import Gathered, gather
from mkdocs_briefings.prints import (
    Collection,
    PrintConfig,
    briefing_inputs,
    briefing_pdfs,
    collection_inputs,
    print_collection,
    print_warnings,
)
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.select.select import Withheld

_OPTIONS = {
    Withheld.DRAFT: "--drafts",
    Withheld.EMBARGO: "--at and a later moment",
    Withheld.AUDIENCE: "another --audience",
}
"""What shows a briefing all the same."""


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
@click.option("--since", type=DateParam(), metavar="DATE", help="Not before this year, month or day.")
@click.option("--until", type=DateParam(), metavar="DATE", help="Not after this year, month or day.")
@click.option("--each", is_flag=True, help="A PDF of each briefing in a folder, instead of all in one.")
@click.option(
    "-o", "--output", type=click.Path(), help="File or folder; a name made of the choice when left out."
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Paper; as in mkdocs.yml when left out.")
@options.audience
@options.drafts
@options.at
@options.config_file
@exit_on_error
def pdf(  # noqa: PLR0917
    names: tuple[str, ...],
    ids: str | None,
    volume: int | None,
    issue: int | None,
    since: PartialDate | None,
    until: PartialDate | None,
    each: bool,  # noqa: FBT001
    output: str | None,
    paper: str | None,
    config_file: str | None,
    audience: str | None,
    drafts: bool | None,  # noqa: FBT001
    at: str | None,
    **members: str | None,
) -> None:
    """Print briefings as PDF: one alone, or several in one file with cover, contents and all executive points first.

    IDS are names of files below content/briefings/, without `.yaml`. Options narrow each other down.
    """
    listed = [one.strip() for one in (ids or "").split(",") if one.strip()]
    choice = BriefingFilter((*names, *listed), chosen_members(members), volume, issue, since, until)
    _reject_half(choice)
    desk = print_setup(config_file, Overrides(audience=audience, drafts=drafts, at=at, keep_going=True))
    shop = replace(desk.shop, render=replace(desk.shop.render, paper=paper)) if paper else desk.shop
    gathered = gather(desk.settings)
    site = gathered.site
    _reject_unseen(choice, gathered)
    of = matching_collection(choice, site)
    if not of.ids:
        raise UsageError("no briefing fits this choice")
    found = briefing_inputs(site, desk.settings, of.ids)
    if each:
        _print_each(of, found, shop, desk, Path(output or "pdf"))
    else:
        _print_one(of, found, shop, desk, _target(output, _name(of, choice)))


def _reject_half(choice: BriefingFilter) -> None:
    """A choice that cannot be meant.

    Raises:
        UsageError: says what is missing.
    """
    if not choice:
        members = ", ".join(f"--{facet.word}" for facet in CHOOSING)
        raise UsageError(f"say which briefings: ids, {members}, --since or --until")
    if choice.volume is not None and Kind.PUBLICATION not in choice.members:
        raise UsageError("--volume needs --publication")
    if choice.issue is not None and choice.volume is None:
        raise UsageError("--issue needs --volume")


def _reject_unseen(choice: BriefingFilter, gathered: Gathered) -> None:
    """A briefing that its errors keep out of the site, or that this audience may not see at this moment.

    Raises:
        UsageError: names it, and says what to do.
    """
    broken = {PurePosixPath(path).stem: path for path in gathered.left_out}
    for id in choice.ids:
        if id in broken:
            raise UsageError(f"{broken[id]} has errors; see `briefings check`")
        if why := gathered.withheld.get(id):
            raise UsageError(f"'{id}' is not printed, for {why}; with {_OPTIONS[why]} it is")


def _name(of: Collection, choice: BriefingFilter) -> str:
    if len(of.ids) == 1:
        return f"{of.ids[0]}.pdf"
    members = dict(choice.members)
    said = (
        members.pop(Kind.PUBLICATION, None),
        choice.volume,
        choice.issue,
        *members.values(),
        choice.since and f"since-{choice.since}",
        choice.until and f"until-{choice.until}",
    )
    return "-".join(str(one) for one in said if one is not None) + ".pdf" if any(said) else "briefings.pdf"


def _target(output: str | None, name: str) -> Path:
    """The file to write: `name`, here or in a folder, unless another was asked for."""
    if output is None:
        return Path(name)
    folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    return Path(output, name) if folder else Path(output)


def _print_one(
    of: Collection, found: dict[str, BriefingInputs], shop: PrintConfig, desk: PrintSetup, target: Path
) -> None:
    with _progress(unmeasured=True) as progress:
        progress.add_task("Printing", total=None)
        if len(of.ids) == 1:
            printed = next(briefing_pdfs([found[of.ids[0]]], shop))
        else:
            printed = print_collection(collection_inputs(of, found), shop)
    write_atomically(target, printed.content)
    briefings = [one.briefing for one in found.values()]
    _tell(in_order(print_warnings(printed, briefings, desk.settings.root)), desk)
    count = len(of.ids)
    out().print(
        f"[bold green]Printed[/] {count} briefing{'' if count == 1 else 's'}: {escape(display_path(target.resolve()))}"
    )


def _print_each(
    of: Collection, found: dict[str, BriefingInputs], shop: PrintConfig, desk: PrintSetup, folder: Path
) -> None:
    said: list[Diagnostic] = []
    started = dt.datetime.now(tz=dt.UTC)
    with _progress() as progress:
        task = progress.add_task("Printing", total=len(of.ids))
        made = briefing_pdfs([found[id] for id in of.ids], shop)
        for id, printed in zip(of.ids, made, strict=True):
            write_atomically(folder / f"{id}.pdf", printed.content)
            said += print_warnings(printed, [found[id].briefing], desk.settings.root)
            progress.advance(task)
    _tell(in_order(said), desk)
    seconds = (dt.datetime.now(tz=dt.UTC) - started).total_seconds()
    out().print(
        f"[bold green]Printed[/] {len(of.ids):,} briefings in {seconds:.1f} s "
        f"({len(of.ids) / seconds:.0f} a second): {escape(display_path(folder.resolve()))}/"
    )


def _tell(said: tuple[Diagnostic, ...], desk: PrintSetup) -> None:
    if said:
        report(list(said), Format.HUMAN, err(), line_reader(desk.settings.root))


def _progress(*, unmeasured: bool = False) -> Progress:
    console = err()
    text, clock = TextColumn("{task.description}"), TimeElapsedColumn()
    columns = (
        (SpinnerColumn(), text, clock) if unmeasured else (text, BarColumn(), MofNCompleteColumn(), clock)
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
