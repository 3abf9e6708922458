"""The home page: the latest briefings with their executive points."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import Ref
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
    """Number of briefings in the site."""


def home_inputs(site_index: SiteIndex, latest: int) -> HomeInputs:
    """Return what the home page of a site is made from; `latest` is the number of briefings on it."""
    topics, summaries = site_index.groups[Kind.TOPIC].values(), site_index.listed
    most = sorted(topics, key=lambda group: -len(group.briefings))
    return HomeInputs(
        summaries[:latest],
        tuple((group.ref, len(group.briefings)) for group in most[:_MOST_TOPICS]),
        len(summaries),
    )


def home_page(uri: str, inputs: HomeInputs, context: RenderContext) -> Page:
    """Render the home page."""
    words = context.words()
    items = tuple(_item(uri, summary, context) for summary in inputs.latest)
    view = HomeView(
        lead=items[0] if items else None,
        latest=items[1:],
        topics=tuple(context.link(uri, ref, count) for ref, count in inputs.topics),
        archive=Link(words("All briefings"), context.relative_url(uri, addresses.ARCHIVE), inputs.total),
    )
    return Page(
        uri=uri,
        kind=PageKind.HOME,
        title=words("Latest briefings"),
        description="",
        html=fill_template("home", words, view=view),
        language=context.settings.language,
        date=dates.newest(summary.ref.date for summary in inputs.latest),
    )


def _item(uri: str, summary: BriefingSummary, context: RenderContext) -> ListItem:
    listing = summary.listing
    points = tuple(
        context.line_without_citations(point.text, listing.ref.language) for point in listing.points
    )
    return context.list_item(uri, listing.ref, points)
