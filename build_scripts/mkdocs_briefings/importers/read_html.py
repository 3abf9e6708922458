"""The reader of HTML pages: the main content, which trafilatura chooses, as Markdown; all else is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import trafilatura
from lxml.html import HtmlElement

from mkdocs_briefings.importers.article import LeftOut, RawArticle, count_words
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.html_to_markdown import parse_html, to_markdown, visible_text
from mkdocs_briefings.importers.markdown_text import normalise, one_line
from mkdocs_briefings.importers.page_metadata import page_metadata
from mkdocs_briefings.importers.pictures import Pictures

_ENOUGH = 0.98
"""Share of the words of an article that an element holds at least which counts as its whole."""
_HOLDERS = ("div", "main", "article", "section", "td", "table", "tbody", "tr")
"""Elements that may hold an article; a paragraph or a list is too small."""


def read(text: str) -> RawArticle:
    """Read the article in a page.

    Raises:
        UnreadableError: there is no text in it.
    """
    page = parse_html(normalise(text))
    body = page.find("body") if page is not None else None
    if page is None or body is None or not one_line(visible_text(body)):
        raise UnreadableError("is HTML without text")
    main = _main(normalise(text), body)
    pictures = Pictures()
    pictures.take_data_addresses(main)
    article = to_markdown(main)
    given = page_metadata(page, main)
    title, heading = _title(page, main, given.title)
    left_out = [*_outside(body, main, heading), *article.left_out]
    window = page.findtext("head/title") or ""
    if not count_words(window) <= count_words(title):
        left_out.append(LeftOut(one_line(window), "title of the window"))
    elif heading is not None or count_words(window) != count_words(title):
        left_out.append(LeftOut(one_line(window), "the title again"))
    original = f"{window}\n{visible_text(body)}"
    metadata = replace(given, title=title)
    return RawArticle(
        article.blocks,
        original,
        metadata,
        article.notes,
        tuple(left_out),
        pictures.remarks,
        tuple(pictures.contents),
    )


def _words_of(elements: Iterable[HtmlElement]) -> Counter[str]:
    return count_words(" ".join(map(visible_text, elements)))


def _main(text: str, body: HtmlElement) -> HtmlElement:
    """Return the smallest element that holds nearly all the words that trafilatura takes for the article."""
    chosen = trafilatura.extract(text, favor_recall=True, include_comments=False, include_tables=True) or ""
    wanted = count_words(chosen) - _words_of(body.iter("h1"))
    if not wanted:
        return body
    element = body
    while (inner := next((child for child in element if _holds(child, wanted)), None)) is not None:
        element = inner
    return _whole(element)


def _holds(element: HtmlElement, wanted: Counter[str]) -> bool:
    """Return whether an element may be the article: it holds enough of the words."""
    return element.tag in _HOLDERS and (_words_of([element]) & wanted).total() >= _ENOUGH * wanted.total()


def _whole(element: HtmlElement) -> HtmlElement:
    """Return the <article> around an element, if it holds hardly more: a heading, or a line above a division."""
    outer = next(element.iterancestors("article"), None)
    if outer is None:
        return element
    held = _words_of([element]) + _words_of(outer.iter("h1"))
    more = _words_of([outer]) - held
    return outer if more.total() <= (1 - _ENOUGH) * held.total() else element


def _title(page: HtmlElement, main: HtmlElement, given: str) -> tuple[str, HtmlElement | None]:
    """Return the title, and the heading outside the main content that it was taken from.

    It is the <h1> that the window is named after, for a section may have one by mistake; else the first in the
    main content; else the only one of the page; else what the page's head gives.
    """
    window = count_words(page.findtext("head/title") or "")
    headings = [heading for heading in page.iter("h1") if one_line(visible_text(heading))]
    named = [heading for heading in headings if (words := _words_of([heading])) and words <= window]
    inside = [heading for heading in headings if main in set(heading.iterancestors())]
    only = headings if len(headings) == 1 else []
    for heading in (named or inside or only)[:1]:
        return one_line(visible_text(heading)), None if heading in inside else heading
    return one_line(given or page.findtext("head/title") or ""), None


def _outside(body: HtmlElement, main: HtmlElement, heading: HtmlElement | None) -> Iterator[LeftOut]:
    """Yield the words around the main content, the innermost first."""
    path = [main, *main.iterancestors()]
    for outer, inner in zip(path[1:], path, strict=False):
        if outer is body.getparent():
            return
        pieces = [outer.text or ""]
        for child in outer:
            if child is not inner:
                pieces.append(_without(child, heading))
            pieces.append(child.tail or "")
        if text := one_line(" ".join(pieces)):
            yield LeftOut(text, "around the main content of the page")


def _without(element: HtmlElement, heading: HtmlElement | None) -> str:
    """Return the words of an element, without those of the heading that became the title."""
    text = visible_text(element)
    if heading is not None and (heading is element or heading in set(element.iterdescendants())):
        return text.replace(visible_text(heading).strip(), " ", 1)
    return text
