"""The fifth stage: a `Site` becomes plans, and each plan, alone and in any process, a `Page`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.outline import Overview
from mkdocs_briefings.model.output import Page, PageKind, Plan, Record
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Kind, LinkedBriefing, Site
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.archive import archive_page, archive_plans
from mkdocs_briefings.render.briefing import briefing_page
from mkdocs_briefings.render.card import card_head
from mkdocs_briefings.render.catalogues import catalogue_page, catalogue_shown
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.environment import fill
from mkdocs_briefings.render.export.known import Lookup, known
from mkdocs_briefings.render.feeds.page import feeds_page, feeds_shown
from mkdocs_briefings.render.groups import group_page, group_plans
from mkdocs_briefings.render.home import home_page, home_shown
from mkdocs_briefings.render.records import briefing_record
from mkdocs_briefings.render.shield import shield
from mkdocs_briefings.render.social import social_tags
from mkdocs_briefings.render.texts import BriefingShown, Texts, texts_of


@dataclass(frozen=True, slots=True)
class SearchShown:
    """The search page is the same whatever the site holds."""


def plan(site: Site, settings: Settings) -> Iterator[Plan]:
    """Every page of the site: where it goes and exactly what it shows."""
    for briefing in site.briefings.values():
        yield briefing_plan(briefing, site.overview, site.entry, settings)
    yield from index_plans(site.overview, settings)


def index_plans(overview: Overview, settings: Settings) -> Iterator[Plan]:
    """Every page but those of the briefings."""
    everything = tuple(overview.outlines.values())
    yield Plan(addresses.HOME, PageKind.HOME, home_shown(overview, settings.latest))
    yield from archive_plans(everything)
    for kind, groups in overview.groups.items():
        if groups:
            catalogue = catalogue_shown(kind, groups.values(), settings.language)
            yield Plan(addresses.catalogue_uri(kind), PageKind.CATALOGUE, catalogue)
        for group in groups.values():
            yield from group_plans(group, overview.of(group.briefings), feeds=settings.feeds > 0)
    if settings.feeds or settings.machine_copies:
        yield Plan(addresses.FEEDS, PageKind.FEEDS, feeds_shown(overview, settings))
    yield Plan(addresses.SEARCH, PageKind.SEARCH, SearchShown())


def briefing_plan(briefing: LinkedBriefing, overview: Overview, entry: Lookup, settings: Settings) -> Plan:
    """The page of a briefing, and what it shows of others.

    Args:
        briefing: linked, with or without its related ones.
        overview: what else is in the site.
        entry: what the registries say.
        settings: of the site.
    """
    found = ((ref.id, entry(Kind.ENTITY, ref.id)) for ref in briefing.entities)
    kinds = {id: one.kind for id, one in found if isinstance(one, Entity)}
    names = _names(briefing) if settings.link_entities else {}
    shown = BriefingShown(
        replace(briefing, related=overview.related(briefing.id), named=overview.known(briefing.named)),
        kinds,
        _links(briefing, overview, settings),
        names,
        known(briefing, entry),
    )
    return Plan(addresses.briefing_uri(briefing.id), PageKind.BRIEFING, shown)


def record(one: Plan, context: Context) -> tuple[Record, Texts]:
    """What search knows of the plan of a briefing, and the texts that its page takes then."""
    shown = cast("BriefingShown", one.shows)
    texts = texts_of(one.uri, shown, context)
    return briefing_record(one.uri, shown, texts, context), texts


def make(one: Plan, context: Context, texts: Texts | None = None) -> Page:
    """The page of a plan; that of a briefing may take the texts that `record` made."""
    further = (texts,) if texts is not None else ()
    page = _MAKERS[one.kind](one.uri, one.shows, context, *further)
    return replace(
        page, html=shield(page.html), head=social_tags(page, context) + page.head + card_head(one, context)
    )


def _links(briefing: LinkedBriefing, overview: Overview, settings: Settings) -> dict[str, str]:
    """Where the addresses lead that authors write in their own way, from the root of the site."""
    urls = settings.directory_urls
    mentions = (id for id in briefing.mentions if id in overview.outlines)
    links = {
        f"briefing:{id}": addresses.url(addresses.briefing_uri(id), directory_urls=urls) for id in mentions
    }
    return links | {file: file for file in briefing.files if file in overview.files}


def _names(briefing: LinkedBriefing) -> dict[str, str]:
    """The spellings of its entities, and the Markdown address of the page of each."""
    return {
        name: addresses.group_uri(Kind.ENTITY, ref.id)
        for ref, names in zip(briefing.entities, briefing.entity_names, strict=True)
        for name in names
    }


def _search_page(uri: str, shown: SearchShown, context: Context) -> Page:
    html = fill("search")
    return Page(uri, PageKind.SEARCH, "Search", "", html, context.settings.language)


_MAKERS: Mapping[PageKind, Callable[..., Page]] = {
    PageKind.BRIEFING: briefing_page,
    PageKind.HOME: home_page,
    PageKind.CATALOGUE: catalogue_page,
    PageKind.GROUP: group_page,
    PageKind.ARCHIVE: archive_page,
    PageKind.SEARCH: _search_page,
    PageKind.FEEDS: feeds_page,
}
