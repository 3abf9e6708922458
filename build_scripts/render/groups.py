"""The page of one topic, entity, outlet, author or publication, and of their parts: years, volumes, issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.model.content import Author, Entity, Outlet, Publication, Topic
from build_scripts.model.output import Page, PageKind, Plan
from build_scripts.model.site import BriefingRef, CitedText, Group, Kind, LinkedBriefing, Ref
from build_scripts.render import addresses, dates
from build_scripts.render.catalogues import country
from build_scripts.render.context import Context
from build_scripts.render.environment import fill
from build_scripts.render.partition import LATEST, LONGEST, by_year
from build_scripts.render.passages import Passage, passages, said
from build_scripts.render.views import GroupView, Item, Link, Part

Entry = Topic | Entity | Outlet | Author | Publication
Fact = tuple[str, str, str]

_KINDS = {
    Kind.TOPIC: "Topic",
    Kind.ENTITY: "Entity",
    Kind.OUTLET: "Outlet",
    Kind.AUTHOR: "Author",
    Kind.PUBLICATION: "Publication",
}
_CATALOGUES = {
    Kind.TOPIC: "Topics",
    Kind.ENTITY: "People, organisations and places",
    Kind.OUTLET: "Outlets",
    Kind.AUTHOR: "Authors",
    Kind.PUBLICATION: "Publications",
}


@dataclass(frozen=True, slots=True)
class GroupShown:
    """All that the page of a group, or of a part of it, is made from."""

    ref: Ref
    entry: Entry | None
    """What the registry says; None on the pages of parts."""
    items: tuple[BriefingRef, ...]
    """The briefings listed."""
    total: int
    """The briefings there are."""
    points: tuple[tuple[CitedText, ...], ...] = ()
    """On the page of a topic, the executive points of each of these."""
    passages: tuple[Passage, ...] = ()
    """On the page of an entity, what these say of it."""
    inner: tuple[tuple[str, str, int], ...] = ()
    """Pages one level down: name, Markdown address, number of briefings."""
    part: str = ""
    """`2024`, `Volume 21`, `Volume 21, Issue 19`; empty for the whole."""
    above: tuple[tuple[str, str], ...] = ()
    """Pages between the group and this part: name, Markdown address."""


def group_plans(group: Group, briefings: tuple[LinkedBriefing, ...]) -> Iterator[Plan]:
    """The pages of a group. `briefings` are its members, newest first."""
    kind, id = group.ref.kind, group.ref.id
    if kind is None:
        return
    refs = tuple(briefing.ref for briefing in briefings)
    volumes = list(_volumes(group, refs)) if kind is Kind.PUBLICATION else []
    long = len(refs) > LONGEST
    years = by_year(refs) if long and not volumes else []
    parts = [(str(year or "Undated"), addresses.group_uri(kind, id, "in", year), of) for year, of in years]
    inner = [(name, uri, len(of)) for name, uri, of in (*(volume[:3] for volume in volumes), *parts)]
    listed = briefings[:LATEST] if long else briefings
    shown = GroupShown(
        ref=group.ref,
        entry=group.entry,
        items=tuple(briefing.ref for briefing in listed),
        total=len(refs),
        points=_points(listed) if kind is Kind.TOPIC else (),
        passages=tuple(passages(group.ref, listed)) if kind is Kind.ENTITY else (),
        inner=tuple(inner),
    )
    yield Plan(addresses.group_uri(kind, id), PageKind.GROUP, shown)
    for name, uri, of in parts:
        yield Plan(uri, PageKind.GROUP, GroupShown(group.ref, None, of, len(of), part=name))
    for volume in volumes:
        yield from _volume_plans(group, *volume)


def _points(briefings: tuple[LinkedBriefing, ...]) -> tuple[tuple[CitedText, ...], ...]:
    return tuple(tuple(point.text for point in briefing.points) for briefing in briefings)


def _volume_plans(
    group: Group, name: str, uri: str, of: tuple[BriefingRef, ...], issues: list[_Part]
) -> Iterator[Plan]:
    below = tuple((issue, address, len(one)) for issue, address, one in issues)
    yield Plan(uri, PageKind.GROUP, GroupShown(group.ref, None, of, len(of), inner=below, part=name))
    for issue, address, one in issues:
        above = ((name, uri),)
        shown = GroupShown(group.ref, None, one, len(one), part=f"{name}, {issue}", above=above)
        yield Plan(address, PageKind.GROUP, shown)


_Part = tuple[str, str, tuple[BriefingRef, ...]]


def _volumes(
    group: Group, refs: tuple[BriefingRef, ...]
) -> Iterator[tuple[str, str, tuple[BriefingRef, ...], list[_Part]]]:
    """Volumes with their issues, the newest first."""
    volumes: dict[int, dict[int, list[BriefingRef]]] = {}
    for ref in refs:
        if ref.volume is not None:
            volumes.setdefault(ref.volume, {}).setdefault(ref.issue or 0, []).append(ref)
    for volume, issues in sorted(volumes.items(), reverse=True):
        everything = tuple(ref for ref in refs if ref.volume == volume)
        parts = [
            (f"Issue {issue}", addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume, issue), tuple(of))
            for issue, of in sorted(issues.items(), reverse=True)
            if issue
        ]
        uri = addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume)
        yield f"Volume {volume}", uri, everything, parts


def group_page(uri: str, shown: GroupShown, context: Context) -> Page:
    """The page of a group or of a part of it."""
    language = context.settings.language
    title = f"{shown.ref.name}: {shown.part}" if shown.part else shown.ref.name
    view = GroupView(
        trail=_trail(uri, shown, context),
        kind=_kind(shown),
        title=title,
        lead=_lead(shown.entry),
        facts=tuple(_facts(shown, language)),
        names=tuple(_names(shown.entry)),
        inner=tuple(Link(name, context.way(uri, target), count) for name, target, count in shown.inner),
        judgments=tuple(said(uri, one, context) for one in shown.passages if not one.event),
        events=tuple(said(uri, one, context) for one in shown.passages if one.event),
        parts=_parts(uri, shown, context),
        total=shown.total,
    )
    return Page(
        uri=uri,
        kind=PageKind.GROUP,
        title=title,
        description=view.lead,
        html=fill("group", view=view),
        language=language,
        date=dates.newest(ref.date for ref in shown.items),
    )


def _parts(uri: str, shown: GroupShown, context: Context) -> tuple[Part, ...]:
    points = {ref.id: texts for ref, texts in zip(shown.items, shown.points, strict=False)}

    def items(refs: tuple[BriefingRef, ...]) -> tuple[Item, ...]:
        lines = (tuple(context.uncited(text) for text in points.get(ref.id, ())) for ref in refs)
        return tuple(context.item(uri, ref, line) for ref, line in zip(refs, lines, strict=True))

    if shown.total > len(shown.items):
        return (Part("Latest", items(shown.items)),)
    years = by_year(shown.items)
    alone = len(years) == 1 and bool(shown.part)
    return tuple(Part("" if alone else str(year or "Undated"), items(of)) for year, of in years)


def _trail(uri: str, shown: GroupShown, context: Context) -> tuple[Link, ...]:
    kind = shown.ref.kind
    if kind is None:
        return ()
    trail = [Link(_CATALOGUES[kind], context.way(uri, addresses.catalogue_uri(kind)))]
    if shown.part:
        trail.append(context.link(uri, shown.ref))
    return (*trail, *(Link(name, context.way(uri, target)) for name, target in shown.above))


def _kind(shown: GroupShown) -> str:
    if isinstance(shown.entry, Entity):
        return shown.entry.kind.value.capitalize()
    return _KINDS[shown.ref.kind] if shown.ref.kind else ""


def _lead(entry: Entry | None) -> str:
    match entry:
        case Author():
            return entry.bio or ""
        case None:
            return ""
        case _:
            return entry.description or ""


def _names(entry: Entry | None) -> Iterator[tuple[str, str]]:
    match entry:
        case Entity():
            yield from ((name, language) for language, name in entry.native_names.items())
            yield from ((name, "") for name in entry.aliases)
        case Outlet():
            yield from ((name, "") for name in (entry.short, *entry.aliases) if name and name != entry.name)


def _facts(shown: GroupShown, language: str) -> Iterator[Fact]:
    match shown.entry:
        case Outlet() as outlet:
            yield from _outlet_facts(outlet, language)
        case Entity() as entity if entity.wikidata:
            yield "Wikidata", entity.wikidata, f"https://www.wikidata.org/wiki/{entity.wikidata}"
        case Publication() as publication:
            yield from _filled(("Publisher", publication.publisher, ""), ("ISSN", publication.issn, ""))
            yield from _filled(("Address", publication.url, publication.url))
        case Author() as author:
            orcid = f"https://orcid.org/{author.orcid}" if author.orcid else None
            yield from _filled(("ORCID", author.orcid, orcid), ("Address", author.url, author.url))
    yield "Briefings", str(shown.total), ""


def _outlet_facts(outlet: Outlet, language: str) -> Iterator[Fact]:
    rated = f" (rated {dates.long(outlet.rated_on, language)})" if outlet.rated_on else ""
    tongue = dates.locale(outlet.language).get_language_name(language) if outlet.language else None
    yield from _filled(
        ("Kind", outlet.kind.value.replace("-", " ") if outlet.kind else None, ""),
        ("Country", country(outlet.country, language), ""),
        ("Language", tongue, ""),
        ("Owner", outlet.owner, ""),
        ("Reliability", f"{outlet.reliability}{rated}" if outlet.reliability else None, ""),
        ("Address", outlet.url, outlet.url),
    )


def _filled(*facts: tuple[str, str | None, str | None]) -> Iterator[Fact]:
    """Facts that are known: no page shows an empty label."""
    yield from ((label, value, address or "") for label, value, address in facts if value)
