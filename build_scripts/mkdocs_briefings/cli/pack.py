"""`briefings pack`: the built site for readers without a server."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import click
from rich.markup import escape

from mkdocs_briefings.builder.at_once import alone_at_folder
from mkdocs_briefings.cli.console import (
    config_option,
    display_path,
    err,
    exit_on_error,
    out,
    print_log_records,
    progress_bars,
)
from mkdocs_briefings.cli.desk import read_desk
from mkdocs_briefings.cli.targets import check_archive
from mkdocs_briefings.diagnostics.errors import ProgressCallback, UsageError
from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.folders import DeskFolders, Part
from mkdocs_briefings.publish.pack.pack import PackReport, PackRequest, pack_site
from mkdocs_briefings.publish.staging import MARKER, Staging
from mkdocs_briefings.settings.from_config import desk_folders
from mkdocs_briefings.settings.wishes import Overrides

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
    request, folders = _plan(config_file, site_dir, target, archive)
    if archive is not None:
        check_archive(archive, folders)
    with progress_bars() as progress:
        packed = _write(request, folders, progress)
    _report(packed, request, time.monotonic() - started)


def _plan(
    config_file: str | None, site_dir: str | None, target: Path, archive: Path | None
) -> tuple[PackRequest, DeskFolders]:
    """Return what is to be packed, and the folders of the desk with that of the pack.

    Args:
        config_file: path of mkdocs.yml, if it is not in the current folder.
        site_dir: the built site, if it is not the one of mkdocs.yml.
        target: folder of the pack.
        archive: where a zip of it goes, too; None for nowhere.

    Raises:
        UsageError: mkdocs.yml is missing or wrong, there is no built site, or the pack would replace something else.
    """
    site = read_desk(config_file, Overrides(site_dir=site_dir))
    folders = DeskFolders({**desk_folders(site).parts, Part.PACK: target})
    folders.check_settings()
    folders.check_pack()
    return PackRequest(site.site_dir, target, archive, site.site_url), folders


def _write(request: PackRequest, folders: DeskFolders, progress: ProgressCallback) -> PackReport:
    """Pack a site while no build changes it.

    Raises:
        UsageError: there is no built site, or no whole one.
        PublishError: the pack cannot be written.
    """
    cache = Cache(folders.parts[Part.CACHE])
    with cache.lease(), alone_at_folder(cache, request.site), alone_at_folder(cache, request.target):
        _refuse_unbuilt(request.site)
        return pack_site(request, progress)


def _refuse_unbuilt(site: Path) -> None:
    if Staging(site, None).is_unfinished:
        raise UsageError(
            f"a build of the site ({site}) was stopped as it ended; `briefings build` finishes it"
        )
    if not os.path.lexists(site / MARKER):
        raise UsageError(
            f"there is no built site at {site}: run `briefings build`, or name one with --site-dir"
        )


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
