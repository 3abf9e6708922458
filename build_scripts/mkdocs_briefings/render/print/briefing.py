"""A briefing as its print shows it: the page's own view, read into the template's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.markdown import inline_text
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.text import (
    absolute_url,
    allow_breaks,
    fold_spaces,
    language_codes,
    tie_numbers,
)
from mkdocs_briefings.render.print.tree import Node, print_document
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.render.views import (
    BriefingView,
    DatedText,
    DateView,
    Link,
    Point,
    SourceEntry,
    StatusLabel,
)

_LONGEST_RUNNING = 88
_LONGEST_WORD = 60
_LONG = 1500
"""Letters of an entry that may be parted by the end of a page: one that is not has to fit into one."""
_FULL_PAGE = 1900
"""Letters above the analysis beyond which they are set smaller, so that all points stand on the first page."""


@dataclass(frozen=True, slots=True)
class BriefingPart:
    """A briefing inside a print."""

    view: BriefingView
    values: dict[str, Any]
    changed: PartialDate | None
    """Day of its last change."""


def briefing_document(uri: str, shown: BriefingInputs, context: RenderContext) -> PrintDocument:
    """The print of a briefing, from exactly what its page is made from."""
    pictures: dict[str, int] = {}
    part = briefing_part(uri, shown, context, pictures)
    view, values = part.view, part.values
    values |= {"tail": _tail(view, briefing_reader(uri, shown, context, pictures))}
    head = {
        "kind": "briefing",
        "paper": context.settings.paper,
        "site": fold_spaces(context.settings.site_name),
        "home": absolute_url(context.settings.site_url, ""),
        "lang": language_codes(view.language),
        "title": fold_spaces(view.title),
        "running": running_head(view.title),
        "authors": [fold_spaces(author.text) for author in view.authors],
        "description": fold_spaces(inline_text(view.summary)),
        "keywords": list(map(fold_spaces, view.keywords)),
        "date": file_date(part.changed),
        "version": dates.long(part.changed, view.language) if part.changed else "",
        "address": values["address"],
        "tlp": view.tlp,
        "draft": view.draft,
    }
    return print_document(view.title, head | {"briefings": [values]}, pictures)


def briefing_part(
    uri: str,
    shown: BriefingInputs,
    context: RenderContext,
    pictures: dict[str, int],
    prefix: str = "",
    top: int = 2,
) -> BriefingPart:
    """A briefing's own part of a print.

    Args:
        uri: the Markdown address of its page.
        shown: what the page is made from.
        context: what every maker takes.
        pictures: files met so far, numbered; its own are added.
        prefix: put before its anchors, where several briefings share a print.
        top: level of the highest heading in its text; its sections stand one above.
    """
    view = briefing_view(uri, shown, context)
    reader = briefing_reader(uri, shown, context, pictures, prefix, top)
    permanent = context.permanent_url(uri)
    values = {
        "id": shown.briefing.id,
        "lang": language_codes(view.language),
        "title": _broken(view.title),
        "level": top - 1,
        "address": absolute_url(permanent, "") if permanent else "",
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
        "compact": _letters(view) > _FULL_PAGE,
        "body": reader.blocks(view.body.html),
        "events": _dated(view.events, reader),
        "sources": [_source(source, reader) for source in view.sources],
        "prefix": prefix,
    }
    return BriefingPart(view, values, last_change(shown.briefing))


def last_change(briefing: LinkedBriefing) -> PartialDate | None:
    """Date of the briefing or of its last correction."""
    written = briefing.briefing
    return max(
        (date for date in (written.date, *(one.date for one in written.corrections)) if date), default=None
    )


def file_date(date: PartialDate | None) -> tuple[int, int, int]:
    """Year, month and day for the file's own dates: PDF/A asks for them, and knows no part of a date nor none."""
    return (date.year, date.month or 1, date.day or 1) if date else (1970, 1, 1)


def running_head(title: str) -> str:
    """A title cut at a word to what a running head has room for."""
    title = fold_spaces(title)
    if len(title) <= _LONGEST_RUNNING:
        return title
    return title[:_LONGEST_RUNNING].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def briefing_reader(
    uri: str,
    shown: BriefingInputs,
    context: RenderContext,
    pictures: dict[str, int],
    prefix: str = "",
    top: int = 2,
) -> HtmlReader:
    """Reads the texts of a briefing's page."""
    here, base = context.url(uri), context.permanent_url(uri)
    files = frozenset(shown.link_targets.values())

    def picture(source: str) -> str:
        file = unquote(urljoin(f"//site/{here}", source).removeprefix("//site/"))
        return file if file in files else ""

    return HtmlReader(lambda href: absolute_url(href, base), picture, pictures, prefix, top)


