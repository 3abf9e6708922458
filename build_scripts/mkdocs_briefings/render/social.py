"""What other sites show when somebody shares a page: Open Graph (https://ogp.me/) and X cards, in words.

X reads title and description from Open Graph. Where the site has cards, `card.py` adds the picture and the kind of card.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from babel.core import get_global

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render import moments
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.dates import locale


def social_tags(page: Page, context: Context) -> str:
    """Meta elements of any page, a line each."""
    kind = "article" if page.kind is PageKind.BRIEFING else "website"
    tags = (
        ("og:type", kind),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", context.permanent(page.uri)),
        ("og:site_name", context.settings.site_name),
        ("og:locale", _locale(page.language)),
    )
    card = "" if context.settings.cards else '<meta name="twitter:card" content="summary">\n'
    return _lines(tags) + card


def article_tags(briefing: LinkedBriefing) -> str:
    """Meta elements of a briefing: when it came out, when it was corrected, what it is about."""
    return _lines(_article(briefing))


def _article(briefing: LinkedBriefing) -> Iterator[tuple[str, str]]:
    out, last = moments.published(briefing.briefing), moments.updated(briefing.briefing)
    if out is not None:
        yield "article:published_time", moments.written(out)
    if last is not None and last != out:
        yield "article:modified_time", moments.written(last)
    yield from (("article:section", topic.name) for topic in briefing.topics[:1])
    yield from (("article:tag", topic.name) for topic in briefing.topics)


def _lines(tags: tuple[tuple[str, str], ...] | Iterator[tuple[str, str]]) -> str:
    return "".join(
        f'<meta property="{name}" content="{escape(content)}">\n' for name, content in tags if content
    )


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    """`en_US`: Open Graph knows no language without a territory, so CLDR's likely one is taken."""
    known = locale(language)
    if known.territory:
        return f"{known.language}_{known.territory}"
    likely = str(get_global("likely_subtags").get(known.language, ""))
    return f"{known.language}_{likely.rpartition('_')[2]}" if "_" in likely else known.language
