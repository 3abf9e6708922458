"""The fifth stage: a `Site` becomes plans, and each plan, alone and in any process, a `Page`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from mkdocs_briefings.attachments.picture_size import picture_size
from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.charts.table import data_text
from mkdocs_briefings.model.content import Author
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Page, PageKind, PagePlan, SearchRecord
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Group, LinkedBriefing, Site
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.archive import archive_page, archive_plans
from mkdocs_briefings.render.briefing import briefing_page
from mkdocs_briefings.render.catalogues import catalogue_inputs, catalogue_page
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.document import escape_markdown
from mkdocs_briefings.render.export.registry_entries import Lookup, registry_entries
from mkdocs_briefings.render.feeds.page import feeds_page, feeds_page_inputs
from mkdocs_briefings.render.groups import group_page, group_plans
from mkdocs_briefings.render.guide import GuideInputs, guide_page
from mkdocs_briefings.render.home import home_inputs, home_page
from mkdocs_briefings.render.search_records import SEARCH_FILTERS, SearchFilter, briefing_record
from mkdocs_briefings.render.sharing import card_tags, social_tags
from mkdocs_briefings.render.texts import BriefingInputs, BriefingTexts, briefing_texts
from mkdocs_briefings.render.versions import list_tags
from mkdocs_briefings.render.views import PictureView


@dataclass(frozen=True, slots=True)
class SearchInputs:
    """All that the search page is made from; it is the same whatever the site holds."""

    filters: tuple[SearchFilter, ...] = SEARCH_FILTERS


def page_plans(site: Site, settings: Settings) -> Iterator[PagePlan]:
    """Plan every page of a site."""
    for briefing in site.briefings.values():
        yield briefing_plan(briefing, site.index, site.entry, settings)
    yield from index_plans(site.index, settings)


def index_plans(site_index: SiteIndex, settings: Settings) -> Iterator[PagePlan]:
    """Plan every page but those of the briefings: in the root, then in the folder of each further language."""
    yield from _list_plans(site_index, settings)
    for language, edition in site_index.editions.items():
        folder = folder_of(language, settings.languages)
        for plan in _list_plans(edition, settings):
            yield replace(plan, uri=addresses.placed(plan.uri, folder), language=language)


def _list_plans(site_index: SiteIndex, settings: Settings) -> Iterator[PagePlan]:
    yield PagePlan(addresses.HOME, PageKind.HOME, home_inputs(site_index, settings.latest))
    yield from archive_plans(site_index.listed)
    for kind, by_id in site_index.groups.items():
        groups = tuple(map(site_index.in_own_language, by_id.values()))
        if groups:
            catalogue = catalogue_inputs(kind, groups)
            yield PagePlan(addresses.catalogue_uri(kind), PageKind.CATALOGUE, catalogue)
        for group in groups:
            members = site_index.summaries_for(group.briefings)
            names = site_index.entity_names.get(group.ref.id, ()) if kind is Kind.ENTITY else ()
            photo = _photo(group, site_index, settings)
            yield from group_plans(group, members, names, feeds=settings.feeds > 0, photo=photo)
    if settings.feeds or settings.machine_copies:
        yield PagePlan(addresses.FEEDS, PageKind.FEEDS, feeds_page_inputs(site_index, settings))
    yield PagePlan(addresses.GUIDE, PageKind.GUIDE, GuideInputs(settings.feeds > 0))
    yield PagePlan(addresses.SEARCH, PageKind.SEARCH, SearchInputs())


def briefing_plan(
    briefing: LinkedBriefing, site_index: SiteIndex, lookup: Lookup, settings: Settings
) -> PagePlan:
    """Plan the page of a briefing, with all that it shows of others.

    Args:
        briefing: linked, with or without its related ones.
        site_index: what else is in the site.
        lookup: returns the registry entry of an id.
        settings: of the site.
    """
    inputs = BriefingInputs(
        briefing._replace(
            related=site_index.related(briefing.id),
            versions=tuple(version.ref for version in site_index.versions_of(briefing.id)),
            listed_version=site_index.version_for(briefing.id, site_index.language),
            mentioned_names=site_index.visible_names(briefing.mentioned_names),
            as_of=site_index.as_of_for(briefing.id),
        ),
        _link_targets(briefing, site_index, settings),
        _entity_pages(briefing, site_index) if settings.link_entities else {},
        registry_entries(briefing, lookup),
        _chart_texts(briefing, site_index, settings),
        picture_size(settings.content, briefing.lead_image)
        if briefing.lead_image in site_index.files
        else None,
    )
    return PagePlan(addresses.briefing_uri(briefing.id), PageKind.BRIEFING, inputs)


def record_and_texts(plan: PagePlan, context: RenderContext) -> tuple[SearchRecord, BriefingTexts]:
    """Return the search record of a briefing's page, and the texts that `render_page` takes then."""
    inputs = cast("BriefingInputs", plan.inputs)
    context = context.for_language(inputs.briefing.language)
    texts = briefing_texts(plan.uri, inputs, context)
    return briefing_record(plan.uri, inputs, texts, context), texts


