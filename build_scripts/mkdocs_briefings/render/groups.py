"""The page of one topic, entity, outlet, author or publication, and of their parts: years, volumes, issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from mkdocs_briefings.model.content import Author, Entity, Outlet, Publication
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.output import Page, PageKind, PagePlan
from mkdocs_briefings.model.site import Group, Ref
from mkdocs_briefings.model.site_index import BriefingSummary, SummaryList
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.archive import LATEST, by_year, is_long
from mkdocs_briefings.render.catalogues import country_name
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.feeds.selection import belongs_in_feeds
from mkdocs_briefings.render.mentions import find_mentions, mention_view
from mkdocs_briefings.render.views import GroupView, Link, ListItem, ListPart

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class GroupInputs:
    """All that the page of a group, or of a part of it, is made from."""

    ref: Ref
    entry: RegistryEntry | None
    """What the registry says; None on the pages of parts."""
    items: tuple[BriefingSummary, ...]
    """The briefings listed."""
    total: int
    """The briefings there are."""
    inner: tuple[tuple[str, str, int], ...] = ()
    """Pages one level down: name, Markdown address, number of briefings."""
    part: str = ""
    """`2024`, `Volume 21`, `Volume 21, Issue 19`; empty for the whole."""
    above: tuple[tuple[str, str], ...] = ()
    """Pages between the group and this part: name, Markdown address."""
    feeds: bool = False
    """Whether it has feeds."""


def group_plans(
    group: Group, members: tuple[BriefingSummary, ...], *, feeds: bool = False
) -> Iterator[PagePlan]:
    """The pages of a group with its members, newest first; `feeds` says whether the site has feeds."""
    kind, id = group.ref.kind, group.ref.id
    if kind is None:
        return
    volumes = list(_volumes(group, members)) if kind is Kind.PUBLICATION else []
    long = is_long(members)
    years = by_year(members) if long and not volumes else []
    parts = [(str(year or "Undated"), addresses.group_uri(kind, id, "in", year), of) for year, of in years]
    inner = [(name, uri, len(of)) for name, uri, of in (*(volume[:3] for volume in volumes), *parts)]
    shown = GroupInputs(
        ref=group.ref,
        entry=group.entry,
        items=SummaryList(members[:LATEST] if long else members),
        total=len(members),
        inner=tuple(inner),
        feeds=feeds and FACETS[kind].has_feeds and any(map(belongs_in_feeds, members)),
    )
    yield PagePlan(addresses.group_uri(kind, id), PageKind.GROUP, shown)
    for name, uri, of in parts:
        yield PagePlan(uri, PageKind.GROUP, GroupInputs(group.ref, None, SummaryList(of), len(of), part=name))
    for volume in volumes:
        yield from _volume_plans(group, *volume)


def _volume_plans(
    group: Group, name: str, uri: str, of: tuple[BriefingSummary, ...], issues: list[_Part]
) -> Iterator[PagePlan]:
    below = tuple((issue, address, len(one)) for issue, address, one in issues)
    yield PagePlan(
        uri, PageKind.GROUP, GroupInputs(group.ref, None, SummaryList(of), len(of), inner=below, part=name)
    )
    for issue, address, one in issues:
        above = ((name, uri),)
        shown = GroupInputs(group.ref, None, SummaryList(one), len(one), part=f"{name}, {issue}", above=above)
        yield PagePlan(address, PageKind.GROUP, shown)


_Part = tuple[str, str, tuple[BriefingSummary, ...]]


def _volumes(
    group: Group, members: tuple[BriefingSummary, ...]
) -> Iterator[tuple[str, str, tuple[BriefingSummary, ...], list[_Part]]]:
    """Volumes with their issues, the newest first."""
    volumes: dict[int, dict[int, list[BriefingSummary]]] = {}
    for one in members:
        if one.volume:
            volumes.setdefault(one.volume, {}).setdefault(one.issue, []).append(one)
    for volume, issues in sorted(volumes.items(), reverse=True):
        everything = tuple(one for one in members if one.volume == volume)
        parts = [
            (f"Issue {issue}", addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume, issue), tuple(of))
            for issue, of in sorted(issues.items(), reverse=True)
            if issue
        ]
        uri = addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume)
        yield f"Volume {volume}", uri, everything, parts


def group_page(uri: str, shown: GroupInputs, context: RenderContext) -> Page:
    """The page of a group or of a part of it."""
    language = context.settings.language
    title = f"{shown.ref.name}: {shown.part}" if shown.part else shown.ref.name
    whole_entity = shown.ref.kind is Kind.ENTITY and not shown.part
    spoken = tuple(find_mentions(shown.ref, (one.listing for one in shown.items))) if whole_entity else ()
    feeds = tuple(_feeds(uri, context)) if shown.feeds else ()
    view = GroupView(
        trail=_trail(uri, shown, context),
        kind=_kind(shown),
        title=title,
        lead=_lead(shown.entry),
        facts=tuple(_facts(shown, language)),
        names=tuple(_names(shown.entry)),
        inner=tuple(
            Link(name, context.relative_url(uri, target), count) for name, target, count in shown.inner
        ),
        judgments=tuple(mention_view(uri, one, context) for one in spoken if not one.is_event),
        events=tuple(mention_view(uri, one, context) for one in spoken if one.is_event),
        parts=_parts(uri, shown, context),
        total=shown.total,
        pdf=context.relative_pdf_url(uri) if shown.part.startswith("Volume ") else "",
        feeds=tuple(link for _, link in feeds),
    )
    return Page(
        uri=uri,
        kind=PageKind.GROUP,
        title=title,
        description=view.lead,
        html=fill_template("group", view=view),
        language=language,
        date=dates.newest(one.ref.date for one in shown.items),
        head="".join(_alternate(kind, link, shown.ref, context) for kind, link in feeds),
    )


def _feeds(uri: str, context: RenderContext) -> Iterator[tuple[str, Link]]:
    """Media type of each feed, and the way to it."""
    for name, ending, kind in (("Atom", "xml", "atom+xml"), ("JSON", "json", "feed+json")):
        path = f"{addresses.feed(uri)}.{ending}"
        way = addresses.relative_file_url(uri, path, directory_urls=context.settings.directory_urls)
        yield f"application/{kind}", Link(name, way)


def _alternate(kind: str, link: Link, ref: Ref, context: RenderContext) -> str:
    relation = context.settings.alternate
    title = escape(f"{ref.name} ({link.text})")
    return f'<link rel="{relation}" type="{kind}" title="{title}" href="{link.href}">\n'


def _parts(uri: str, shown: GroupInputs, context: RenderContext) -> tuple[ListPart, ...]:
    with_points = shown.ref.kind is not None and FACETS[shown.ref.kind].lists_points and not shown.part

    def items(outlines: tuple[BriefingSummary, ...]) -> tuple[ListItem, ...]:
        return tuple(_item(uri, one, context, with_points=with_points) for one in outlines)

    if shown.total > len(shown.items):
        return (ListPart("Latest", items(shown.items)),)
    years = by_year(shown.items)
    alone = len(years) == 1 and bool(shown.part)
    return tuple(ListPart("" if alone else str(year or "Undated"), items(of)) for year, of in years)


def _item(uri: str, one: BriefingSummary, context: RenderContext, *, with_points: bool) -> ListItem:
    points = one.listing.points if with_points else ()
    return context.list_item(
        uri, one.ref, tuple(context.line_without_citations(point.text) for point in points)
    )


def _trail(uri: str, shown: GroupInputs, context: RenderContext) -> tuple[Link, ...]:
    kind = shown.ref.kind
    if kind is None:
        return ()
    trail = [Link(FACETS[kind].title, context.relative_url(uri, addresses.catalogue_uri(kind)))]
    if shown.part:
        trail.append(context.link(uri, shown.ref))
    return (*trail, *(Link(name, context.relative_url(uri, target)) for name, target in shown.above))


def _kind(shown: GroupInputs) -> str:
    if isinstance(shown.entry, Entity):
        return shown.entry.kind.value.capitalize()
    return FACETS[shown.ref.kind].label if shown.ref.kind else ""


def _lead(entry: RegistryEntry | None) -> str:
    match entry:
        case Author():
            return entry.bio or ""
        case None:
            return ""
        case _:
            return entry.description or ""


def _names(entry: RegistryEntry | None) -> Iterator[tuple[str, str]]:
    match entry:
        case Entity():
            yield from ((name, language) for language, name in entry.native_names.items())
            yield from ((name, "") for name in entry.aliases)
        case Outlet():
            yield from ((name, "") for name in (entry.short, *entry.aliases) if name and name != entry.name)


def _facts(shown: GroupInputs, language: str) -> Iterator[Fact]:
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
        ("Country", country_name(outlet.country, language), ""),
        ("Language", tongue, ""),
        ("Owner", outlet.owner, ""),
        ("Reliability", f"{outlet.reliability}{rated}" if outlet.reliability else None, ""),
        ("Address", outlet.url, outlet.url),
    )


def _filled(*facts: tuple[str, str | None, str | None]) -> Iterator[Fact]:
    """Facts that are known: no page shows an empty label."""
    yield from ((label, value, address or "") for label, value, address in facts if value)
