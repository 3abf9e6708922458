"""Sources that are the same work: in one briefing, and across the desk."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs_briefings.importers.registry_index import host
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.content_model import readable_name
from mkdocs_briefings.model.person_names import parse_name
from mkdocs_briefings.model.safe_text import address_key

_KEPT_APART = frozenset({"id", "own", "credibility", "as_cited", "note"})
"""What a briefing says of a source by itself, which no other briefing takes over: it may be for other readers."""
_OLD_ISBN = 10
_WHOLE_DATE = 3


class Holder(NamedTuple):
    """A source, and the briefing that has it."""

    briefing: str
    """Its id."""
    source: Source


class Match(NamedTuple):
    """A source that is the same work, and what says so."""

    holder: Holder
    by: str
    """`DOI`, `ISBN`, `address`, `title and year`."""


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """Sources by what identifies a work; the first that was added is found."""

    _holders: dict[tuple[str, str], list[Holder]] = field(default_factory=lambda: defaultdict(list))

    def add(self, briefing: str, sources: Iterable[Source]) -> None:
        """Add sources of a briefing."""
        for source in sources:
            for key in _identifiers(source):
                self._holders[key].append(Holder(briefing, source))

    def find(self, source: Source) -> Match | None:
        """Return a source that is the same work."""
        for key in _identifiers(source):
            for holder in self._holders.get(key, ()):
                if key[0] != "title and year" or not _differ(source, holder.source):
                    return Match(holder, key[0])
        return None


def completed(of_desk: Source, new: Source) -> tuple[Source, tuple[str, ...]]:
    """Return a source with the fields of another briefing, completed by those of a file; and the keys in which both differ."""
    values, differing = {}, []
    for key in Source.model_fields.keys() - _KEPT_APART:
        held, read = getattr(of_desk, key), getattr(new, key)
        values[key] = held or read
        if held and read and _folded(str(held)) != _folded(str(read)):
            differing.append(key)
    return Source(id=of_desk.id, note=new.note, **values), tuple(sorted(differing))


def _identifiers(source: Source) -> Iterator[tuple[str, str]]:
    """Yield what identifies a work, the surest first; the ISBN of a book is no name of its chapters."""
    if source.doi:
        yield "DOI", source.doi.casefold()
    if source.isbn and not source.container:
        yield "ISBN", _isbn(source.isbn)
    for url in filter(None, (source.url, source.archive_url)):
        if urlsplit(url).path.strip("/") or urlsplit(url).query:
            yield "address", address_key(url)
    if source.title and source.date:
        yield "title and year", f"{_folded(source.title)} {source.date.year}"


def _isbn(isbn: str) -> str:
    """Return the digits of an ISBN without the last, as they have been since 2007."""
    digits = re.sub(r"[- ]", "", isbn)
    return f"978{digits[:-1]}" if len(digits) == _OLD_ISBN else digits[:-1]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _differ(work: Source, other: Source) -> bool:
    """Return whether two sources of one title and year cannot be the same work."""
    dates = (work.date, other.date)
    days = {str(date) for date in dates if date and date.precision == _WHOLE_DATE}
    identifiers = [
        (work.doi or "", other.doi or ""),
        (_isbn(work.isbn or ""), _isbn(other.isbn or "")),
    ]
    if len(days) > 1 or any(a and b and a.casefold() != b.casefold() for a, b in identifiers):
        return True
    addresses = (work.url or "", other.url or "")
    if (
        all(addresses)
        and host(addresses[0]) == host(addresses[1])
        and len(set(map(address_key, addresses))) > 1
    ):
        return True
    families = [
        {parse_name(readable_name(name)).short.casefold() for name in source.authors}
        for source in (work, other)
    ]
    return all(families) and not families[0] & families[1]
