"""The page that lists every feed and every machine copy, for readers."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.feeds.selection import FEED_KINDS, plan_feeds
from mkdocs_briefings.render.views import FeedLine, FeedsView, Link


@dataclass(frozen=True, slots=True)
class FeedsPageInputs:
    """All that the page is made from."""

    groups: tuple[tuple[str, str], ...]
    """Name and Markdown address of each topic ... that has a feed."""
    limit: int
    """Briefings in a feed; 0 without feeds."""
    copies: bool
    """Whether there are machine copies."""


def feeds_page_inputs(overview: SiteIndex, settings: Settings) -> FeedsPageInputs:
    """What the page of a site shows."""
    named = ((one.title, one.uri) for one in plan_feeds(overview, settings.feeds) if one.title)
    return FeedsPageInputs(tuple(named), settings.feeds, settings.machine_copies)


def feeds_page(uri: str, shown: FeedsPageInputs, context: RenderContext) -> Page:
    """The page."""

    def to(path: str) -> str:
        return addresses.relative_file_url(uri, path, directory_urls=context.settings.directory_urls)

    def line(name: str, page: str) -> FeedLine:
        own = addresses.feed(page)
        return FeedLine(Link(name, context.relative_url(uri, page)), to(f"{own}.xml"), to(f"{own}.json"))

    parts = (
        (FACETS[kind].title, tuple(line(*one) for one in shown.groups if one[1].startswith(f"{kind.value}/")))
        for kind in FEED_KINDS
    )
    title, lead = _FOLLOW if shown.limit else _TAKE
    view = FeedsView(
        title=title,
        lead=lead,
        most=shown.limit,
        site=line(context.settings.site_name or "All briefings", addresses.HOME) if shown.limit else None,
        parts=tuple(part for part in parts if part[1]),
        data=tuple(Link(name, to(path)) for name, path in _DATA) if shown.copies else (),
        schemas=tuple(Link(name, to(path)) for name, path in _SCHEMAS) if shown.copies else (),
    )
    return Page(
        uri=uri,
        kind=PageKind.FEEDS,
        title=title,
        description=lead,
        html=fill_template("feeds", view=view),
        language=context.settings.language,
        head=_alternate(to(f"{addresses.TABLE}.json"), context) if shown.copies else "",
    )


def _alternate(way: str, context: RenderContext) -> str:
    relation = context.settings.alternate
    return f'<link rel="{relation}" type="application/json" title="All briefings as data" href="{way}">\n'


_FOLLOW = ("Feeds and data", "Follow the site in a feed reader, or take its briefings as data.")
_TAKE = ("Data", "Every briefing as data.")
_DATA = (("JSON", f"{addresses.TABLE}.json"), ("CSV", f"{addresses.TABLE}.csv"))
_SCHEMAS = (("of a briefing", addresses.COPY_SCHEMA), ("of the table", addresses.TABLE_SCHEMA))
