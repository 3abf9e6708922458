"""What a parenthesis may be: a citation of items, a doubt, dates alone."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.importers.reference_list import Reference


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One source that a parenthesis cites."""

    outlet: str | None
    """Name of who published it, as written; None when the name was lost or the source is a book."""
    date: WrittenDate | None
    """Its date as written; None when it has none."""
    start: int
    """Offset of the first character of its clause in the text between the parentheses."""
    end: int
    """Offset after the last character of its clause."""
    remark: str = ""
    """Words in brackets after the outlet."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Authors, as written."""
    locator: str = ""
    """Place in the source: `p. 58`."""
    lead: str = ""
    """Words before it: `see`."""
    book: bool = False
    """True for author and year, as scholars cite."""
    has_others: bool = False
    """Whether further authors are not named: `et al.`."""
    url: str = ""
    reference: Reference | None = None
    """The entry of the text's list of references that it cites."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A parenthesis that cites."""

    items: tuple[CitedItem, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A parenthesis that may cite."""

    reason: str
    """What speaks against it, for the person who decides."""


@dataclass(frozen=True, slots=True)
class BareDates:
    """A parenthesis with nothing but dates: a citation only if the sentence names the outlet."""

    dates: tuple[WrittenDate, ...]


Verdict = Citation | Doubt | BareDates | None
