"""The third stage: a `Selection` becomes a `Site`. One pass over the briefings, then one over their groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from mkdocs_briefings.link import addresses, citations
from mkdocs_briefings.link.connect import connect
from mkdocs_briefings.link.named import Lexicon
from mkdocs_briefings.link.names import Names
from mkdocs_briefings.link.notices import Notices
from mkdocs_briefings.model.content import Briefing, Event
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.outline import outline
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import (
    Citation,
    CitedText,
    LinkedBriefing,
    LinkedEvent,
    LinkedPoint,
    LinkedSource,
    Site,
)


@dataclass(frozen=True, slots=True)
class Linker:
    """Connects briefings one by one with the registries; what briefings have to do with each other comes after."""

    names: Names
    notices: Notices
    lexicon: Lexicon
    settings: Settings

    @classmethod
    def of(cls, registries: Registries, settings: Settings) -> Linker:
        """A linker with these registries."""
        return cls(Names.of(registries), Notices.of(registries), Lexicon.of(registries), settings)

    def link(self, one: Located[Briefing]) -> LinkedBriefing:
        """The briefing with all the registries say; without related briefings."""
        linked = _briefing(one, self.names, self.notices, self.settings)
        return replace(linked, named=self.lexicon.find(_searched(linked)))


def link(briefings: tuple[Located[Briefing], ...], registries: Registries, settings: Settings) -> Site:
    """Connect the briefings. What no briefing uses is not in the site, whatever the registries say."""
    linker = Linker.of(registries, settings)
    linked = {one.id: linker.link(one) for one in briefings}
    overview = connect([outline(one) for one in linked.values()], registries)
    related = ((id, overview.related(id)) for id in overview.outlines)
    return Site({id: replace(linked[id], related=refs) for id, refs in related}, overview)


def _briefing(one: Located[Briefing], names: Names, notices: Notices, settings: Settings) -> LinkedBriefing:
    written = one.value
    known = {source.id for source in written.sources}
    counter = count(1)

    def cited(text: str) -> CitedText:
        return citations.find(text, known, counter)

    corrections = tuple(cited(correction.text) for correction in written.corrections)
    summary = cited(written.summary or "")
    points = tuple(LinkedPoint(point, cited(point.text)) for point in written.executive_points)
    body = cited(written.body)
    events = tuple(LinkedEvent(event, cited(_with_cites(event))) for event in written.events)
    texts = (*corrections, summary, *(p.text for p in points), body, *(e.text for e in events))
    own = addresses.own(texts)
    return LinkedBriefing(
        id=one.id,
        briefing=written,
        path=one.path,
        language=written.language or settings.language,
        points=points,
        body=body,
        summary=summary,
        events=events,
        corrections=corrections,
        sources=_sources(written, texts, names, notices),
        authors=tuple(names.author(author) for author in written.authors),
        topics=tuple(names.topic(topic) for topic in written.topics),
        entities=tuple(names.entity(entity) for entity in written.entities),
        publication=names.publication(written.publication),
        entity_names=tuple(names.spellings(entity) for entity in written.entities),
        mentions=tuple(
            to.removeprefix(addresses.BRIEFING) for to in own if to.startswith(addresses.BRIEFING)
        ),
        files=tuple(to for to in own if not to.startswith(addresses.BRIEFING)),
    )


def _searched(linked: LinkedBriefing) -> Iterator[str]:
    """What search reads of it."""
    written = linked.briefing
    yield from (written.title, written.summary or "", written.body)
    yield from (point.text for point in written.executive_points)
    yield from (event.text for event in written.events)
    yield from (one.name for one in (*linked.entities, *linked.topics, *linked.authors))
    yield from (linked.publication.name if linked.publication else "",)
    for source in linked.sources:
        yield from (
            source.outlet.name if source.outlet else "",
            *source.source.authors,
            source.source.title or "",
        )


def _with_cites(event: Event) -> str:
    """The event's text, and the ids under `cites` as a citation after it."""
    if not event.cites:
        return event.text
    return f"{event.text.rstrip()} [{'; '.join(f'@{id}' for id in event.cites)}]"


def _sources(
    written: Briefing, texts: Iterable[CitedText], names: Names, notices: Notices
) -> tuple[LinkedSource, ...]:
    """The sources in the order of their first citation, those never cited last."""
    cited_by: dict[str, list[Citation]] = {}
    for text in texts:
        for citation in text.citations:
            for cite in citation.cites:
                marks = cited_by.setdefault(cite.source, [])
                if citation not in marks:
                    marks.append(citation)
    order = {id: place for place, id in enumerate(cited_by)}
    ordered = sorted(written.sources, key=lambda source: order.get(source.id, len(order)))
    linked = []
    for number, source in enumerate(ordered, start=1):
        outlet, short = names.outlet(source.outlet)
        numbers = tuple(citation.number for citation in cited_by.get(source.id, ()))
        linked.append(LinkedSource(source, number, outlet, short, notices.about(source, outlet), numbers))
    return tuple(linked)
