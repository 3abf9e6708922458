"""The print of a briefing: the texts of its page, read into the tree for the print template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.marks import UNNAMED
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.chart_figures import printed_charts
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.markdown import inline_text
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.text import (
    absolute_url,
    allow_breaks,
    fold_spaces,
    has_long_word,
    language_codes,
    tie_numbers,
)
from mkdocs_briefings.render.print.tree import Node, print_document
from mkdocs_briefings.render.texts import BriefingInputs, cut_at_word
from mkdocs_briefings.render.views import (
    BriefingView,
    DatedText,
    DateView,
    Link,
    Point,
    SourceEntry,
    StatusLabel,
)

_LONGEST_RUNNING_HEAD = 88
_LONGEST_WORD = 60
_LONGEST_IN_TITLE = 20
"""Letters of a title that fit into a line, whatever they are."""
_LONG = 1500
"""Letters beyond which an entry may be split between pages; a shorter one stays on one page."""
_LAST_SOURCES = 2
"""How many sources stay on the page of what closes a print."""
_FULL_PAGE = 1900
"""Letters above the analysis beyond which these texts are set smaller, so that all points fit on the first page."""


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
    part = briefing_part(uri, inputs, context, pictures)
    view = part.view
    part.values.update(_closing(view, _tail(view, briefing_reader(uri, inputs, context, pictures))))
    values = head_values(view.title, view.language, part.changed, context.permanent_url(uri), context) | {
        "kind": "briefing",
        "authors": [fold_spaces(author.text) for author in view.authors],
        "description": fold_spaces(inline_text(view.summary)),
        "keywords": list(map(fold_spaces, view.keywords)),
        "tlp": view.tlp,
        "draft": view.draft,
        "briefings": [part.values],
    }
    return print_document(view.title, values, pictures)


def head_values(
    title: str, language: str, changed: PartialDate | None, url: str, context: RenderContext
) -> dict[str, Any]:
    """Return the values for the print template that briefings and collections share.

    Args:
        title: title of the print.
        language: BCP 47.
        changed: date of the last change.
        url: permanent address of the page with the same content; empty when not known.
        context: context of the site.
    """
    return {
        "paper": context.settings.paper,
        "site": fold_spaces(context.settings.site_name),
        "home": absolute_url(context.settings.site_url, ""),
        "lang": language_codes(language),
        "rtl": dates.direction(language) == "rtl",
        "title": fold_spaces(title),
        "running": cut_at_word(fold_spaces(title), _LONGEST_RUNNING_HEAD),
        "date": _file_date(changed),
        "version": dates.long(changed, language) if changed else "",
        "address": absolute_url(url, ""),
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
    view = briefing_view(uri, inputs, context)
    reader = briefing_reader(uri, inputs, context, pictures, prefix, top)
    values = {
        "id": inputs.briefing.id,
        "lang": language_codes(view.language),
        "rtl": dates.direction(view.language) == "rtl",
        "title": allow_breaks(fold_spaces(view.title).strip(), _LONGEST_IN_TITLE),
        "hyphenate": has_long_word(view.title, _LONGEST_IN_TITLE),
        "level": top - 1,
        "address": absolute_url(context.permanent_url(uri), ""),
        "line": _links(view.line, reader),
        "tlp": view.tlp,
        "draft": view.draft,
        "when": _when(view.when),
        "authors": _links(view.authors, reader),
        "minutes": view.minutes,
        "summary": reader.line(view.summary),
        "corrections": _dated(view.corrections, reader),
        "notices": [fold_spaces(mark.text) for mark in view.notices],
        "points": [_point(point, reader) for point in view.points],
        "compact": _letters_above_analysis(view) > _FULL_PAGE,
        "body": reader.blocks(view.body.html),
        "events": _dated(view.events, reader),
        "sources": [_source(source, reader) for source in view.sources],
        "prefix": prefix,
        "last-sources": 0,
        "closes": False,
    }
    return BriefingPart(view, values, dates.last_change(inputs.briefing.briefing, inputs.briefing.as_of))


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

    return HtmlReader(lambda href: absolute_url(href, base), picture_file, pictures, prefix, top)


def _tail(view: BriefingView, reader: HtmlReader) -> dict[str, Any]:
    """Return what stands below the text of a briefing that is printed alone."""
    return {
        "filed": [[label, _links(names, reader)] for label, names in view.filed],
        "cite": [[style, reader.line(line)] for style, line in view.cite_as],
        "related": [
            {
                "title": _links([Link(item.title, item.href)], reader)[0],
                "more": [fold_spaces(text) for text in (item.mark, _when(item.when), item.line) if text],
                "summary": _print_text(item.summary),
                "long": len(item.title) + len(item.summary) > _LONG,
            }
            for item in view.related
        ],
    }


def _closing(view: BriefingView, tail: dict[str, Any]) -> dict[str, Any]:
    """Return what closes a print, and how many of the last sources stay on its page; none if it is long itself."""
    closes = len(str(tail["filed"])) + len(str(tail["cite"])) <= _LONG
    last = view.sources[-_LAST_SOURCES:] if closes else ()
    return {"tail": tail, "closes": closes, "last-sources": 0 if any(map(_is_long, last)) else len(last)}


def _letters_above_analysis(view: BriefingView) -> int:
    corrections, points = (text.html for text in view.corrections), (point.html for point in view.points)
    return sum(len(inline_text(html)) for html in (view.title, view.summary, *corrections, *points))


def _links(links: Iterable[Link], reader: HtmlReader) -> list[Node]:
    return [_link(link.text, reader.absolute_url(link.href) if link.href else "") for link in links]


def _link(text: str, url: str) -> Node:
    return ("link", url, [_print_text(text)]) if url else _print_text(text)


def _dated(texts: Iterable[DatedText], reader: HtmlReader) -> list[Node]:
    return [[_when(text.when), reader.line(text.html)] for text in texts]


def _when(when: DateView | None) -> str:
    if when is None:
        return ""
    text = tie_numbers(fold_spaces(when.text))
    return f"{text} ({fold_spaces(when.note)})" if when.note else text


def _point(point: Point, reader: HtmlReader) -> dict[str, Any]:
    return {"text": reader.line(point.html), "judgment": judgment_texts(point), "marks": mark_texts(point)}


def judgment_texts(point: Point) -> list[str]:
    """Return likelihood and confidence of a point, in words."""
    likelihood = f"{point.likelihood} ({point.percent})" if point.likelihood else ""
    confidence = f"{point.confidence} confidence" if point.confidence else ""
    return list(filter(None, (likelihood, confidence)))


def mark_texts(point: Point) -> list[str]:
    """Return what became of the sources of a point."""
    return [fold_spaces(mark.text) for mark in point.marks]


def _source(source: SourceEntry, reader: HtmlReader) -> dict[str, Any]:
    what = list(_what(source, reader))
    if source.formatted:
        what = [*reader.line(source.formatted), *([" ", source.letter] if source.letter else [])]
    return {
        "number": source.number,
        "what": [("at", reader.prefix + source.anchor, "Source", str(source.number)), *what],
        "back": [("jump", reader.prefix + link.href[1:], [f"↑{link.text}"]) for link in source.back],
        "more": list(_more(source, reader)),
        "long": _is_long(source),
    }


def _is_long(source: SourceEntry) -> bool:
    texts = (source.title, source.authors, source.as_cited, source.note, source.formatted)
    return sum(map(len, texts)) > _LONG


def _what(source: SourceEntry, reader: HtmlReader) -> Iterator[Node]:
    """Yield outlet, authors, title, what it appeared in, and date, each with what parts it from the one before."""
    parts: list[tuple[str, list[Node]]] = [("", [f"Outlet {UNNAMED}"])] if source.nameless else []
    if source.own:
        parts.append((", ", [source.own]))
    if source.outlet:
        parts.append((", ", [("strong", _links([source.outlet], reader))]))
    if source.authors:
        parts.append((", ", [_print_text(source.authors)]))
    if source.title:
        title = [_title(source, reader)]
        parts.append((", ", ["“", *title, ",”"] if source.title_form == "part" else title))
    if source.container or source.numbers:
        name: list[Node] = [("em", _links([source.container], reader))] if source.container else []
        in_quotes = source.title and source.title_form == "part"
        parts.append((" " if in_quotes else ", ", [*name, source.numbers]))
    if source.in_brackets:
        parts.append((" ", _imprint(source, reader)))
    elif source.when:
        parts.append((", ", [_when(source.when)]))
    if source.letter:
        parts.append((" ", [source.letter]))
    for number, (before, nodes) in enumerate(parts):
        yield from (before, *nodes) if number else nodes


def _imprint(source: SourceEntry, reader: HtmlReader) -> list[Node]:
    """Return place, publisher and date in brackets, and the pages after them."""
    nodes: list[Node] = []
    for number, name in enumerate(_links(source.imprint, reader)):
        nodes += [": ", name] if number else [name]
    if source.when:
        nodes += [", ", _when(source.when)] if nodes else [_when(source.when)]
    return ["(", *nodes, f"): {source.pages}" if source.pages else ")"]


def _title(source: SourceEntry, reader: HtmlReader) -> Node:
    url = reader.absolute_url(source.url) if source.url else ""
    title: Node = ("quiet", url, [_print_text(source.title)]) if url else _print_text(source.title)
    if source.title_form == "book":
        title = ("em", [title])
    code, region = language_codes(source.title_language)
    return ("lang", code, region, [title]) if code else title


def _more(source: SourceEntry, reader: HtmlReader) -> Iterator[list[Node]]:
    """Yield what else is known of a source; addresses are spelt out, so that readers can type them."""
    yield from ([fold_spaces(text)] for text in (source.kind, *source.details, source.credibility) if text)
    yield from ([_link(name.text, name.href)] for name in source.identifiers)
    for label, url in (("", source.url if source.host else ""), ("archived copy ", source.archive_url)):
        if url:
            typed = url.removeprefix("https://").removeprefix("http://")
            yield [label, _link(typed.rstrip("/"), reader.absolute_url(url))]
    if source.accessed:
        yield [f"accessed {fold_spaces(source.accessed)}"]
    if source.as_cited:
        yield [_print_text(f"cited as “{source.as_cited}”")]
    yield from (_mark(mark) for mark in source.marks if not (mark.code == "unnamed" and source.nameless))
    if source.note:
        yield [_print_text(source.note)]


def _mark(mark: StatusLabel) -> list[Node]:
    return [("strong", [fold_spaces(mark.text)]), *([" ", _print_text(mark.note)] if mark.note else [])]


def _print_text(text: str) -> str:
    return allow_breaks(tie_numbers(fold_spaces(text).strip()), _LONGEST_WORD)
