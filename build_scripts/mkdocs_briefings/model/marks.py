"""What names a source in a citation mark: who and when, and a letter where two sources would get the same mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count, product
from string import ascii_lowercase

from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.messages import IN_ENGLISH, Words, message
from mkdocs_briefings.model.person_names import families
from mkdocs_briefings.model.site import LinkedSource
from mkdocs_briefings.model.vocabulary import SourceKind

# Translators: stands in the place of an outlet's name in a citation: (unnamed in the original, January 27).
UNNAMED = message("unnamed in the original")
OWN_REPORTING = message("own reporting")
_OWN_WORDS = {
    SourceKind.INTERVIEW: message("own interview"),
    SourceKind.DATASET: message("own data"),
    SourceKind.VIDEO: message("own recording"),
    SourceKind.BROADCAST: message("own recording"),
}


OWN = (
    _OWN_WORDS[SourceKind.INTERVIEW],
    OWN_REPORTING,
    _OWN_WORDS[SourceKind.DATASET],
    _OWN_WORDS[SourceKind.VIDEO],
)
"""All words for what the desk itself heard or saw."""


def own_words(source: Source) -> str:
    """Return `own interview` or the like for what the desk itself heard or saw; empty for any other source."""
    return _OWN_WORDS.get(source.kind, OWN_REPORTING) if source.own else ""


def is_by_year(source: Source) -> bool:
    """Return whether the mark of a source gives author and year: `(Ioffe 2008)`."""
    return source.kind is SourceKind.BOOK and bool(source.authors)


def mark_name(linked: LinkedSource, words: Words = IN_ENGLISH) -> str:
    """Return who stands in the mark of a source: its outlet, else authors, title, what it appeared in, publisher.

    Args:
        linked: the source.
        words: of the language of the briefing.
    """
    source = linked.source
    if is_by_year(source):
        return families(linked.authors, words)
    named = linked.outlet_short or families(linked.authors, words)
    if own := own_words(source):
        return words("{first}, {second}", first=named, second=words(own)) if named else words(own)
    return named or source.title or source.container or source.publisher or words(UNNAMED)


def mark_key(linked: LinkedSource) -> tuple[str, PartialDate | int | None]:
    """Return what a mark says: who, and when. Sources with the same need a letter."""
    date = linked.source.date
    return mark_name(linked), date.year if date and is_by_year(linked.source) else date


def letters(sources: Iterable[LinkedSource]) -> Mapping[str, str]:
    """Return letters for the sources that would share a mark with another one, by id: a, b ... in the order given."""
    alike: dict[tuple[str, PartialDate | int | None], list[str]] = {}
    for linked in sources:
        alike.setdefault(mark_key(linked), []).append(linked.source.id)
    groups = (tuple(dict.fromkeys(ids)) for ids in alike.values())
    return {
        id: letter for ids in groups if len(ids) > 1 for id, letter in zip(ids, _alphabet(), strict=False)
    }


def _alphabet() -> Iterable[str]:
    """Yield a to z, aa to zz, and so on."""
    return ("".join(signs) for length in count(1) for signs in product(ascii_lowercase, repeat=length))
