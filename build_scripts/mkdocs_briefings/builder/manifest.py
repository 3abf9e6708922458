"""The manifest, which one build leaves to the next: read whole at its start, written whole at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from mkdocs_briefings.builder.cached_briefing import CachedBriefing
from mkdocs_briefings.builder.up_to_date import (
    UNREADABLE,
    Snapshot,
    Stamp,
    UpToDateCheck,
    files_below,
    read_head,
    seal_head,
    stamp_of,
)
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.sealed import read_piece, seal
from mkdocs_briefings.publish.search.texts import Searched
from mkdocs_briefings.publish.staging import Stat
from mkdocs_briefings.render.addresses import html_path
from mkdocs_briefings.render.shell import Segments, Shell

Stamps = Mapping[str, tuple[Stamp, bytes]]
"""Stamp of each file that was read, and the digest of its bytes, by path."""
_PART = 250
"""Briefings that are packed together: after an edit, one part is packed anew."""


class Product(NamedTuple):
    """A page or a file of the site, and the digest of what it was made from."""

    outputs: tuple[str, ...]
    """Addresses of its files."""
    digest: bytes = b""
    """Digest of exactly the data it shows, its templates, settings and versions: its cache key."""
    url: str = ""
    """Address of a page, for the sitemap; empty for what is no page."""
    date: str = ""
    """Day of the last change of what a page shows (ISO 8601); empty when not known."""
    searched: Searched | None = None
    """What search knows of it."""
    contents: tuple[bytes, ...] = ()
    """SHA-256 of each of its files, in the order of `outputs`; empty for the HTML of a page."""
    unprinted: tuple[str, ...] = ()
    """Characters and files of pictures that a print could not show; where they stand, each build finds out anew."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not a print or a file."""
        return self.outputs[:1] == (html_path(self.url),)


@dataclass(frozen=True, slots=True)
class Frame:
    """Files that MkDocs made: the hand-written pages, the theme's files, and the shells for all other pages."""

    digest: bytes = b""
    """Digest of all that the frame is made from."""
    own_digest: bytes = b""
    """Digest of what is no content: hand-written pages, theme and settings."""
    outputs: tuple[str, ...] = ()
    """Addresses of its files."""
    pages: tuple[tuple[str, str], ...] = ()
    """Address and date of each hand-written page."""
    shells: Mapping[str, Shell] = field(default_factory=dict)
    """Shells by their keys (`shell_key`)."""
    branches: frozenset[Segments] = frozenset()
    """Every beginning of every address in the navigation (`navigation_branches`)."""
    occupied: frozenset[str] = frozenset()
    """Markdown addresses of generated pages in whose place stands a hand-written one."""
    asked: frozenset[str] = frozenset()
    """Addresses of generated pages and attachments that hand-written pages look for, whether or not they are there, and
    again with `#` where a place in one is meant."""
    reads: Mapping[str, bytes] = field(default_factory=dict)
    """Digest of every other file that MkDocs read, by path: snippets, for instance."""


class PackedBriefings(NamedTuple):
    """Some briefings with the bytes they lie in, which are written again as they are as long as none of them changes."""

    briefings: Mapping[str, CachedBriefing]
    packed: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a build remembers."""

    environment_key: bytes = b""
    """Digest of versions, templates and settings: under another key nothing of this holds."""
    registries_digest: bytes = b""
    """Digest of the registries' files."""
    stamps: Stamps = field(default_factory=dict)
    briefings: Mapping[str, CachedBriefing] = field(default_factory=dict)
    """Every briefing of the content, by the path of its file."""
    products: Mapping[str, Product] = field(default_factory=dict)
    """Products by Markdown address for pages, by address for other files."""
    frame: Frame = field(default_factory=Frame)
    site_digests: Mapping[str, bytes] = field(default_factory=dict)
    """Digest of each file of the site, by address."""
    snapshot: Snapshot = field(default_factory=Snapshot)
    """The disk after the build; it stands in the head of the file."""
    packed_briefings: tuple[PackedBriefings, ...] = field(default=(), compare=False)
    """The briefings as they lie in the file."""

    def digest_of(self, path: str) -> bytes:
        """Return the digest of a file as the build read it; empty if it did not."""
        stamped = self.stamps.get(path)
        return stamped[1] if stamped is not None else b""


def load_manifest(path: Path, environment_key: bytes, head: Snapshot | None) -> Manifest:
    """Read the manifest of the previous build; an empty one if the file is not whole.

    Args:
        path: the file.
        environment_key: key of this build, which the head was read with.
        head: head of the file; None if there is none, or of another environment.
    """
    nothing = Manifest(environment_key)
    if head is None:
        return nothing
    with path.open("rb") as file:
        read_head(file, environment_key)
        rest = read_piece(file, environment_key + b"rest")
    if rest is None:
        return nothing
    try:
        manifest, packed = cast("tuple[Manifest, list[bytes]]", unpack(rest))
        parts = tuple(PackedBriefings(unpack(part), part) for part in packed)
    except NotPackedError:
        return nothing
    briefings = {path: briefing for part in parts for path, briefing in part.briefings.items()}
    return replace(manifest, briefings=briefings, snapshot=head, packed_briefings=parts)


