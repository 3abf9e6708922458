"""What one build leaves to the next: read whole at its start, written whole at its end."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from mkdocs_briefings.builder.cached_briefing import CachedBriefing
from mkdocs_briefings.builder.up_to_date import ManifestHead, Snapshot, Stamp, UpToDateCheck, with_head
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.publish.staging import Stat
from mkdocs_briefings.render.addresses import html_path
from mkdocs_briefings.render.shell import Segments, Shell

_IN_A_PART = 250


class Product(NamedTuple):
    """A page or a file of the site, and what it was made from."""

    digest: bytes
    """Of exactly the data it shows, its templates, settings and versions."""
    outputs: tuple[str, ...]
    """Addresses of its files."""
    url: str = ""
    """Address of the page, for the sitemap; empty for what is no page."""
    date: str = ""
    record_digest: bytes = b""
    """Digest of what search knows of it."""
    copy_sha256: bytes = b""
    """SHA-256 of its machine copy."""
    problems: tuple[Diagnostic, ...] = ()
    """What could not be shown as it is written."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not a print or a file."""
        return self.outputs[:1] == (html_path(self.url),)


@dataclass(frozen=True, slots=True)
class Frame:
    """What MkDocs made: the hand-written pages, the theme's files, and the shells for all other pages."""

    digest: bytes = b""
    """Of all that it is made from."""
    own_digest: bytes = b""
    """Of that what is no content: hand-written pages, theme and settings."""
    outputs: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    """Address and date of each hand-written page."""
    shells: Mapping[str, Shell] = field(default_factory=dict)
    branches: frozenset[Segments] = frozenset()
    occupied: frozenset[str] = frozenset()
    """Markdown addresses of generated pages in whose place stands a hand-written one."""
    linked_names: frozenset[str] = frozenset()
    """Names of Markdown files that hand-written pages link to."""


class PackedBriefings(NamedTuple):
    """Some entries, and what was written of them: those of which none has changed are not packed again."""

    briefings: Mapping[str, CachedBriefing]
    packed: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it."""

    environment_key: bytes = b""
    """Digest of versions, templates and settings: another recipe makes another site."""
    registries_digest: bytes = b""
    """Digest of the registries' files."""
    stamps: Mapping[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Of each file that was read: its stamp, and the digest of its bytes."""
    briefings: Mapping[str, CachedBriefing] = field(default_factory=dict)
    """Of each briefing's file, by path."""
    products: Mapping[str, Product] = field(default_factory=dict)
    """By Markdown address for pages, by address for other files."""
    frame: Frame = field(default_factory=Frame)
    record_stats: Mapping[str, Stat] = field(default_factory=dict)
    """Size and second of every file that search reads."""
    snapshot: Snapshot = field(default_factory=Snapshot)
    """What lies before all this in the file."""
    packed_briefings: tuple[PackedBriefings, ...] = field(default=(), compare=False)
    """The entries as they lie in the file."""


def load_manifest(path: Path, recipe: bytes, head: ManifestHead | None) -> Manifest:
    """The state that the last build left, empty if there is none, or if it belongs to another recipe.

    Args:
        path: of its file.
        recipe: of this build.
        head: of the file, read already.
    """
    if head is None:
        return Manifest(recipe)
    kept = memoryview(path.read_bytes())[-head.size :]
    if digest_bytes(kept) != head.digest:
        return Manifest(recipe)
    state, packed = pickle.loads(kept)  # noqa: S301 - written by this very program
    parts = tuple(PackedBriefings(pickle.loads(one), one) for one in packed)  # noqa: S301 - likewise
    every = {path: entry for part in parts for path, entry in part.briefings.items()}
    return cast("Manifest", replace(state, briefings=every, snapshot=head.snapshot, packed_briefings=parts))


def dump_manifest(state: Manifest) -> bytes:
    """The state as a file's content."""
    packed = [part.packed for part in _parts(state)]
    rest = replace(state, briefings={}, snapshot=Snapshot(), packed_briefings=())
    return with_head(
        state.environment_key, state.snapshot, pickle.dumps((rest, packed), pickle.HIGHEST_PROTOCOL)
    )


def _parts(state: Manifest) -> Iterator[PackedBriefings]:
    """The entries in parts: those of before that still hold, then what is new."""
    left = dict(state.briefings)
    for part in state.packed_briefings:
        if all(left.get(path) is entry for path, entry in part.briefings.items()):
            yield part
            for path in part.briefings:
                del left[path]
    rest = list(left.items())
    for start in range(0, len(rest), _IN_A_PART):
        entries = dict(rest[start : start + _IN_A_PART])
        yield PackedBriefings(entries, pickle.dumps(entries, pickle.HIGHEST_PROTOCOL))


def stamp_files(
    folders: Iterable[Path], known: Mapping[str, tuple[Stamp, bytes]]
) -> dict[str, tuple[Stamp, bytes]]:
    """Stamp and digest of every file in some folders (or of files); an unchanged stamp spares the reading."""
    found: dict[str, tuple[Stamp, bytes]] = {}
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        for path in paths:
            found[str(path)] = stamp_file(path, known.get(str(path)))
    return found


def stamp_file(path: Path, known: tuple[Stamp, bytes] | None) -> tuple[Stamp, bytes]:
    """Stamp and digest of a file."""
    read = path.stat()
    stamp = (read.st_size, read.st_mtime_ns)
    if known is not None and known[0] == stamp:
        return known
    return stamp, digest_bytes(path.read_bytes())


@dataclass(frozen=True)
class PreviousBuild:
    """Compared when it is first asked for: the walk over a large site takes as long as reading an edit."""

    manifest: Manifest
    check: UpToDateCheck | None
    """None where there is no site before."""

    @cached_property
    def site_files(self) -> Mapping[str, Stat]:
        """Size and second of every file of the site; none if nothing is known of what it was made from."""
        return self.check.site_walk.answer() if self.check is not None and self.manifest.products else {}

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Files that somebody has changed or removed since."""
        left, there = self.manifest.snapshot.site_files, self.site_files
        if self.check is None or left == there:
            return frozenset()
        return frozenset(name for name, stat in left.items() if there.get(name) != stat)

    @property
    def intact(self) -> Mapping[str, Stat]:
        """Files that are as they were left."""
        return {
            name: stat for name, stat in self.manifest.snapshot.site_files.items() if name not in self.damaged
        }

    def is_current(self, name: str, digest: bytes) -> bool:
        """Whether a product is what it would be if it were made now."""
        old = self.manifest.products.get(name)
        return old is not None and old.digest == digest and self.damaged.isdisjoint(old.outputs)
