"""The page of one member of a facet, such as a topic or an outlet, and of its parts: years, volumes, issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from mkdocs_briefings.model.content import Author, Entity, Notice, Outlet, Publication
from mkdocs_briefings.model.facets import FACETS, Kind, RegistryEntry
from mkdocs_briefings.model.output import Page, PageKind, PagePlan
from mkdocs_briefings.model.site import Group, Ref
from mkdocs_briefings.model.site_index import BriefingSummary, CitingList, SummaryList
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.archive import by_year, year_name
from mkdocs_briefings.render.catalogues import country_name
from mkdocs_briefings.render.cited_items import citing_item
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.feeds.selection import belongs_in_feeds
from mkdocs_briefings.render.mentions import (
    Mention,
    drawn_judgments,
    find_mentions,
    judgments_of,
    mention_view,
)
from mkdocs_briefings.render.periods import GroupPart, on_first_page, periods
from mkdocs_briefings.render.sources import notice_label
from mkdocs_briefings.render.terms import ENTITY_KINDS, OUTLET_KINDS, comma
from mkdocs_briefings.render.views import GroupView, Link, ListItem, ListPart, PictureView

Fact = tuple[str, str, str]
"""Label, value and address, which may be empty."""
_Part = tuple[GroupPart, str, tuple[BriefingSummary, ...]]
"""A part, Markdown address of its page, and its briefings."""


@dataclass(frozen=True, slots=True)
class GroupInputs:
    """All that the page of a group, or of a part of it, is made from."""

    ref: Ref
    entry: RegistryEntry | None
    """What the registry says; None on the pages of parts."""
    items: tuple[BriefingSummary, ...]
    """The briefings that the page lists, newest first."""
    total: int
    """Number of all its briefings."""
    inner: tuple[tuple[GroupPart, str, int], ...] = ()
    """Pages one level down: what they hold, Markdown address, number of briefings."""
    part: GroupPart | None = None
    """What the page holds of the group; None for the whole."""
    above: tuple[tuple[GroupPart, str], ...] = ()
    """Pages between the group and this part: what they hold, Markdown address."""
    feeds: bool = False
    """Whether the page leads to feeds."""
    names: tuple[str, ...] = ()
    """Names under which texts mention an entity; empty for other groups."""
    notices: tuple[Notice, ...] = ()
    """Notices about an outlet; none on the pages of parts."""
    photo: PictureView | None = None
    """Picture of an author, its file given from the root of the site."""


def group_plans(
    group: Group,
    members: tuple[BriefingSummary, ...],
    names: tuple[str, ...] = (),
    *,
    feeds: bool = False,
    photo: PictureView | None = None,
) -> Iterator[PagePlan]:
    """Yield the plans of the pages of a group.

    Args:
        group: the group.
        members: its briefings, newest first.
        names: of an entity, those that mean no other.
        feeds: whether the site has feeds.
        photo: picture of an author, its file given from the root of the site.
    """
    kind, id = group.ref.kind, group.ref.id
    names = names or (group.ref.name,) if kind is Kind.ENTITY else ()
    volumes = list(_volumes(group, members)) if kind is Kind.PUBLICATION else []
    in_periods = tuple(briefing for briefing in members if not (volumes and briefing.volume))
    parts = [
        (
            GroupPart(period.first, period.last),
            addresses.group_uri(kind, id, "in", period.first),
            period.briefings,
        )
        for period in periods(in_periods, of=len(members))
    ]
    below = (*(volume for volume, _ in volumes), *parts)
    inner = [(part, uri, len(briefings)) for part, uri, briefings in below]
    inputs = GroupInputs(
        ref=group.ref,
        entry=group.entry,
        items=_listed(kind, on_first_page(members)),
        total=len(members),
        inner=tuple(inner),
        feeds=feeds and FACETS[kind].has_feeds and any(map(belongs_in_feeds, members)),
        names=names,
        notices=group.notices,
        photo=photo,
    )
    yield PagePlan(addresses.group_uri(kind, id), PageKind.GROUP, inputs)
    for part, uri, briefings in parts:
        yield _part_plan(group, uri, briefings, part, names=names)
    for volume, issues in volumes:
        yield from _volume_plans(group, volume, issues)


def _listed(kind: Kind, members: tuple[BriefingSummary, ...]) -> SummaryList:
    """Return the list of briefings that a page shows; that of an outlet shows what they cite, too."""
    return CitingList(members) if kind is Kind.OUTLET else SummaryList(members)


def _volume_plans(group: Group, volume: _Part, issues: list[_Part]) -> Iterator[PagePlan]:
    part, uri, members = volume
    inner = tuple((issue, at, len(briefings)) for issue, at, briefings in issues)
    yield _part_plan(group, uri, members, part, inner=inner)
    for issue, issue_uri, briefings in issues:
        yield _part_plan(group, issue_uri, briefings, issue, above=((part, uri),))


def _part_plan(
    group: Group,
    uri: str,
    members: tuple[BriefingSummary, ...],
    part: GroupPart,
    *,
    inner: tuple[tuple[GroupPart, str, int], ...] = (),
    above: tuple[tuple[GroupPart, str], ...] = (),
    names: tuple[str, ...] = (),
) -> PagePlan:
    items = _listed(group.ref.kind, members)
    inputs = GroupInputs(group.ref, None, items, len(members), inner, part, above, names=names)
    return PagePlan(uri, PageKind.GROUP, inputs)


def _volumes(group: Group, members: tuple[BriefingSummary, ...]) -> Iterator[tuple[_Part, list[_Part]]]:
    """Yield each volume with its issues, the newest first."""
    volumes: dict[int, dict[int, list[BriefingSummary]]] = {}
    for briefing in members:
        if briefing.volume:
            volumes.setdefault(briefing.volume, {}).setdefault(briefing.issue, []).append(briefing)
    for volume, issues in sorted(volumes.items(), reverse=True):
        parts = [
            (
                GroupPart(volume=volume, issue=issue),
                addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume, issue),
                tuple(part),
            )
            for issue, part in sorted(issues.items(), reverse=True)
            if issue
        ]
        uri = addresses.group_uri(Kind.PUBLICATION, group.ref.id, volume)
        whole = tuple(briefing for briefing in members if briefing.volume == volume)
        yield (GroupPart(volume=volume), uri, whole), parts


def group_page(uri: str, inputs: GroupInputs, context: RenderContext) -> Page:
    """Return the page of a group or of a part of it, rendered."""
    ref, part, language, words = inputs.ref, inputs.part, context.settings.language, context.words()
    title = ref.name
    if part:
        # Translators: a publication, or another group, and a part of it: "The Monitor: Volume 21".
        title = words("{group}: {part}", group=ref.name, part=part.name(words))
    listings = (item.listing for item in inputs.items)
    mentions = tuple(find_mentions(inputs.names, listings)) if inputs.names else ()
    feeds = tuple(_feeds(uri, context)) if inputs.feeds else ()
    view = GroupView(
        trail=_trail(uri, inputs, context),
        kind=words(_kind(inputs)),
        title=title,
        lead=_lead(inputs.entry),
        facts=tuple(_facts(inputs, context, context.guide_url(uri, "grades"))),
        names=tuple(_names(inputs.entry)),
        inner=tuple(
            Link(below.name(words, part.volume if part else 0), context.relative_url(uri, target), count)
            for below, target, count in inputs.inner
        ),
        judgments=tuple(mention_view(uri, point, context) for point in mentions if not point.is_event),
        timeline=drawn_judgments(uri, mentions or _topic_judgments(inputs), context),
        events=tuple(mention_view(uri, event, context) for event in mentions if event.is_event),
        parts=_parts(uri, inputs, context),
        pdf=context.relative_pdf_url(uri) if part and part.volume else "",
        feeds=tuple(link for _, link in feeds),
        notices=tuple(notice_label(notice, language, words) for notice in inputs.notices),
        guide=context.guide_url(uri),
        comma=comma(words),
        photo=replace(inputs.photo, src=context.relative_file_url(uri, inputs.photo.src))
        if inputs.photo
        else None,
    )
    return Page(
        uri=uri,
        kind=PageKind.GROUP,
        title=title,
        description=view.lead,
        html=fill_template("group", words, view=view),
        language=language,
        date=dates.newest(item.ref.date for item in inputs.items),
        head="".join(context.alternate(type, f"{ref.name} ({link.text})", link.href) for type, link in feeds),
    )


def _topic_judgments(inputs: GroupInputs) -> Iterator[Mention]:
    """Yield the judgments of the briefings that a page lists with their points."""
    if FACETS[inputs.ref.kind].lists_points and not inputs.part:
        yield from judgments_of(item.listing for item in inputs.items)


def _feeds(uri: str, context: RenderContext) -> Iterator[tuple[str, Link]]:
    """Yield the media type of each feed, and the link to it."""
    for name, ending, type in (("Atom", "xml", "atom+xml"), ("JSON", "json", "feed+json")):
        href = context.relative_file_url(uri, f"{addresses.feed(uri)}.{ending}")
        yield f"application/{type}", Link(name, href)


def _parts(uri: str, inputs: GroupInputs, context: RenderContext) -> tuple[ListPart, ...]:
    """Return the list of briefings under years; under `Latest` where the page does not list all."""
    words = context.words()
    with_points = FACETS[inputs.ref.kind].lists_points and not inputs.part

    def items(briefings: tuple[BriefingSummary, ...]) -> tuple[ListItem, ...]:
        if inputs.ref.kind is Kind.OUTLET:
            return tuple(citing_item(uri, briefing, inputs.ref.id, context) for briefing in briefings)
        return tuple(_item(uri, briefing, context, with_points=with_points) for briefing in briefings)

    if inputs.total > len(inputs.items):
        return (ListPart(words("Latest"), items(inputs.items)),)
    years = by_year(inputs.items)
    without_heading = len(years) == 1 and bool(inputs.part)
    return tuple(
        ListPart("" if without_heading else year_name(words, year), items(briefings))
        for year, briefings in years
    )


def _item(uri: str, briefing: BriefingSummary, context: RenderContext, *, with_points: bool) -> ListItem:
    points = briefing.listing.points if with_points else ()
    lines = tuple(context.line_without_citations(point.text, briefing.ref.language) for point in points)
    return context.list_item(uri, briefing.ref, lines)


def _trail(uri: str, inputs: GroupInputs, context: RenderContext) -> tuple[Link, ...]:
    kind, words = inputs.ref.kind, context.words()
    catalogue = Link(words(FACETS[kind].title), context.relative_url(uri, addresses.catalogue_uri(kind)))
    group = (context.link(uri, inputs.ref),) if inputs.part else ()
    above = (Link(part.name(words), context.relative_url(uri, target)) for part, target in inputs.above)
    return (catalogue, *group, *above)


def _kind(inputs: GroupInputs) -> str:
    if isinstance(inputs.entry, Entity):
        return ENTITY_KINDS[inputs.entry.kind]
    return FACETS[inputs.ref.kind].label


def _lead(entry: RegistryEntry | None) -> str:
    text = entry.bio if isinstance(entry, Author) else entry.description if entry else None
    return text or ""


def _names(entry: RegistryEntry | None) -> Iterator[tuple[str, str]]:
    """Yield further names, each with its language, which may be empty."""
    match entry:
        case Entity():
            yield from ((name, language) for language, name in entry.native_names.items())
            yield from ((name, "") for name in entry.aliases)
        case Outlet():
            yield from ((name, "") for name in (entry.short, *entry.aliases) if name and name != entry.name)


def _facts(inputs: GroupInputs, context: RenderContext, grades: str) -> Iterator[Fact]:
    words = context.words()
    match inputs.entry:
        case Outlet() as outlet:
            yield from _outlet_facts(outlet, context, grades)
        case Entity() as entity if entity.wikidata:
            yield "Wikidata", entity.wikidata, f"https://www.wikidata.org/wiki/{entity.wikidata}"
        case Publication() as publication:
            yield from _filled(
                (words("Publisher"), publication.publisher, ""),
                ("ISSN", publication.issn, ""),
                (words("Address"), publication.url, publication.url),
            )
        case Author() as author:
            orcid = f"https://orcid.org/{author.orcid}" if author.orcid else None
            mail = f"mailto:{quote(author.email, safe='@+')}" if author.email else None
            yield from _filled(
                (words("Role"), author.role, ""),
                (words("Mail"), author.email, mail),
                ("ORCID", author.orcid, orcid),
                (words("Address"), author.url, author.url),
            )
    yield words("Briefings"), words.number(inputs.total), ""


def _outlet_facts(outlet: Outlet, context: RenderContext, grades: str) -> Iterator[Fact]:
    words, language = context.words(), context.settings.language
    yield from _filled(
        (words("Kind"), words(OUTLET_KINDS[outlet.kind]) if outlet.kind else None, ""),
        (words("Country"), country_name(outlet.country, language), ""),
        (words("Language"), dates.language_name(outlet.language, language) if outlet.language else None, ""),
        (words("Owner"), outlet.owner, ""),
        (words("Reliability"), _reliability(outlet, context), grades),
        (words("Address"), outlet.url, outlet.url),
    )


def _reliability(outlet: Outlet, context: RenderContext) -> str | None:
    if outlet.reliability is None or outlet.rated_on is None:
        return outlet.reliability
    words = context.words()
    # Translators: the reliability of an outlet on the Admiralty scale, A to F, and the day of the rating.
    return words(
        "{grade} (rated {date})",
        grade=outlet.reliability,
        date=dates.long(outlet.rated_on, context.settings.language),
    )


def _filled(*facts: tuple[str, str | None, str | None]) -> Iterator[Fact]:
    """Yield the facts that are known: no page shows an empty label."""
    yield from ((label, value, address or "") for label, value, address in facts if value)
