"""Clean HTML, as render/markdown.py makes it for the page, to the tree that the print template walks.

A node is a text, or a list that begins with its kind (`["em", [...]]`); `templates/print/content.typ` has a branch for
each. What a reader of the page sees is kept word for word; where an element has no counterpart its words stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, field

from mkdocs_briefings.render.print import table
from mkdocs_briefings.render.print.text import (
    allow_breaks,
    fold_spaces,
    language_codes,
    strip_unprintable,
    tie_numbers,
)
from mkdocs_briefings.render.print.tree import (
    BLOCKS,
    HEADINGS,
    PARAGRAPHS,
    Element,
    Node,
    class_names,
    detach,
    holds_blocks,
    is_visible,
    mark_leads,
    parse_fragment,
    plain_text,
    trim_line,
)

_MARKED = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong"}
_MARKED |= {"sub": "sub", "sup": "sup", "del": "strike", "s": "strike", "ins": "under", "u": "under"}
_MARKED |= {"small": "small", "mark": "mark"}
_CODE = frozenset({"code", "kbd", "samp", "pre"})
_NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I."}
_DEEPEST = 8
"""Blocks and marks inside one another beyond this are shown by their words alone."""
_LONGEST_WORD = 46
_LONGEST_IN_ROW = 88
"""In all cells of a row together, which are set smaller."""
_SHORTEST_BREAK = 12
_PAGE_TOP = 3
"""Level that the page gives to the highest heading of a text."""


@dataclass(slots=True)
class HtmlReader:
    """Reads the texts of one briefing, one after another."""

    absolute_url: Callable[[str], str]
    """An absolute address of an `href`; empty for one that leads nowhere."""
    picture_file: Callable[[str], str]
    """The file in the content folder behind a `src`; empty when there is none."""
    pictures: dict[str, int]
    """Files met so far, numbered; several readers may share them."""
    prefix: str = ""
    """Put before each anchor, where several briefings share a print."""
    top: int = 2
    """Level of the highest heading inside a text."""
    _anchors: set[str] = field(default_factory=set)
    _notes: dict[str, tuple[int, Element]] = field(default_factory=dict)
    _inside: int = 0
    """How many containers stand around, in which a heading is none of the briefing's."""
    _callable: bool = True
    """Whether a footnote may be called where the reader is."""
    _columns: int = 1
    _level: int = 1

    def line(self, html: str) -> list[Node]:
        """A text of one line, or of a few paragraphs run together."""
        return trim_line(self._inline(parse_fragment(html), 0))

    def blocks(self, html: str) -> list[Node]:
        """Paragraphs, lists, tables ..., with footnotes where they are called."""
        root = parse_fragment(html)
        self._notes, self._level = _taken_notes(root), self.top - 1
        found = self._blocks(root, 0)
        self._callable = False
        for number, note in self._notes.values():
            inner = self._anchored(note, self._contained(note, 1))
            found += [("ol", number, "1.", False, [inner])]
        self._callable = True
        return found

    def _blocks(self, parent: Element, depth: int) -> list[Node]:
        """The blocks inside an element; text beside them makes paragraphs."""
        if depth > _DEEPEST:
            return _paragraph(self._text(plain_text(parent)))
        blocks: list[Node] = []
        run = self._text(parent.text)
        for child in parent:
            if is_visible(child) and (child.tag in BLOCKS or holds_blocks(child)):
                blocks += [*_paragraph(run), *self._block(child, depth)]
                run = []
            elif is_visible(child):
                run += self._one(child, depth)
            run += self._text(child.tail)
        return mark_leads(blocks + _paragraph(run))

    def _block(self, element: Element, depth: int) -> list[Node]:
        tag = str(element.tag)
        if tag in HEADINGS:
            return self._heading(element)
        if tag == "pre":
            return self._anchored(element, self._code_block(element))
        if tag == "hr":
            return [("rule",)]
        if tag in _MAKERS or "admonition" in class_names(element):
            self._inside += 1
            made = _MAKERS.get(tag, HtmlReader._note)(self, element, depth + 1)
            self._inside -= 1
            return self._anchored(element, made)
        return self._anchored(element, self._plain_block(element, depth))

    def _plain_block(self, element: Element, depth: int) -> list[Node]:
        inner = self._blocks(element, depth + (element.tag != "p"))
        code, region = language_codes(element.get("lang", ""))
        if element.tag in {"figcaption", "caption"}:
            inner = [("caption", inner)] if inner else []
        return [("lang-block", code, region, inner)] if code and inner else inner

    def _contained(self, element: Element, depth: int) -> list[Node]:
        self._inside += 1
        inner = self._blocks(element, depth)
        self._inside -= 1
        return inner

    def _heading(self, element: Element) -> list[Node]:
        before, self._callable = self._callable, False
        inside = trim_line(self._inline(element, 0))
        self._callable = before
        if not inside:
            return []
        if self._inside:
            return self._anchored(element, _paragraph([("strong", inside)]))
        wanted = int(str(element.tag)[1]) - _PAGE_TOP + self.top
        self._level = max(self.top, min(wanted, self._level + 1))
        return [("h", self._anchor(element), self._level, strip_unprintable(element.get("id", "")), inside)]

    def _code_block(self, element: Element) -> list[Node]:
        text = strip_unprintable("".join(map(str, element.itertext()))).strip("\n")
        return [("pre", allow_breaks(text, self._room() * 3 // 2))] if text.strip() else []

    def _quote(self, element: Element, depth: int) -> list[Node]:
        inner = self._blocks(element, depth)
        return [("quote", inner)] if inner else []

    def _list(self, element: Element, depth: int) -> list[Node]:
        parts = _parted(element, {"li"})
        items = [self._anchored(item, self._blocks(item, depth)) for item in parts]
        if not items:
            return []
        tight = not any(item.find("p") is not None for item in element)
        if element.tag == "ul":
            return [("ul", tight, items)]
        start, numbering = element.get("start", ""), _NUMBERINGS.get(element.get("type", ""), "1.")
        first = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        return [("ol", max(first, numbering != "1."), numbering, tight, items)]

    def _terms(self, element: Element, depth: int) -> list[Node]:
        """Terms, each with what is said of it."""
        pairs: list[list[Node]] = []
        for child in _parted(element, {"dd", "div", "dt"}):
            if child.tag == "div":
                pairs += next((one[1] for one in self._terms(child, depth)), [])
            elif child.tag == "dt":
                pairs.append([trim_line(self._inline(child, 0)), []])
            else:
                pairs = pairs or [[[], []]]
                pairs[-1][1] += self._anchored(child, self._blocks(child, depth))
        return [("dl", pairs)] if pairs else []

    def _note(self, element: Element, depth: int) -> list[Node]:
        """An admonition or a fold: a title and what is under it."""
        title: list[Node] = []
        for child in element:
            if child.tag == "summary" or "admonition-title" in class_names(child):
                title = trim_line(self._inline(child, 0))
                detach(child)
                break
        return [("note", title, self._blocks(element, depth))]

    def _table(self, element: Element, depth: int) -> list[Node]:
        grid = table.grid(element)
        outer, before = self._columns, self._callable
        self._columns, self._callable = outer * max(1, grid.columns), False
        long = {cell.y for cell in grid.cells if cell.lines * grid.columns > table.LONG_ROW}
        cells = [
            [
                cell.x,
                cell.y,
                cell.columns,
                cell.rows,
                cell.align,
                cell.head,
                cell.y in long,
                self._blocks(cell.element, depth),
            ]
            for cell in grid.cells
        ]
        self._columns, self._callable = outer, before
        above = [block for one in grid.captions for block in self._plain_block(one, depth)]
        above += [node for one in grid.strays for node in self._blocks(_around(one), depth)]
        return [*above, ("table", grid.columns, grid.header_rows, cells)] if cells else above

    def _inline(self, parent: Element, depth: int) -> list[Node]:
        nodes = self._text(parent.text)
        for child in parent:
            nodes += self._one(child, depth) if is_visible(child) else []
            nodes += self._text(child.tail)
        return nodes

    def _one(self, element: Element, depth: int) -> list[Node]:
        """An element inside a line."""
        if element.tag in {"br", "hr"}:
            return [("br",)]
        if element.tag == "wbr":
            return ["\u200b"]
        if element.tag == "img":
            return self._picture(element)
        if depth > _DEEPEST:
            return self._text(plain_text(element))
        anchor = self._anchor(element)
        made = self._marked(element, depth)
        return [("at", anchor), *made] if anchor else made

    def _marked(self, element: Element, depth: int) -> list[Node]:  # noqa: PLR0911 - one for each kind
        tag = str(element.tag)
        if tag in _CODE:
            text = fold_spaces("".join(map(str, element.itertext())))
            return [("code", allow_breaks(text, self._room()))] if text.strip() else self._text(text)
        if tag == "sup" and (note := self._footnote(element)) is not None:
            return note
        inside = self._inline(element, depth + 1)
        if tag == "a":
            return self._link(element, inside)
        if tag == "q":
            return ["“", *inside, "”"]
        if tag in BLOCKS:
            return [" ", *inside, " "]
        if "citation" in class_names(element):
            return [("cite", inside)]
        code, region = language_codes(element.get("lang", ""))
        inside = [("lang", code, region, inside)] if code else inside
        return [(_MARKED[tag], inside)] if tag in _MARKED else inside

    def _link(self, element: Element, inside: list[Node]) -> list[Node]:
        href = element.get("href", "")
        if href.startswith("#"):
            return [("jump", self.prefix + strip_unprintable(href[1:]), inside)]
        url = self.absolute_url(href) if href else ""
        return [("link", url, inside)] if url else inside

    def _picture(self, element: Element) -> list[Node]:
        alt, file = fold_spaces(element.get("alt", "")).strip(), self.picture_file(element.get("src", ""))
        if not file:
            return self._text(alt)
        return [("picture", self.pictures.setdefault(file, len(self.pictures)), alt, self._columns)]

    def _footnote(self, element: Element) -> list[Node] | None:
        """The note that a mark calls, at its first call; None for another kind of mark."""
        call = element.find("a[@href]")
        if call is None or "footnote-ref" not in class_names(call) or not self._callable:
            return None
        number, note = self._notes.pop(call.get("href", "")[1:], (0, None))
        if note is None:
            return None
        self._callable = False
        inner = self._contained(note, 1)
        self._callable = True
        return [("foot", self._anchor(note), number, inner)] if inner else None

    def _anchored(self, element: Element, blocks: list[Node]) -> list[Node]:
        anchor = self._anchor(element) if blocks else ""
        if not anchor:
            return blocks
        if blocks[0][0] in PARAGRAPHS:
            return [(blocks[0][0], [("at", anchor), *blocks[0][1]]), *blocks[1:]]
        return [("at", anchor), *blocks]

    def _anchor(self, element: Element) -> str:
        anchor = self.prefix + strip_unprintable(element.get("id", ""))
        if anchor == self.prefix or anchor in self._anchors:
            return ""
        self._anchors.add(anchor)
        return anchor

    def _text(self, text: str | None) -> list[Node]:
        return [allow_breaks(tie_numbers(fold_spaces(text)), self._room())] if text else []

    def _room(self) -> int:
        """Letters that fit into a line, about."""
        return _LONGEST_WORD if self._columns == 1 else max(_SHORTEST_BREAK, _LONGEST_IN_ROW // self._columns)


_MAKERS: dict[str, Callable[[HtmlReader, Element, int], list[Node]]] = {
    "blockquote": HtmlReader._quote,  # noqa: SLF001
    "ul": HtmlReader._list,  # noqa: SLF001
    "ol": HtmlReader._list,  # noqa: SLF001
    "dl": HtmlReader._terms,  # noqa: SLF001
    "details": HtmlReader._note,  # noqa: SLF001
    "table": HtmlReader._table,  # noqa: SLF001
}


def _paragraph(nodes: list[Node]) -> list[Node]:
    line = trim_line(nodes)
    return [("p", line)] if line else []


def _parted(element: Element, names: Set[str]) -> list[Element]:
    """What a list holds; anything else between its items makes items of its own."""
    parts: list[Element] = []
    stray = element.makeelement("dd", {})
    stray.text = element.text
    for child in list(element):
        if child.tag not in names:
            stray.append(child)
            continue
        parts += [stray, child]
        stray = element.makeelement("dd", {})
        stray.text, child.tail = child.tail, None
    return [
        one for one in (*parts, stray) if one.tag in names - {"dd"} or len(one) or (one.text or "").strip()
    ]


def _around(element: Element) -> Element:
    """An element that holds this one alone."""
    made = element.makeelement("div", {})
    made.append(element)
    return made


def _taken_notes(root: Element) -> dict[str, tuple[int, Element]]:
    """Footnotes by id, with their numbers, taken out of the end of a text where the extension puts them."""
    notes: dict[str, tuple[int, Element]] = {}
    for end in [one for one in root.iter("div") if "footnote" in class_names(one)]:
        listed = [item for one in end.iterfind("ol") for item in one]
        if all(child.tag in {"hr", "ol"} for child in end) and all(item.get("id") for item in listed):
            notes |= {item.get("id", ""): (number, item) for number, item in enumerate(listed, start=1)}
            detach(end)
    return notes