def dump_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as the content of a file."""
    key, packed = manifest.environment_key, [part.packed for part in _parts(manifest)]
    rest = replace(manifest, briefings={}, snapshot=Snapshot(), packed_briefings=())
    return seal_head(key, manifest.snapshot) + seal(pack((rest, packed)), key + b"rest")


def _parts(manifest: Manifest) -> Iterator[PackedBriefings]:
    """Yield the former parts in which no briefing has changed, then new parts of all other briefings."""
    briefings = dict(manifest.briefings)
    for part in manifest.packed_briefings:
        if all(briefings.get(path) is briefing for path, briefing in part.briefings.items()):
            yield part
            for path in part.briefings:
                del briefings[path]
    rest = list(briefings.items())
    for start in range(0, len(rest), _PART):
        new = dict(rest[start : start + _PART])
        yield PackedBriefings(new, pack(new))


def stamp_files(paths: Iterable[Path], previous: Stamps) -> dict[str, tuple[Stamp, bytes]]:
    """Return stamp and digest of some files, and of every file below some folders, by path.

    Args:
        paths: files and folders.
        previous: stamps and digests that the previous build left; a file with the same stamp is not read.
    """
    stamps: dict[str, tuple[Stamp, bytes]] = {}
    for path in paths:
        files = (
            [path] if path.is_file() else [Path(entry.path) for entry in files_below(path) if entry.is_file()]
        )
        for file in sorted(files):
            stamps[str(file)] = stamp_file(file, previous.get(str(file)))
    return stamps


def stamp_file(path: Path, previous: tuple[Stamp, bytes] | None) -> tuple[Stamp, bytes]:
    """Return stamp and digest of a file, which is read unless its previous stamp is the same."""
    stamp = stamp_of(path.stat())
    if previous is not None and previous[0] == stamp:
        return previous
    return stamp, digest_bytes(path.read_bytes())


def settled(stamps: Stamps) -> dict[str, tuple[Stamp, bytes]]:
    """Return the stamps without those of files saved since they were taken: nobody knows what was seen of these."""
    nothing = (UNREADABLE, b"")
    return {path: stamped if _is_settled(path, stamped[0]) else nothing for path, stamped in stamps.items()}


def _is_settled(path: str, stamp: Stamp) -> bool:
    try:
        return stamp_of(Path(path).stat()) == stamp
    except OSError:
        return False


def digests_of(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the digest of files in a folder, by name."""
    return {name: digest_bytes((folder / name).read_bytes()) for name in names}


@dataclass(frozen=True)
class PreviousBuild:
    """The files that the previous build published, compared with those of the site now.

    They are compared when that is first asked for: the walk over a large site takes as long as reading an edit.
    """

    manifest: Manifest
    check: UpToDateCheck | None
    """None where no earlier site is looked at."""

    @cached_property
    def site_files(self) -> Mapping[str, Stat]:
        """Every file of the site; empty if nothing is known of what it was made from."""
        return self.check.site_files() if self.check is not None and self.manifest.products else {}

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Addresses of files that somebody has changed or removed since the previous build.

        A file that was copied or touched is read: so a site that came from elsewhere costs one reading.
        """
        published, present = self.manifest.snapshot.site_files, self.site_files
        if self.check is None or published == present:
            return frozenset()
        others = (name for name, stat in published.items() if present.get(name) != stat)
        return frozenset(name for name in others if not self._is_same(name))

    def _is_same(self, name: str) -> bool:
        """Return whether a file of the site has the bytes that were published."""
        size, digest = self.manifest.snapshot.site_files[name][0], self.manifest.site_digests.get(name)
        if self.check is None or self.site_files.get(name, (-1,))[0] != size:
            return False
        return digests_of(self.check.staging.site, [name]).get(name) == digest

    @property
    def is_intact(self) -> bool:
        """Whether the site has the files that were published, and no other."""
        return not self.damaged and self.site_files.keys() == self.manifest.snapshot.site_files.keys()

    def digests_with(self, folder: Path, new: Iterable[str], names: Set[str]) -> dict[str, bytes]:
        """Return the digest of each file of the site, by address.

        Args:
            folder: where the new files are.
            new: addresses of these.
            names: addresses of the files that the site is to have.
        """
        old = {name: value for name, value in self.manifest.site_digests.items() if name not in self.damaged}
        digests = {**old, **digests_of(folder, new)}
        return {name: digest for name, digest in digests.items() if name in names}

    @property
    def intact(self) -> Mapping[str, Stat]:
        """The files that nobody has changed since the previous build, by address."""
        published = self.manifest.snapshot.site_files.items()
        return {name: stat for name, stat in published if name not in self.damaged}

    def is_current(self, name: str, digest: bytes) -> bool:
        """Return whether the published files of a product are intact and its digest is unchanged."""
        product = self.manifest.products.get(name)
        return product is not None and product.digest == digest and self.damaged.isdisjoint(product.outputs)
