"""The texts of a briefing as HTML: parsed once, for its page and for search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.site import CitedText, LinkedBriefing
from mkdocs_briefings.model.spelling import RULES
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.chart_figures import chart_figures
from mkdocs_briefings.render.citations import citation_marks, mark_numbers
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.markdown import Fragment
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.plain_words import count_words, inline_text
from mkdocs_briefings.render.terms import issue_name, volume_name

_SUMMARY_LENGTH = 300
_UNSPACED = re.compile(f"[{RULES['unspaced']}]")
_BEFORE_LETTERS, _AFTER_LETTERS = frozenset("เแโใไເແໂໃໄ"), frozenset("ะาำๅະາຳ、。，；：！？」』）》")
"""Vowels of Thai and Lao that are written before or after their consonant; marks that no line of Chinese begins with."""


@dataclass(frozen=True, slots=True)
class BriefingInputs:
    """All that a briefing's page is made from."""

    briefing: LinkedBriefing
    link_targets: Mapping[str, str]
    """Addresses that authors write in the site's own way, and where they lead from the root of the site."""
    entity_pages: Mapping[str, str]
    """Names whose first mention is linked, and the uri of the page."""
    registry_entries: RegistryEntries
    """What the registries say of what it names."""
    chart_texts: Mapping[str, str] = field(default_factory=dict)
    """Text of each file that its charts are made from."""
    lead_size: tuple[int, int] | None = None
    """Width and height of the picture at its head; None where they are not known."""


class BriefingTexts(NamedTuple):
    """The texts of a briefing as HTML, in the order of its page."""

    corrections: tuple[str, ...]
    summary: str
    points: tuple[str, ...]
    body: Fragment
    events: tuple[str, ...]
    words: int
    """Number of words in points and body."""

    @property
    def citation_numbers(self) -> frozenset[int]:
        """Numbers of the citations that the texts show."""
        htmls = (*self.corrections, self.summary, *self.points, self.body.html, *self.events)
        return mark_numbers("".join(htmls))


def line_renderer(
    uri: str, inputs: BriefingInputs, context: RenderContext, page: PageTexts | None = None
) -> Callable[[CitedText], str]:
    """Return a function that renders a text of one line for the page of a uri.

    Args:
        uri: address of the page.
        inputs: what the page is made from.
        context: settings and parser.
        page: the texts of the page so far; without them each text stands alone.
    """
    language = inputs.briefing.language
    words = context.words(language)
    mark = citation_marks(inputs.briefing, context.settings.citation_style, context.renderer.phrase, words)
    links = _links(uri, inputs, context)
    return lambda text: (
        context.renderer.line(text, mark, links, page or PageTexts(language, words=words)).html
    )


def _links(uri: str, inputs: BriefingInputs, context: RenderContext) -> dict[str, str]:
    return {link: context.relative_file_url(uri, target) for link, target in inputs.link_targets.items()}


def briefing_texts(uri: str, inputs: BriefingInputs, context: RenderContext) -> BriefingTexts:
    """Render the texts of a briefing for the page of a uri."""
    briefing, renderer = inputs.briefing, context.renderer
    words = context.words(briefing.language)
    page = PageTexts(briefing.language, words=words)
    line = line_renderer(uri, inputs, context, page)
    mark = citation_marks(briefing, context.settings.citation_style, renderer.phrase, words)
    links = _links(uri, inputs, context)
    names = {name: context.relative_url(uri, page) for name, page in inputs.entity_pages.items()}
    corrections = tuple(line(text) for text in briefing.corrections)
    summary = line(briefing.summary) if briefing.summary.text else ""
    points = tuple(line(point.text) for point in briefing.points)
    figures = chart_figures(uri, inputs, context)
    body = renderer.block(briefing.body, mark, links, names, figures=figures, page=page)
    events = tuple(line(event.text) for event in briefing.events)
    length = sum(map(count_words, (body.html, *points)))
    return BriefingTexts(corrections, summary, points, body, events, length)


def description(texts: BriefingTexts) -> str:
    """Return the summary, else the first point; plain text, cut at a word to what search engines show."""
    text = inline_text(texts.summary) or next((inline_text(point) for point in texts.points), "")
    return cut_at_word(text, _SUMMARY_LENGTH)


def cut_at_word(text: str, most: int, trailing: str = ",;:") -> str:
    """Return a text of at most so many characters, and ` …` if it was cut; `trailing` may not stand before that."""
    return text if len(text) <= most else text[: _end_of_word(text, most)].rstrip(trailing) + " …"


def _end_of_word(text: str, most: int) -> int:
    """Return where a word ends before a place; in a script without spaces, where a letter ends with its marks."""
    space = text.rfind(" ", 0, most)
    if not _UNSPACED.search(text, space + 1, most):
        return space if space > 0 else most
    return next((end for end in range(most, space + 1, -1) if _is_between_letters(text, end)), most)


def _is_between_letters(text: str, end: int) -> bool:
    after = text[end]
    is_mark = unicodedata.category(after)[0] == "M" or after in _AFTER_LETTERS
    return not is_mark and text[end - 1] not in _BEFORE_LETTERS


def publication_parts(briefing: LinkedBriefing, words: Words) -> Iterator[tuple[str, str]]:
    """Yield series, volume and issue in words, each with the uri of its page."""
    publication, written = briefing.publication, briefing.briefing
    if publication is None:
        return
    yield publication.name, addresses.group_uri(Kind.PUBLICATION, publication.id)
    numbers: list[int] = []
    for name, number in ((volume_name, written.volume), (issue_name, written.issue)):
        if number is None:
            return
        numbers.append(number)
        yield name(words, number), addresses.group_uri(Kind.PUBLICATION, publication.id, *numbers)
