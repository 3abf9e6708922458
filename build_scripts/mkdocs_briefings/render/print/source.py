"""The entries under Sources in a print, and the short pieces of text that all parts of a print are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.render.bidi import apart
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.text import allow_breaks, fold_spaces, language_codes, tie_numbers
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.terms import comma
from mkdocs_briefings.render.views import DateView, Link, SourceEntry, StatusLabel

LONG = 1500
"""Letters beyond which an entry may be split between pages; a shorter one stays on one page."""
_LONGEST_WORD = 60


def source_values(source: SourceEntry, reader: HtmlReader, words: Words) -> dict[str, Any]:
    """Return the entry of a source for the print template."""
    what = list(_what(source, reader, words))
    if source.formatted:
        what = [*reader.line(source.formatted), *([" ", source.letter] if source.letter else [])]
    return {
        "number": source.number,
        "what": [("at", reader.prefix + source.anchor, words("Source"), str(source.number)), *what],
        "back": [
            ("jump", reader.prefix + link.href[1:], [f"↑{apart(link.text, rtl=reader.rtl)}"])
            for link in source.back
        ],
        "more": list(_more(source, reader, words)),
        "long": is_long(source),
    }


def is_long(source: SourceEntry) -> bool:
    """Return whether the entry of a source may be split between pages."""
    texts = (source.title, source.authors, source.as_cited, source.note, source.formatted)
    return sum(map(len, texts)) > LONG


def _what(source: SourceEntry, reader: HtmlReader, words: Words) -> Iterator[Node]:
    """Yield outlet, authors, title, what it appeared in, and date, each with what parts it from the one before."""
    rtl, between = reader.rtl, comma(words)
    unnamed = words.in_context("source", "Outlet unnamed in the original")
    parts: list[tuple[str, list[Node]]] = [("", [apart(unnamed, rtl=rtl)])] if source.nameless else []
    if source.own:
        parts.append((between, [apart(source.own, rtl=rtl)]))
    if source.outlet:
        parts.append((between, [("strong", link_nodes([source.outlet], reader))]))
    if source.authors:
        parts.append((between, [apart(printed_text(source.authors), rtl=rtl)]))
    if source.title:
        title = [_title(source, reader)]
        before, after = words("“{title},”").split("{title}") if source.title_form == "part" else ("", "")
        parts.append((between, [before, *title, after] if before or after else title))
    if source.container or source.numbers:
        name: list[Node] = [("em", link_nodes([source.container], reader))] if source.container else []
        in_quotes = source.title and source.title_form == "part"
        parts.append((" " if in_quotes else between, [*name, apart(source.numbers, rtl=rtl)]))
    if source.in_brackets:
        parts.append((" ", _imprint(source, reader, between)))
    elif source.when:
        parts.append((between, [when_text(source.when, rtl=rtl)]))
    if source.letter:
        parts.append((" ", [source.letter]))
    for number, (before, nodes) in enumerate(parts):
        yield from (before, *nodes) if number else nodes


def _imprint(source: SourceEntry, reader: HtmlReader, between: str) -> list[Node]:
    """Return place, publisher and date in brackets, and the pages after them."""
    nodes: list[Node] = []
    for number, name in enumerate(link_nodes(source.imprint, reader)):
        nodes += [": ", name] if number else [name]
    if source.when:
        nodes += [*([between] if nodes else []), when_text(source.when, rtl=reader.rtl)]
    return ["(", *nodes, "): " if source.pages else ")", apart(source.pages, rtl=reader.rtl)]


def _title(source: SourceEntry, reader: HtmlReader) -> Node:
    url = reader.absolute_url(source.url) if source.url else ""
    name = apart(printed_text(source.title), rtl=reader.rtl)
    title: Node = ("quiet", url, [name]) if url else name
    if source.title_form == "book":
        title = ("em", [title])
    code, region = language_codes(source.title_language)
    return ("lang", code, region, [title]) if code else title


def _more(source: SourceEntry, reader: HtmlReader, words: Words) -> Iterator[list[Node]]:
    """Yield what else is known of a source; addresses are spelt out, so that readers can type them."""
    rtl = reader.rtl
    facts = (source.kind, *source.details, source.credibility)
    yield from ([apart(fold_spaces(text), rtl=rtl)] for text in facts if text)
    yield from ([link_node(name.text, name.href, rtl=rtl)] for name in source.identifiers)
    copy = words.in_context("source", "archived copy")
    for label, url in (("", source.url if source.host else ""), (f"{copy} ", source.archive_url)):
        if url:
            typed = url.removeprefix("https://").removeprefix("http://")
            yield [label, link_node(typed.rstrip("/"), reader.absolute_url(url), rtl=rtl)]
    if source.accessed:
        yield [words("accessed {date}", date=apart(fold_spaces(source.accessed), rtl=rtl))]
    if source.as_cited:
        yield [printed_text(words("cited as “{text}”", text=apart(source.as_cited, rtl=rtl)))]
    yield from (
        _mark(mark, rtl=rtl) for mark in source.marks if not (mark.code == "unnamed" and source.nameless)
    )
    if source.note:
        yield [apart(printed_text(source.note), rtl=rtl)]


def _mark(mark: StatusLabel, *, rtl: bool) -> list[Node]:
    note: list[Node] = [" ", apart(printed_text(mark.note), rtl=rtl)] if mark.note else []
    return [("strong", [apart(fold_spaces(mark.text), rtl=rtl)]), *note]


def link_nodes(links: Iterable[Link], reader: HtmlReader) -> list[Node]:
    """Return links as nodes; a name without an address is plain text."""
    return [
        link_node(link.text, reader.absolute_url(link.href) if link.href else "", rtl=reader.rtl)
        for link in links
    ]


def link_node(text: str, url: str, *, rtl: bool) -> Node:
    """Return a text that leads to an absolute address; plain text without one. It stands apart in a line of another direction."""
    name = apart(printed_text(text), rtl=rtl)
    return ("link", url, [name]) if url else name


def when_text(when: DateView | None, *, rtl: bool = False) -> str:
    """Return a date with its note; empty for none."""
    if when is None:
        return ""
    text = apart(tie_numbers(fold_spaces(when.text)), rtl=rtl)
    return f"{text} ({apart(fold_spaces(when.note), rtl=rtl)})" if when.note else text


def printed_text(text: str) -> str:
    """Return a plain text on one line, which may be broken inside of long words."""
    return allow_breaks(tie_numbers(fold_spaces(text).strip()), _LONGEST_WORD)
