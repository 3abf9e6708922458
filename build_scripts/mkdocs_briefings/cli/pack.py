"""`briefings pack`: the built site for readers without a server."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import click
from rich.markup import escape

from mkdocs_briefings.cli.console import (
    config_option,
    display_path,
    err,
    exit_on_error,
    out,
    print_log_records,
    progress_bars,
)
from mkdocs_briefings.cli.targets import check_archive
from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.mkdocs_plugin import packing
from mkdocs_briefings.publish.pack.pack import PackReport, PackRequest

_MEGABYTE = 1_000_000


@click.command(
    short_help="Write the built site as a folder that opens without a server.",
    epilog="\b\nExamples:\n  briefings pack\n  briefings pack --zip /media/stick/briefings\n"
    "  briefings pack --site-dir site-amber amber-pack",
)
@click.argument(
    "place", metavar="[TARGET]", default="pack", type=click.Path(file_okay=False, resolve_path=True)
)
@click.option("--zip", "zipped", is_flag=True, help="Write a zip of the folder, too: TARGET.zip.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False),
    help="The built site; that of the settings file when left out.",
)
@config_option
@exit_on_error
def pack(place: str, zipped: bool, site_dir: str | None, config_file: str | None) -> None:  # noqa: FBT001
    """Write the built site into the folder TARGET (`pack` when left out), for readers without network or server.

    They open its index.html with a double click; search, filters and all links work. The pack shows what the site shows,
    no more and no less: build the site for its readers first.
    """
    target = Path(place)
    archive = target.with_name(f"{target.name}.zip") if zipped and target.name else None
    print_log_records(logging.WARNING, logging.WARNING)
    started = time.monotonic()
    request, folders = packing.plan_pack(config_file, site_dir, target, archive)
    if archive is not None:
        check_archive(archive, folders)
    with progress_bars() as progress:
        packed = packing.pack(request, folders, progress)
    _report(packed, request, time.monotonic() - started)


def _report(packed: PackReport, request: PackRequest, seconds: float) -> None:
    for address in packed.unloadable:
        err().print(
            f"[yellow]warning:[/] {escape(address)} is a module, which no browser loads from a disk",
            markup=True,
        )
    places = f"{display_path(request.target)}/" + (
        f" and {display_path(request.archive)}" if request.archive is not None else ""
    )
    out().print(
        f"[bold green]Packed[/] {counted(packed.pages, 'page')}, {counted(packed.files, 'file')}, "
        f"{packed.size / _MEGABYTE:.1f} MB, in {seconds:.1f} s: {escape(places)}",
        markup=True,
    )
