"""HTML pages: the main content, chosen by trafilatura, as Markdown; the rest of the page is left out by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from lxml.html import HtmlElement

from mkdocs_briefings.importers.article import LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.front_matter import read_date
from mkdocs_briefings.importers.html_to_markdown import parse_html, to_markdown, visible_text
from mkdocs_briefings.importers.markdown_text import normalise, one_line

_ENOUGH = 0.98
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "byl")
_DATES = (
    "article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "citation_publication_date",
    "datepublished",
)
_SUMMARIES = ("description", "og:description", "dc.description")


def read(text: str) -> RawArticle:
    """The article in a page.

    Raises:
        UnreadableError: there is no text in it.
    """
    page = parse_html(normalise(text))
    body = page.find("body") if page is not None else None
    if page is None or body is None or not one_line(visible_text(body)):
        raise UnreadableError("is HTML without text")
    main = _main(normalise(text), body)
    found = to_markdown(main)
    title, heading = _title(page, main)
    metadata = replace(_metadata(page), title=title)
    left = list(_outside(body, main, heading))
    shown = page.findtext("head/title") or ""
    if not count_words(shown) <= count_words(title):
        left.append(LeftOut(one_line(shown), "title of the window"))
    elif heading is not None or count_words(shown) != count_words(title):
        left.append(LeftOut(one_line(shown), "the title again"))
    return RawArticle(
        found.blocks, f"{shown}\n{visible_text(body)}", metadata, found.notes, (*left, *found.left_out)
    )


def _main(text: str, body: HtmlElement) -> HtmlElement:
    """The smallest element that holds nearly all the words trafilatura takes for the article."""
    chosen = trafilatura.extract(text, favor_recall=True, include_comments=False, include_tables=True) or ""
    wanted = count_words(chosen) - count_words(" ".join(visible_text(one) for one in body.iter("h1")))
    if not wanted:
        return body
    element = body
    while (inner := _holder(element, wanted)) is not None:
        element = inner
    return _whole(element)


def _whole(element: HtmlElement) -> HtmlElement:
    """The <article> around it, if hardly more stands in that: a heading or a line before a nested division."""
    outer = next(element.iterancestors("article"), None)
    if outer is None:
        return element
    held = count_words(visible_text(element)) + count_words(
        " ".join(visible_text(one) for one in outer.iter("h1"))
    )
    more = count_words(visible_text(outer)) - held
    return outer if sum(more.values()) <= (1 - _ENOUGH) * sum(held.values()) else element


def _holder(element: HtmlElement, wanted: Counter[str]) -> HtmlElement | None:
    """The child that holds enough of the words; a paragraph or a list is too small to be an article."""
    total = sum(wanted.values())
    for child in element:
        if isinstance(child.tag, str) and child.tag in (
            "div",
            "main",
            "article",
            "section",
            "td",
            "table",
            "tbody",
            "tr",
        ):
            held = count_words(visible_text(child)) & wanted
            if sum(held.values()) >= _ENOUGH * total:
                return child
    return None


def _title(page: HtmlElement, main: HtmlElement) -> tuple[str, HtmlElement | None]:
    """The title, and the heading outside the main content that it was taken from.

    Of several main headings it is the one that the window is named after; a section may bear one by mistake.
    """
    window = count_words(page.findtext("head/title") or "")
    headings = [one for one in page.iter("h1") if (said := count_words(visible_text(one))) and said <= window]
    if headings:
        within = main in set(headings[0].iterancestors())
        return one_line(visible_text(headings[0])), None if within else headings[0]
    inside = [one for one in main.iter("h1") if one_line(visible_text(one))]
    if inside:
        return one_line(visible_text(inside[0])), None
    outside = [one for one in page.iter("h1") if one_line(visible_text(one))]
    if len(outside) == 1:
        return one_line(visible_text(outside[0])), outside[0]
    named = _meta(page, ("og:title", "citation_title", "dc.title")) or page.findtext("head/title") or ""
    return one_line(named), None


def _metadata(page: HtmlElement) -> Metadata:
    written = _meta(page, _DATES)
    language = page.get("lang") or ""
    people = _meta(page, _AUTHORS)
    return Metadata(
        date=read_date(written),
        date_text=written,
        authors=(people,) if people and not people.startswith("http") else (),
        language=language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else "",
        summary=_meta(page, _SUMMARIES),
    )


def _meta(page: HtmlElement, names: tuple[str, ...]) -> str:
    """What the first of these <meta> elements says."""
    held: dict[str, str] = {}
    for one in page.iter("meta"):
        name = one.get("name") or one.get("property") or one.get("itemprop") or ""
        held.setdefault(name.casefold(), one_line(one.get("content") or ""))
    return next((held[name] for name in names if held.get(name)), "")


def _outside(body: HtmlElement, main: HtmlElement, heading: HtmlElement | None) -> Iterator[LeftOut]:
    """What stands around the main content, outermost first."""
    path = [main, *main.iterancestors()]
    for outer, inner in zip(path[1:], path, strict=False):
        if outer is body.getparent():
            return
        pieces = [outer.text or ""]
        for child in outer:
            if child is not inner:
                pieces.append(_without(child, heading))
            pieces.append(child.tail or "")
        text = one_line(" ".join(pieces))
        if text:
            yield LeftOut(text, "around the main content of the page")


def _without(element: HtmlElement, heading: HtmlElement | None) -> str:
    """The words of an element, without those of the heading that became the title."""
    text = visible_text(element)
    if heading is not None and (heading is element or heading in set(element.iterdescendants())):
        return text.replace(visible_text(heading).strip(), " ", 1)
    return text
