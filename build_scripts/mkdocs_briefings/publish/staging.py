"""Changes to a site that is there, made all or none.

New files are written to a folder beside the site, and the site is not touched. When all are there, a list of what goes
is put beside them, and from then on the change is certain: the files are moved into the site, and whoever finds the
list later, after a fault or a kill between two moves, moves the rest. The list goes last.

A site that is replaced changes in the same way and stays the same folder. So it may be a symbolic link, a mounted disk
or the folder that a server was started in, and what is no build's stays in it: files and folders with a dot before
their name (`.git`, `.htaccess`), and a `CNAME`.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self, cast

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.atomic import publish_errors, replace_file, write_new

CNAME = "CNAME"
"""File in which hosts such as GitHub Pages keep the domain of a site; it may be theirs, not a build's."""
MARKER = ".briefings-site"
"""File of a site by which builds know that they may replace it."""
MARKER_TEXT = b"Builds replace all of this folder but CNAME and what has a dot before its name.\n"
PACK_MARKER = ".briefings-pack"
"""File of a pack by which `briefings pack` knows that it may replace it."""
EXPORT_MARKER = ".briefings-export"
"""File of an export by which `briefings export` knows that it may replace it."""
_MARKER_TEXTS = {
    MARKER: MARKER_TEXT,
    PACK_MARKER: MARKER_TEXT.replace(b"Builds replace", b"`briefings pack` replaces"),
    EXPORT_MARKER: MARKER_TEXT.replace(b"Builds replace", b"`briefings export` replaces"),
}
REPOSITORY = ".git"
_LIST, _MANIFEST = ".changes.json", ".manifest"
"""Files of the staging folder that do not go into the site."""
Stat = tuple[int, int, int]
"""Size in bytes, nanosecond of the last change, inode: all stay when a file is moved into the site, the last does not
when a site is copied."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A change in the making; as a context it begins, and is abandoned at the end unless it was decided."""

    site: Path
    manifest: Path | None
    """File that knows what the site holds; it changes together with the site. None for a site that is always new."""
    marker: str = MARKER
    """File by which the site is known as one that may be replaced."""

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    @property
    def folder(self) -> Path:
        """Where new files wait."""
        return self.site.with_name(f".{self.site.name}.building")

    @property
    def is_unfinished(self) -> bool:
        """Whether a change was decided and not finished."""
        return (self.folder / _LIST).exists()

    def begin(self) -> None:
        """Finish what a killed build had decided, remove what it had not, and make room for new files.

        Raises:
            PublishError: the folder cannot be written, or a file is in the place of the site.
        """
        if self.site.is_file():
            raise PublishError(f"cannot write {self.site}: it is a file, not a folder")
        with publish_errors(f"cannot write beside {self.site}"):
            self._finish()
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True)

    def replace(self, manifest: bytes) -> None:
        """Put the new files in the place of all that the site holds.

        Args:
            manifest: what the manifest will hold; empty if the next build is to begin from nothing.

        Raises:
            PublishError: as `commit` does.
        """
        with publish_errors("the site was not written"):
            gone = stat_files(self.site).keys() - stat_files(self.folder).keys() - {CNAME}
        self.commit(gone, manifest)

    def commit(self, gone: Iterable[str], manifest: bytes) -> None:
        """Move the new files into the site and remove what is gone.

        Args:
            gone: addresses of files that the site is to have no more.
            manifest: what the manifest will hold, if there is one.

        Raises:
            PublishError: the change could not be decided (the site stays), or not be finished (the next build does).
        """
        with publish_errors("the site was not written"):
            if not os.path.lexists(self.site / self.marker):
                replace_file(self.folder / self.marker, _MARKER_TEXTS[self.marker])
            replace_file(self.folder / _MANIFEST, manifest)
            replace_file(self.folder / _LIST, json.dumps(sorted(gone)).encode())
            self._finish()
        self.abandon()

    def abandon(self) -> None:
        """Forget a change that was not decided."""
        if not self.is_unfinished:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _finish(self) -> None:
        """Do what the list of a decided change says; what is done already is passed over."""
        gone = self._read_list()
        if gone is None:
            return
        self.site.resolve().mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.iterdir()):
            if path.name not in {_LIST, _MANIFEST}:
                _move(path, self.site / path.name)
        for address in gone:
            _remove(self.site, address)
        if self.manifest is not None and (self.folder / _MANIFEST).exists():
            self.manifest.parent.mkdir(parents=True, exist_ok=True)
            _move(self.folder / _MANIFEST, self.manifest)
        (self.folder / _LIST).unlink()

    def _read_list(self) -> list[str] | None:
        """Return what is to go; None if nothing was decided, or a power cut left a list that is not whole."""
        try:
            return cast("list[str]", json.loads((self.folder / _LIST).read_bytes()))
        except (FileNotFoundError, ValueError):
            return None


