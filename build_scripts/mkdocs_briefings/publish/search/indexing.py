"""The indexing of search beside a build: a program is started, and waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.model.packing import pack, unpack
from mkdocs_briefings.publish.search.texts import Searched

LENGTH = 8
"""Bytes of the number before a request that says how long it is."""
STATES = "search"
"""Kind of the entries in the cache that say what an index was made of."""


class Request(NamedTuple):
    """An index that the program is to make."""

    site: str
    """Folder of the site, with the texts and the index of the previous build."""
    staging: str
    """Folder for new files, from the root of the site; new texts are there."""
    cache: str
    previous: str
    """Name of the index that the site has, whole; empty if it is to be made anew."""
    pages: Sequence[Searched]
    entities: Sequence[SearchEntity]

    @property
    def name(self) -> str:
        """What tells an index from others: a digest of all that it is made of."""
        return index_digest(self.pages, self.entities).hex()


def index_digest(pages: Sequence[Searched], entities: Sequence[SearchEntity]) -> bytes:
    """Return the digest of all that an index is made of."""
    return digest((tuple(sorted(pages)), tuple(entities)))


@dataclass(frozen=True, slots=True)
class Indexing:
    """Search being indexed, beside whatever else is done."""

    process: subprocess.Popen[bytes]

    def finish(self) -> tuple[str, ...]:
        """Wait for the index; return the addresses of its files, but for the texts.

        Raises:
            PublishError: it could not be made.
        """
        process = self.process
        assert process.stdout is not None  # noqa: S101 - both are pipes
        assert process.stderr is not None  # noqa: S101
        with process:
            addresses = process.stdout.read()
            errors = process.stderr.read().decode(errors="replace").strip()
        if process.returncode:
            reason = errors.rpartition("\n")[2] or f"exit {process.returncode}"
            raise PublishError(f"search was not indexed: {reason}")
        return tuple(unpack(addresses))

    def close(self) -> None:
        """Stop the program, unless somebody has waited for its end."""
        if self.process.returncode is None:
            with self.process, suppress(ProcessLookupError, BrokenPipeError):
                os.killpg(self.process.pid, signal.SIGKILL)


def start(request: Request) -> Indexing:
    """Begin to make an index."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __package__ or ""],
        stdin=subprocess.PIPE,  # it ends when this process does
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    packed = pack(request)
    with suppress(BrokenPipeError):  # `finish` says why
        process.stdin.write(len(packed).to_bytes(LENGTH) + packed)
        process.stdin.flush()
    return Indexing(process)


def index_site(
    folder: Path, cache: Path, pages: Sequence[Searched], entities: Sequence[SearchEntity]
) -> None:
    """Make the index of a site whose texts are in its folder.

    Raises:
        PublishError: it could not be made.
    """
    start(Request(str(folder), str(folder), str(cache), "", pages, entities)).finish()
