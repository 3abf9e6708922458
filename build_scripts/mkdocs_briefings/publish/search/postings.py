"""Postings: which pages a term stands in, how much they are about it, and where.

They are columns of numbers, for there are millions of them: numpy sorts and joins them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[Any]
LEVELS = 63
"""Steps of what is kept of the text of a page: 6 bits of an impact. 2 bits more are of its title."""
MOST = 511
"""Weighted places of a term that are told apart."""
_SATURATION, _SHARE, _USUAL = 1.4, 0.6, 600
"""Of BM25: how soon more places say no more, how much the length of a page counts, and words of a usual page."""
_SHORT = 4
"""Words of a title by which its level falls: a short one says most of each of its words."""


class Postings(NamedTuple):
    """Terms in pages, by term, then by page."""

    term: Column
    """Number of the term."""
    page: Column
    impact: Column
    """How much the page is about the term, one byte: of its text (`LEVELS`), and of its title in the two highest bits."""
    uses: Column
    """Number of places."""
    places: Column
    """The places of all postings, one after the other."""

    def take(self, order: Column) -> Postings:
        """Return some of the postings, in an order."""
        starts = np.cumsum(self.uses) - self.uses
        places = self.places[ragged(starts[order], self.uses[order])]
        return Postings(self.term[order], self.page[order], self.impact[order], self.uses[order], places)

    def between(self, first: int, last: int, begins: int, ends: int) -> Postings:
        """Return the postings from one number to before another; their places lie from `begins` to before `ends`."""
        term, page, impact, uses = (column[first:last] for column in self[:4])
        return Postings(term, page, impact, uses, self.places[begins:ends])

    @classmethod
    def joined(cls, parts: Sequence[Postings]) -> Postings:
        """Return the postings of several parts, one after the other."""
        if len(parts) == 1:
            return parts[0]
        return cls(*map(np.concatenate, zip(*parts, strict=True))) if parts else cls.none()

    @classmethod
    def none(cls) -> Postings:
        """Return no postings."""
        number, byte = np.zeros(0, np.int32), np.zeros(0, np.uint8)
        return cls(number, number, byte, number, number)


def ragged(starts: Column, lengths: Column) -> Column:
    """Return the numbers from each start, so many of each: 5, 6, 7, 2, 3."""
    before = np.cumsum(lengths) - lengths
    numbers: Column = np.arange(lengths.sum(), dtype=np.int32)
    numbers += np.repeat((starts - before).astype(np.int32), lengths)
    return numbers


def changes(numbers: Column) -> Column:
    """Return where a number is not the one before."""
    return np.concatenate((np.ones(min(1, len(numbers)), bool), numbers[1:] != numbers[:-1]))


def stable_order(numbers: Column) -> Column:
    """Return the stable order of numbers from 0 to below 2³²: by halves, for numpy sorts 16 bits without comparing."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order


def impacts(heavy: Column, titled: Column, page: Column, length: Column, of_title: Column) -> Column:
    """Return the impact of each posting, which no other page has a part in: so an edit changes no other.

    Args:
        heavy: sum of the weights of its places, without those in the title.
        titled: whether it stands in the title.
        page: its page, as an index of the next two.
        length: words of each page.
        of_title: words of the title of each page.
    """
    rough = np.round(4 * np.log2(np.maximum(length, 8))).astype(int)
    share = 2 ** (np.arange(rough.max(initial=12) + 1) / 4) / _USUAL
    norm = _SATURATION * (1 - _SHARE + _SHARE * share)
    places = np.arange(MOST + 1)
    levels = np.rint(LEVELS * places / (places + norm[:, None]))
    levels[:, 1:] = np.maximum(1, levels[:, 1:])
    title = np.clip(4 - np.ceil(of_title / _SHORT), 1, 3).astype(np.uint8)
    of_text = levels.astype(np.uint8)[rough[page], np.minimum(heavy, MOST)]
    impact: Column = of_text + (LEVELS + 1) * title[page] * titled
    return impact.astype(np.uint8)


def pack(text: str, *columns: Column | Iterable[int]) -> bytes:
    """Return a text and columns of numbers from 0 as bytes: text and column lengths and depths, then all lowest bytes, all second ones, ..."""
    numbers = [np.asarray(column, "<u4") for column in columns]
    depths = [(int(column.max(initial=0)).bit_length() + 7) // 8 for column in numbers]
    words = text.encode()
    head = np.array([len(words), len(numbers), *map(len, numbers), *depths], "<u4").tobytes()
    planes = [
        column.view(np.uint8)[plane::4].tobytes()
        for column, depth in zip(numbers, depths, strict=True)
        for plane in range(depth)
    ]
    return b"".join((head, words, *planes))


def unpack(content: bytes) -> tuple[str, list[Column]]:
    """Return what `pack` packed."""
    size, count = np.frombuffer(content, "<u4", 2).tolist()
    lengths, depths = np.frombuffer(content, "<u4", 2 * count, 8).reshape(2, count).tolist()
    end = 8 + 8 * count + size
    text = content[end - size : end].decode()
    columns = []
    for length, depth in zip(lengths, depths, strict=True):
        planes = np.zeros((length, 4), np.uint8)
        for plane in range(depth):
            planes[:, plane] = np.frombuffer(content, np.uint8, length, end)
            end += length
        columns.append(planes.view("<u4").ravel().astype(np.int32))
    return text, columns
