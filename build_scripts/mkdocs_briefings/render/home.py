"""The home page: the latest briefings with their executive points."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Kind, Ref
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.views import HomeView, Link, ListItem

_MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class HomeInputs:
    """All that the home page is made from."""

    latest: tuple[BriefingSummary, ...]
    """The newest briefings."""
    topics: tuple[tuple[Ref, int], ...]
    """Topics with the most briefings, and how many each has."""
    total: int
    """Briefings in all."""


def home_inputs(overview: SiteIndex, latest: int) -> HomeInputs:
    """What the home page shows of a site."""
    topics, all = overview.groups[Kind.TOPIC].values(), tuple(overview.summaries.values())
    most = sorted(topics, key=lambda group: (-len(group.briefings), group.ref.name.casefold()))
    return HomeInputs(
        all[:latest],
        tuple((group.ref, len(group.briefings)) for group in most[:_MOST_TOPICS]),
        len(all),
    )


def home_page(uri: str, shown: HomeInputs, context: RenderContext) -> Page:
    """The home page."""
    items = tuple(_item(uri, one, context) for one in shown.latest)
    view = HomeView(
        lead=items[0] if items else None,
        latest=items[1:],
        topics=tuple(context.link(uri, ref, count) for ref, count in shown.topics),
        archive=Link("All briefings", context.relative_url(uri, addresses.ARCHIVE), shown.total),
        total=shown.total,
    )
    return Page(
        uri=uri,
        kind=PageKind.HOME,
        title="Latest briefings",
        description="",
        html=fill_template("home", view=view),
        language=context.settings.language,
        date=dates.newest(one.ref.date for one in shown.latest),
    )


def _item(uri: str, one: BriefingSummary, context: RenderContext) -> ListItem:
    listing = one.listing
    return context.list_item(
        uri, listing.ref, tuple(context.line_without_citations(point.text) for point in listing.points)
    )
