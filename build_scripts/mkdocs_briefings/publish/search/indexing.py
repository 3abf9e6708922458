"""The indexing of search beside a build: it is started, waited for, and its bundle is kept in the cache."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.output import SearchRecord
from mkdocs_briefings.publish.search.records import NOTHING, record_file, write_record
from mkdocs_briefings.publish.search.shards import Shard, shard_folder, shards

BUNDLE = "pagefind"
"""Folder of the bundle in the site."""
NAMED_BY_CONTENT = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta")
"""How files of the bundle end whose names are digests of what is in them."""
FRAGMENTS = ".fragments.json"
"""File in a bundle: where in the cache the fragment of each page lies."""
_REQUEST = "request.json"
_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Request:
    """A bundle that the program that indexes is to make."""

    records: Path
    """Folder of the records."""
    language: str
    cache: Path
    bundle: Path
    """Folder of the bundle, to be made."""
    shards: Sequence[Shard]

    @classmethod
    def read(cls, work: Path) -> Request:
        """Read the request that lies in a folder."""
        values = json.loads((work / _REQUEST).read_text(encoding="utf-8"))
        shards = tuple(Shard(name, tuple(records)) for name, records in values["shards"])
        return cls(
            Path(values["records"]), values["language"], Path(values["cache"]), work / "bundle", shards
        )

    def write(self, work: Path) -> None:
        """Write the request into the folder that its bundle will be in."""
        shards = [(shard.name, shard.records) for shard in self.shards]
        values = {"records": self.records, "language": self.language, "cache": self.cache, "shards": shards}
        (work / _REQUEST).write_text(json.dumps(values, default=str), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Indexing:
    """Search being indexed, beside whatever else is done."""

    request: Request
    bundle: Path
    """Where the finished bundle will be, in the cache."""
    process: subprocess.Popen[bytes] | None = None
    """None when the cache had the bundle."""

    def finish(self, site: Path) -> None:
        """Wait for the bundle and put it into the site.

        Raises:
            PublishError: Pagefind failed.
        """
        shutil.rmtree(site / BUNDLE, ignore_errors=True)
        for address, path in (*self.fragments().items(), *self.rest().items()):
            (site / address).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, site / address)

    def close(self) -> None:
        """Stop the program, unless somebody has waited for its end."""
        if self.process is None or self.process.returncode is not None:
            return
        with self.process, suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        shutil.rmtree(self._work, ignore_errors=True)

    def fragments(self) -> Mapping[str, Path]:
        """Wait for the fragments, from which results are shown: most of the files, and finished before the rest.

        Returns:
            Files in the cache, by their address in the site.

        Raises:
            PublishError: Pagefind failed.
        """
        bundle = self.bundle
        if self.process is not None and self.process.returncode is None:
            assert self.process.stdout is not None  # noqa: S101 - it is a pipe
            if not self.process.stdout.readline():
                self._wait(self.process)
            bundle = self.request.bundle
        kept = json.loads((bundle / FRAGMENTS).read_bytes())
        return {
            f"{BUNDLE}/fragment/{name}.pf_fragment": self.bundle.parent / path for name, path in kept.items()
        }

    def rest(self) -> Mapping[str, Path]:
        """Wait for all files of the bundle but the fragments; return and raise as `fragments` does."""
        if self.process is not None and self.process.returncode is None:
            self._wait(self.process)
        files = (path for path in self.bundle.rglob("*") if path.is_file() and path.name != FRAGMENTS)
        return {f"{BUNDLE}/{path.relative_to(self.bundle).as_posix()}": path for path in files}

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None  # noqa: S101 - it is a pipe
        with process:
            errors = process.stderr.read().decode(errors="replace").strip()
        try:
            if process.returncode:
                reason = errors.rpartition("\n")[2] or f"exit {process.returncode}"
                raise PublishError(f"search was not indexed: {reason}")
            self._keep()
        finally:
            shutil.rmtree(self._work, ignore_errors=True)

    def _keep(self) -> None:
        """Move the finished bundle into the cache: it, and the shards that it is made of, are all that stays there."""
        current = {shard_folder(self.request.cache, shard) for shard in self.request.shards}
        (parent,) = {folder.parent for folder in current}
        for folder in (*self.bundle.parent.iterdir(), *parent.iterdir()):
            if folder not in {parent, *current}:
                shutil.rmtree(folder, ignore_errors=True)
        os.replace(self.request.bundle, self.bundle)

    @property
    def _work(self) -> Path:
        return self.request.bundle.parent


def start(records: Iterable[SearchRecord], language: str, cache: Path) -> Indexing:
    """Begin to index the records, unless the cache has the bundle of exactly these.

    Args:
        records: what search is to know.
        language: of the site, BCP 47: one index for all, so that a name finds every language.
        cache: folder that may be deleted at any time.
    """
    work = _work(cache)
    digests = {
        record_file(record.url): write_record(work / "records", record, language) for record in records
    }
    return _start(work / "records", digests, language, cache, work)


def start_in(folder: Path, digests: Mapping[str, bytes], language: str, cache: Path) -> Indexing:
    """Begin to index records that lie in a folder, unless the cache has the bundle of exactly these.

    Args:
        folder: where the records lie, as `write_record` writes them.
        digests: digest of each record, by its file.
        language: of the site.
        cache: folder that may be deleted at any time.
    """
    return _start(folder, digests, language, cache, _work(cache))


def _start(records: Path, digests: Mapping[str, bytes], language: str, cache: Path, work: Path) -> Indexing:
    if not digests:
        records = work / "records"
        digests = {record_file(NOTHING.url): write_record(records, NOTHING, language)}
    request = Request(records, language, cache, work / "bundle", shards(digests, language))
    name = hashlib.sha256(" ".join(shard.name for shard in request.shards).encode()).hexdigest()
    bundle = cache / "search" / name[:32]
    if (bundle / FRAGMENTS).is_file():
        shutil.rmtree(work)
        return Indexing(request, bundle)
    request.write(work)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", __package__ or "", str(work)],
        stdin=subprocess.PIPE,  # it ends when this process does
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    return Indexing(request, bundle, process)


def _work(cache: Path) -> Path:
    cache.mkdir(parents=True, exist_ok=True)
    _clear(cache)
    return Path(tempfile.mkdtemp(prefix="search-", dir=cache))


def _clear(cache: Path) -> None:
    """Remove what killed builds left; a folder of the last hour may belong to a build beside this one."""
    for folder in cache.glob("search-*"):
        if time.time() - folder.stat().st_mtime > _AN_HOUR:
            shutil.rmtree(folder, ignore_errors=True)
