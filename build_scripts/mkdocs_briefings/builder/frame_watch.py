"""The files that MkDocs makes the frame from, compared with those of the previous build."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_briefings.builder.manifest import Manifest, settled, stamp_files
from mkdocs_briefings.builder.up_to_date import Stamp
from mkdocs_briefings.model.digests import digest, digest_bytes


@dataclass(frozen=True, slots=True)
class FrameWatch:
    """A look at the inputs of the frame; only files whose stamps changed are read."""

    manifest: Manifest
    """Manifest that the previous build left."""
    stamps: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Stamp and digest of every file that was looked at, by path."""

    def digest_of(self, paths: Iterable[Path]) -> bytes:
        """Return the digest of some files, and of all files below some folders."""
        stamps = self._look(paths, self.manifest.stamps)
        return digest(tuple((name, stamp[1]) for name, stamp in stamps.items()))

    def reads_are_current(self) -> bool:
        """Return whether the other files that MkDocs read for the frame are as they were."""
        reads = self.manifest.frame.reads
        stamps = self._look(map(Path, reads), self.manifest.stamps)
        return all(path in stamps and stamps[path][1] == digest for path, digest in reads.items())

    @property
    def is_settled(self) -> bool:
        """Whether all files are still as they were when they were looked at."""
        return settled(self.stamps) == self.stamps

    def digests_of_reads(self, paths: Iterable[str], since: float) -> dict[str, bytes]:
        """Return the digests of other files that MkDocs has read for the frame, by path.

        Args:
            paths: of the files.
            since: when MkDocs began, in seconds since 1970. Nobody knows what it saw of a file that is younger, which
                has an empty digest, so that the next build has MkDocs read it again.
        """
        stamps = self._look(map(Path, paths), {})
        return {path: digest if stamp[1] < since * 1e9 else b"" for path, (stamp, digest) in stamps.items()}

    def _look(
        self, paths: Iterable[Path], previous: Mapping[str, tuple[Stamp, bytes]]
    ) -> dict[str, tuple[Stamp, bytes]]:
        stamps = stamp_files(paths, previous)
        self.stamps.update(stamps)
        return stamps


def linked_digest(asked: Collection[str], pages: Mapping[str, bytes], files: Container[str]) -> bytes:
    """Return the digest of what hand-written pages show of generated ones and of attachments: whether a link has a target.

    Args:
        asked: addresses that were looked for while MkDocs ran, again with `#` where a place was meant.
        pages: digest of the values of each generated page, by Markdown address.
        files: attachments, by address.
    """
    present = tuple(uri for uri in sorted(asked) if uri in pages or uri in files)
    held = (pages[uri] for uri in present if f"{uri}#" in asked)
    return digest_bytes(digest(present), *held)
