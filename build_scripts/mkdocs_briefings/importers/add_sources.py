"""The story of `briefings source add`: items of a bibliography become sources that a briefing lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.importers.bibliography_item import BibliographyItem, Field
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.same_source import Match, SourceIndex, completed
from mkdocs_briefings.importers.to_source import to_source, unused_id
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.desk import Desk


class Target(NamedTuple):
    """The briefing that gets sources."""

    id: str
    sources: Sequence[Source]
    """Those that it has."""
    language: str
    """Of the briefing, BCP 47: by it names become ids."""


@dataclass(frozen=True, slots=True)
class Addition:
    """The outcome for one item that was to be added as a source."""

    item: BibliographyItem
    source: Source
    """As the briefing has it, or gets it."""
    is_new: bool
    """Whether the briefing lacks it."""
    match: Match | None = None
    """The same work in the briefing, in another one, or above in the file."""
    differing: tuple[str, ...] = ()
    """Keys in which the file says something else than the briefing that has the work."""
    not_held: tuple[Field, ...] = ()
    """What no key holds."""

    @property
    def mark(self) -> str:
        """Citation to paste into a text."""
        return f"[@{self.source.id}]"


def additions(items: Iterable[BibliographyItem], target: Target, desk: Desk) -> list[Addition]:
    """Return what becomes of each item, in their order.

    Args:
        items: what was read.
        target: the briefing.
        desk: all briefings, and the registries.
    """
    index = RegistryIndex.from_registries(desk.registries)
    own, others = SourceIndex(), SourceIndex()
    own.add(target.id, target.sources)
    for briefing in desk.briefings:
        if briefing.id != target.id:
            others.add(briefing.id, briefing.value.sources)
    taken = {source.id for source in target.sources}
    results = []
    for item in items:
        addition = _addition(item, index, target.language, own, others, taken)
        if addition.is_new:
            taken.add(addition.source.id)
            own.add(target.id, [addition.source])
        results.append(addition)
    return results


def _addition(
    item: BibliographyItem,
    index: RegistryIndex,
    language: str,
    own: SourceIndex,
    others: SourceIndex,
    taken: set[str],
) -> Addition:
    read = to_source(item, index, language)
    if match := own.find(read.source):
        return Addition(item, match.holder.source, is_new=False, match=match, not_held=read.not_held)
    source = read.source
    differing: tuple[str, ...] = ()
    if match := others.find(source):
        source, differing = completed(match.holder.source, source)
    source = source.model_copy(update={"id": unused_id(source.id, taken)})
    return Addition(item, source, is_new=True, match=match, differing=differing, not_held=read.not_held)
