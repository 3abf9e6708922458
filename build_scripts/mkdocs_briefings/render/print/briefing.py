"""A briefing as its print shows it: the page's own view, read into the template's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.printing import PrintDocument
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.briefing import briefing_view
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.markdown import inline_plain
from mkdocs_briefings.render.print.document import document
from mkdocs_briefings.render.print.fragment import Reader
from mkdocs_briefings.render.print.text import address, breakable, folded, language, tied
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.texts import BriefingShown
from mkdocs_briefings.render.views import BriefingView, Dated, Link, Mark, Point, SourceEntry, When

_LONGEST_RUNNING = 88
_LONGEST_WORD = 60
_LONG = 1500
"""Letters of an entry that may be parted by the end of a page: one that is not has to fit into one."""
_FULL_PAGE = 1900
"""Letters above the analysis beyond which they are set smaller, so that all points stand on the first page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A briefing inside a print."""

    view: BriefingView
    values: dict[str, Any]
    changed: PartialDate | None
    """Day of its last change."""


def briefing_document(uri: str, shown: BriefingShown, context: Context) -> PrintDocument:
    """The print of a briefing, from exactly what its page is made from."""
    pictures: dict[str, int] = {}
    part = briefing_part(uri, shown, context, pictures)
    view, values = part.view, part.values
    values |= {"tail": _tail(view, reader_of(uri, shown, context, pictures))}
    head = {
        "kind": "briefing",
        "paper": context.settings.paper,
        "site": folded(context.settings.site_name),
        "home": address(context.settings.site_url, ""),
        "lang": language(view.language),
        "title": folded(view.title),
        "running": running(view.title),
        "authors": [folded(author.text) for author in view.authors],
        "description": folded(inline_plain(view.summary)),
        "keywords": [folded(topic.text) for topic in view.topics],
        "date": day(part.changed),
        "version": dates.long(part.changed, view.language) if part.changed else "",
        "address": values["address"],
        "tlp": view.tlp,
        "draft": view.draft,
    }
    return document(view.title, head | {"briefings": [values]}, pictures)


def briefing_part(
    uri: str, shown: BriefingShown, context: Context, pictures: dict[str, int], prefix: str = "", top: int = 2
) -> Part:
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
    reader = reader_of(uri, shown, context, pictures, prefix, top)
    permanent = context.permanent(uri)
    values = {
        "id": shown.briefing.id,
        "lang": language(view.language),
        "title": _broken(view.title),
        "level": top - 1,
        "address": address(permanent, "") if permanent else "",
        "line": _links(view.line, reader),
        "tlp": view.tlp,
        "draft": view.draft,
        "when": _when(view.when),
        "authors": _links(view.authors, reader),
        "minutes": view.minutes,
        "summary": reader.line(view.summary),
        "corrections": _dated(view.corrections, reader),
        "notices": [folded(mark.text) for mark in view.notices],
        "points": [_point(point, reader) for point in view.points],
        "compact": _letters(view) > _FULL_PAGE,
        "body": reader.blocks(view.body.html),
        "events": _dated(view.events, reader),
        "sources": [_source(source, reader) for source in view.sources],
        "prefix": prefix,
    }
    return Part(view, values, last_change(shown.briefing))


def last_change(briefing: LinkedBriefing) -> PartialDate | None:
    """Date of the briefing or of its last correction."""
    written = briefing.briefing
    return max(
        (date for date in (written.date, *(one.date for one in written.corrections)) if date), default=None
    )


def day(date: PartialDate | None) -> tuple[int, int, int]:
    """Year, month and day for the file's own dates: PDF/A asks for them, and knows no part of a date nor none."""
    return (date.year, date.month or 1, date.day or 1) if date else (1970, 1, 1)


def running(title: str) -> str:
    """A title cut at a word to what a running head has room for."""
    title = folded(title)
    if len(title) <= _LONGEST_RUNNING:
        return title
    return title[:_LONGEST_RUNNING].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def reader_of(
    uri: str, shown: BriefingShown, context: Context, pictures: dict[str, int], prefix: str = "", top: int = 2
) -> Reader:
    """Reads the texts of a briefing's page."""
    here, base = context.url(uri), context.permanent(uri)
    files = frozenset(shown.links.values())

    def picture(source: str) -> str:
        file = unquote(urljoin(f"//site/{here}", source).removeprefix("//site/"))
        return file if file in files else ""

    return Reader(lambda href: address(href, base), picture, pictures, prefix, top)


