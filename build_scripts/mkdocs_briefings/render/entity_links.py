"""Link the first mention of each entity in a text to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.etree import ElementTree

_LEFT_ALONE = frozenset(
    {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "cite", "figcaption", "footer"}
)
"""Elements without links to entities: links and code, headings, and attributions, which name who is quoted."""
_ATTRIBUTION = re.compile(r"\s*[—–―]")
_NEVER = re.compile(r"(?!)")


class EntityLinker:
    """The names still to be linked in one text."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        """Take the relative address of a page for each name; the names of one entity share an address."""
        longest_first = sorted(targets, key=lambda name: (-len(name), name))
        names = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if targets else _NEVER
        self._targets = targets
        self._linked: set[str] = set()

    def link_element(self, element: ElementTree.Element) -> None:
        """Put links into an element and all that is in it, in reading order."""
        if element.tag in _LEFT_ALONE:
            return
        before, children = self._cut(element.text or "")
        if children:
            element.text = before
        for child in element:
            if not (element.tag == "blockquote" and _ATTRIBUTION.match(child.text or "")):
                self.link_element(child)
            before, links = self._cut(child.tail or "")
            if links:
                child.tail = before
            children += [child, *links]
        if len(children) > len(element):
            element[:] = children

    def linked_html(self, text: str) -> str:
        """Return a text that needs no escaping as HTML with links."""
        if not self._targets:
            return text
        parts, after = [], 0
        for match in self._first_mentions(text):
            href = escape(self._targets[match[0]])
            parts += [text[after : match.start()], f'<a class="mention" href="{href}">{match[0]}</a>']
            after = match.end()
        return "".join((*parts, text[after:]))

    def _cut(self, text: str) -> tuple[str, list[ElementTree.Element]]:
        """Return what stands before the first name, and a link for each name with what follows it as its tail."""
        matches = list(self._first_mentions(text))
        starts = [match.start() for match in matches] + [len(text)]
        links = []
        for match, next_start in zip(matches, starts[1:], strict=True):
            link = ElementTree.Element("a", {"class": "mention", "href": self._targets[match[0]]})
            link.text, link.tail = match[0], text[match.end() : next_start]
            links.append(link)
        return text[: starts[0]], links

    def _first_mentions(self, text: str) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(text):
            target = self._targets[match[0]]
            if target not in self._linked:
                self._linked.add(target)
                yield match
