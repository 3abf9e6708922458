"""The third stage: a `Selection` becomes a `Site`. One pass over the briefings, then one over their groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from mkdocs_briefings.link import addresses, citations
from mkdocs_briefings.link.lexicon import Lexicon
from mkdocs_briefings.link.lookup import Lookup, Notices
from mkdocs_briefings.model.content import Briefing, Event
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import (
    Citation,
    CitedText,
    Group,
    LinkedBriefing,
    LinkedEvent,
    LinkedPoint,
    LinkedSource,
    Ref,
    Site,
)
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex, summarise


@dataclass(frozen=True, slots=True)
class Linker:
    """Connects briefings one by one with the registries; what briefings have to do with each other comes after."""

    names: Lookup
    notices: Notices
    lexicon: Lexicon
    settings: Settings

    @classmethod
    def from_registries(cls, registries: Registries, settings: Settings) -> Linker:
        """A linker with these registries."""
        return cls(
            Lookup.from_registries(registries),
            Notices.from_registries(registries),
            Lexicon.from_registries(registries),
            settings,
        )

    def link(self, one: Located[Briefing]) -> LinkedBriefing:
        """The briefing with all the registries say; without related briefings."""
        linked = _briefing(one, self.names, self.notices, self.settings)
        return replace(linked, mentioned_names=self.lexicon.find(_searched(linked)))


def link(briefings: tuple[Located[Briefing], ...], registries: Registries, settings: Settings) -> Site:
    """Connect the briefings. What no briefing uses is not in the site, whatever the registries say."""
    linker = Linker.from_registries(registries, settings)
    linked = {one.id: linker.link(one) for one in briefings}
    overview = connect([summarise(one) for one in linked.values()], registries)
    related = ((id, overview.related(id)) for id in overview.summaries)
    return Site({id: replace(linked[id], related=refs) for id, refs in related}, overview)


def _briefing(one: Located[Briefing], names: Lookup, notices: Notices, settings: Settings) -> LinkedBriefing:
    written = one.value
    known = {source.id for source in written.sources}
    counter = count(1)

    def cited(text: str) -> CitedText:
        return citations.find_citations(text, known, counter)

    corrections = tuple(cited(correction.text) for correction in written.corrections)
    summary = cited(written.summary or "")
    points = tuple(LinkedPoint(point, cited(point.text)) for point in written.executive_points)
    body = cited(written.body)
    events = tuple(LinkedEvent(event, cited(_with_cites(event))) for event in written.events)
    texts = (*corrections, summary, *(p.text for p in points), body, *(e.text for e in events))
    own = addresses.own(texts)
    sources = _sources(written, texts, names, notices)
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
        sources=sources,
        facets=_facets(written, sources, names),
        entity_spellings=tuple(names.unique_spellings.get(entity, ()) for entity in written.entities),
        linked_ids=tuple(
            to.removeprefix(addresses.BRIEFING) for to in own if to.startswith(addresses.BRIEFING)
        ),
        files=tuple(to for to in own if not to.startswith(addresses.BRIEFING)),
    )


def _facets(written: Briefing, sources: Iterable[LinkedSource], names: Lookup) -> dict[Kind, tuple[Ref, ...]]:
    refs = {
        facet.kind: tuple(names.ref(facet.kind, id) for _, id in facet.written(written))
        for facet in FACETS.values()
    }
    outlets = dict.fromkeys(source.outlet for source in sources if source.outlet is not None)
    return refs | {Kind.OUTLET: tuple(outlets)}


def _searched(linked: LinkedBriefing) -> Iterator[str]:
    """What search reads of it."""
    written = linked.briefing
    yield from (written.title, written.summary or "", written.body)
    yield from (point.text for point in written.executive_points)
    yield from (event.text for event in written.events)
    yield from (ref.name for ref in linked.refs)
    for source in linked.sources:
        yield from (*source.source.authors, source.source.title or "")


def _with_cites(event: Event) -> str:
    """The event's text, and the ids under `cites` as a citation after it."""
    if not event.cites:
        return event.text
    return f"{event.text.rstrip()} [{'; '.join(f'@{id}' for id in event.cites)}]"


def _sources(
    written: Briefing, texts: Iterable[CitedText], names: Lookup, notices: Notices
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


def connect(outlines: Iterable[BriefingSummary], registries: Registries) -> SiteIndex:
    """The order of the briefings, their groups, and which of them name each other."""
    ordered = sorted(outlines, key=lambda one: one.id)
    ordered.sort(key=lambda one: one.date_text, reverse=True)
    by_id = {one.id: one for one in ordered}
    named = frozenset(file for one in ordered for file in one.files)
    groups = _groups(ordered, registries)
    entities = frozenset(groups[Kind.ENTITY])
    return SiteIndex(by_id, groups, named & registries.files, _naming(ordered), entities)


def _naming(outlines: Iterable[BriefingSummary]) -> Mapping[str, tuple[str, ...]]:
    """For each briefing the ids of those that name it as related."""
    naming: dict[str, tuple[str, ...]] = {}
    for one in outlines:
        for id in one.related:
            naming[id] = (*naming.get(id, ()), one.id)
    return naming


def _groups(outlines: Iterable[BriefingSummary], registries: Registries) -> dict[Kind, dict[str, Group]]:
    members: dict[str, dict[str, tuple[str, list[str]]]] = {kind.value: {} for kind in Kind}
    for one in outlines:
        for kind, id, name in one.memberships:
            members[kind].setdefault(id, (name, []))[1].append(one.id)
    return {kind: _sorted(kind, members[kind.value], registries) for kind in Kind}


def _sorted(
    kind: Kind, groups: Mapping[str, tuple[str, list[str]]], registries: Registries
) -> dict[str, Group]:
    in_order = sorted(groups.items(), key=lambda item: (item[1][0].casefold(), item[0]))
    return {
        id: Group(Ref(name, kind, id), tuple(ids), registries.entry(kind, id)) for id, (name, ids) in in_order
    }