def render_page(plan: PagePlan, context: RenderContext, texts: BriefingTexts | None = None) -> Page:
    """Render the page of a plan; that of a briefing may take the texts that `record_and_texts` returned."""
    further = (texts,) if texts is not None else ()
    language = plan.inputs.briefing.language if isinstance(plan.inputs, BriefingInputs) else plan.language
    context = context.for_language(language or context.site_language)
    page = _RENDERERS[plan.kind](plan.uri, plan.inputs, context, *further)
    head = social_tags(page, context) + page.head + card_tags(plan, context)
    if plan.kind is not PageKind.BRIEFING:
        head += list_tags(plan.uri, context)
    meta = {**page.meta, **({"folder": context.folder} if context.folder else {})}
    return replace(page, html=escape_markdown(page.html), head=head, meta=meta)


def _photo(group: Group, site_index: SiteIndex, settings: Settings) -> PictureView | None:
    """Return the picture of an author, as far as it exists."""
    author = group.entry
    if not isinstance(author, Author) or author.photo is None or author.photo not in site_index.files:
        return None
    return PictureView(
        author.photo, group.ref.name, *(picture_size(settings.content, author.photo) or (0, 0))
    )


def _link_targets(briefing: LinkedBriefing, site_index: SiteIndex, settings: Settings) -> dict[str, str]:
    """Return where `briefing:<id>` and attachments lead, from the root of the site, as far as they exist."""
    urls = settings.directory_urls
    links = {
        f"briefing:{id}": addresses.url(addresses.briefing_uri(id), directory_urls=urls)
        for id in briefing.linked_ids
        if id in site_index.summaries
    }
    return links | {file: file for file in briefing.files if file in site_index.files}


def _chart_texts(briefing: LinkedBriefing, site_index: SiteIndex, settings: Settings) -> dict[str, str]:
    """Return the text of each file that a briefing's charts are made from, as far as they exist."""
    files = dict.fromkeys(file for chart in briefing.charts if chart is not None for file in chart.files)
    names = (file for file in files if file in site_index.files)
    return {name: data_text(published_bytes(settings.content, name)) for name in names}


def _entity_pages(briefing: LinkedBriefing, site_index: SiteIndex) -> dict[str, str]:
    """Return the names of a briefing's entities, and the uri of the page of each."""
    return {
        name: addresses.group_uri(Kind.ENTITY, ref.id)
        for ref in briefing.entities
        for name in site_index.entity_names.get(ref.id, ())
    }


def _search_page(uri: str, inputs: SearchInputs, context: RenderContext) -> Page:
    words = context.words()
    html = fill_template("search", words, filters=inputs.filters)
    return Page(uri, PageKind.SEARCH, words("Search"), "", html, context.settings.language)


_RENDERERS: Mapping[PageKind, Callable[..., Page]] = {
    PageKind.BRIEFING: briefing_page,
    PageKind.HOME: home_page,
    PageKind.CATALOGUE: catalogue_page,
    PageKind.GROUP: group_page,
    PageKind.ARCHIVE: archive_page,
    PageKind.SEARCH: _search_page,
    PageKind.FEEDS: feeds_page,
    PageKind.GUIDE: guide_page,
}
