"""What other sites show when somebody shares a page: Open Graph (https://ogp.me/), X cards, and the picture of a page.

X reads title and description from Open Graph; with a picture it shows its large kind of card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import cldr_locale, territory
from mkdocs_briefings.model.messages import IN_ENGLISH, Words
from mkdocs_briefings.model.output import Page, PageKind, PagePlan, PrintDocument
from mkdocs_briefings.model.site import BriefingRef, CitedText, LinkedBriefing
from mkdocs_briefings.model.vocabulary import Status
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, tlp_label
from mkdocs_briefings.render.export.head import picture_html
from mkdocs_briefings.render.lead_image import absolute_lead_image
from mkdocs_briefings.render.plain_words import inline_text
from mkdocs_briefings.render.print.text import allow_breaks, fold_spaces, language_codes
from mkdocs_briefings.render.print.tree import print_document
from mkdocs_briefings.render.terms import DRAFTS, series_line
from mkdocs_briefings.render.texts import BriefingInputs, cut_at_word

_MOST_LINE, _MOST_TITLE, _MOST_POINT = 150, 300, 400
"""Characters beyond which no card has room for more."""
_LONGEST_WORD = 22
_MOST_DESCRIBED = 400
"""Characters of the picture's description: the sites that show it take 420."""


@dataclass(frozen=True, slots=True)
class CardInputs:
    """All that a card is made from, besides the settings."""

    title: str
    publication: str
    """Name of its series; may be empty."""
    volume: int | None
    issue: int | None
    point: CitedText
    """The first executive point."""
    date: PartialDate | None
    language: str
    tlp: str
    draft: bool
    subtitle: str = ""

    def line(self, words: Words) -> str:
        """Return the publication line; may be empty."""
        return series_line(words, self.publication, self.volume, self.issue)


def card_inputs(ref: BriefingRef, point: CitedText) -> CardInputs:
    """Return what the card of a briefing is made from."""
    return CardInputs(
        ref.title,
        ref.publication.name if ref.publication else "",
        ref.volume,
        ref.issue,
        point,
        ref.date,
        ref.language,
        ref.tlp,
        ref.draft,
        ref.subtitle,
    )


def card_document(inputs: CardInputs, context: RenderContext) -> PrintDocument:
    """Return the card of a briefing for the press."""
    words = context.words(inputs.language)
    marks = [words(DRAFTS[Status.DRAFT]) if inputs.draft else "", tlp_label(inputs.tlp)]
    return _card(
        context,
        site=context.settings.site_name,
        language=inputs.language,
        title=inputs.title,
        subtitle=inputs.subtitle,
        line=inputs.line(words),
        point=inline_text(context.line_without_citations(inputs.point, inputs.language)),
        when=dates.long(inputs.date, inputs.language) if inputs.date else "",
        marks=list(filter(None, marks)),
    )


def site_card_document(context: RenderContext) -> PrintDocument:
    """Return the card that all pages but those of briefings share: name and description of the site."""
    settings = context.settings
    return _card(
        context, title=settings.site_name, point=settings.site_description, language=settings.language
    )


def _card(
    context: RenderContext,
    *,
    title: str,
    point: str,
    language: str,
    site: str = "",
    subtitle: str = "",
    line: str = "",
    when: str = "",
    marks: Iterable[str] = (),
) -> PrintDocument:
    logo = context.settings.face.logo
    values = {
        "lang": language_codes(language),
        "site": _fitting(site, _MOST_LINE),
        "line": _fitting(line, _MOST_LINE),
        "title": _fitting(title, _MOST_TITLE),
        "subtitle": _fitting(subtitle, _MOST_LINE),
        "point": _fitting(point, _MOST_POINT),
        "when": fold_spaces(when),
        "marks": list(marks),
        "with-name": logo is not None and logo.with_name,
    }
    return print_document(title, values, (logo.light,) if logo is not None else (), IN_ENGLISH)


def _fitting(text: str, most: int) -> str:
    return allow_breaks(cut_at_word(fold_spaces(text).strip(), most), _LONGEST_WORD)


def card_tags(plan: PagePlan, context: RenderContext) -> str:
    """Return the meta elements that name a page's card; empty where the site has none."""
    settings = context.settings
    if not settings.cards:
        return _lead_image_tags(plan, context)
    if plan.kind is not PageKind.BRIEFING or not isinstance(plan.inputs, BriefingInputs):
        described = ". ".join(filter(None, (settings.site_name, settings.site_description)))
        return picture_html(settings.site_url + addresses.SITE_CARD, described)
    briefing = plan.inputs.briefing
    inputs = card_inputs(briefing.ref, briefing.points[0].text)
    point = inline_text(context.line_without_citations(inputs.point, inputs.language))
    described = ". ".join(
        filter(
            None,
            (
                settings.site_name,
                inputs.line(context.words(inputs.language)),
                inputs.title,
                inputs.subtitle,
                point,
            ),
        )
    )
    return picture_html(settings.site_url + addresses.card(plan.uri), cut_at_word(described, _MOST_DESCRIBED))


def _lead_image_tags(plan: PagePlan, context: RenderContext) -> str:
    """Return the meta elements that name the picture at the head of a briefing, for a site without cards."""
    image = absolute_lead_image(plan.inputs, context) if isinstance(plan.inputs, BriefingInputs) else None
    if image is None or image.src.lower().endswith(".svg"):
        return ""
    return _meta_elements((("og:image", image.src), ("og:image:alt", image.alt)))


def social_tags(page: Page, context: RenderContext) -> str:
    """Return the meta elements that every page has, a line each."""
    tags = (
        ("og:type", "article" if page.kind is PageKind.BRIEFING else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", context.permanent_url(page.uri)),
        ("og:site_name", context.settings.site_name),
        ("og:locale", open_graph_locale(page.language)),
    )
    card = "" if context.settings.cards else '<meta name="twitter:card" content="summary">\n'
    return _meta_elements(tags) + card


def article_tags(briefing: LinkedBriefing) -> str:
    """Return the meta elements of a briefing: when it came out, when it was corrected, what it is about."""
    return _meta_elements(_article(briefing))


def _article(briefing: LinkedBriefing) -> Iterator[tuple[str, str]]:
    published, updated = (
        tell(briefing.briefing, briefing.as_of) for tell in (dates.published, dates.updated)
    )
    if published is not None:
        yield "article:published_time", dates.rfc3339(published)
    if updated is not None and updated != published:
        yield "article:modified_time", dates.rfc3339(updated)
    yield from (("article:section", keyword) for keyword in briefing.keywords[:1])
    yield from (("article:tag", keyword) for keyword in briefing.keywords)


def _meta_elements(tags: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<meta property="{name}" content="{escape(content)}">\n' for name, content in tags if content
    )


@lru_cache(maxsize=64)
def open_graph_locale(language: str) -> str:
    """Return `en_US`: Open Graph knows no language without a territory, so CLDR's likely one is taken."""
    locale = cldr_locale(language)
    where = territory(language) or territory(locale.language)
    return f"{locale.language}_{where}" if where else str(locale.language)
