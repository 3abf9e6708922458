"""The cache: what builds keep for later ones. It may be deleted at any time, and nothing in it is believed unchecked.

Entries lie in `kept/<kind>/<name>`, each a file, or a folder with a list of its files. They are read by this module,
which compares their digests: an entry that is damaged is as good as none, and is made again. All sites of a desk, and
builds that run at once, share them.

A build holds a lease while it uses the cache; `leases.py` says what goes, and when.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.atomic import one_at_a_time, publish_errors, write_atomically
from mkdocs_briefings.publish.leases import Stay, lease, remove
from mkdocs_briefings.publish.sealed import seal, unseal

_TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder holds what `briefings build` keeps for the next build. It may be deleted at any time.
# See https://bford.info/cachedir/
"""
_MARKS = {".gitignore": "# Made by `briefings build`.\n*\n", "CACHEDIR.TAG": _TAG}
"""Files for Git, and for programs that make copies of a disk: each passes the folder over."""
SITES = "builds"
"""Folder with a folder for each site, of what its last build left to the next."""
_OF_ENTRIES, _OF_SITES = Stay(24 * 3600, 16), Stay(30 * 24 * 3600, 1000)
_LIST = ".files"
"""File of a kept folder that lists all others, with their digests."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with what builds keep."""

    folder: Path

    def site_folder(self, site: Path) -> Path:
        """Return the folder for what the last build of a site left."""
        return self.folder / SITES / hashlib.sha256(os.fsencode(site.resolve())).hexdigest()[:16]

    def path(self, kind: str, name: str) -> Path:
        """Return where an entry lies; whoever reads the file itself has not checked it."""
        return self.folder / "kept" / kind / name

    def read(self, kind: str, name: str) -> bytes | None:
        """Return the content of a kept file, and mark it as used; None if there is none, or if it is damaged."""
        path = self.path(kind, name)
        try:
            content = unseal(path.read_bytes(), _purpose(kind, name))
        except OSError:
            return None
        return content if content is not None and _touched(path) else None

    def write(self, kind: str, name: str, content: bytes) -> None:
        """Keep a file.

        Raises:
            PublishError: the cache cannot be written.
        """
        self._write(self.path(kind, name), seal(content, _purpose(kind, name)))

    def folder_with(self, kind: str, name: str, make: Callable[[Path], None]) -> Path:
        """Return a kept folder that holds just what was put into it; make it if there is none, or if it is damaged.

        Args:
            kind: of the entry.
            name: of the entry; another one where `make` would put something else into it.
            make: writes the files into an empty folder.

        Raises:
            PublishError: the cache cannot be written.
        """
        folder = self.path(kind, name)
        if _is_whole(folder, kind) and _touched(folder):
            return folder
        with self.lease(), one_at_a_time(self.lock(kind)):
            if not (_is_whole(folder, kind) and _touched(folder)):
                self._make(folder, kind, make)
        return folder

    def _make(self, folder: Path, kind: str, make: Callable[[Path], None]) -> None:
        part = folder.with_name(f".{token_hex(8)}.part")
        self.clear_the_way(folder / _LIST)
        with publish_errors(f"cannot write {folder}"):
            part.mkdir(parents=True)
            make(part)
            (part / _LIST).write_bytes(seal(pack(_digests(part)), _purpose(kind, folder.name)))
            remove(folder)
            part.rename(folder)

    @contextlib.contextmanager
    def lease(self) -> Iterator[None]:
        """Keep what the block uses from being removed by other builds.

        Raises:
            PublishError: the cache cannot be written.
        """
        for name, text in _MARKS.items():
            if not (self.folder / name).is_file():
                self._write(self.folder / name, text.encode())
        self.clear_the_way(self.folder / "leases/any")
        with lease(self.folder / "leases", self.lock("leases"), self._kinds):
            yield

    def lock(self, name: str) -> Path:
        """Return a file for `one_at_a_time`."""
        path = self.folder / "locks" / name
        self.clear_the_way(path)
        return path

    def clear_the_way(self, path: Path) -> None:
        """Remove a folder that lies where a file has to be, and files that lie where the folders above it have to be."""
        if path.is_dir():
            remove(path)
        for parent in path.relative_to(self.folder).parents[:-1]:
            folder = self.folder / parent
            if folder.exists() and not folder.is_dir():
                remove(folder)

    def _kinds(self) -> dict[Path, Stay]:
        """Return the folders of entries, each with how long those in it stay."""
        kept = self.folder / "kept"
        kinds = dict.fromkeys(kept.iterdir() if kept.is_dir() else (), _OF_ENTRIES)
        return kinds | {self.folder / SITES: _OF_SITES}

    def _write(self, path: Path, content: bytes) -> None:
        self.clear_the_way(path)
        write_atomically(path, content)


def _purpose(kind: str, name: str) -> bytes:
    return f"{kind}/{name}".encode()


def _is_whole(folder: Path, kind: str) -> bool:
    """Return whether a folder holds the files that were put into it, and no other."""
    try:
        listed = unseal((folder / _LIST).read_bytes(), _purpose(kind, folder.name))
        return listed is not None and unpack(listed) == _digests(folder)
    except (OSError, NotPackedError):
        return False


def _digests(folder: Path) -> dict[str, bytes]:
    """Return the digest of each file below a folder but its list, by its path from there."""
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / _LIST)
    return {path.relative_to(folder).as_posix(): digest_bytes(path.read_bytes()) for path in sorted(files)}


def _touched(path: Path) -> bool:
    """Mark an entry as used; return whether it is still there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a cache that may only be read
    return True
