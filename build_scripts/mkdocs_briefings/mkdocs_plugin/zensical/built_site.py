"""What an export takes from the built site of the desk, if that is what a build would make now: PDFs, cards and drawings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mkdocs_briefings.builder.at_once import alone_at_site
from mkdocs_briefings.builder.manifest import load_manifest
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.up_to_date import UpToDateCheck, manifest_path
from mkdocs_briefings.host import MkDocsConfig
from mkdocs_briefings.mkdocs_plugin.full_build import BuiltFiles
from mkdocs_briefings.mkdocs_plugin.theming import config_text, frame_sources


@contextmanager
def files_of_built_site(config: MkDocsConfig, request: BuildRequest) -> Iterator[BuiltFiles]:
    """Keep builds away from the site until the block ends, and yield its files; none if a build would change one.

    Args:
        config: of the host.
        request: of the export; the site has to be for the same readers, and of the same settings.
    """
    built = replace(request, site=Path(config.site_dir))
    if not manifest_path(built).is_file():
        yield BuiltFiles()
        return
    with (
        alone_at_site(built),
        UpToDateCheck.start(built, config_text(config), frame_sources(config)) as check,
    ):
        if check.is_up_to_date(built):
            manifest = load_manifest(manifest_path(built), built.environment_key, check.head)
            yield BuiltFiles(built.site, manifest.products)
        else:
            yield BuiltFiles()
