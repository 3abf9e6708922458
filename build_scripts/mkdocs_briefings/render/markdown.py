"""Authors' Markdown to clean HTML: the site's Markdown extensions, citation marks, paragraph addresses.

Every text of a briefing is parsed here once; the page, search, feeds and print all take the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, cast
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from mkdocs_briefings.charts.blocks import chart_blocks
from mkdocs_briefings.model.site import Citation, CitedText
from mkdocs_briefings.model.spelling import RULES
from mkdocs_briefings.render.brackets import BracketEnds
from mkdocs_briefings.render.entity_links import EntityLinker
from mkdocs_briefings.render.footnotes import count_footnotes
from mkdocs_briefings.render.paragraphs import ParagraphNames, words_of_paragraph
from mkdocs_briefings.render.plain_prose import PlainProse, extensions_keep_prose
from mkdocs_briefings.render.sanitise import Sanitiser, content_id, own_id, with_own_ids

CitationHtml = Callable[[Citation], str]

_OPEN, _CLOSE = "\U0010fff0", "\U0010fff1"
_TOKEN = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
"""Stands for the citation of that number in a text that is being parsed: no Markdown syntax takes it apart."""
_CHART = re.compile(rf"<p>{_OPEN}c(\d+){_CLOSE}</p>")
"""Stands for a chart, as a paragraph of its own."""
_PROSE = PlainProse(_OPEN + _CLOSE)
_TAGS = re.compile(r"<[^>]*>")
BLOCK_TAGS = re.compile(
    r"</?(?:blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>"
)
_PERMALINK = '<a aria-label="Link to paragraph {0}" class="permalink" href="#{1}"{2}></a>'
_HEADING = re.compile(r"h[1-6]")
_ALIGNED = re.compile(r"text-align: (left|center|right);")
_WORD = re.compile(r"\w\S*")
_UNSPACED = re.compile(f"[{RULES['unspaced']}]")
_MARKUP = re.compile(r"[*_`\\~^=<&\[!\"'$]|--|\.\.")
"""Signs that words of a line need to be parsed for."""
_BEFORE_PHRASE = "x"
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a text."""

    level: int
    """1 to 6, as shown."""
    anchor: str
    """Its id."""
    title: str
    """Its words, plain."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML that may stand in any page."""

    html: str
    """Clean HTML."""
    headings: tuple[Heading, ...] = ()
    """Its headings, in order."""


def plain_text(html: str) -> str:
    """Return the words of clean HTML, white space folded; only elements that end a line part words."""
    return inline_text(BLOCK_TAGS.sub(" ", html))


def inline_text(html: str) -> str:
    """Return the words of clean HTML of one line, white space folded: tags leave no gap between letters."""
    return " ".join(unescape(_TAGS.sub("", html)).split())


def count_words(html: str) -> int:
    """Return the number of words in clean HTML; in scripts without blanks, seven characters count for four words."""
    text = _TAGS.sub("", BLOCK_TAGS.sub(" ", html))
    words, characters = ("", 0) if text.isascii() else _UNSPACED.subn(" ", text)
    return len(_WORD.findall(words)) + characters * 4 // 7 if characters else len(text.split())


