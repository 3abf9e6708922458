"""The two tasks of an index: to read some texts, and to write some shards. They touch no disk, so any machine can do them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from mkdocs_briefings.publish.search.files import Shard
from mkdocs_briefings.publish.search.postings import Column, Postings, stable_order
from mkdocs_briefings.publish.search.reader import Part, Reader
from mkdocs_briefings.publish.search.shards import merged, own_terms, read_shard, write_shard
from mkdocs_briefings.publish.search.texts import compressed, content_name, file_address, read_text


class Batch(NamedTuple):
    """The terms read from a batch of texts."""

    first: int
    """Number of the first page."""
    parts: Sequence[Part]
    filters: Sequence[Mapping[str, Sequence[str]]]
    """Of each text."""


def new_reader(_: None) -> Reader:
    """Return a reader, which a worker keeps."""
    return Reader()


def read_texts(reader: Reader, texts: Sequence[tuple[int, bytes]]) -> Batch:
    """Return what some texts have.

    Args:
        reader: of this worker.
        texts: number of the page and content of the file of each, in the order of the numbers.
    """
    read = [(page, read_text(content)) for page, content in texts]
    return Batch(read[0][0], list(reader.parts(read)), [text.filters for _, text in read])


class OldShard(NamedTuple):
    """A shard of the previous build, with the content of its files."""

    shard: Shard
    content: bytes
    places: Sequence[bytes]


class Numbering(NamedTuple):
    """The present numbers of the pages."""

    total: int
    """Number of all pages."""
    moved: Column
    """New number of each page of before, by its old one; -1 for one that is gone or has another text."""


class Stretch(NamedTuple):
    """Shards that are written together, with what they are made of."""

    shards: Sequence[Sequence[str]]
    """The lines of each."""
    terms: Sequence[str]
    """Those in new texts."""
    postings: Sequence[Postings]
    """Of these terms, from parts of the site in their order."""
    old: Sequence[OldShard]
    """All that had one of these lines."""


@dataclass(frozen=True, slots=True)
class Written:
    """Shards that were written."""

    shards: list[Shard] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """Content of each file, by its address."""

    def put(self, kind: str, content: bytes) -> str:
        """Have a file, and return its name."""
        name = content_name(content)
        self.files[file_address(kind, name)] = compressed(content)
        return name


def write_shards(numbering: Numbering, stretch: Stretch) -> Written:
    """Write the shards of a stretch."""
    written, new = Written(), _together(stretch.postings)
    old = [_moved(read_shard(shard.content, shard.places), numbering.moved) for shard in stretch.old]
    firsts, lasts = [of.shard.first for of in stretch.old], [of.shard.last for of in stretch.old]
    ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(new.uses)))
    for lines in stretch.shards:
        over = old[bisect_left(lasts, lines[0]) : bisect_left(firsts, lines[-1] + "\0")]
        own = own_terms(lines)
        begin, end = bisect_left(stretch.terms, lines[0]), bisect_left(stretch.terms, lines[-1] + "\0")
        of_new = stretch.terms[begin:end], _between(new, ends, begin, end)
        written.shards.append(
            write_shard(written.put, lines, own, merged(own, [*over, of_new]), numbering.total)
        )
    return written


def _together(parts: Sequence[Postings]) -> Postings:
    """Return the postings of all parts by term, then by page."""
    together = Postings.joined(parts)
    return together.take(stable_order(together.term)) if len(parts) > 1 else together


def _between(postings: Postings, ends: Column, begin: int, end: int) -> Postings:
    """Return the postings of the terms from one number to before another, which are counted from 0.

    Args:
        postings: by term.
        ends: where the places of each posting begin, and where the last ones end.
        begin: number of the first term.
        end: number after the last.
    """
    first, last = np.searchsorted(postings.term, np.array((begin, end), postings.term.dtype)).tolist()
    chosen = postings.between(first, last, ends[first], ends[last])
    return chosen._replace(term=chosen.term - np.int32(begin))


def _moved(part: tuple[Sequence[str], Postings], moved: Column) -> tuple[Sequence[str], Postings]:
    """Return postings with the new numbers of their pages."""
    terms, postings = part
    return terms, postings._replace(page=moved[postings.page])
