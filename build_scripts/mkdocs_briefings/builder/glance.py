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

from mkdocs_briefings.builder.job import Job
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity
from mkdocs_briefings.model.values import digest_of
from mkdocs_briefings.publish.pool import Aside
from mkdocs_briefings.publish.staging import Staging, Stat, stats

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
_LENGTH = 8


class Seen(NamedTuple):
    """What a build saw of the disk, and what it says as long as the disk stays so: the head of its state."""

    inputs: bytes = b""
    """Digest of the settings, and of path, size and time of every file that the site is made from."""
    site: Mapping[str, Stat] = {}
    """Size and second of every file of the site."""
    day: str = ""
    """Of the build; some rules look at the calendar."""
    since: float = 0.0
    """The moment, in seconds since 1970, when the last embargo ended,"""
    until: float = math.inf
    """and the one when the next does."""
    behind: bool = False
    """Whether search knows less than the pages show, because a build left it for later."""
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: frozenset[str] = frozenset()
    """Files left out because of their errors."""
    briefings: int = 0
    pages: int = 0
    """Pages of the site, hand-written ones too."""

    @property
    def sound(self) -> bool:
        """A site was made."""
        return True

    @property
    def doubtful(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Glance:
    """The disk at the start of a build. Use it as a context: what was staged and not decided is forgotten."""

    staging: Staging
    files: Mapping[str, Stamp]
    """Stamp of every file of the content, the docs folder and the site's own theme."""
    inputs: bytes
    """As in `Seen`."""
    walk: Aside[dict[str, Stat]]
    """Size and second of every file of the site, once they are all known."""
    head: Head | None
    """What the last build left, but for its bulk."""

    @classmethod
    def at(cls, job: Job, said: str, sources: Iterable[Path]) -> Glance:
        """Look at the disk, once what a killed build left is put right.

        Args:
            job: what is to be built.
            said: the settings of MkDocs.
            sources: what the hand-written pages and the theme are made from.

        Raises:
            PublishError: the site's folder cannot be written.
        """
        staging = Staging(job.site, file_of(job.cache, job.site))
        staging.begin()
        walk = Aside(partial(stats, job.site))
        files = {
            name: stamp for path in (job.settings.content, *sources) for name, stamp in listed(path).items()
        }
        inputs = digest_of(job.recipe, said.encode(), repr(sorted(files.items())).encode())
        try:
            with staging.state.open("rb") as file:
                head = read_head(file, job.recipe)
        except OSError:
            head = None
        return cls(staging, files, inputs, walk, head)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.walk.close()
        self.staging.abandon()

    def shows_nothing_new(self, job: Job) -> bool:
        """Whether the site is what this build would make: no file, no output, no setting and no embargo has changed."""
        if self.head is None:
            return False
        seen, now = self.head.seen, job.settings.at or dt.datetime.now(dt.UTC)
        return (
            seen.inputs == self.inputs
            and seen.day == str(now.date())
            and seen.since <= now.timestamp() < seen.until
            and not (seen.behind and job.index)
            and seen.site == self.walk.answer()
        )


class Head(NamedTuple):
    """The first part of a state's file."""

    seen: Seen
    digest: bytes
    """Of what follows."""
    size: int
    """Of the same, in bytes."""


def read_head(file: BinaryIO, recipe: bytes) -> Head | None:
    """The head of a state's file; None if it is not whole or belongs to another recipe."""
    if file.read(len(recipe)) != recipe:
        return None
    told, length = file.read(len(recipe)), int.from_bytes(file.read(_LENGTH))
    content = file.read(min(length, os.fstat(file.fileno()).st_size))
    if told != digest_of(content):
        return None
    return cast("Head", pickle.loads(content))  # noqa: S301 - written by this very program


def with_head(recipe: bytes, seen: Seen, rest: bytes) -> bytes:
    """The file of a state: the recipe, the head's digest and length, the head, and the rest."""
    content = pickle.dumps(Head(seen, digest_of(rest), len(rest)), pickle.HIGHEST_PROTOCOL)
    return b"".join((recipe, digest_of(content), len(content).to_bytes(_LENGTH), content, rest))


def file_of(cache: Path, site: Path) -> Path:
    """Where the state of a site is kept."""
    name = hashlib.sha256(str(site.resolve()).encode()).hexdigest()[:16]
    return cache / "builds" / name / "state"


def forget(job: Job) -> None:
    """Let the next build start from nothing: somebody else is about to write the site."""
    file_of(job.cache, job.site).unlink(missing_ok=True)


def listed(path: Path) -> dict[str, Stamp]:
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
