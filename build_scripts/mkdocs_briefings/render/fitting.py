"""Fits the tree of a text into its page: heading levels, paragraph addresses, where links lead, captions of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, cast
from xml.etree import ElementTree

import markdown
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from mkdocs_briefings.render.entity_links import EntityLinker
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.paragraphs import ParagraphNames, link_to_paragraph, words_of_paragraph
from mkdocs_briefings.render.sanitise import content_id, own_id

CHART_SIGN = "\U0010fff0c"
"""Begins the only line of a paragraph that a chart takes the place of."""
_HEADING = re.compile(r"h[1-6]")
_ALIGNED = re.compile(r"text-align: (left|center|right);")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class FoundHeading(NamedTuple):
    """A heading of a text, as the tree has it."""

    level: int
    anchor: str
    html: str
    """Its words; empty without the extension `toc`."""


class Shape(NamedTuple):
    """The shape that fits a text into its page."""

    top: int = 4
    """Level of the highest heading."""
    paragraphs: bool = False
    """Whether paragraphs get addresses."""
    names: Mapping[str, str] = MappingProxyType({})
    """Names whose first mention leads to a page, and the relative address of the page."""
    figures: Sequence[str] = ()
    """HTML that stands in the place of the charts."""


class Fitting(Treeprocessor):
    """Fits a text into its page: heading levels, paragraph addresses, where links lead."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.links: Mapping[str, str] = {}
        self.shape = Shape()
        self.page = PageTexts()
        self.headings: list[FoundHeading] = []

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree of the text; `headings` are its headings then."""
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
        for element in root.iter("figure"):
            _put_caption_above_table(element)
        self.page.fit_notes(root)
        EntityLinker(self.shape.names).link_element(root)
        if self.shape.paragraphs:
            paragraphs = (element for element in root.findall("p") if not self._stands_for_a_block(element))
            names = ParagraphNames()
            for element in paragraphs:
                number, name = names.next(words_of_paragraph(element))
                element.set("id", own_id(f"p:{number}"))
                link = {
                    "aria-label": link_to_paragraph(self.page.words, number),
                    "class": "permalink",
                    "href": f"#{name}",
                }
                own = {} if name == f"p:{number}" else {"id": own_id(name)}
                ElementTree.SubElement(element, "a", link | own)

    def _stands_for_a_block(self, element: ElementTree.Element) -> bool:
        """Return whether a block of HTML or code, or a chart, will take the place of a paragraph."""
        text = (element.text or "").strip()
        if text.startswith(CHART_SIGN):
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
            self.headings.append(FoundHeading(level, anchor, titles.get(name, "")))

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


def _put_caption_above_table(figure: ElementTree.Element) -> None:
    """Put the caption of a table above it, where a reader looks first."""
    caption = figure.find("figcaption")
    if caption is not None and figure[0].tag == "table":
        figure.remove(caption)
        figure.insert(0, caption)


def _all_tokens(tokens: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the headings that the extension `toc` found, with those below each."""
    for token in tokens:
        yield token
        yield from _all_tokens(token.get("children", ()))
