"""Link the first mention of each entity in a text to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree

_LEFT_ALONE = frozenset(
    {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "cite", "figcaption", "footer"}
)
"""Links and code are what they are, headings lead elsewhere, and an attribution names who is quoted."""
_ATTRIBUTION = re.compile(r"\s*[—–―]")
_NEVER = re.compile(r"(?!)")


class EntityLinker:
    """The names still to be linked in one text."""

    def __init__(self, ways: Mapping[str, str]) -> None:
        """Take the address of its page for each name; the names of one entity share an address."""
        longest_first = sorted(ways, key=lambda name: (-len(name), name))
        names = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if ways else _NEVER
        self._ways = ways
        self._linked: set[str] = set()

    def link_element(self, element: ElementTree.Element) -> None:
        """Put links into an element and all that is in it, in reading order."""
        if element.tag in _LEFT_ALONE:
            return
        children = list(element)
        before, links = self._cut(element.text)
        if links:
            element.text = before
            element[:] = [*links, *children]
        for child in children:
            if not (element.tag == "blockquote" and _ATTRIBUTION.match(child.text or "")):
                self.link_element(child)
            before, links = self._cut(child.tail)
            if links:
                child.tail = before
                place = list(element).index(child) + 1
                element[place:place] = links

    def linked_html(self, text: str) -> str:
        """A text that needs no escaping, with its links as HTML."""
        parts, after = [], 0
        for match in self._new(text):
            way = escape(self._ways[match[0]])
            parts += [text[after : match.start()], f'<a class="mention" href="{way}">{match[0]}</a>']
            after = match.end()
        return "".join((*parts, text[after:]))

    def _cut(self, text: str | None) -> tuple[str, list[ElementTree.Element]]:
        """What stands before the first name, and a link for each name with what follows it."""
        before, links, after = "", list[ElementTree.Element](), 0
        for match in self._new(text or ""):
            passage = text[after : match.start()] if text else ""
            if links:
                links[-1].tail = passage
            else:
                before = passage
            link = ElementTree.Element("a", {"class": "mention", "href": self._ways[match[0]]})
            link.text, after = match[0], match.end()
            links.append(link)
        if links and text:
            links[-1].tail = text[after:]
        return before, links

    def _new(self, text: str) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(text):
            way = self._ways[match[0]]
            if way not in self._linked:
                self._linked.add(way)
                yield match
