"""One article as Markdown, as a web page and as a Word document, the three forms a desk keeps it in.

The page is what Python-Markdown makes of the Markdown; the document is made of the page with python-docx, as Word
would write it: real lists, links, footnotes, tables, pictures with their description.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import docx
import lxml.html
import markdown
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists", "def_list", "md_in_html")
_SILENT = ("script", "style", "iframe", "svg", "noscript", "template", "form", "button", "video", "audio")
_HOLDERS = (
    "div",
    "section",
    "article",
    "main",
    "figure",
    "center",
    "details",
    "header",
    "dl",
    "body",
    "aside",
)
_BLOCKS = (*_HOLDERS, *"p h1 h2 h3 h4 h5 h6 ul ol pre blockquote table hr figcaption summary dt dd".split())
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True)
class Post:
    """An article before it takes a form."""

    title: str
    body: str
    """Markdown."""
    date: str = ""
    authors: tuple[str, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)
    """Further keys of the front matter, which the other forms have no place for."""
    id: str = ""


def as_markdown(post: Post) -> str:
    """Front matter and text."""
    keys = {"title": post.title, "date": post.date, "authors": list(post.authors), **post.others}
    head = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items() if value
    )
    return f"---\n{head}\n---\n\n{post.body}\n"


def rendered(text: str) -> str:
    """Markdown as HTML."""
    return markdown.markdown(text, extensions=list(EXTENSIONS))


def as_page(post: Post) -> str:
    """A web page with a frame around the article."""
    meta = f'<meta name="author" content="{escape(", ".join(post.authors))}">' if post.authors else ""
    meta += f'<meta property="article:published_time" content="{post.date}">' if post.date else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(post.title)}</title>{meta}</head>'
        f'<body><nav><a href="/">Home</a></nav><main><article><h1>{escape(post.title)}</h1>\n'
        f"{rendered(post.body)}\n</article></main><footer>All rights to the reader.</footer></body></html>"
    )


def as_document(post: Post) -> bytes:
    """A Word document with the title and lines for authors and date on top."""
    written = _Writer()
    written.document.add_heading(post.title, 0)
    if post.authors:
        written.document.add_paragraph(f"Authors: {', '.join(post.authors)}")
    if post.date:
        written.document.add_paragraph(f"Date: {post.date}")
    text = lxml.html.fragment_fromstring(rendered(post.body), create_parent="div")
    for notes in text.find_class("footnote"):
        written.notes |= {note.get("id"): note for note in notes.iter("li")}
        notes.drop_tree()
    written.blocks(text, _Place())
    return written.saved()


@dataclass(frozen=True)
class _Place:
    """What surrounds a block of a document."""

    style: str | None = None
    list: int = 0
    """Number of the list in the numbering part; 0 outside lists."""
    level: int = -1


@dataclass(frozen=True)
class _Look:
    """How a run of letters looks."""

    bold: bool = False
    italic: bool = False
    code: bool = False


def empty_document() -> Document:
    """Return a document that has styles of its own for one table alone: readers take longest for the other hundred."""
    document: Document = docx.Document()
    tables = [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]
    for style in tables:
        if style != document.styles.default(WD_STYLE_TYPE.TABLE):
            style.delete()
    return document


class _Writer:
    """A document that grows."""

    def __init__(self) -> None:
        self.document = empty_document()
        self.part: Part = self.document.part
        """What is being written: links belong to the text or to its notes."""
        self.notes: dict[str, lxml.html.HtmlElement] = {}
        self.lists = 0
        styles = self.document.styles
        styles.add_style("HTML Preformatted", WD_STYLE_TYPE.PARAGRAPH)
        styles.add_style("HTML Code", WD_STYLE_TYPE.CHARACTER)
        numbering = self.document.part.numbering_part.element
        for kind, shape in enumerate(("bullet", "decimal")):
            levels = "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
                f'<w:lvlText w:val="{"•" if not kind else f"%{level + 1}."}"/></w:lvl>'
                for level in range(9)
            )
            definition = (
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{900 + kind}">{levels}</w:abstractNum>'
            )
            numbering.insert(0, parse_xml(definition))

    def saved(self) -> bytes:
        """The bytes of the file."""
        if self.notes:
            self._save_notes()
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def blocks(self, element: lxml.html.HtmlElement, place: _Place) -> None:
        """The blocks in an element; text beside them becomes a paragraph."""
        for line in _lines(element):
            if isinstance(line, list):
                paragraph = self._paragraph(place)
                for piece in line:
                    self._inline(paragraph._p, piece, _Look())
            else:
                self._block(line, place)
            place = replace(place, level=-1)

    def _paragraph(self, place: _Place) -> Any:
        paragraph = self.document.add_paragraph(style=place.style)
        if place.level >= 0:
            number = parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place.level}"/><w:numId w:val="{place.list}"/></w:numPr>'
            )
            paragraph._p.get_or_add_pPr().append(number)
        return paragraph

    def _block(self, element: lxml.html.HtmlElement, place: _Place) -> None:
        tag = element.tag
        if tag in ("ul", "ol"):
            self._list(element, place)
        elif tag == "table":
            self._table(element)
        elif tag == "pre":
            text = element.text_content().rstrip("\n").split("\n")
            run = self.document.add_paragraph(style="HTML Preformatted").add_run(text[0])
            for line in text[1:]:
                run.add_break()
                run.add_text(line)
        elif tag == "hr":
            self.document.add_paragraph()
        elif tag[0] == "h" and tag[1:].isdigit():
            self._line(element, replace(place, style=f"Heading {tag[1:]}"))
        elif tag == "blockquote":
            self.blocks(element, replace(place, style="Quote"))
        elif tag in _HOLDERS:
            self.blocks(element, place)
        else:
            self._line(element, place)

    def _line(self, element: lxml.html.HtmlElement, place: _Place) -> None:
        paragraph = self._paragraph(place)
        self._inline(paragraph._p, element, _Look())

    def _list(self, element: lxml.html.HtmlElement, place: _Place) -> None:
        numbering = self.document.part.numbering_part.element
        self.lists += 1
        number = 1000 + self.lists
        kind = 900 + (element.tag == "ol")
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
        )
        depth = sum(outer.tag in ("ul", "ol") for outer in element.iterancestors())
        for item in element.iterchildren("li"):
            self.blocks(item, _Place(list=number, level=depth))

    def _table(self, element: lxml.html.HtmlElement) -> None:
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        table = self.document.add_table(len(rows), max(map(len, rows), default=1))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._inline(table.cell(row, column).paragraphs[0]._p, cell, _Look())

    def _inline(self, parent: Any, element: lxml.html.HtmlElement | str, look: _Look) -> None:
        """Runs for a piece of running text, put into a paragraph or a link."""
        if isinstance(element, str):
            self._run(parent, element, look)
            return
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            return
        inner = replace(
            look,
            bold=look.bold or element.tag in ("strong", "b", "th"),
            italic=look.italic or element.tag in ("em", "i"),
            code=look.code or element.tag == "code",
        )
        href = element.get("href", "") if element.tag == "a" else ""
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            self._note_mark(parent, element[0].get("href")[1:])
            return
        if element.tag == "br":
            _append_run(parent).append(OxmlElement("w:br"))
        elif element.tag == "img":
            self._picture(parent, element.get("alt", ""))
        if href:
            parent = self._link(parent, href)
        self._run(parent, element.text or "", inner)
        for child in element:
            self._inline(parent, child, inner)
            self._run(parent, child.tail or "", inner)

    def _run(self, parent: Any, text: str, look: _Look) -> None:
        text = " ".join(f"x{text}x".split())[1:-1]
        if not text:
            return
        run = docx.text.run.Run(_append_run(parent), self.document)
        run.text = text
        run.bold, run.italic = look.bold or None, look.italic or None
        if look.code:
            run.style = self.document.styles["HTML Code"]

    def _link(self, parent: Any, href: str) -> Any:
        link = OxmlElement("w:hyperlink")
        if href.startswith("#"):
            link.set(qn("w:anchor"), href[1:])
        else:
            link.set(qn("r:id"), self.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        parent.append(link)
        return link

    def _picture(self, parent: Any, alt: str) -> None:
        run = docx.text.run.Run(_append_run(parent), self.document.paragraphs[0])
        run.add_picture(io.BytesIO(_PIXEL))
        run._r.find(f".//{qn('wp:docPr')}").set("descr", alt)

    def _note_mark(self, parent: Any, label: str) -> None:
        run = _append_run(parent)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(list(self.notes).index(label) + 1))
        run.append(mark)

    def _save_notes(self) -> None:
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, b"", package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.part = part
        for number, note in enumerate(self.notes.values(), 1):
            footnote = OxmlElement("w:footnote")
            footnote.set(qn("w:id"), str(number))
            root.append(footnote)
            for paragraph in note.iter("p"):
                line = OxmlElement("w:p")
                footnote.append(line)
                copy = deepcopy(paragraph)
                for back in [link for link in copy.iter("a") if "backref" in (link.get("class") or "")]:
                    back.drop_tree()
                self._inline(line, copy, _Look())
        part._blob = lxml.etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _append_run(parent: Any) -> Any:
    run = OxmlElement("w:r")
    parent.append(run)
    return run


def _lines(element: lxml.html.HtmlElement) -> Iterator[list[Any] | lxml.html.HtmlElement]:
    """Blocks in order, and between them what runs on one line."""
    line: list[Any] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in _BLOCKS:
            if _says(line):
                yield line
            line = []
            yield child
        else:
            bare = deepcopy(child)
            bare.tail = None
            line.append(bare)
        line.append(child.tail or "")
    if _says(line):
        yield line


def _says(line: list[Any]) -> bool:
    return any(part.strip() if isinstance(part, str) else isinstance(part.tag, str) for part in line)
