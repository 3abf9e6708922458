"""The picture of a briefing where its address is shared, and what the page's head says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from babel.core import get_global

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.output import Page, PageKind, PagePlan, PrintDocument
from mkdocs_briefings.model.site import BriefingRef, CitedText, LinkedBriefing
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, publication_line, tlp_label
from mkdocs_briefings.render.dates import locale
from mkdocs_briefings.render.export.head import picture_html
from mkdocs_briefings.render.markdown import inline_text
from mkdocs_briefings.render.print.text import allow_breaks, fold_spaces, language_codes
from mkdocs_briefings.render.print.tree import print_document
from mkdocs_briefings.render.texts import BriefingInputs

_MOST_LINE, _MOST_TITLE, _MOST_POINT = 150, 300, 400
"""Letters beyond which no card has room for more."""
_LONGEST_WORD = 22
_MOST_SAID = 400
"""Letters of the picture's description: the sites that show it take 420."""


@dataclass(frozen=True, slots=True)
class CardInputs:
    """All that a card is made from, besides the settings."""

    title: str
    line: str
    """Publication line; may be empty."""
    point: CitedText
    """The first executive point."""
    date: PartialDate | None
    language: str
    tlp: str
    draft: bool


def card_inputs(ref: BriefingRef, point: CitedText) -> CardInputs:
    """What the card of a briefing shows."""
    return CardInputs(ref.title, publication_line(ref), point, ref.date, ref.language, ref.tlp, ref.draft)


def card_document(shown: CardInputs, context: RenderContext) -> PrintDocument:
    """The card of a briefing."""
    marks = ["Draft"] if shown.draft else []
    return _document(
        site=context.settings.site_name,
        lang=shown.language,
        title=shown.title,
        line=shown.line,
        point=inline_text(context.line_without_citations(shown.point)),
        when=dates.long(shown.date, shown.language) if shown.date else "",
        marks=[*marks, *filter(None, [tlp_label(shown.tlp)])],
    )


def site_card_document(context: RenderContext) -> PrintDocument:
    """The card that all pages but those of briefings share: the site's name and what it says of itself."""
    settings = context.settings
    return _document(
        site="",
        lang=settings.language,
        title=settings.site_name,
        line="",
        point=settings.site_description,
        when="",
        marks=[],
    )


def card_tags(plan: PagePlan, context: RenderContext) -> str:
    """What the head of a page says of its card; empty where the site has none."""
    settings = context.settings
    if not settings.cards:
        return ""
    if plan.kind is not PageKind.BRIEFING or not isinstance(plan.inputs, BriefingInputs):
        said = ". ".join(filter(None, (settings.site_name, settings.site_description)))
        return picture_html(settings.site_url + addresses.SITE_CARD, said)
    briefing = plan.inputs.briefing
    shown = card_inputs(briefing.ref, briefing.points[0].text)
    point = inline_text(context.line_without_citations(shown.point))
    said = ". ".join(filter(None, (settings.site_name, shown.line, shown.title, point)))
    return picture_html(settings.site_url + addresses.card(plan.uri), cut_at_word(said, _MOST_SAID))


def cut_at_word(text: str, most: int) -> str:
    """A text cut at a word to so many letters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _document(
    *, title: str, point: str, site: str, line: str, lang: str, when: str, marks: list[str]
) -> PrintDocument:
    values = {
        "lang": language_codes(lang),
        "site": _fitting(site, _MOST_LINE),
        "line": _fitting(line, _MOST_LINE),
        "title": _fitting(title, _MOST_TITLE),
        "point": _fitting(point, _MOST_POINT),
        "when": fold_spaces(when),
        "marks": marks,
    }
    return print_document(title, values, ())


def _fitting(text: str, most: int) -> str:
    return allow_breaks(cut_at_word(fold_spaces(text).strip(), most), _LONGEST_WORD)


def social_tags(page: Page, context: RenderContext) -> str:
    """Meta elements of any page, a line each."""
    kind = "article" if page.kind is PageKind.BRIEFING else "website"
    tags = (
        ("og:type", kind),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", context.permanent_url(page.uri)),
        ("og:site_name", context.settings.site_name),
        ("og:locale", _locale(page.language)),
    )
    card = "" if context.settings.cards else '<meta name="twitter:card" content="summary">\n'
    return _lines(tags) + card


def article_tags(briefing: LinkedBriefing) -> str:
    """Meta elements of a briefing: when it came out, when it was corrected, what it is about."""
    return _lines(_article(briefing))


def _article(briefing: LinkedBriefing) -> Iterator[tuple[str, str]]:
    out, last = dates.published(briefing.briefing), dates.updated(briefing.briefing)
    if out is not None:
        yield "article:published_time", dates.rfc3339(out)
    if last is not None and last != out:
        yield "article:modified_time", dates.rfc3339(last)
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
