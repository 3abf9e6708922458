"""A look at where a print, a mail or a zip is to be written, before it is made: nothing but an earlier one may be replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs_briefings.cli.console import display_path
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.publish.folders import DeskFolders
from mkdocs_briefings.publish.pack.archive import is_own_archive

PDF_HEAD = b"%PDF-"
"""First bytes of every PDF."""
MAIL_HEAD = b"\nX-Unsent: 1"
"""Header of the mails that `briefings digest` writes."""
_LOOKED_AT = 4096


def check_print(path: Path, folders: DeskFolders) -> None:
    """Refuse to write a PDF in the place of another file, or where a build would remove it.

    Raises:
        UsageError: says what is there.
    """
    folders.check_output(path)
    if path.is_dir() or (path.exists() and not _head(path).startswith(PDF_HEAD)):
        raise UsageError(f"{display_path(path)} is there, and is no PDF; name another file")


def check_mail(folder: Path, paths: Iterable[Path], folders: DeskFolders) -> None:
    """Refuse to write a mail in the place of files that no mail of this command was, or where a build would remove it.

    Args:
        folder: of the mail.
        paths: the files of the mail.
        folders: of the desk.

    Raises:
        UsageError: says what is there.
    """
    folders.check_output(folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{display_path(folder)} is a file, not a folder; name another")
    present = [path for path in paths if path.exists()]
    if present and not any(path.suffix == ".eml" and MAIL_HEAD in _head(path) for path in present):
        names = ", ".join(map(display_path, present))
        raise UsageError(f"{names}: there, and no mail of this command; name another folder")


def check_archive(path: Path, folders: DeskFolders) -> None:
    """Refuse to write the zip of a pack in the place of another file, or where a build would remove it.

    Raises:
        UsageError: says what is there.
    """
    folders.check_output(path)
    if os.path.lexists(path) and not is_own_archive(path):
        raise UsageError(
            f"{display_path(path)} is there, and no zip of this command; remove it, or name another folder"
        )


def _head(path: Path) -> bytes:
    """Return the first bytes of a file, none of what cannot be read or has no end."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT).replace(b"\r\n", b"\n")
    except OSError:
        return b""
