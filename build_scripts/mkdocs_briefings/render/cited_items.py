"""What an outlet was cited for: under each briefing the titles of what it cites, which lead to its sources."""

from __future__ import annotations

from html import escape

from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.site_index import BriefingSummary, ListedSource
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.citations import anchor_of_source
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.terms import comma
from mkdocs_briefings.render.typography import NO_BREAK
from mkdocs_briefings.render.views import ListItem


def citing_item(uri: str, briefing: BriefingSummary, outlet: str, context: RenderContext) -> ListItem:
    """Return a briefing in the list of an outlet, with what it cites of that.

    Args:
        uri: page of the list.
        briefing: the briefing.
        outlet: id of the outlet.
        context: settings and parser.
    """
    page = context.relative_url(uri, addresses.briefing_uri(briefing.id))
    language = briefing.ref.language
    words = context.words(language)
    lines = (_line(page, source, language, words) for source in briefing.sources if source.outlet == outlet)
    return context.list_item(uri, briefing.ref, tuple(lines))


def _line(page: str, source: ListedSource, language: str, words: Words) -> str:
    """Return the HTML of a line: the title, and the date; the date alone where there is no title."""
    tongue = f' lang="{escape(source.language)}"' if source.language not in {"", language} else ""
    day = dates.long(source.date, language).replace(" ", NO_BREAK) if source.date else ""
    text = source.title or day or words("Without title and date")
    link = f'<a href="{page}#{anchor_of_source(source.id)}">{escape(text)}</a>'
    if not source.title:
        return link
    return f"<cite{tongue}>{link}</cite>{comma(words)}{day}" if day else f"<cite{tongue}>{link}</cite>"
