"""The print of a briefing: the texts of its page, read into the tree for the print template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import reads_from_right, script
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.bidi import apart, from_the_left
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.chart_figures import printed_charts
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.plain_words import inline_text
from mkdocs_briefings.render.print.house import house_values
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.labels import briefing_labels, document_labels
from mkdocs_briefings.render.print.source import (
    LONG,
    is_long,
    link_node,
    link_nodes,
    printed_text,
    source_values,
    when_text,
)
from mkdocs_briefings.render.print.text import (
    absolute_url,
    allow_breaks,
    fold_spaces,
    has_long_word,
    language_codes,
)
from mkdocs_briefings.render.print.tree import Node, print_document
from mkdocs_briefings.render.smart_quotes import quotes_of
from mkdocs_briefings.render.texts import BriefingInputs, cut_at_word
from mkdocs_briefings.render.views import (
    BriefingView,
    DatedText,
    Link,
    PictureView,
    Point,
)

_LONGEST_RUNNING_HEAD = 88
_LONGEST_IN_TITLE = 20
"""Letters of a title that fit into a line, whatever they are."""
_LAST_SOURCES = 2
"""How many sources stay on the page of what closes a print."""
_FULL_PAGE = 1900
"""Letters above the analysis beyond which these texts are set smaller, so that all points fit on the first page."""
_LEAD_IMAGE = 700
"""Letters that take as much room as a picture at the head, about."""


@dataclass(frozen=True, slots=True)
class BriefingPart:
    """The part of a print that one briefing takes."""

    view: BriefingView
    values: dict[str, Any]
    """Values for the print template."""
    changed: PartialDate | None
    """Date of the last change; None for a draft without a date."""


def briefing_document(uri: str, inputs: BriefingInputs, context: RenderContext) -> PrintDocument:
    """Return the print of a briefing, made from the inputs of its page."""
    pictures: dict[str | ChartWithData, int] = {}
    context = context.for_language(inputs.briefing.language)
    part = briefing_part(uri, inputs, context, pictures)
    view = part.view
    words = context.words(view.language)
    tail = _tail(view, briefing_reader(uri, inputs, context, pictures))
    house = house_values([inputs], context, pictures)
    part.values.update(_closing(view, tail, len(str(house))))
    head = head_values(view.title, view.language, part.changed, context.permanent_url(uri), context)
    values = (
        head
        | house
        | {
            "kind": "briefing",
            "authors": [fold_spaces(author.text) for author in view.authors],
            "description": fold_spaces(inline_text(view.summary)),
            "keywords": list(map(fold_spaces, view.keywords)),
            "tlp": view.tlp,
            "draft": view.draft,
            "briefings": [part.values],
        }
    )
    return print_document(view.title, values, pictures, words)


def head_values(
    title: str,
    language: str,
    changed: PartialDate | None,
    url: str,
    context: RenderContext,
) -> dict[str, Any]:
    """Return the values for the print template that briefings and collections share.

    Args:
        title: title of the print.
        language: BCP 47.
        changed: date of the last change.
        url: permanent address of the page with the same content; empty when not known.
        context: context of the site.
    """
    words, rtl = context.words(language), reads_from_right(language)
    address, running = absolute_url(url, ""), cut_at_word(fold_spaces(title), _LONGEST_RUNNING_HEAD)
    return {
        "paper": context.settings.paper,
        "words": document_labels(words, language),
        "site": fold_spaces(context.settings.site_name),
        "home": absolute_url(context.settings.site_url, ""),
        "lang": language_codes(language),
        "rtl": rtl,
        "old-style": _has_old_style_figures(language),
        "title": fold_spaces(title),
        "running": apart(running, rtl=rtl),
        "date": _file_date(changed),
        "version": _version(changed, words, language, rtl=rtl),
        "address": address,
        "typed-address": from_the_left(address.partition("://")[2], rtl=rtl),
    }


def briefing_part(
    uri: str,
    inputs: BriefingInputs,
    context: RenderContext,
    pictures: dict[str | ChartWithData, int],
    prefix: str = "",
    top: int = 2,
) -> BriefingPart:
    """Return the part of a print that one briefing takes.

    Args:
        uri: Markdown address of the briefing's page.
        inputs: values that the page is made from.
        context: context of the site.
        pictures: numbers of the files shown so far; those of the briefing are added.
        prefix: text before each anchor, where several briefings share a print.
        top: level of the highest heading in the text; the sections of the briefing are one level above.
    """
    context = context.for_language(inputs.briefing.language)
    view = briefing_view(uri, inputs, context)
    reader = briefing_reader(uri, inputs, context, pictures, prefix, top)
    words, rtl = context.words(view.language), reader.rtl
    address = absolute_url(context.permanent_url(uri), "")
    values = {
        "id": inputs.briefing.id,
        "words": briefing_labels(view, words, rtl=rtl),
        "lang": language_codes(view.language),
        "rtl": rtl,
        "title": allow_breaks(fold_spaces(view.title).strip(), _LONGEST_IN_TITLE),
        "hyphenate": has_long_word(view.title, _LONGEST_IN_TITLE),
        "subtitle": printed_text(view.subtitle),
        "lead": _lead_image(view.lead_image, reader),
        "level": top - 1,
        "address": address,
        "typed-address": from_the_left(address, rtl=rtl),
        "line": link_nodes(view.line, reader),
        "tlp": view.tlp,
        "draft": view.draft,
        "when": when_text(view.when, rtl=rtl),
        "authors": link_nodes(view.authors, reader),
        "between-authors": view.between_authors,
        "summary": reader.line(view.summary),
        "corrections": _dated(view.corrections, reader),
        "notices": [apart(fold_spaces(mark.text), rtl=rtl) for mark in view.notices],
        "points": [_point(point, reader) for point in view.points],
        "compact": _letters_above_analysis(view) > _FULL_PAGE,
        "body": reader.blocks(view.body.html),
        "events": _dated(view.events, reader),
        "sources": [source_values(source, reader, words) for source in view.sources],
        "license": reader.line(view.license),
        "versions": list(_versions(view, reader)),
        "prefix": prefix,
        "last-sources": 0,
        "closes": False,
    }
    return BriefingPart(view, values, dates.last_change(inputs.briefing.briefing, inputs.briefing.as_of))


def _versions(view: BriefingView, reader: HtmlReader) -> Iterator[Node]:
    """Yield a link to each other version of a briefing, marked with its language."""
    for version in view.versions:
        if version.href:
            code, region = language_codes(version.language)
            name = link_node(version.text, reader.absolute_url(version.href), rtl=reader.rtl)
            yield ("lang", code, region, [name])


def _version(changed: PartialDate | None, words: Words, language: str, *, rtl: bool) -> str:
    """Return which version of a text it is, by the date of its last change; empty where that is not known."""
    if changed is None:
        return ""
    return words("Version of {date}", date=apart(dates.long(changed, language), rtl=rtl))


def _has_old_style_figures(language: str) -> bool:
    """Return whether figures of the height of small letters stand well in a language: its script has small letters."""
    return script(language) in {"Latn", "Cyrl", "Grek"}


def _file_date(date: PartialDate | None) -> tuple[int, int, int]:
    """Return year, month and day for the metadata of the PDF: PDF/A demands a whole date."""
    return (date.year, date.month or 1, date.day or 1) if date else (1970, 1, 1)


def briefing_reader(
    uri: str,
    inputs: BriefingInputs,
    context: RenderContext,
    pictures: dict[str | ChartWithData, int],
    prefix: str = "",
    top: int = 2,
) -> HtmlReader:
    """Return a reader for the HTML of a briefing's page; arguments as for `briefing_part`."""
    page, base = context.url(uri), context.permanent_url(uri)
    files: dict[str, str | ChartWithData] = {file: file for file in inputs.link_targets.values()}
    files |= printed_charts(uri, inputs)

    def picture_file(source: str) -> str | ChartWithData:
        return files.get(unquote(urljoin(f"//site/{page}", source).removeprefix("//site/")), "")

    language = inputs.briefing.language
    reader = HtmlReader(lambda href: absolute_url(href, base), picture_file, pictures, prefix, top)
    reader.rtl, marks = reads_from_right(language), quotes_of(language)
    reader.quotes = marks[:2] if marks else reader.quotes
    return reader


