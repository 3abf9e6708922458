"""The picture of a briefing where its address is shared, and what the page's head says of it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.output import PageKind, Plan
from mkdocs_briefings.model.printing import PrintDocument
from mkdocs_briefings.model.site import BriefingRef, CitedText
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import Context, publication_line, tlp_label
from mkdocs_briefings.render.export.head import picture_html
from mkdocs_briefings.render.markdown import inline_plain
from mkdocs_briefings.render.print.document import document
from mkdocs_briefings.render.print.text import breakable, folded, language
from mkdocs_briefings.render.texts import BriefingShown

_MOST_LINE, _MOST_TITLE, _MOST_POINT = 150, 300, 400
"""Letters beyond which no card has room for more."""
_LONGEST_WORD = 22
_MOST_SAID = 400
"""Letters of the picture's description: the sites that show it take 420."""


@dataclass(frozen=True, slots=True)
class CardShown:
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


def card_shown(ref: BriefingRef, point: CitedText) -> CardShown:
    """What the card of a briefing shows."""
    return CardShown(ref.title, publication_line(ref), point, ref.date, ref.language, ref.tlp, ref.draft)


def card_document(shown: CardShown, context: Context) -> PrintDocument:
    """The card of a briefing."""
    marks = ["Draft"] if shown.draft else []
    return _document(
        site=context.settings.site_name,
        lang=shown.language,
        title=shown.title,
        line=shown.line,
        point=inline_plain(context.uncited(shown.point)),
        when=dates.long(shown.date, shown.language) if shown.date else "",
        marks=[*marks, *filter(None, [tlp_label(shown.tlp)])],
    )


def site_card(context: Context) -> PrintDocument:
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


def card_head(plan: Plan, context: Context) -> str:
    """What the head of a page says of its card; empty where the site has none."""
    settings = context.settings
    if not settings.cards:
        return ""
    if plan.kind is not PageKind.BRIEFING or not isinstance(plan.shows, BriefingShown):
        said = ". ".join(filter(None, (settings.site_name, settings.site_description)))
        return picture_html(settings.site_url + addresses.SITE_CARD, said)
    briefing = plan.shows.briefing
    shown = card_shown(briefing.ref, briefing.points[0].text)
    point = inline_plain(context.uncited(shown.point))
    said = ". ".join(filter(None, (settings.site_name, shown.line, shown.title, point)))
    return picture_html(settings.site_url + addresses.card(plan.uri), shortened(said, _MOST_SAID))


def shortened(text: str, most: int) -> str:
    """A text cut at a word to so many letters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _document(
    *, title: str, point: str, site: str, line: str, lang: str, when: str, marks: list[str]
) -> PrintDocument:
    values = {
        "lang": language(lang),
        "site": _fitting(site, _MOST_LINE),
        "line": _fitting(line, _MOST_LINE),
        "title": _fitting(title, _MOST_TITLE),
        "point": _fitting(point, _MOST_POINT),
        "when": folded(when),
        "marks": marks,
    }
    return document(title, values, ())


def _fitting(text: str, most: int) -> str:
    return breakable(shortened(folded(text).strip(), most), _LONGEST_WORD)
