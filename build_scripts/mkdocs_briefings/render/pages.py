"""The fifth stage: a `Site` becomes plans, and each plan, alone and in any process, a `Page`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.output import Page, PageKind, PagePlan, SearchRecord
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Kind, LinkedBriefing, Site
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.archive import archive_page, archive_plans
from mkdocs_briefings.render.briefing import briefing_page
from mkdocs_briefings.render.catalogues import catalogue_inputs, catalogue_page
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.document import escape_markdown
from mkdocs_briefings.render.export.registry_entries import Lookup, registry_entries
from mkdocs_briefings.render.feeds.page import feeds_page, feeds_page_inputs
from mkdocs_briefings.render.groups import group_page, group_plans
from mkdocs_briefings.render.home import home_inputs, home_page
from mkdocs_briefings.render.search_records import briefing_record
from mkdocs_briefings.render.sharing import card_tags, social_tags
from mkdocs_briefings.render.texts import BriefingInputs, BriefingTexts, briefing_texts


@dataclass(frozen=True, slots=True)
class SearchInputs:
    """The search page is the same whatever the site holds."""


def page_plans(site: Site, settings: Settings) -> Iterator[PagePlan]:
    """Every page of the site: where it goes and exactly what it shows."""
    for briefing in site.briefings.values():
        yield briefing_plan(briefing, site.index, site.entry, settings)
    yield from index_plans(site.index, settings)


def index_plans(overview: SiteIndex, settings: Settings) -> Iterator[PagePlan]:
    """Every page but those of the briefings."""
    everything = tuple(overview.summaries.values())
    yield PagePlan(addresses.HOME, PageKind.HOME, home_inputs(overview, settings.latest))
    yield from archive_plans(everything)
    for kind, groups in overview.groups.items():
        if groups:
            catalogue = catalogue_inputs(kind, groups.values(), settings.language)
            yield PagePlan(addresses.catalogue_uri(kind), PageKind.CATALOGUE, catalogue)
        for group in groups.values():
            yield from group_plans(group, overview.summaries_for(group.briefings), feeds=settings.feeds > 0)
    if settings.feeds or settings.machine_copies:
        yield PagePlan(addresses.FEEDS, PageKind.FEEDS, feeds_page_inputs(overview, settings))
    yield PagePlan(addresses.SEARCH, PageKind.SEARCH, SearchInputs())


def briefing_plan(
    briefing: LinkedBriefing, overview: SiteIndex, lookup: Lookup, settings: Settings
) -> PagePlan:
    """The page of a briefing, and what it shows of others.

    Args:
        briefing: linked, with or without its related ones.
        overview: what else is in the site.
        lookup: what the registries say.
        settings: of the site.
    """
    found = ((ref.id, lookup(Kind.ENTITY, ref.id)) for ref in briefing.entities)
    kinds = {id: one.kind for id, one in found if isinstance(one, Entity)}
    names = _names(briefing) if settings.link_entities else {}
    shown = BriefingInputs(
        replace(
            briefing,
            related=overview.related(briefing.id),
            mentioned_names=overview.visible_names(briefing.mentioned_names),
        ),
        kinds,
        _links(briefing, overview, settings),
        names,
        registry_entries(briefing, lookup),
    )
    return PagePlan(addresses.briefing_uri(briefing.id), PageKind.BRIEFING, shown)


def record_and_texts(one: PagePlan, context: RenderContext) -> tuple[SearchRecord, BriefingTexts]:
    """What search knows of the plan of a briefing, and the texts that its page takes then."""
    shown = cast("BriefingInputs", one.inputs)
    texts = briefing_texts(one.uri, shown, context)
    return briefing_record(one.uri, shown, texts, context), texts


def render_page(one: PagePlan, context: RenderContext, texts: BriefingTexts | None = None) -> Page:
    """The page of a plan; that of a briefing may take the texts that `record` made."""
    further = (texts,) if texts is not None else ()
    page = _MAKERS[one.kind](one.uri, one.inputs, context, *further)
    return replace(
        page,
        html=escape_markdown(page.html),
        head=social_tags(page, context) + page.head + card_tags(one, context),
    )


def _links(briefing: LinkedBriefing, overview: SiteIndex, settings: Settings) -> dict[str, str]:
    """Where the addresses lead that authors write in their own way, from the root of the site."""
    urls = settings.directory_urls
    mentions = (id for id in briefing.linked_ids if id in overview.summaries)
    links = {
        f"briefing:{id}": addresses.url(addresses.briefing_uri(id), directory_urls=urls) for id in mentions
    }
    return links | {file: file for file in briefing.files if file in overview.files}


def _names(briefing: LinkedBriefing) -> dict[str, str]:
    """The spellings of its entities, and the Markdown address of the page of each."""
    return {
        name: addresses.group_uri(Kind.ENTITY, ref.id)
        for ref, names in zip(briefing.entities, briefing.entity_spellings, strict=True)
        for name in names
    }


def _search_page(uri: str, shown: SearchInputs, context: RenderContext) -> Page:
    html = fill_template("search")
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
