"""What one build leaves to the next: read whole at its start, written whole at its end."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, cast

from mkdocs_briefings.builder.entry import Entry
from mkdocs_briefings.builder.glance import Head, Seen, Stamp, with_head
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.values import digest_of
from mkdocs_briefings.publish.staging import Stat
from mkdocs_briefings.render.addresses import address_of
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
    record: bytes = b""
    """Digest of what search knows of it."""
    copy: bytes = b""
    """SHA-256 of its machine copy."""
    problems: tuple[Diagnostic, ...] = ()
    """What could not be shown as it is written."""

    @property
    def is_page(self) -> bool:
        """Whether it is a page, not a print or a file."""
        return self.outputs[:1] == (address_of(self.url),)


@dataclass(frozen=True, slots=True)
class Frame:
    """What MkDocs made: the hand-written pages, the theme's files, and the shells for all other pages."""

    digest: bytes = b""
    """Of all that it is made from."""
    own: bytes = b""
    """Of that what is no content: hand-written pages, theme and settings."""
    outputs: tuple[str, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    """Address and date of each hand-written page."""
    shells: Mapping[str, Shell] = field(default_factory=dict)
    branches: frozenset[Segments] = frozenset()
    occupied: frozenset[str] = frozenset()
    """Markdown addresses of generated pages in whose place stands a hand-written one."""
    named: frozenset[str] = frozenset()
    """Names of Markdown files that hand-written pages link to."""


class Kept(NamedTuple):
    """Some entries, and what was written of them: those of which none has changed are not packed again."""

    entries: Mapping[str, Entry]
    packed: bytes


@dataclass(frozen=True, slots=True)
class State:
    """All of it."""

    recipe: bytes = b""
    """Digest of versions, templates and settings: another recipe makes another site."""
    registries: bytes = b""
    """Digest of the registries' files."""
    stamps: Mapping[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Of each file that was read: its stamp, and the digest of its bytes."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Of each briefing's file, by path."""
    products: Mapping[str, Product] = field(default_factory=dict)
    """By Markdown address for pages, by address for other files."""
    frame: Frame = field(default_factory=Frame)
    records: Mapping[str, Stat] = field(default_factory=dict)
    """Size and second of every file that search reads."""
    seen: Seen = field(default_factory=Seen)
    """What lies before all this in the file."""
    kept: tuple[Kept, ...] = field(default=(), compare=False)
    """The entries as they lie in the file."""


def load(path: Path, recipe: bytes, head: Head | None) -> State:
    """The state that the last build left, empty if there is none, or if it belongs to another recipe.

    Args:
        path: of its file.
        recipe: of this build.
        head: of the file, read already.
    """
    if head is None:
        return State(recipe)
    kept = memoryview(path.read_bytes())[-head.size :]
    if digest_of(kept) != head.digest:
        return State(recipe)
    state, packed = pickle.loads(kept)  # noqa: S301 - written by this very program
    parts = tuple(Kept(pickle.loads(one), one) for one in packed)  # noqa: S301 - likewise
    every = {path: entry for part in parts for path, entry in part.entries.items()}
    return cast("State", replace(state, entries=every, seen=head.seen, kept=parts))


def dump(state: State) -> bytes:
    """The state as a file's content."""
    packed = [part.packed for part in _parts(state)]
    rest = replace(state, entries={}, seen=Seen(), kept=())
    return with_head(state.recipe, state.seen, pickle.dumps((rest, packed), pickle.HIGHEST_PROTOCOL))


def _parts(state: State) -> Iterator[Kept]:
    """The entries in parts: those of before that still hold, then what is new."""
    left = dict(state.entries)
    for part in state.kept:
        if all(left.get(path) is entry for path, entry in part.entries.items()):
            yield part
            for path in part.entries:
                del left[path]
    rest = list(left.items())
    for start in range(0, len(rest), _IN_A_PART):
        entries = dict(rest[start : start + _IN_A_PART])
        yield Kept(entries, pickle.dumps(entries, pickle.HIGHEST_PROTOCOL))


def tree(folders: Iterable[Path], known: Mapping[str, tuple[Stamp, bytes]]) -> dict[str, tuple[Stamp, bytes]]:
    """Stamp and digest of every file in some folders (or of files); an unchanged stamp spares the reading."""
    found: dict[str, tuple[Stamp, bytes]] = {}
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
        for path in paths:
            found[str(path)] = stamped(path, known.get(str(path)))
    return found


def stamped(path: Path, known: tuple[Stamp, bytes] | None) -> tuple[Stamp, bytes]:
    """Stamp and digest of a file."""
    read = path.stat()
    stamp = (read.st_size, read.st_mtime_ns)
    if known is not None and known[0] == stamp:
        return known
    return stamp, digest_of(path.read_bytes())
