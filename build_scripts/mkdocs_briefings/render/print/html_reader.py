"""Reads the sanitised HTML of a page into the tree for the print template.

A node is a text, or a list that begins with its kind (`["em", [...]]`); `templates/print/content.typ` has a branch for
each kind. Every word that readers of the page see is kept, also those of elements that no kind stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.render.bidi import with_isolates
from mkdocs_briefings.render.print import parts, table
from mkdocs_briefings.render.print.columns import column_needs
from mkdocs_briefings.render.print.formula import formula_node
from mkdocs_briefings.render.print.text import (
    allow_breaks,
    fold_spaces,
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

_MARKS = {"em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong"}
_MARKS |= {"sub": "sub", "sup": "sup", "del": "strike", "s": "strike", "ins": "under", "u": "under"}
_MARKS |= {"small": "small", "mark": "mark"}
_CODE = frozenset({"code", "kbd", "samp", "pre"})
_NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I."}
_DEEPEST = 8
"""Depth of blocks or marks inside one another beyond which only words are kept."""
_LONGEST_WORD = 46
"""Letters that fit into a line, about."""
_LONGEST_IN_ROW = 88
"""Letters that fit into a line of a table, about: they are set smaller."""
_SHORTEST_BREAK = 20
_PAGE_TOP = 3
"""Level of the highest heading of a text on the page."""


@dataclass(slots=True)
class HtmlReader:
    """Reader of the texts of one briefing, one after another."""

    absolute_url: Callable[[str], str]
    """Function that makes an `href` an absolute address; empty for one that leads nowhere."""
    picture_file: Callable[[str], str | ChartWithData]
    """Function that gives the file in the content folder or the chart behind a `src`; empty for none."""
    pictures: dict[str | ChartWithData, int]
    """Numbers of the files shown so far; several readers may share the mapping."""
    prefix: str = ""
    """Text before each anchor, where several briefings share a print."""
    top: int = 2
    """Level of the highest heading inside a text."""
    rtl: bool = False
    """Whether the texts are read from the right."""
    quotes: tuple[str, str] = ("“", "”")
    """Quotation marks of their language."""
    _anchors: set[str] = field(default_factory=set)
    _footnotes: dict[str, tuple[int, Element]] = field(default_factory=dict)
    _explained: set[tuple[str, str]] = field(default_factory=set)
    """Abbreviations so far, with what they stand for."""
    _containers: int = 0
    """Number of containers around the reader; a heading in one is no section of the briefing."""
    _footnotes_allowed: bool = True
    """Whether the print can have a footnote where the reader is."""
    _columns: int = 1
    _level: int = 1

    def line(self, html: str) -> list[Node]:
        """Return the nodes of a text of one line; paragraphs are run together, and each footnote is at its first call."""
        root = parse_fragment(html)
        self._footnotes = parts.take_footnotes(root)
        nodes = self._inline(root, 0)
        for _, note in self._footnotes.values():
            nodes += [" ", *self._inline(note, 1)]
        return trim_line(nodes)

    def blocks(self, html: str) -> list[Node]:
        """Return the blocks of a text, each footnote at its first call; notes without one come last."""
        root = parse_fragment(html)
        self._footnotes, self._level = parts.take_footnotes(root), self.top - 1
        blocks = self._blocks(root, 0)
        self._footnotes_allowed = False
        for number, note in self._footnotes.values():
            inner = self._anchored(note, self._blocks_in_container(note, 1))
            blocks.append(("ol", number, "1.", False, [inner]))
        self._footnotes_allowed = True
        return blocks

    def _blocks(self, parent: Element, depth: int) -> list[Node]:
        """Return the blocks inside an element; text beside them becomes paragraphs."""
        if depth > _DEEPEST:
            return _paragraph(self._text(plain_text(parent)))
        blocks: list[Node] = []
        line = self._text(parent.text)
        for child in parent:
            if is_visible(child) and (child.tag in BLOCKS or holds_blocks(child)):
                blocks += [*_paragraph(line), *self._block(child, depth)]
                line = []
            elif is_visible(child):
                line += self._inline_element(child, depth)
            line += self._text(child.tail)
        return mark_leads(blocks + _paragraph(line))

    def _block(self, element: Element, depth: int) -> list[Node]:
        tag = str(element.tag)
        if tag in HEADINGS:
            return self._heading(element)
        if tag == "pre":
            return self._anchored(element, self._code_block(element))
        if tag == "hr":
            return [("rule",)]
        if tag in _BLOCK_READERS or "admonition" in class_names(element):
            self._containers += 1
            blocks = _BLOCK_READERS.get(tag, HtmlReader._note)(self, element, depth + 1)
            self._containers -= 1
            return self._anchored(element, blocks)
        return self._anchored(element, self._plain_block(element, depth))

    def _plain_block(self, element: Element, depth: int) -> list[Node]:
        inner = self._blocks(element, depth + (element.tag != "p"))
        if element.tag in {"figcaption", "caption"}:
            inner = [("caption", inner)] if inner else []
        if element.tag == "figure":
            inner = parts.with_captions(inner)
        return parts.in_own_language(element, inner)

    def _blocks_in_container(self, element: Element, depth: int) -> list[Node]:
        self._containers += 1
        inner = self._blocks(element, depth)
        self._containers -= 1
        return inner

    def _heading(self, element: Element) -> list[Node]:
        allowed, self._footnotes_allowed = self._footnotes_allowed, False
        inside = trim_line(self._inline(element, 0))
        self._footnotes_allowed = allowed
        if not inside:
            return []
        if self._containers:
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
        items = [
            self._anchored(item, self._blocks(item, depth)) for item in parts.list_items(element, {"li"})
        ]
        if not items:
            return []
        tight = not any(item.find("p") is not None for item in element)
        if element.tag == "ul":
            return [("ul", tight, items)]
        start, numbering = element.get("start", ""), _NUMBERINGS.get(element.get("type", ""), "1.")
        first = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        return [("ol", max(first, numbering != "1."), numbering, tight, items)]

    def _terms(self, element: Element, depth: int) -> list[Node]:
        """Return a description list: pairs of a term and blocks."""
        pairs: list[list[Node]] = []
        for child in parts.list_items(element, {"dd", "div", "dt"}):
            if child.tag == "div":
                pairs += next((inner[1] for inner in self._terms(child, depth)), [])
            elif child.tag == "dt":
                pairs.append([trim_line(self._inline(child, 0)), []])
            else:
                pairs = pairs or [[[], []]]
                pairs[-1][1] += self._anchored(child, self._blocks(child, depth))
        return [("dl", pairs)] if pairs else []

    def _note(self, element: Element, depth: int) -> list[Node]:
        """Return an admonition or `details` element: a title and blocks."""
        title: list[Node] = []
        for child in element:
            if child.tag == "summary" or "admonition-title" in class_names(child):
                title = trim_line(self._inline(child, 0))
                detach(child)
                break
        return [("note", title, self._blocks(element, depth))]

    def _table(self, element: Element, depth: int) -> list[Node]:
        grid = table.grid(element)
        outer = self._columns, self._footnotes_allowed
        self._columns, self._footnotes_allowed = self._columns * max(1, grid.columns), False
        long = {cell.y for cell in grid.cells if cell.lines * grid.columns > table.LONG_ROW}
        inside = [self._blocks(cell.element, depth) for cell in grid.cells]
        texts = ["".join(self._text(plain_text(cell.element))) for cell in grid.cells]
        if self.rtl:
            inside = list(map(parts.with_number_apart, inside, texts))
        cells = [
            [*cell.layout, cell.y in long, blocks] for cell, blocks in zip(grid.cells, inside, strict=True)
        ]
        self._columns, self._footnotes_allowed = outer
        stands_alone = self._containers == 1 and self._footnotes_allowed
        above = [block for caption in grid.captions for block in self._plain_block(caption, depth)]
        above += [block for stray in grid.strays for block in self._blocks(parts.wrapped(stray), depth)]
        needs = column_needs(grid, texts)
        return (
            [*above, ("table", grid.columns, grid.header_rows, cells, needs, stands_alone)]
            if cells
            else above
        )

    def _inline(self, parent: Element, depth: int) -> list[Node]:
        nodes = self._text(parent.text)
        for child in parent:
            nodes += self._inline_element(child, depth) if is_visible(child) else []
            nodes += self._text(child.tail)
        return nodes

    def _inline_element(self, element: Element, depth: int) -> list[Node]:
        """Return the nodes of an element inside a line."""
        if element.tag in {"br", "hr"}:
            return [("br",)]
        if element.tag == "wbr":
            return ["\u200b"]
        if element.tag == "img":
            return self._picture(element)
        if element.tag == "math":
            return [formula_node(element)]
        if depth > _DEEPEST:
            return self._text(plain_text(element))
        anchor = self._anchor(element)
        nodes = self._marked(element, depth)
        return [("at", anchor), *nodes] if anchor else nodes

    def _marked(self, element: Element, depth: int) -> list[Node]:  # noqa: PLR0911 - one for each kind
        tag = str(element.tag)
        if "task" in class_names(element):
            return [("task", element.text == "☑")]
        if tag in _CODE:
            text = fold_spaces("".join(map(str, element.itertext())))
            return [("code", allow_breaks(text, self._room()))] if text.strip() else self._text(text)
        if tag == "sup" and (note := self._footnote(element)) is not None:
            return note
        inside = self._inline(element, depth + 1)
        if tag == "a":
            return self._link(element, inside)
        if tag == "q":
            return [self.quotes[0], *inside, self.quotes[1]]
        if tag == "abbr" and element.get("title"):
            return self._abbreviation(element, inside)
        if tag in BLOCKS:
            return [" ", *inside, " "]
        if "citation" in class_names(element):
            return [("cite", inside)]
        inside = parts.in_own_direction(element, inside, rtl=self.rtl)
        return [(_MARKS[tag], inside)] if tag in _MARKS else inside

    def _abbreviation(self, element: Element, inside: list[Node]) -> list[Node]:
        """Return an abbreviation; what it stands for follows the first time, for paper shows no title."""
        key = plain_text(element), element.get("title", "")
        if key in self._explained:
            return inside
        self._explained.add(key)
        return [*inside, " (", *self._text(key[1]), ")"]

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
        """Return the footnote that an element calls, at its first call; None for another element."""
        call = element.find("a[@href]")
        if call is None or "footnote-ref" not in class_names(call) or not self._footnotes_allowed:
            return None
        number, note = self._footnotes.pop(call.get("href", "")[1:], (0, None))
        if note is None:
            return None
        self._footnotes_allowed = False
        inner = self._blocks_in_container(note, 1)
        self._footnotes_allowed = True
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
        if not text:
            return []
        text = tie_numbers(fold_spaces(text))
        return [allow_breaks(with_isolates(text, rtl=self.rtl), self._room())]

    def _room(self) -> int:
        """Return about how many letters fit into a line."""
        return _LONGEST_WORD if self._columns == 1 else max(_SHORTEST_BREAK, _LONGEST_IN_ROW // self._columns)


_BLOCK_READERS: dict[str, Callable[[HtmlReader, Element, int], list[Node]]] = {
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