def _tail(view: BriefingView, reader: HtmlReader) -> dict[str, Any]:
    """What stands under a briefing that is printed alone."""
    return {
        "filed": [[label, _links(names, reader)] for label, names in view.filed],
        "cite": [[style, reader.line(line)] for style, line in view.cite_as],
        "related": [
            {
                "title": _links([Link(one.title, one.href)], reader)[0],
                "more": [fold_spaces(text) for text in (one.mark, _when(one.when), one.line) if text],
                "summary": _broken(one.summary),
                "long": len(one.title) + len(one.summary) > _LONG,
            }
            for one in view.related
        ],
    }


def _letters(view: BriefingView) -> int:
    corrected = (one.html for one in view.corrections)
    above = (view.title, view.summary, *corrected, *(one.html for one in view.points))
    return sum(len(inline_text(html)) for html in above)


def _links(links: Iterable[Link], reader: HtmlReader) -> list[Node]:
    return [_link(fold_spaces(one.text), reader.absolute_url(one.href) if one.href else "") for one in links]


def _link(text: str, url: str) -> Node:
    return ("link", url, [_broken(text)]) if url else _broken(text)


def _dated(all: Iterable[DatedText], reader: HtmlReader) -> list[Node]:
    return [[_when(one.when), reader.line(one.html)] for one in all]


def _when(when: DateView | None) -> str:
    if when is None:
        return ""
    text = tie_numbers(fold_spaces(when.text))
    return f"{text} ({fold_spaces(when.note)})" if when.note else text


def _point(point: Point, reader: HtmlReader) -> dict[str, Any]:
    return {
        "text": reader.line(point.html),
        "judgment": judgment_texts(point),
        "marks": mark_texts(point),
    }


def judgment_texts(point: Point) -> list[str]:
    """How likely a point is and how well founded, in words."""
    likelihood = f"{point.likelihood} ({point.percent})" if point.likelihood else ""
    confidence = f"{point.confidence} confidence" if point.confidence else ""
    return [one for one in (likelihood, confidence) if one]


def mark_texts(point: Point) -> list[str]:
    """What became of the sources it rests on."""
    return [fold_spaces(mark.text) for mark in point.marks]


def _source(source: SourceEntry, reader: HtmlReader) -> dict[str, Any]:
    what = reader.line(source.formatted) if source.formatted else list(_what(source, reader))
    return {
        "number": source.number,
        "what": [("at", reader.prefix + source.anchor, "Source", str(source.number)), *what],
        "back": [("jump", reader.prefix + one.href[1:], [f"↑{one.text}"]) for one in source.back],
        "more": list(_more(source, reader)),
        "long": sum(map(len, (source.title, source.authors, source.as_cited, source.note, source.formatted)))
        > _LONG,
    }


def _what(source: SourceEntry, reader: HtmlReader) -> Iterator[Node]:
    """Who, what and when, with commas between."""
    parts: list[Node] = []
    if not source.outlet and not source.authors and not source.title:
        parts.append("Outlet unnamed in the original")
    if source.outlet:
        parts.append(("strong", _links([source.outlet], reader)))
    if source.authors:
        parts.append(_broken(source.authors))
    if source.title:
        parts.append(_title(source, reader))
    if source.when:
        parts.append(_when(source.when))
    for number, part in enumerate(parts):
        yield from (", ", part) if number else (part,)


def _title(source: SourceEntry, reader: HtmlReader) -> Node:
    url = reader.absolute_url(source.url) if source.url else ""
    title: Node = ("quiet", url, [_broken(source.title)]) if url else _broken(source.title)
    if source.kind == "book":
        title = ("em", [title])
    code, region = language_codes(source.title_language)
    return ("lang", code, region, [title]) if code else title


def _more(source: SourceEntry, reader: HtmlReader) -> Iterator[list[Node]]:
    """What else is known, each in its own words; a printed address can be typed."""
    nameless = not source.outlet and not source.authors and not source.title
    yield from ([fold_spaces(text)] for text in (source.kind, *source.details) if text)
    for label, url in (("", source.url), ("archived copy ", source.archive_url)):
        if url:
            typed = url.removeprefix("https://").removeprefix("http://")
            yield [label, _link(typed.rstrip("/"), reader.absolute_url(url))]
    if source.accessed:
        yield [f"accessed {fold_spaces(source.accessed)}"]
    if source.as_cited:
        yield [_broken(f"cited as “{source.as_cited}”")]
    yield from (_mark(mark) for mark in source.marks if not (nameless and mark.code == "unnamed"))
    if source.note:
        yield [_broken(source.note)]


def _mark(mark: StatusLabel) -> list[Node]:
    return [("strong", [fold_spaces(mark.text)]), *([" ", _broken(mark.note)] if mark.note else [])]


def _broken(text: str) -> str:
    return allow_breaks(tie_numbers(fold_spaces(text).strip()), _LONGEST_WORD)
