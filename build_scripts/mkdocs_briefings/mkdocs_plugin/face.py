"""The desk's own face among the files that the host copies from the theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs_briefings.host import File, Files, MkDocsConfig
from mkdocs_briefings.mkdocs_plugin.settings import render_settings_of
from mkdocs_briefings.model.face import Face

_PACKAGE = Path(__file__).parent.parent


def put_on_face(files: Files, config: MkDocsConfig) -> None:
    """Put the files of a face in place of those of the house; a file of the site's own stays as it is.

    Raises:
        PublishError: a family cannot be read, or the cache not be written.
    """
    plugin: Any = config.plugins["briefings"]
    face = render_settings_of(config, plugin.config, plugin.settings).face
    if face == Face():
        return
    from mkdocs_briefings.publish.face_css import ICON  # noqa: PLC0415 - few desks have a face of their own
    from mkdocs_briefings.publish.own_face import face_files  # noqa: PLC0415

    own = face_files(face, plugin.settings.root / plugin.config.own.cache)
    for address in (*own.dropped, *own.written):
        file = files.get_file_from_path(address)
        if file is not None and _is_ours(file):
            files.remove(file)
    for address, content in own.written.items():
        has_icon = address != ICON or config.theme.get("favicon") == ICON
        if has_icon and files.get_file_from_path(address) is None:
            files.append(File.generated(config, address, content=content))


def _is_ours(file: File) -> bool:
    """Return whether a file comes from this package."""
    return file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(_PACKAGE)
