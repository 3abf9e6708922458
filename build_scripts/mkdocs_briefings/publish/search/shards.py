"""Records in shards, each indexed by a Pagefind of its own, and only anew when one of its records has changed.

Pagefind works for the most part on one processor, in memory that grows with what it is given, and knows no edits: a shard
makes all three small. What becomes of it is kept in the cache until another takes its place.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from mkdocs_briefings.publish.search.records import RECIPE

SIZE = 512
"""Records of a shard, about: an edit indexes so many, and a Pagefind costs as much as 40 records by starting."""
KEPT, WORDS = "shard", "words"
"""Files of what a shard holds, in its folder; beside them lies what Pagefind wrote for browsers."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some of the records."""

    name: str
    """Digest of what is in the records, and of all that makes an index of it."""
    records: tuple[str, ...]
    """Files of the records."""


def shards(records: Mapping[str, bytes], language: str) -> list[Shard]:
    """Deal records out to shards.

    Args:
        records: digest of each by its file.
        language: of the site.
    """
    count = 1 << max(0, round(math.log2(max(1, len(records)) / SIZE)))
    dealt: dict[int, list[str]] = defaultdict(list)
    for file in sorted(records):
        dealt[int.from_bytes(hashlib.sha256(file.encode()).digest()[:4]) % count].append(file)
    return [_shard(dealt[number], records, language) for number in sorted(dealt)]


def _shard(files: Iterable[str], records: Mapping[str, bytes], language: str) -> Shard:
    sha = hashlib.sha256(f"{RECIPE} {version('pagefind')} {language}\n".encode())
    for file in files:
        sha.update(f"{file} {records[file].hex()}\n".encode())
    return Shard(sha.hexdigest()[:32], tuple(files))


def shard_folder(cache: Path, shard: Shard) -> Path:
    """Return the folder in the cache where the index of a shard is kept."""
    return cache / "search/shards" / shard.name


def is_indexed(cache: Path, shard: Shard) -> bool:
    """Return whether a shard has been indexed."""
    return (shard_folder(cache, shard) / KEPT).is_file()
