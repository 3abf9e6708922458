"""The third stage: a `Selection` becomes a `Site`. One pass over the briefings, then one over their groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from build_scripts.link import addresses, citations
from build_scripts.link.names import Names
from build_scripts.link.notices import Notices
from build_scripts.model.content import Author, Briefing, Entity, Event, Outlet, Publication, Topic
from build_scripts.model.desk import Located, Registries
from build_scripts.model.settings import Settings
from build_scripts.model.site import (
    Citation,
    CitedText,
    Group,
    Kind,
    LinkedBriefing,
    LinkedEvent,
    LinkedPoint,
    LinkedSource,
    Ref,
    Site,
)

T = TypeVar("T")
Entry = Topic | Entity | Outlet | Author | Publication


def link(briefings: tuple[Located[Briefing], ...], registries: Registries, settings: Settings) -> Site:
    """Connect the briefings. What no briefing uses is not in the site, whatever the registries say."""
    names, notices = Names.of(registries), Notices.of(registries)
    ordered = sorted(briefings, key=lambda one: one.id)
    ordered.sort(key=lambda one: str(one.value.date or ""), reverse=True)
    linked = {one.id: _briefing(one, names, notices, settings) for one in ordered}
    linked = dict(_related(linked))
    files = frozenset(file for briefing in linked.values() for file in briefing.files)
    return Site(linked, _groups(linked.values(), registries), files & registries.files)


def _briefing(one: Located[Briefing], names: Names, notices: Notices, settings: Settings) -> LinkedBriefing:
    written = one.value
    known = {source.id for source in written.sources}
    counter = iter(range(1, 1_000_000))

    def cited(text: str) -> CitedText:
        return _numbered(citations.find(text, known), counter)

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


def _with_cites(event: Event) -> str:
    """The event's text, and the ids under `cites` as a citation after it."""
    if not event.cites:
        return event.text
    return f"{event.text.rstrip()} [{'; '.join(f'@{id}' for id in event.cites)}]"


def _numbered(found: CitedText, counter: Iterator[int]) -> CitedText:
    if not found.citations:
        return found
    return CitedText(found.text, tuple(replace(one, number=next(counter)) for one in found.citations))


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


def _related(linked: Mapping[str, LinkedBriefing]) -> Iterator[tuple[str, LinkedBriefing]]:
    """Each briefing with what its author names and what names it; ids that are not in the site fall away."""
    naming: dict[str, list[str]] = {}
    for briefing in linked.values():
        for id in briefing.briefing.related:
            naming.setdefault(id, []).append(briefing.id)
    for id, briefing in linked.items():
        ids = dict.fromkeys((*briefing.briefing.related, *naming.get(id, ())))
        related = tuple(linked[one].ref for one in ids if one in linked and one != id)
        yield id, replace(briefing, related=related) if related else briefing


def _groups(linked: Iterable[LinkedBriefing], registries: Registries) -> dict[Kind, dict[str, Group]]:
    members: dict[Kind, dict[str, tuple[Ref, list[str]]]] = {kind: {} for kind in Kind}
    for briefing in linked:
        for ref in {(one.kind, one.id): one for one in _refs(briefing)}.values():
            if ref.kind is not None:
                members[ref.kind].setdefault(ref.id, (ref, []))[1].append(briefing.id)
    return {
        kind: {
            id: Group(ref, tuple(ids), _entry(ref, registries))
            for id, (ref, ids) in sorted(
                groups.items(), key=lambda item: (item[1][0].name.casefold(), item[0])
            )
        }
        for kind, groups in members.items()
    }


def _entry(ref: Ref, registries: Registries) -> Entry | None:
    """What the registry of its kind says; None for a plain name."""
    match ref.kind:
        case Kind.TOPIC:
            return _value(registries.topics.get(ref.id))
        case Kind.ENTITY:
            return _value(registries.entities.get(ref.id))
        case Kind.OUTLET:
            return _value(registries.outlets.get(ref.id))
        case Kind.AUTHOR:
            return _value(registries.authors.get(ref.id))
        case Kind.PUBLICATION:
            return _value(registries.publications.get(ref.id))
        case None:
            return None


def _value(located: Located[T] | None) -> T | None:
    return located.value if located is not None else None


def _refs(briefing: LinkedBriefing) -> Iterator[Ref]:
    yield from briefing.topics
    yield from briefing.entities
    yield from briefing.authors
    yield from (source.outlet for source in briefing.sources if source.outlet is not None)
    if briefing.publication is not None:
        yield briefing.publication
