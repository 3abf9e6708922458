"""The entries under Sources in a print, and the short pieces of text that all parts of a print are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs_briefings.model.marks import UNNAMED
from mkdocs_briefings.render.print.html_reader import HtmlReader
from mkdocs_briefings.render.print.text import allow_breaks, fold_spaces, language_codes, tie_numbers
from mkdocs_briefings.render.print.tree import Node
from mkdocs_briefings.render.views import DateView, Link, SourceEntry, StatusLabel

LONG = 1500
"""Letters beyond which an entry may be split between pages; a shorter one stays on one page."""
_LONGEST_WORD = 60


def source_values(source: SourceEntry, reader: HtmlReader) -> dict[str, Any]:
    """Return the entry of a source for the print template."""
    what = list(_what(source, reader))
    if source.formatted:
        what = [*reader.line(source.formatted), *([" ", source.letter] if source.letter else [])]
    return {
        "number": source.number,
        "what": [("at", reader.prefix + source.anchor, "Source", str(source.number)), *what],
        "back": [("jump", reader.prefix + link.href[1:], [f"↑{link.text}"]) for link in source.back],
        "more": list(_more(source, reader)),
        "long": is_long(source),
    }


def is_long(source: SourceEntry) -> bool:
    """Return whether the entry of a source may be split between pages."""
    texts = (source.title, source.authors, source.as_cited, source.note, source.formatted)
    return sum(map(len, texts)) > LONG


def _what(source: SourceEntry, reader: HtmlReader) -> Iterator[Node]:
    """Yield outlet, authors, title, what it appeared in, and date, each with what parts it from the one before."""
    parts: list[tuple[str, list[Node]]] = [("", [f"Outlet {UNNAMED}"])] if source.nameless else []
    if source.own:
        parts.append((", ", [source.own]))
    if source.outlet:
        parts.append((", ", [("strong", link_nodes([source.outlet], reader))]))
    if source.authors:
        parts.append((", ", [printed_text(source.authors)]))
    if source.title:
        title = [_title(source, reader)]
        parts.append((", ", ["“", *title, ",”"] if source.title_form == "part" else title))
    if source.container or source.numbers:
        name: list[Node] = [("em", link_nodes([source.container], reader))] if source.container else []
        in_quotes = source.title and source.title_form == "part"
        parts.append((" " if in_quotes else ", ", [*name, source.numbers]))
    if source.in_brackets:
        parts.append((" ", _imprint(source, reader)))
    elif source.when:
        parts.append((", ", [when_text(source.when)]))
    if source.letter:
        parts.append((" ", [source.letter]))
    for number, (before, nodes) in enumerate(parts):
        yield from (before, *nodes) if number else nodes


def _imprint(source: SourceEntry, reader: HtmlReader) -> list[Node]:
    """Return place, publisher and date in brackets, and the pages after them."""
    nodes: list[Node] = []
    for number, name in enumerate(link_nodes(source.imprint, reader)):
        nodes += [": ", name] if number else [name]
    if source.when:
        nodes += [", ", when_text(source.when)] if nodes else [when_text(source.when)]
    return ["(", *nodes, f"): {source.pages}" if source.pages else ")"]


def _title(source: SourceEntry, reader: HtmlReader) -> Node:
    url = reader.absolute_url(source.url) if source.url else ""
    title: Node = ("quiet", url, [printed_text(source.title)]) if url else printed_text(source.title)
    if source.title_form == "book":
        title = ("em", [title])
    code, region = language_codes(source.title_language)
    return ("lang", code, region, [title]) if code else title


def _more(source: SourceEntry, reader: HtmlReader) -> Iterator[list[Node]]:
    """Yield what else is known of a source; addresses are spelt out, so that readers can type them."""
    yield from ([fold_spaces(text)] for text in (source.kind, *source.details, source.credibility) if text)
    yield from ([link_node(name.text, name.href)] for name in source.identifiers)
    for label, url in (("", source.url if source.host else ""), ("archived copy ", source.archive_url)):
        if url:
            typed = url.removeprefix("https://").removeprefix("http://")
            yield [label, link_node(typed.rstrip("/"), reader.absolute_url(url))]
    if source.accessed:
        yield [f"accessed {fold_spaces(source.accessed)}"]
    if source.as_cited:
        yield [printed_text(f"cited as “{source.as_cited}”")]
    yield from (_mark(mark) for mark in source.marks if not (mark.code == "unnamed" and source.nameless))
    if source.note:
        yield [printed_text(source.note)]


def _mark(mark: StatusLabel) -> list[Node]:
    return [("strong", [fold_spaces(mark.text)]), *([" ", printed_text(mark.note)] if mark.note else [])]


def link_nodes(links: Iterable[Link], reader: HtmlReader) -> list[Node]:
    """Return links as nodes; a name without an address is plain text."""
    return [link_node(link.text, reader.absolute_url(link.href) if link.href else "") for link in links]


def link_node(text: str, url: str) -> Node:
    """Return a text that leads to an absolute address; plain text without one."""
    return ("link", url, [printed_text(text)]) if url else printed_text(text)


def when_text(when: DateView | None) -> str:
    """Return a date with its note; empty for none."""
    if when is None:
        return ""
    text = tie_numbers(fold_spaces(when.text))
    return f"{text} ({fold_spaces(when.note)})" if when.note else text


def printed_text(text: str) -> str:
    """Return a plain text on one line, which may be broken inside of long words."""
    return allow_breaks(tie_numbers(fold_spaces(text).strip()), _LONGEST_WORD)
