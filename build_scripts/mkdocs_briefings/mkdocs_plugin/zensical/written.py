"""What people have put beside the briefings: pages by hand, pictures and styles of the docs folder and of the theme."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from mkdocs_briefings.host import File, Files
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.own_face import face_files

_PACKAGE = Path(__file__).parents[2]
_ASSETS = tuple(_PACKAGE / name for name in ("own_theme/assets", "theme/assets"))
_NO_ASSETS = {".html", ".htm", ".py", ".pyc", ".yml", ".yaml"}
"""Endings of files in a folder of templates that are no part of a site."""


def copy_assets(docs: Path, face: Face, cache: Path) -> None:
    """Write what the publication's look is made of.

    Args:
        docs: folder of the pages.
        face: of the desk; its files take the place of the house's.
        cache: folder that may be deleted at any time.

    Raises:
        PublishError: a family of fonts cannot be read.
    """
    for folder in _ASSETS:
        shutil.copytree(folder, docs / "assets", dirs_exist_ok=True)
    own = face_files(face, cache)
    for address in own.dropped:
        (docs / address).unlink(missing_ok=True)
    for address, content in own.written.items():
        write_new(docs / address, content)


def copy_theme_files(custom_dir: Path, overrides: Path) -> list[str]:
    """Copy what the desk's own folder of templates puts into a site, and return the names of its templates, which stay behind."""
    left_out = []
    for path in sorted(custom_dir.rglob("*")):
        name = path.relative_to(custom_dir)
        if path.is_dir() or any(part.startswith(".") for part in name.parts):
            continue
        if path.suffix.lower() in _NO_ASSETS:
            left_out.append(name.as_posix())
        else:
            write_new(overrides / name, path.read_bytes())
    return left_out


def write_docs(files: Files, docs: Path) -> None:
    """Write every file of the docs folder that the site has: pages as their authors wrote them, all others as they are."""
    for file in files:
        if not is_published(file) or isinstance(file.page, GeneratedPage):
            continue
        if file.is_documentation_page():
            write_new(docs / _markdown_address(file), file.content_string.encode())
        else:
            write_new(docs / file.src_uri, file.content_bytes)


def is_published(file: File) -> bool:
    """Return whether the site has a file of the docs folder: `exclude_docs` and `draft_docs` leave some out."""
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _markdown_address(file: File) -> str:
    return PurePosixPath(file.src_uri).with_suffix(".md").as_posix()
