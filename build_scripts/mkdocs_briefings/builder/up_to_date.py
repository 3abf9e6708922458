"""A glance at the disk: whether anything has changed since the last build, told by names, sizes and times alone.

Most builds of a desk that publishes by the clock find nothing to do. They are told so without reading what the last
build knows of each briefing, and without importing what reads, links and renders briefings.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self, cast

from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.publish.pool import BackgroundCall
from mkdocs_briefings.publish.staging import Staging, Stat, stat_files

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
_LENGTH = 8


class Snapshot(NamedTuple):
    """What a build saw of the disk, and what it says as long as the disk stays so: the head of its state."""

    inputs: bytes = b""
    """Digest of the settings, and of path, size and time of every file that the site is made from."""
    site_files: Mapping[str, Stat] = {}
    """Size and second of every file of the site."""
    day: str = ""
    """Of the build; some rules look at the calendar."""
    last_embargo_end: float = 0.0
    """The moment, in seconds since 1970, when the last embargo ended,"""
    next_embargo_end: float = math.inf
    """and the one when the next does."""
    search_behind: bool = False
    """Whether search knows less than the pages show, because a build left it for later."""
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: frozenset[str] = frozenset()
    """Files left out because of their errors."""
    briefings: int = 0
    pages: int = 0
    """Pages of the site, hand-written ones too."""

    @property
    def publishable(self) -> bool:
        """A site was made."""
        return True

    @property
    def has_warnings(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


@dataclass(frozen=True, slots=True)
class UpToDateCheck:
    """The disk at the start of a build. Use it as a context: what was staged and not decided is forgotten."""

    staging: Staging
    stamps: Mapping[str, Stamp]
    """Stamp of every file of the content, the docs folder and the site's own theme."""
    inputs: bytes
    """As in `Seen`."""
    site_walk: BackgroundCall[dict[str, Stat]]
    """Size and second of every file of the site, once they are all known."""
    head: ManifestHead | None
    """What the last build left, but for its bulk."""

    @classmethod
    def start(cls, job: BuildRequest, config_text: str, sources: Iterable[Path]) -> UpToDateCheck:
        """Look at the disk, once what a killed build left is put right.

        Args:
            job: what is to be built.
            config_text: the settings of MkDocs.
            sources: what the hand-written pages and the theme are made from.

        Raises:
            PublishError: the site's folder cannot be written.
        """
        staging = Staging(job.site, manifest_path(job.cache, job.site))
        staging.begin()
        walk = BackgroundCall(partial(stat_files, job.site))
        files = {
            name: stamp
            for path in (job.settings.content, *sources)
            for name, stamp in list_stamps(path).items()
        }
        inputs = digest_bytes(job.environment_key, config_text.encode(), repr(sorted(files.items())).encode())
        try:
            with staging.manifest.open("rb") as file:
                head = read_head(file, job.environment_key)
        except OSError:
            head = None
        return cls(staging, files, inputs, walk, head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.site_walk.close()
        self.staging.abandon()

    def is_up_to_date(self, job: BuildRequest) -> bool:
        """Whether the site is what this build would make: no file, no output, no setting and no embargo has changed."""
        if self.head is None:
            return False
        seen, now = self.head.snapshot, job.settings.at or dt.datetime.now(dt.UTC)
        return (
            seen.inputs == self.inputs
            and seen.day == str(now.date())
            and seen.last_embargo_end <= now.timestamp() < seen.next_embargo_end
            and not (seen.search_behind and job.update_search)
            and seen.site_files == self.site_walk.answer()
        )


class ManifestHead(NamedTuple):
    """The first part of a state's file."""

    snapshot: Snapshot
    digest: bytes
    """Of what follows."""
    size: int
    """Of the same, in bytes."""


def read_head(file: BinaryIO, recipe: bytes) -> ManifestHead | None:
    """The head of a state's file; None if it is not whole or belongs to another recipe."""
    if file.read(len(recipe)) != recipe:
        return None
    told, length = file.read(len(recipe)), int.from_bytes(file.read(_LENGTH))
    content = file.read(min(length, os.fstat(file.fileno()).st_size))
    if told != digest_bytes(content):
        return None
    return cast("ManifestHead", pickle.loads(content))  # noqa: S301 - written by this very program


def with_head(recipe: bytes, seen: Snapshot, rest: bytes) -> bytes:
    """The file of a state: the recipe, the head's digest and length, the head, and the rest."""
    content = pickle.dumps(ManifestHead(seen, digest_bytes(rest), len(rest)), pickle.HIGHEST_PROTOCOL)
    return b"".join((recipe, digest_bytes(content), len(content).to_bytes(_LENGTH), content, rest))


def manifest_path(cache: Path, site: Path) -> Path:
    """Where the state of a site is kept."""
    name = hashlib.sha256(str(site.resolve()).encode()).hexdigest()[:16]
    return cache / "builds" / name / "state"


def discard_manifest(job: BuildRequest) -> None:
    """Let the next build start from nothing: somebody else is about to write the site."""
    manifest_path(job.cache, job.site).unlink(missing_ok=True)


def list_stamps(path: Path) -> dict[str, Stamp]:
    """Stamp of every file below a folder, or of a file. A link also tells where it leads; none to a folder is followed."""
    found: dict[str, Stamp] = {}
    todo = [str(path)]
    while todo:
        folder = todo.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
                    else:
                        found[entry.path] = stamp = _stamp(entry)
                        if entry.is_symlink():
                            found[f"{entry.path} -> {os.path.realpath(entry.path)}"] = stamp
        except NotADirectoryError:
            found[folder] = _stamp(Path(folder))
        except FileNotFoundError:
            continue
    return found


def _stamp(one: os.DirEntry[str] | Path) -> Stamp:
    """Of a link that of what it leads to."""
    try:
        read = one.stat()
    except OSError:
        return 0, 0
    return read.st_size, read.st_mtime_ns
