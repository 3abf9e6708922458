"""The pack of a built site, called from Python with what a command line sets over mkdocs.yml."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs_briefings.builder.at_once import alone_at_folder
from mkdocs_briefings.diagnostics.errors import ProgressCallback, UsageError
from mkdocs_briefings.mkdocs_plugin.run import plugin_of, read_config
from mkdocs_briefings.mkdocs_plugin.settings import desk_folders
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.folders import DeskFolders, Part
from mkdocs_briefings.publish.pack.pack import PackReport, PackRequest, pack_site
from mkdocs_briefings.publish.staging import MARKER, Staging
from mkdocs_briefings.settings.wishes import Overrides


def plan_pack(
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
    config = read_config(config_file, Overrides(site_dir=site_dir))
    desk = desk_folders(config, plugin_of(config).config)
    folders = DeskFolders({**desk.parts, Part.PACK: target})
    folders.check_settings()
    folders.check_pack()
    return PackRequest(Path(config.site_dir), target, archive, config.site_url or ""), folders


def pack(request: PackRequest, folders: DeskFolders, progress: ProgressCallback) -> PackReport:
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
