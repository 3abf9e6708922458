"""What an item appeared in, set as in notes of the Chicago Manual of Style: container, numbers, imprint, identifiers."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.vocabulary import SourceKind
from mkdocs_briefings.render.terms import comma, in_row
from mkdocs_briefings.render.views import Link

_FROM_PRESSES = frozenset({SourceKind.BOOK, SourceKind.REPORT, SourceKind.WORKING_PAPER})
"""Kinds whose outlet is named after the place, as the publisher."""


class Published(Protocol):
    """A source, as written or as copied."""

    @property
    def container(self) -> str | None:
        """What it appeared in."""

    @property
    def volume(self) -> str | None:
        """Volume of that."""

    @property
    def issue(self) -> str | None:
        """Issue of that."""

    @property
    def place(self) -> str | None:
        """Where it was published."""

    @property
    def publisher(self) -> str | None:
        """Publisher in the imprint."""


class PublishedIn(NamedTuple):
    """The part of an entry under Sources that stands between title and date."""

    outlet: Link | None
    """Outlet, where it stands before the title."""
    container: Link | None
    numbers: str
    imprint: tuple[Link, ...]
    title_form: str
    in_brackets: bool
    pages: str


def published_in(source: Source, words: Words, outlet: Link | None) -> PublishedIn:
    """Return what a source appeared in; an outlet that is its container or its publisher stands there and nowhere else.

    Args:
        source: the source.
        words: of the language of the briefing.
        outlet: link to its outlet; None where the original names none.
    """
    numbers, is_article = numbers_text(source, source.kind, words), source.kind is SourceKind.ARTICLE
    container, publisher = _link(source.container, outlet), _link(source.publisher, outlet)
    if container is None and numbers and is_article:
        container = outlet
    if publisher is None and source.place and container is not outlet and source.kind in _FROM_PRESSES:
        publisher = outlet
    imprint = tuple(filter(None, (_link(source.place), publisher)))
    in_volume = bool(is_article and container and numbers and source.date)
    title_form = "part" if container else "book" if source.kind is SourceKind.BOOK else ""
    return PublishedIn(
        outlet=None if outlet in {container, publisher} else outlet,
        container=container,
        numbers=numbers,
        imprint=imprint,
        title_form=title_form,
        in_brackets=bool(imprint) or in_volume,
        pages=source.pages.replace("-", "–") if source.pages and in_volume else "",
    )


def numbers_text(source: Published, kind: str, words: Words) -> str:
    """Return volume and issue: `12, no. 3` of a journal, `vol. 2` of a book; empty without any."""
    volume = _line(source.volume)
    if volume and kind != SourceKind.ARTICLE:
        # Translators: a volume of a book or a series, in the entry of a source: vol. 2.
        volume = words("vol. {volume}", volume=volume)
    # Translators: an issue of a journal, in the entry of a source: no. 3.
    issue = words("no. {issue}", issue=_line(source.issue)) if source.issue else ""
    return in_row(words, (volume, issue))


def after_container(numbers: str, words: Words) -> str:
    """Return volume and issue with what parts them from the container before."""
    if not numbers:
        return ""
    return f" {numbers}" if numbers[:1].isdigit() else f"{comma(words)}{numbers}"


def published_line(source: Published, kind: str, words: Words) -> str:
    """Return container, numbers and imprint in one line: `Slavic Review 67, no. 3 (Cambridge: CUP)`."""
    numbers = numbers_text(source, kind, words)
    within = f"{_line(source.container)}{after_container(numbers, words)}" if source.container else numbers
    imprint = ": ".join(filter(None, map(_line, (source.place, source.publisher))))
    return " ".join(filter(None, (within, f"({imprint})" if imprint else "")))


def identifiers(source: Source) -> tuple[Link, ...]:
    """Return DOI and ISBN, the first with its address."""
    doi = (Link(f"doi:{source.doi}", source.doi_url),) if source.doi else ()
    return (*doi, Link(f"ISBN {source.isbn}")) if source.isbn else doi


def _link(text: str | None, outlet: Link | None = None) -> Link | None:
    """Return a name as a link; that to an outlet where the name is its own."""
    name = _line(text)
    if outlet is not None and outlet.text.casefold() == name.casefold():
        return outlet
    return Link(name) if name else None


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
