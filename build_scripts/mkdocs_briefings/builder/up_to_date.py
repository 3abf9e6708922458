"""A look at names, sizes and times of files: whether anything has changed since the previous build.

Most builds of a desk that publishes by the clock find nothing to do. They end here, without reading what the previous
build knows of each briefing, and without importing what reads, links and renders briefings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self, cast

from mkdocs_briefings.builder.clock import Clock
from mkdocs_briefings.builder.preloading import CITATIONS, PRESS, WORKER, begin_to_preload
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Verdict
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.executor.choose import processes_for
from mkdocs_briefings.publish.sealed import read_piece, seal
from mkdocs_briefings.publish.staging import CNAME, Staging, Stat, stat_files

Stamp = tuple[int, int, int, int]
"""Identity of a file as long as the same disk is looked at: size in bytes, times of the last change of its content and
of its entry in nanoseconds, inode. An edit that keeps size and time (`touch -r`, `rsync -t`, an archive) changes the
latter two; on another disk they differ, too, and contents are compared."""
UNREADABLE: Stamp = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Snapshot(Verdict):
    """The disk as a build saw it, and what the next one reports as long as the disk stays so."""

    inputs: bytes = b""
    """Digest of the settings, and of path, size and time of every file that the site is made from."""
    site_files: Mapping[str, Stat] = field(default_factory=dict)
    """Every file of the site, by address."""
    clock: Clock = field(default_factory=Clock)
    """What the build took from the clock."""
    also_read: tuple[str, ...] = ()
    """Files outside of the folders of the site that it is made from, by path."""
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: frozenset[str] = frozenset()
    briefings: int = 0
    pages: int = 0
    """Pages of the site, hand-written ones too."""
    not_shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpToDateCheck:
    """The disk at the start of a build; as a context it forgets at the end what was staged and not decided."""

    staging: Staging
    stamps: Mapping[str, Stamp]
    """Stamp of every file of the content, the docs folder and the site's own theme, by path."""
    inputs: bytes
    """Digest of settings and files, to be compared with that of a `Snapshot`."""
    site_walk: Future[dict[str, Stat]]
    """Every file of the site, looked at by a thread."""
    head: Snapshot | None
    """Head of the previous build's manifest; None without a manifest of this environment."""

    @classmethod
    def start(cls, request: BuildRequest, config_text: str, sources: Iterable[Path]) -> UpToDateCheck:
        """Put right what a killed build left, and look at the disk.

        Args:
            request: what is to be built.
            config_text: the settings of MkDocs.
            sources: files and folders that the hand-written pages and the theme are made from.

        Raises:
            PublishError: the site's folder cannot be written.
        """
        staging = Staging(request.site, manifest_path(request))
        staging.begin()
        walker = ThreadPoolExecutor(1)
        site_walk = walker.submit(stat_files, request.site)
        walker.shutdown(wait=False)
        key = request.environment_key
        head = _read_head(manifest_path(request), key)
        further = map(Path, head.also_read) if head is not None else ()
        stamps = {
            name: stamp
            for path in (request.settings.content, *sources, *further)
            for name, stamp in list_stamps(path).items()
        }
        inputs = digest_bytes(key, config_text.encode(), repr(sorted(stamps.items())).encode())
        return cls(staging, stamps, inputs, site_walk, head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.staging.abandon()

    def is_up_to_date(self, request: BuildRequest) -> bool:
        """Return whether no file, no output and no setting has changed, and the clock says the same."""
        if self.head is None:
            return False
        snapshot = self.head
        return (
            snapshot.inputs == self.inputs
            and snapshot.clock.says_the_same(request.settings)
            and snapshot.site_files == self.site_files()
        )

    def begin_to_preload(self, request: BuildRequest) -> None:
        """Let what the processes of this build will import be imported beside what this one imports."""
        if request.on:
            return
        content_files = sum(name.endswith(".yaml") for name in self.stamps)
        prints = [PRESS] if request.render.pdf or request.render.cards else []
        cites = [CITATIONS] if request.render.exports else []
        if self.head is None and processes_for(content_files) > 1:
            begin_to_preload(WORKER, *prints, *cites)
        elif prints:
            begin_to_preload(*prints)

    def site_files(self) -> Mapping[str, Stat]:
        """Return every file of the site, by address; a `CNAME` that no build published is not the site's."""
        files = self.site_walk.result()
        if self.head is None or CNAME not in self.head.site_files:
            files.pop(CNAME, None)
        return files


def read_head(file: BinaryIO, environment_key: bytes) -> Snapshot | None:
    """Read the head of a manifest; None if it is not whole or belongs to another environment."""
    packed = read_piece(file, environment_key + b"head")
    try:
        return cast("Snapshot", unpack(packed)) if packed is not None else None
    except NotPackedError:
        return None


def _read_head(path: Path, environment_key: bytes) -> Snapshot | None:
    try:
        os.utime(path.parent)  # it is in use
        with path.open("rb") as file:
            return read_head(file, environment_key)
    except OSError:
        return None


def seal_head(environment_key: bytes, snapshot: Snapshot) -> bytes:
    """Return the first piece of a manifest."""
    return seal(pack(snapshot), environment_key + b"head")


def manifest_path(request: BuildRequest) -> Path:
    """Return where in the cache the manifest of a site is kept, in a folder of the site's own."""
    return Cache(request.cache).site_folder(request.site) / "manifest"


def discard_manifest(request: BuildRequest) -> None:
    """Let the next build start from nothing: somebody else is about to write the site."""
    manifest_path(request).unlink(missing_ok=True)


def list_stamps(path: Path) -> dict[str, Stamp]:
    """Return the stamp of a file, or of every file below a folder, by path; a symbolic link also tells where it leads."""
    if path.is_file():
        return {str(path): stamp_of(path.stat())}
    stamps: dict[str, Stamp] = {}
    for entry in files_below(path):
        try:
            stamp = stamp_of(entry.stat())
        except OSError:
            stamp = UNREADABLE
        stamps[entry.path] = stamp
        if entry.is_symlink():
            stamps[f"{entry.path} -> {os.path.realpath(entry.path)}"] = stamp
    return stamps


def files_below(path: Path) -> Iterator[os.DirEntry[str]]:
    """Yield every file below a folder; links to folders are followed, and each folder is entered once."""
    folders, seen = [str(path)], set[str]()
    while folders:
        folder = folders.pop()
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _is_folder(entry):
                        folders.append(entry.path)
                    else:
                        yield entry
        except (FileNotFoundError, NotADirectoryError):
            continue


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder; a link that leads in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from its status."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