class MarkdownRenderer:
    """One Markdown parser, used again for each text; not for use by two threads."""

    def __init__(self, extensions: Sequence[Any], configs: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the site's `markdown_extensions` and their settings, as MkDocs hands them to Python-Markdown."""
        own = {**configs, "toc": {**configs.get("toc", {}), "permalink": False, "baselevel": 1}}
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=dict(own))
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, "@"]
        self._marks = _Marks(_TOKEN.pattern, self._markdown)
        self._fitting = _Fitting(self._markdown)
        self._sanitiser = Sanitiser()
        self._leaves_prose = extensions_keep_prose(extensions)
        self._markdown.inlinePatterns.register(self._marks, "briefings_citation", 176)
        BracketEnds().answer_for(self._markdown.inlinePatterns)
        count_footnotes(self._markdown)
        if self._leaves_prose:
            self._markdown.treeprocessors.register(
                _PlainLines(self._markdown, self._marks), "briefings_plain", 21
            )
        self._markdown.treeprocessors.register(self._fitting, "briefings_layout", 2)

    def block(
        self,
        cited: CitedText,
        mark: CitationHtml,
        links: Mapping[str, str],
        names: Mapping[str, str],
        *,
        top: int = 3,
        figures: Sequence[str] = (),
    ) -> Fragment:
        """Render paragraphs, lists, tables ...; each paragraph gets an address of its own.

        Args:
            cited: the text with its citations.
            mark: returns the HTML of a citation.
            links: addresses that authors write in the site's own way (`briefing:x`), and where they lead.
            names: names whose first mention leads to a page, and the relative address of the page.
            top: level of the highest heading.
            figures: clean HTML that stands in the place of the charts, in order.
        """
        return self._render(cited, mark, links, _Shape(top, paragraphs=True, names=names, figures=figures))

    def short(self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str]) -> Fragment:
        """Render a text of one or two sentences: paragraphs without addresses of their own."""
        return self._render(cited, mark, links, _Shape())

    def line(self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str]) -> Fragment:
        """Render a text to stand inside a line: a single paragraph loses its `<p>`."""
        html = self.short(cited, mark, links).html
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Fragment(html)

    def phrase(self, text: str) -> str:
        """Render some words of a line, such as those around a citation; nothing in them begins a block."""
        if not _MARKUP.search(text):
            return escape(text, quote=False)
        html = self.line(CitedText(f"{_BEFORE_PHRASE} {text}"), lambda citation: "", {}).html
        return html.removeprefix(f"{_BEFORE_PHRASE} ")

    def unclean(self, cited: CitedText, mark: CitationHtml) -> str:
        """Return what Python-Markdown makes of a text, before anything is taken out of it."""
        marks = [mark(citation) for citation in cited.citations]
        return self._convert(cited, _with_tokens(cited, with_charts=True), marks, {}, _Shape())

    def _render(
        self, cited: CitedText, mark: CitationHtml, links: Mapping[str, str], shape: _Shape
    ) -> Fragment:
        text = _with_tokens(cited, with_charts=bool(shape.figures))
        marks = [with_own_ids(_without_signs(mark(citation))) for citation in cited.citations]
        allowed = {**links, **{href: href for href in shape.names.values()}}
        if self._leaves_prose and not shape.figures and (paragraphs := _PROSE.paragraphs(text)):
            return Fragment(self._sanitiser.sanitise(_prose_html(paragraphs, marks, shape), allowed))
        clean = self._sanitiser.sanitise(self._convert(cited, text, marks, links, shape), allowed)
        clean = _CHART.sub(lambda match: shape.figures[int(match[1])], clean)
        return Fragment(clean, tuple(self._fitting.headings))

    def _convert(
        self, cited: CitedText, text: str, marks: Sequence[str], links: Mapping[str, str], shape: _Shape
    ) -> str:
        self._marks.html = marks
        self._fitting.links, self._fitting.shape, self._fitting.headings = links, shape, []
        html = self._markdown.reset().convert(text)
        as_written = [escape(cited.text[mark.start : mark.end], quote=False) for mark in cited.citations]
        return _TOKEN.sub(lambda match: as_written[int(match[1])], html)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is fitted into its page."""

    top: int = 4
    """Level of the highest heading."""
    paragraphs: bool = False
    """Whether paragraphs get addresses."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names whose first mention leads to a page, and the relative address of the page."""
    figures: Sequence[str] = ()
    """HTML that stands in the place of the charts."""


def _prose_html(paragraphs: Sequence[str], marks: Sequence[str], shape: _Shape) -> str:
    """Return what the parser and `_Fitting` make of plain prose."""
    linker, names, lines = EntityLinker(shape.names), ParagraphNames(), []
    for text in paragraphs:
        pieces = _TOKEN.split(text)
        address, link = "", ""
        if shape.paragraphs:
            number, name = names.next("".join(pieces[::2]))
            address = f' id="{own_id(f"p:{number}")}"'
            link = _PERMALINK.format(number, name, f' id="{own_id(name)}"' if name != f"p:{number}" else "")
        pieces[::2] = map(linker.linked_html, pieces[::2])
        pieces[1::2] = (marks[int(token)] for token in pieces[1::2])
        lines.append(f"<p{address}>{''.join(pieces)}{link}</p>")
    return "\n".join(lines)


def _with_tokens(cited: CitedText, *, with_charts: bool) -> str:
    """Return a text with signs in the place of citations and, if they are to be shown, of charts."""
    charts = chart_blocks(cited.text) if with_charts else ()
    tokens = [
        *((mark.start, mark.end, f"{_OPEN}{number}{_CLOSE}") for number, mark in enumerate(cited.citations)),
        *(
            (chart.start, chart.end, f"\n\n{_OPEN}c{number}{_CLOSE}\n\n")
            for number, chart in enumerate(charts)
        ),
    ]
    parts, after = [], 0
    for start, end, token in sorted(tokens):
        if start >= after:
            parts += [_without_signs(cited.text[after:start]), token]
            after = end
    return "".join((*parts, _without_signs(cited.text[after:])))


def _without_signs(text: str) -> str:
    """Replace the signs around tokens where a text holds them itself."""
    return text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")