def _tail(view: BriefingView, reader: Reader) -> dict[str, Any]:
    """What stands under a briefing that is printed alone."""
    filed = (
        ("Topics", view.topics),
        ("People", view.people),
        ("Organisations", view.organisations),
        ("Places", view.places),
    )
    return {
        "filed": [[label, _links(names, reader)] for label, names in filed if names],
        "cite": [[style, reader.line(line)] for style, line in view.cite_as],
        "related": [
            {
                "title": _links([Link(one.title, one.href)], reader)[0],
                "more": [folded(text) for text in (one.mark, _when(one.when), one.line) if text],
                "summary": _broken(one.summary),
                "long": len(one.title) + len(one.summary) > _LONG,
            }
            for one in view.related
        ],
    }


def _letters(view: BriefingView) -> int:
    corrected = (one.html for one in view.corrections)
    above = (view.title, view.summary, *corrected, *(one.html for one in view.points))
    return sum(len(inline_plain(html)) for html in above)


def _links(links: Iterable[Link], reader: Reader) -> list[Node]:
    return [_link(folded(one.text), reader.address(one.href) if one.href else "") for one in links]


def _link(text: str, url: str) -> Node:
    return ("link", url, [_broken(text)]) if url else _broken(text)


def _dated(all: Iterable[Dated], reader: Reader) -> list[Node]:
    return [[_when(one.when), reader.line(one.html)] for one in all]


def _when(when: When | None) -> str:
    if when is None:
        return ""
    text = tied(folded(when.text))
    return f"{text} ({folded(when.note)})" if when.note else text


def _point(point: Point, reader: Reader) -> dict[str, Any]:
    return {
        "text": reader.line(point.html),
        "judgment": judged(point),
        "marks": marked(point),
    }


def judged(point: Point) -> list[str]:
    """How likely a point is and how well founded, in words."""
    likelihood = f"{point.likelihood} ({point.percent})" if point.likelihood else ""
    confidence = f"{point.confidence} confidence" if point.confidence else ""
    return [one for one in (likelihood, confidence) if one]


def marked(point: Point) -> list[str]:
    """What became of the sources it rests on."""
    return [folded(mark.text) for mark in point.marks]


def _source(source: SourceEntry, reader: Reader) -> dict[str, Any]:
    what = reader.line(source.formatted) if source.formatted else list(_what(source, reader))
    return {
        "number": source.number,
        "what": [("at", reader.prefix + source.anchor, "Source", str(source.number)), *what],
        "back": [("jump", reader.prefix + one.href[1:], [f"↑{one.text}"]) for one in source.back],
        "more": list(_more(source, reader)),
        "long": sum(map(len, (source.title, source.authors, source.as_cited, source.note, source.formatted)))
        > _LONG,
    }


def _what(source: SourceEntry, reader: Reader) -> Iterator[Node]:
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


def _title(source: SourceEntry, reader: Reader) -> Node:
    url = reader.address(source.url) if source.url else ""
    title: Node = ("quiet", url, [_broken(source.title)]) if url else _broken(source.title)
    if source.kind == "book":
        title = ("em", [title])
    code, region = language(source.title_language)
    return ("lang", code, region, [title]) if code else title


def _more(source: SourceEntry, reader: Reader) -> Iterator[list[Node]]:
    """What else is known, each in its own words; a printed address can be typed."""
    nameless = not source.outlet and not source.authors and not source.title
    yield from ([folded(text)] for text in (source.kind, *source.details) if text)
    for label, url in (("", source.url), ("archived copy ", source.archive_url)):
        if url:
            typed = url.removeprefix("https://").removeprefix("http://")
            yield [label, _link(typed.rstrip("/"), reader.address(url))]
    if source.accessed:
        yield [f"accessed {folded(source.accessed)}"]
    if source.as_cited:
        yield [_broken(f"cited as “{source.as_cited}”")]
    yield from (_mark(mark) for mark in source.marks if not (nameless and mark.code == "unnamed"))
    if source.note:
        yield [_broken(source.note)]


def _mark(mark: Mark) -> list[Node]:
    return [("strong", [folded(mark.text)]), *([" ", _broken(mark.note)] if mark.note else [])]


def _broken(text: str) -> str:
    return breakable(tied(folded(text).strip()), _LONGEST_WORD)
