"""The page that lists every feed and every machine copy, for readers."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.messages import message
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.feeds.selection import FEED_KINDS, plan_feeds
from mkdocs_briefings.render.terms import comma
from mkdocs_briefings.render.views import Link


@dataclass(frozen=True, slots=True)
class FeedLine:
    """The feeds of one page, in a list."""

    page: Link
    """The page of a topic, a publication ..."""
    atom: str
    """Address of the Atom feed."""
    json: str
    """Address of the JSON feed."""


@dataclass(frozen=True, slots=True)
class FeedsView:
    """The page of feeds and data."""

    title: str
    lead: str
    most: int
    """Number of briefings in a feed; 0 without feeds."""
    site: FeedLine | None
    """Feeds of the whole site; None without feeds."""
    parts: tuple[tuple[str, tuple[FeedLine, ...]], ...]
    """Feeds of topics, publications ... under headings."""
    data: tuple[Link, ...]
    """The table of all briefings in each format; empty without machine copies."""
    schemas: tuple[str, ...]
    """Addresses of the JSON Schemas of a briefing and of the table; empty without machine copies."""
    comma: str
    """What parts the items of a row."""


@dataclass(frozen=True, slots=True)
class FeedsPageInputs:
    """All that the page of feeds is made from."""

    groups: tuple[tuple[str, str], ...]
    """Name and Markdown address of each topic, publication or entity that has a feed."""
    limit: int
    """Number of briefings in a feed; 0 without feeds."""
    copies: bool
    """Whether the site has machine copies."""


def feeds_page_inputs(index: SiteIndex, settings: Settings) -> FeedsPageInputs:
    """Return what the page of feeds of a site is made from."""
    groups = ((feed.title, feed.uri) for feed in plan_feeds(index, settings.feeds) if feed.title)
    return FeedsPageInputs(tuple(groups), settings.feeds, settings.machine_copies)


def feeds_page(uri: str, inputs: FeedsPageInputs, context: RenderContext) -> Page:
    """Return the page of feeds, rendered."""
    words = context.words()

    def url(path: str) -> str:
        return context.relative_file_url(uri, path)

    def line(name: str, page: str) -> FeedLine:
        feed = addresses.feed(context.placed(page))
        return FeedLine(Link(name, context.relative_url(uri, page)), url(f"{feed}.xml"), url(f"{feed}.json"))

    parts = (
        (
            words(FACETS[kind].title),
            tuple(line(name, page) for name, page in inputs.groups if page.startswith(f"{kind}/")),
        )
        for kind in FEED_KINDS
    )
    title, lead = map(words, _FOLLOW if inputs.limit else _TAKE)
    view = FeedsView(
        title=title,
        lead=lead,
        most=inputs.limit,
        site=line(context.settings.site_name or words("All briefings"), addresses.HOME)
        if inputs.limit
        else None,
        parts=tuple((heading, lines) for heading, lines in parts if lines),
        data=tuple(Link(name, url(path)) for name, path in _DATA) if inputs.copies else (),
        schemas=tuple(map(url, _SCHEMAS)) if inputs.copies else (),
        comma=comma(words),
    )
    return Page(
        uri=uri,
        kind=PageKind.FEEDS,
        title=title,
        description=lead,
        html=fill_template("feeds", words, view=view),
        language=context.settings.language,
        head=context.alternate(
            "application/json", words("All briefings as data"), url(f"{addresses.TABLE}.json")
        )
        if inputs.copies
        else "",
    )


_FOLLOW = (
    message("Feeds and data"),
    message("Follow the site in a feed reader, or take its briefings as data."),
)
_TAKE = (message("Data"), message("Every briefing as data."))
_DATA = (("JSON", f"{addresses.TABLE}.json"), ("CSV", f"{addresses.TABLE}.csv"))
_SCHEMAS = (addresses.COPY_SCHEMA, addresses.TABLE_SCHEMA)
