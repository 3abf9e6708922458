"""Changes to a site that is there, made all or none.

New files are written to a folder beside the site. When all are there, a list of what goes is put beside them, and
from then on the change is certain: the files are moved into the site one by one, and whoever finds the list later,
after a kill or a power cut between two moves, moves the rest.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mkdocs_briefings.publish.atomic import publish_errors, replace_file

_LIST, _MANIFEST = ".changes.json", ".manifest"
"""Files of the staging folder that do not go into the site."""
Stat = tuple[int, int]
"""Size in bytes, and second of the last change."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A change in the making; as a context it begins, and is abandoned at the end unless it was decided."""

    site: Path
    manifest: Path
    """File that knows what the site holds; it changes together with the site."""

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()

    @property
    def folder(self) -> Path:
        """Where new files wait."""
        return self.site.with_name(f".{self.site.name}.building")

    def begin(self) -> None:
        """Finish what a killed build had decided, remove what it had not, and make room for new files.

        Raises:
            PublishError: the folder cannot be written.
        """
        with publish_errors(f"cannot write beside {self.site}"):
            self._settle()
            self.folder.mkdir(parents=True)

    def replace(self, manifest: bytes) -> None:
        """Put the new files in the place of the whole site.

        Args:
            manifest: what the manifest will hold; empty if the next build is to begin from nothing.

        Raises:
            PublishError: the site stays as it was.
        """
        try:
            with publish_errors("the site was not written"):
                self.manifest.unlink(missing_ok=True)
                if self.site.exists():
                    os.replace(self.site, self._old)
                os.replace(self.folder, self.site)
                replace_file(self.manifest, manifest)
        finally:
            self._settle()

    def commit(self, gone: Iterable[str], manifest: bytes) -> None:
        """Move the new files into the site and remove what is gone.

        Args:
            gone: addresses of files that the site is to have no more.
            manifest: what the manifest will hold.

        Raises:
            PublishError: the change could not be decided (the site stays), or not be finished (the next build does).
        """
        with publish_errors("the site was not written"):
            replace_file(self.folder / _MANIFEST, manifest)
            replace_file(self.folder / _LIST, json.dumps(sorted(gone)).encode())
            self._settle()

    def abandon(self) -> None:
        """Forget a change that was not decided."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _old(self) -> Path:
        """Where the site of before lies between the two renames that replace it."""
        return self.site.with_name(f".{self.site.name}.old")

    def _settle(self) -> None:
        """Finish a decided change, forget any other, and put the old site back if the new one did not come."""
        if (self.folder / _LIST).is_file():
            self._finish()
        self.abandon()
        if self._old.exists() and not self.site.exists():
            os.replace(self._old, self.site)
        shutil.rmtree(self._old, ignore_errors=True)

    def _finish(self) -> None:
        """Do what the list says; what is done already is passed over."""
        gone = json.loads((self.folder / _LIST).read_bytes())
        self.manifest.parent.mkdir(parents=True, exist_ok=True)
        own = {self.folder / _LIST, self.folder / _MANIFEST}
        for path in [path for path in self.folder.rglob("*") if path.is_file() and path not in own]:
            _move(path, self.site / path.relative_to(self.folder))
        for address in gone:
            _remove(self.site / address, self.site)
        if (self.folder / _MANIFEST).exists():
            self._move_manifest()

    def _move_manifest(self) -> None:
        """Move the manifest into the cache, which may lie on another disk than the site."""
        try:
            os.replace(self.folder / _MANIFEST, self.manifest)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            replace_file(self.manifest, (self.folder / _MANIFEST).read_bytes())


def stat_files(site: Path) -> dict[str, Stat]:
    """Return size and second of every file of a site by its address; hidden files and folders are not the site's."""
    stats: dict[str, Stat] = {}
    _walk(str(site), "", stats)
    return stats


def stat_file(file: Path | os.DirEntry[str]) -> Stat:
    """Return size and second of one file."""
    read = file.stat()
    return read.st_size, int(read.st_mtime)


def _walk(folder: str, address: str, stats: dict[str, Stat]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _walk(entry.path, f"{address}{entry.name}/", stats)
                else:
                    stats[address + entry.name] = stat_file(entry)
    except FileNotFoundError:
        return


def _move(path: Path, target: Path) -> None:
    """Move a file; a folder in its place goes, and so does a file in the place of one of its folders."""
    if target.is_dir():
        shutil.rmtree(target)
    for parent in reversed(target.parents):
        if parent.is_file():
            parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)


def _remove(path: Path, site: Path) -> None:
    """Remove a file, and the folders that it leaves empty, unless a new folder or file has taken their place."""
    if path.is_dir() or any(parent.is_file() for parent in path.parents):
        return
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == site or not parent.is_relative_to(site):
            return
        try:
            parent.rmdir()
        except OSError:
            return