def _lead_image(picture: PictureView | None, reader: HtmlReader) -> dict[str, Any] | None:
    """Return the picture at the head of a briefing, by its number among the pictures of the print."""
    file = reader.picture_file(picture.src) if picture is not None else ""
    if picture is None or not file:
        return None
    return {
        "number": reader.pictures.setdefault(file, len(reader.pictures)),
        "alt": fold_spaces(picture.alt),
        "caption": apart(printed_text(picture.caption), rtl=reader.rtl),
        "credit": apart(printed_text(picture.credit), rtl=reader.rtl),
    }


def _tail(view: BriefingView, reader: HtmlReader) -> dict[str, Any]:
    """Return what stands below the text of a briefing that is printed alone."""
    return {
        "authors": [
            [*link_nodes([author], reader), apart(printed_text(role), rtl=reader.rtl)]
            for author, role in view.roles
        ],
        "filed": [[label, link_nodes(names, reader)] for label, names in view.filed],
        "cite": [[style, reader.line(line)] for style, line in view.cite_as],
        "related": [
            {
                "title": link_nodes([Link(item.title, item.href)], reader)[0],
                "more": [
                    apart(fold_spaces(text), rtl=reader.rtl)
                    for text in (item.mark, when_text(item.when), item.line)
                    if text
                ],
                "summary": printed_text(item.summary),
                "long": len(item.title) + len(item.summary) > LONG,
            }
            for item in view.related
        ],
    }


def _closing(view: BriefingView, tail: dict[str, Any], further: int) -> dict[str, Any]:
    """Return what closes a print, and how many of the last sources stay on its page; none if it is long itself.

    Args:
        view: the briefing.
        tail: what stands below its text.
        further: letters of what stands there besides.
    """
    closes = len(str(tail["filed"])) + len(str(tail["cite"])) + further <= LONG
    last = view.sources[-_LAST_SOURCES:] if closes else ()
    return {"tail": tail, "closes": closes, "last-sources": 0 if any(map(is_long, last)) else len(last)}


def _letters_above_analysis(view: BriefingView) -> int:
    corrections, points = (text.html for text in view.corrections), (point.html for point in view.points)
    texts = (view.title, view.subtitle, view.summary, *corrections, *points)
    return sum(len(inline_text(html)) for html in texts) + (_LEAD_IMAGE if view.lead_image else 0)


def _dated(texts: Iterable[DatedText], reader: HtmlReader) -> list[Node]:
    return [[when_text(text.when, rtl=reader.rtl), reader.line(text.html)] for text in texts]


def _point(point: Point, reader: HtmlReader) -> dict[str, Any]:
    judgment, marks = (
        [apart(text, rtl=reader.rtl) for text in texts]
        for texts in (judgment_texts(point), mark_texts(point))
    )
    return {"text": reader.line(point.html), "judgment": judgment, "marks": marks}


def judgment_texts(point: Point) -> list[str]:
    """Return likelihood and confidence of a point, in words."""
    return list(filter(None, (point.likelihood_words, point.confidence_words)))


def mark_texts(point: Point) -> list[str]:
    """Return what became of the sources of a point."""
    return [fold_spaces(mark.text) for mark in point.marks]
