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

from mkdocs_briefings.diagnostics.errors import PublishError

_LIST = ".changes.json"
Stat = tuple[int, int]
"""Size in bytes, and second of the last change."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A change in the making."""

    site: Path
    manifest: Path
    """File that knows what the site holds; it changes together with the site."""

    @property
    def folder(self) -> Path:
        """Where new files wait."""
        return self.site.with_name(f".{self.site.name}.building")

    def begin(self) -> None:
        """Finish what a killed build had decided, remove what it had not, and make room for new files.

        Raises:
            PublishError: the folder cannot be written.
        """
        try:
            self._settle()
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise PublishError(f"cannot write beside {self.site}: {error.strerror}") from error

    def replace(self, state: bytes) -> None:
        """Put the new files in the place of the whole site.

        Raises:
            PublishError: the site stays as it was.
        """
        old = self._old
        try:
            self.manifest.unlink(missing_ok=True)
            if self.site.exists():
                os.replace(self.site, old)
            os.replace(self.folder, self.site)
            _write(self.manifest, state)
        except OSError as error:
            raise PublishError(f"the site was not written: {error.strerror or error}") from error
        finally:
            self._settle()

    def commit(self, gone: Iterable[str], state: bytes) -> None:
        """Move the new files into the site and remove what is gone.

        Raises:
            PublishError: the change could not be decided (the site stays), or not be finished (the next build does).
        """
        try:
            _write(self.folder / ".state", state)
            _write(self.folder / _LIST, json.dumps(sorted(gone)).encode())
            self._settle()
        except OSError as error:
            raise PublishError(f"the site was not written: {error.strerror or error}") from error

    def abandon(self) -> None:
        """Forget a change that was not decided."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _old(self) -> Path:
        return self.site.with_name(f".{self.site.name}.old")

    def _settle(self) -> None:
        if (self.folder / _LIST).is_file():
            self._finish()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._old.exists() and not self.site.exists():
            os.replace(self._old, self.site)
        shutil.rmtree(self._old, ignore_errors=True)

    def _finish(self) -> None:
        """Do what the list says; what is done already is passed over."""
        gone = json.loads((self.folder / _LIST).read_bytes())
        self.manifest.parent.mkdir(parents=True, exist_ok=True)
        own = {self.folder / _LIST, self.folder / ".state"}
        for path in [path for path in self.folder.rglob("*") if path.is_file() and path not in own]:
            _move(path, self.site / path.relative_to(self.folder))
        for address in gone:
            _remove(self.site / address, self.site)
        if (self.folder / ".state").exists():
            self._move_state()

    def _move_state(self) -> None:
        """The cache may lie on another disk than the site."""
        try:
            os.replace(self.folder / ".state", self.manifest)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _write(self.manifest, (self.folder / ".state").read_bytes())


def stat_files(site: Path) -> dict[str, Stat]:
    """Every file of a site by its address; hidden ones and folders are not the site's."""
    found: dict[str, Stat] = {}
    _walk(str(site), "", found)
    return found


def stat_file(path: Path) -> Stat:
    """What `stats` says of one file."""
    read = path.stat()
    return read.st_size, int(read.st_mtime)


def _walk(folder: str, address: str, found: dict[str, Stat]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _walk(entry.path, f"{address}{entry.name}/", found)
                else:
                    read = entry.stat()
                    found[address + entry.name] = read.st_size, int(read.st_mtime)
    except FileNotFoundError:
        return


def _move(path: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    for parent in reversed(target.parents):
        if parent.is_file():
            parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)


def _remove(path: Path, site: Path) -> None:
    """Remove a file, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == site or not parent.is_relative_to(site):
            return
        try:
            parent.rmdir()
        except OSError:
            return


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    os.replace(beside, path)