class _Marks(InlineProcessor):
    """Puts the HTML of a citation where its token stands."""

    def __init__(self, pattern: str, md: markdown.Markdown) -> None:
        super().__init__(pattern, md)
        self.html: Sequence[str] = ()

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.store(match), match.start(0), match.end(0)

    def store(self, match: re.Match[str]) -> str:
        """Return the placeholder that Python-Markdown replaces by the HTML in the end."""
        return self.md.htmlStash.store(self.html[int(match[1])])


class _PlainLines(Treeprocessor):
    """Keeps all inline patterns away from plain prose: of them, only that for citations would find anything."""

    def __init__(self, md: markdown.Markdown, marks: _Marks) -> None:
        super().__init__(md)
        self._store = marks.store

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and _PROSE.is_plain_line(text):
                element.text = AtomicString(_TOKEN.sub(self._store, text))


class _Fitting(Treeprocessor):
    """Fits a text into its page: heading levels, paragraph addresses, where links lead."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.links: Mapping[str, str] = {}
        self.shape = _Shape()
        self.headings: list[Heading] = []

    def run(self, root: ElementTree.Element) -> None:
        headings = [element for element in root.iter() if _HEADING.fullmatch(element.tag)]
        shift = self.shape.top - min((int(element.tag[1]) for element in headings), default=0)
        titles = {str(token["id"]): str(token["name"]) for token in _all_tokens(self._toc_tokens())}
        for element in headings:
            self._heading(element, shift, titles)
        for element in root.iter("a"):
            self._link(element)
        for element in root.iter("img"):
            self._image(element)
        for element in (*root.iter("th"), *root.iter("td")):
            if aligned := _ALIGNED.search(element.attrib.pop("style", "")):
                element.set("align", aligned[1])
        EntityLinker(self.shape.names).link_element(root)
        if self.shape.paragraphs:
            paragraphs = (element for element in root.findall("p") if not self._stands_for_a_block(element))
            names = ParagraphNames()
            for element in paragraphs:
                number, name = names.next(words_of_paragraph(element))
                element.set("id", own_id(f"p:{number}"))
                link = {
                    "aria-label": f"Link to paragraph {number}",
                    "class": "permalink",
                    "href": f"#{name}",
                }
                own = {} if name == f"p:{number}" else {"id": own_id(name)}
                ElementTree.SubElement(element, "a", link | own)

    def _stands_for_a_block(self, element: ElementTree.Element) -> bool:
        """Return whether a block of HTML or code, or a chart, will take the place of a paragraph."""
        text = (element.text or "").strip()
        if text.startswith(f"{_OPEN}c"):
            return True
        held = HTML_PLACEHOLDER_RE.fullmatch(text)
        if held is None or len(element):
            return False
        restoring = cast("RawHtmlPostprocessor", self.md.postprocessors["raw_html"])
        html = restoring.stash_to_string(self.md.htmlStash.rawHtmlBlocks[int(held[1])])  # type: ignore[arg-type]
        return restoring.isblocklevel(html)

    def _toc_tokens(self) -> Sequence[Mapping[str, Any]]:
        """Return what the extension `toc` found; nothing without it."""
        return getattr(self.md, "toc_tokens", ())

    def _heading(self, element: ElementTree.Element, shift: int, titles: Mapping[str, str]) -> None:
        level = max(2, min(6, int(element.tag[1]) + shift))
        element.tag = f"h{level}"
        name = element.get("id", "")
        if anchor := content_id(name):
            self.headings.append(Heading(level, anchor, inline_text(titles.get(name, ""))))

    def _link(self, element: ElementTree.Element) -> None:
        address = element.get("href", "")
        base, sign, fragment = address.partition("#")
        if base in self.links:
            element.set("href", self.links[base] + sign + fragment)
        elif _ABSOLUTE.match(address) and not address.startswith("briefing:"):
            element.set("rel", "noopener")

    def _image(self, element: ElementTree.Element) -> None:
        """Turn a picture from elsewhere into a link: a page asks no third party for anything."""
        address = element.get("src", "")
        if address in self.links:
            element.set("src", self.links[address])
            element.set("loading", "lazy")
        elif _ABSOLUTE.match(address) or address.startswith("//"):
            address = f"https:{address}" if address.startswith("//") else address
            name, tail = element.get("alt") or address, element.tail
            element.clear()
            element.tag, element.text, element.tail = "a", name, tail
            element.attrib.update({"href": address, "rel": "noopener", "class": "picture-elsewhere"})


def _all_tokens(tokens: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the headings that the extension `toc` found, with those below each."""
    for token in tokens:
        yield token
        yield from _all_tokens(token.get("children", ()))
