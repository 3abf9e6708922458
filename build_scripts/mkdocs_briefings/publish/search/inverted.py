"""Parts of texts put together: which terms there are, and the postings of so many terms at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from mkdocs_briefings.publish.search.postings import Column, Postings
from mkdocs_briefings.publish.search.reader import Numbers, Part


class Inverted:
    """The terms of some texts, each with the places where it stands.

    Args:
        parts: in the order of their pages.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        numbers = Numbers()
        self.spellings: dict[str, int] = {}
        """How often each spelling came: form and term, with a tab between."""
        read: list[tuple[Column, Postings]] = []
        for part in parts:
            own = np.fromiter(map(numbers.__getitem__, part.terms), np.int32, len(part.terms))
            read.append((own, part.postings))
            for spelling, count in part.spellings.items():
                self.spellings[spelling] = self.spellings.get(spelling, 0) + count
        self.terms = sorted(numbers)
        """All terms, in alphabetical order."""
        rank = np.zeros(len(self.terms), np.int32)
        rank[[numbers[term] for term in self.terms]] = np.arange(len(self.terms), dtype=np.int32)
        self._parts = [_Row(rank[own], postings) for own, postings in read]

    @property
    def term_counts(self) -> Mapping[str, int]:
        """Number of the pages of each term."""
        pages = np.zeros(len(self.terms), np.int64)
        for part in self._parts:
            pages[part.numbers] += np.bincount(part.postings.term, minlength=len(part.numbers))
        return dict(zip(self.terms, pages.tolist(), strict=True))

    def take(self, first: str, last: str) -> tuple[Sequence[str], Sequence[Postings]]:
        """Return the terms from one to another, and their postings in each part, by their numbers among these.

        It is asked for stretches of terms from the first to the last; no term is had twice.
        """
        begin, end = bisect_left(self.terms, first), bisect_left(self.terms, last + "\0")
        return self.terms[begin:end], [part.take(begin, end) for part in self._parts]

    def rows(self) -> Iterator[tuple[tuple[str, int], tuple[int, bytes]]]:
        """Yield each posting: term and page; impact and places."""
        for part in self._parts:
            of = part.postings
            ends = np.cumsum(of.uses).tolist()
            columns = (column.tolist() for column in (part.numbers[of.term], *of[1:4]))
            for term, page, impact, count, end in zip(*columns, ends, strict=True):
                places = of.places[end - count : end].astype(np.int32).tobytes()
                yield (self.terms[term], page), (impact, places)


class _Row:
    """Postings of a part, handed out from the first term to the last."""

    def __init__(self, numbers: Column, postings: Postings) -> None:
        self.numbers, self.postings = numbers, postings
        """Number of each term of the part among all terms; they grow, for both are in alphabetical order."""
        self._at = self._place = 0

    def take(self, begin: int, end: int) -> Postings:
        """Return the postings of the terms from one number to before another, and count these from 0."""
        of = self.postings
        own = np.searchsorted(self.numbers, np.array((begin, end), np.int32))
        first, last = np.searchsorted(of.term, own.astype(of.term.dtype)).tolist()
        begins = self._place + int(of.uses[self._at : first].sum())
        ends = begins + int(of.uses[first:last].sum())
        self._at, self._place = last, ends
        chosen = of.between(first, last, begins, ends)
        return chosen._replace(term=self.numbers[chosen.term] - np.int32(begin))
