"""Shards of the index: terms from one to before another, with their pages, spellings, names and places."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from mkdocs_briefings.publish.search.files import Shard
from mkdocs_briefings.publish.search.postings import Column, Postings, pack, unpack

_SIZE = 13_000
"""Bytes of a shard before it is compressed, about."""
_PLACES = 8_192
"""Places in a file of places, at most: of several terms, or of a frequent one in a stretch of pages."""
SPELLING, NAME = "\t", "\v"
"""In a line of the index, what stands between a form and its term, and between a name and the entity that it means."""


def cuts(lines: Sequence[str], terms: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield where shards begin and end.

    Chance decides, the same in each build, so that a cut moves no other; and a term is never cut from its spellings.

    Args:
        lines: terms, spellings and names, in order.
        terms: number of the pages of each term.
    """
    begin = size = 0
    for at, line in enumerate(lines):
        pages = terms.get(line, 0)
        weight = (
            1 << (len(line) // 2 + 3 + pages + pages // 2).bit_length()
        )  # roughly bytes; it seldom changes
        if size and size + weight > _SIZE // 3 and head(line) != head(lines[at - 1]):
            chance = zlib.crc32(line.encode()) * _SIZE < 2 * weight << 32
            if chance or size > 2 * _SIZE:
                yield begin, at
                begin, size = at, 0
        size += weight
    if lines:
        yield begin, len(lines)


def head(line: str) -> str:
    """Return the term, form or name of a line."""
    return line.partition(SPELLING)[0].partition(NAME)[0]


def own_terms(lines: Iterable[str]) -> list[str]:
    """Return the lines that are terms."""
    return [line for line in lines if SPELLING not in line and NAME not in line]


def write_shard(
    put: Callable[[str, bytes], str],
    lines: Sequence[str],
    terms: Sequence[str],
    postings: Postings,
    total: int,
) -> Shard:
    """Write a shard.

    Args:
        put: writes a file of a kind, and returns its name.
        lines: its terms, spellings and names.
        terms: those of its lines that are terms.
        postings: of its terms, by their numbers.
        total: number of all pages.
    """
    spelt = [_short(line) for line in lines if SPELLING in line]
    named = [line.replace(NAME, SPELLING) for line in lines if NAME in line]
    sizes = np.bincount(postings.term, minlength=len(terms))
    counts = np.bincount(postings.term, postings.uses, len(terms))
    ends = list(_place_files(sizes.tolist(), counts.astype(int).tolist(), postings.page, total))
    until = np.cumsum(postings.uses)
    names = []
    for begin, end in zip([0, *ends], ends, strict=False):
        first = until[begin] - postings.uses[begin]
        content = pack("", postings.uses[begin:end], postings.places[first : until[end - 1]])
        names.append(put("places", content))
    text = "\n\n".join("\n".join(part) for part in (terms, spelt, named, names))
    per_file = np.diff(np.array(ends, np.int32), prepend=0)
    content = pack(text, sizes, since(postings.term, postings.page), postings.impact, per_file)
    return Shard(lines[0], lines[-1], put("shards", content), tuple(names))


def _place_files(sizes: list[int], counts: list[int], pages: Column, total: int) -> Iterator[int]:
    """Yield where, among the postings of a shard, files of places end. Rough numbers decide, for they seldom change.

    Args:
        sizes: postings of each term.
        counts: places of each term.
        pages: page of each posting.
        total: number of all pages.
    """
    begin = at = weight = 0
    for size, count in zip(sizes, counts, strict=True):
        rough = 1 << count.bit_length()
        if at > begin and weight + rough > _PLACES:
            yield at
            begin, weight = at, 0
        if rough > _PLACES:
            stretch = max(0, total.bit_length() + 1 - (rough // _PLACES).bit_length())
            yield from (np.flatnonzero(np.diff(pages[at : at + size] >> stretch)) + 1 + at).tolist()
        at, weight = at + size, weight + rough
    if at:
        yield at


def read_shard(content: bytes, places: Iterable[bytes]) -> tuple[list[str], Postings]:
    """Return the terms of a shard and their postings, from the content of its files."""
    text, (sizes, distances, impact, _) = unpack(zlib.decompress(content))
    terms = [term for term in text.partition("\n\n")[0].split("\n") if term]
    read = [unpack(zlib.decompress(file))[1] for file in places]
    counts, numbers = zip(*read, strict=True) if read else ([distances], [distances])
    term = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    whole = np.cumsum(distances)
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    base = np.repeat(whole[starts] - distances[starts], sizes[sizes > 0]) if len(starts) else whole
    page = (whole - base).astype(np.int32)
    return terms, Postings(
        term, page, impact.astype(np.uint8), np.concatenate(counts), np.concatenate(numbers)
    )


def since(term: Column, page: Column) -> Column:
    """Return the distances between the pages of a term; the first one counts from 0."""
    before = np.concatenate((np.zeros(1, page.dtype), page[:-1]))[: len(page)]
    return page - np.where(np.diff(term, prepend=-1) == 0, before, 0)


def merged(terms: Sequence[str], parts: Iterable[tuple[Sequence[str], Postings]]) -> Postings:
    """Return the postings of some terms, of several parts that each have terms of their own."""
    numbers = {term: number for number, term in enumerate(terms)}
    chosen = []
    for own, postings in parts:
        here = np.array([numbers.get(term, -1) for term in own], np.int32)
        term = here[postings.term] if len(own) else postings.term
        of = postings._replace(term=term)
        chosen.append(
            of
            if (term >= 0).all() and (of.page >= 0).all()
            else of.take(np.flatnonzero((term >= 0) & (of.page >= 0)))
        )
    together = Postings.joined(chosen)
    by_term = np.lexsort((together.page, together.term)) if len(chosen) > 1 else None
    return together.take(by_term) if by_term is not None else together


def _short(line: str) -> str:
    """Return a spelling: `policies`, one of `polici`, as `policies>2`, so many letters to take away and others to add."""
    form, _, term = line.partition(SPELLING)
    same = alike(form, term)
    return f"{form}>{len(form) - same}{term[same:]}"


def alike(first: str, second: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
