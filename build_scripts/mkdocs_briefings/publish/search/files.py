"""The files of an index: those of the site are read, new ones go to another folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.search.texts import compressed, content_name, file_address


class Shard(NamedTuple):
    """A shard as the next build finds it."""

    first: str
    """Its first line."""
    last: str
    name: str
    """Name of its file."""
    places: tuple[str, ...]
    """Names of the files of its places."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an index."""

    site: Path
    """Folder of the site as it is."""
    staging: Path
    """Folder for new files, from the root of the site; may be the same."""
    is_intact: bool
    """Whether the files of the index in the site are as they were written."""
    used: set[str] = field(default_factory=set)
    """Addresses of all files that the index now has, but for the texts."""

    def put(self, kind: str, content: bytes, name: str = "") -> str:
        """Have a file in the index, and return its name: that of its content, unless another is given."""
        target = file_address(kind, name or content_name(content))
        if name or not self._has(target):
            write_new(self.staging / target, compressed(content))
        self.used.add(target)
        return name or content_name(content)

    def add(self, target: str, content: bytes) -> None:
        """Have a file that was named and compressed elsewhere."""
        if not self._has(target):
            write_new(self.staging / target, content)
        self.used.add(target)

    def _has(self, target: str) -> bool:
        return self.is_intact and (self.site / target).exists()

    def read(self, kind: str, name: str) -> bytes:
        """Return the content of a file, as it lies there."""
        try:
            return (self.staging / file_address(kind, name)).read_bytes()
        except FileNotFoundError:
            return (self.site / file_address(kind, name)).read_bytes()

    def keep(self, shard: Shard) -> None:
        """Leave a shard as it is."""
        self.used.add(file_address("shards", shard.name))
        self.used.update(file_address("places", name) for name in shard.places)
