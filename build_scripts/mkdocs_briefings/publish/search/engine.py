"""Pagefind, run over a shard; the files that it wrote are read and kept."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pagefind_bin import get_executable

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.search.bundle import decoded, encoded, head_size, opened
from mkdocs_briefings.publish.search.shards import KEPT, WORDS, Shard

_ANNOUNCED = re.compile(r"^(?:Error|error)[^\n]*", re.MULTILINE)
_WORD = re.compile(rb"\x83(?=[\x60-\x7b])")
"""Where a word may begin in a file of the index: an array of three whose first is a string."""

_BLOCK = 500
"""Words that are pickled together in the file of words."""
_SINCE = itemgetter(0)
"""Distance of a page of a word from the page before it."""


class Postings(NamedTuple):
    """Where a word stands in the pages of a shard."""

    pages: int
    """Number of pages with its plain spelling."""
    first: int
    """Number of the first of these pages."""
    last: int
    """Number of the last of these pages."""
    size: int
    """Bytes of all that Pagefind wrote of the word."""
    written: bytes
    """The pages as Pagefind wrote them, from behind the number of the first."""
    variants: tuple[tuple[str, tuple[Any, ...]], ...]
    """Pages of each spelling with diacritics, as values."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A shard as Pagefind indexed it, by its own numbers of pages; the words stay on the disk until they are asked for."""

    folder: Path
    pages: tuple[tuple[str, int], ...]
    """Name of the fragment and count of words of each page, in the order of their numbers."""
    fields: tuple[str, ...]
    """What is shown of pages, in the order of the numbers that stand for it in postings."""
    sorted_by: tuple[str, ...]
    filters: Mapping[str, Mapping[str, tuple[int, ...]]]
    """Numbers of the pages by value, for each filter."""
    blocks: tuple[tuple[str, int, int], ...]
    """Pieces of the file of words: first word, offset and bytes of each."""

    def fragment(self, name: str) -> Path:
        """Return the file of a page."""
        return self.folder / "fragment" / f"{name}.pf_fragment"

    def words(self, first: str, end: str | None) -> Iterator[tuple[str, Postings]]:
        """Yield the words from `first` to before `end`, or to the last."""
        with (self.folder / WORDS).open("rb") as file:
            for (begin, place, size), (after, _, _) in pairwise((*self.blocks, ("", 0, 0))):
                if (end is None or begin < end) and (not after or after > first):
                    file.seek(place)
                    for word, postings in pickle.loads(file.read(size)):  # noqa: S301
                        if first <= word and (end is None or word < end):
                            yield word, Postings(*postings)


def index(shard: Shard, records: Path, language: str, work: Path, folder: Path) -> None:
    """Index a shard with Pagefind, and keep what it wrote in a folder; see `run_pagefind` and `keep`."""
    keep(run_pagefind(shard, records, language, work), folder)


def run_pagefind(shard: Shard, records: Path, language: str, work: Path) -> Path:
    """Index a shard with Pagefind.

    Args:
        shard: the records to be indexed.
        records: folder of the records.
        language: in which words are stemmed, BCP 47.
        work: folder for files that are needed only now.

    Returns:
        Folder of the bundle that Pagefind wrote.

    Raises:
        PublishError: Pagefind failed.
    """
    place = Path(tempfile.mkdtemp(dir=work))
    for file in shard.records:
        _link(records / file, place / "records" / file)
    command = [
        str(get_executable()),
        "--site",
        str(place / "records"),
        "--output-path",
        str(place / "bundle"),
    ]
    done = subprocess.run(
        [*command, "--force-language", language.partition("-")[0], "--quiet"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        reason = _ANNOUNCED.search(done.stderr.decode(errors="replace"))
        raise PublishError(f"Pagefind failed: {reason[0] if reason else f'exit {done.returncode}'}")
    return place / "bundle"


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def keep(bundle: Path, folder: Path) -> None:
    """Read what Pagefind wrote of a shard, and keep it.

    Args:
        bundle: folder that Pagefind wrote, inside a folder of its own; it is moved away from there.
        folder: where the shard is kept.
    """
    (file,) = bundle.glob("pagefind.*.pf_meta")
    _, pages, chunks, _, sorts, fields = decoded(opened(file))
    filters = dict(decoded(opened(path)) for path in (bundle / "filter").glob("*.pf_filter"))
    kept = (
        tuple((name, words) for name, words in pages),
        tuple(fields),
        tuple(name for name, _ in sorts),
        {name: {value: tuple(of) for value, of in values} for name, values in filters.items()},
        tuple(_write_words(bundle, [name for _, _, name in chunks])),
    )
    (bundle / KEPT).write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
    # Put aside, not removed: many new files come after, and disks make these slowly after removals.
    for part in (bundle / name for name in ("index", "filter", file.name)):
        if part.exists():  # records without filters have none
            os.replace(part, bundle.with_name(part.name))
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(bundle, folder)
    except OSError:  # another build was first
        if not (folder / KEPT).is_file():
            raise


def indexed(folder: Path) -> Indexed:
    """Read what is kept of a shard."""
    return Indexed(folder, *pickle.loads((folder / KEPT).read_bytes()))  # noqa: S301


def _write_words(bundle: Path, chunks: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Write the file of words; yield first word, offset and bytes of each piece."""
    words = (word for name in chunks for word in _words(opened(bundle / f"index/{name}.pf_index")))
    with (bundle / WORDS).open("wb") as file:
        while block := list(islice(words, _BLOCK)):
            begin = file.tell()
            file.write(pickle.dumps(block, pickle.HIGHEST_PROTOCOL))
            yield block[0][0], begin, file.tell() - begin


def _words(content: bytes) -> Iterable[tuple[str, tuple[Any, ...]]]:
    """Return the words in a file of the index.

    Values and bytes of them are both needed: bytes are put together again much quicker than values are encoded.
    """
    (words,) = decoded(content)
    starts = [match.start() for match in _WORD.finditer(content)]
    if len(starts) == len(words):
        parts = [content[start:end] for start, end in pairwise([*starts, len(content)])]
    else:  # numbers in it look like a word
        parts = [encoded(word) for word in words]
    return [_postings(word, part) for word, part in zip(words, parts, strict=True)]


def _postings(word: list[Any], part: bytes) -> tuple[str, tuple[Any, ...]]:
    name, pages, variants = word
    if not pages:
        return name, (0, 0, 0, len(part), b"", _frozen(variants))
    letters, first = len(name.encode()), pages[0][0]
    begin = 1 + head_size(letters) + letters + head_size(len(pages)) + 1 + head_size(first)
    end = len(part) - (len(encoded(variants)) if variants else 1)
    return name, (
        len(pages),
        first,
        sum(map(_SINCE, pages)),
        len(part),
        part[begin:end],
        _frozen(variants),
    )


def _frozen(variants: list[Any]) -> tuple[Any, ...]:
    return tuple((form, tuple(map(tuple, of))) for form, of in variants) if variants else ()