def stat_files(site: Path) -> dict[str, Stat]:
    """Return the `Stat` of every file of a site by its address; hidden files and folders are not the site's.

    Raises:
        PublishError: a folder in the site is a repository of its own, whose files no build may remove.
    """
    stats: dict[str, Stat] = {}
    _walk(str(site), "", stats)
    return stats


def foreign_files(site: Path) -> dict[str, bytes]:
    """Return what is no build's below the first level of a site, and its `CNAME`: MkDocs would remove them.

    Raises:
        PublishError: one of them cannot be read.
    """
    with publish_errors("the site was not written"):
        names = (path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file())
        hidden = (name for name in names if any(part.startswith(".") for part in name.parts[1:]))
        kept = [*(name for name in hidden if not name.parts[0].startswith(".")), PurePosixPath(CNAME)]
        return {name.as_posix(): (site / name).read_bytes() for name in kept if (site / name).is_file()}


def restore_files(site: Path, files: Mapping[str, bytes]) -> None:
    """Write files back into a site that MkDocs has cleaned, unless the build has made a file of that name.

    Raises:
        PublishError: one of them cannot be written.
    """
    with publish_errors("the site was not written"):
        for address, content in files.items():
            if not os.path.lexists(site / address):
                write_new(site / address, content)


def stat_file(file: Path | os.DirEntry[str]) -> Stat:
    """Return the `Stat` of one file."""
    return _stat(file.stat())


def _stat(read: os.stat_result) -> Stat:
    return read.st_size, read.st_mtime_ns, read.st_ino


def _walk(folder: str, address: str, stats: dict[str, Stat]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name == REPOSITORY and address:
                    raise PublishError(f"{folder} is a repository inside of the site; move it elsewhere")
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _walk(entry.path, f"{address}{entry.name}/", stats)
                else:
                    stats[address + entry.name] = _stat(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return


def _move(path: Path, target: Path) -> None:
    """Move a file, or a folder with all in it; a file in the place of a folder goes, or a folder in that of a file."""
    if path.is_dir():
        if target.is_symlink() or target.is_file():
            target.unlink()
        if target.is_dir() or not _renamed(path, target):
            target.mkdir(exist_ok=True)
            for inside in sorted(path.iterdir()):
                _move(inside, target / inside.name)
        return
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    if not _renamed(path, target):
        copied = target.with_name(".part")
        shutil.copy2(path, copied)
        os.replace(copied, target)


def _renamed(path: Path, target: Path) -> bool:
    """Rename a file or a folder unless the target is on another disk, and return whether it was renamed."""
    try:
        os.replace(path, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def _remove(site: Path, address: str) -> None:
    """Remove a file, and the folders that it leaves empty; what has come in their place stays."""
    path = site / address
    if path.is_symlink() or not path.is_dir():
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
    for parent in PurePosixPath(address).parents[:-1]:
        try:
            (site / parent).rmdir()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            return
