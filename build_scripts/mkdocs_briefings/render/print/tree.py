"""Clean HTML as a tree, and the tree that a print template walks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from mkdocs_briefings.model.output import PrintDocument

Node: TypeAlias = Any
"""A text, or a tuple that begins with its kind. Lists hold nodes, or are parts of one."""
LinkTarget: TypeAlias = tuple[str, str, str]
"""An anchor, and what a reader is told who cannot see where a link to it leads: `cite:3`, `Source`, `3`."""
Element: TypeAlias = etree._Element  # noqa: SLF001

INLINE = frozenset("cite em jump lang link mark quiet small strike strong sub sup under".split())
"""Kinds whose last part is what they hold of a line."""
PARAGRAPHS = frozenset({"lead", "p"})
_FOLLOWERS = frozenset({"dl", "ol", "pre", "quote", "table", "ul"})
CONTAINERS = frozenset("article aside body details div figure footer header main nav section".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = (
    CONTAINERS
    | HEADINGS
    | frozenset("blockquote caption dd dl dt figcaption hr li ol p pre summary table".split())
    | frozenset("tbody td tfoot th thead tr ul".split())
)

_PARSER = lxml_html.HTMLParser(huge_tree=True)
_UNSEEN = frozenset({"permalink", "footnote-backref", "headerlink"})
_ANCHORS = frozenset({"at", "foot", "h"})
_ENDS = _ANCHORS | {"jump"}
_UNTOLD = ("Place", "in the text")
_TEXTLESS = frozenset({"picture", "code", "foot"})


def parse_fragment(html: str) -> Element:
    """The element around a fragment."""
    body = lxml_html.document_fromstring(f"<html><body>{html}</body></html>", parser=_PARSER).find("body")
    assert body is not None  # noqa: S101 - it was written one line above
    return body


def class_names(element: Element) -> frozenset[str]:
    """Its classes."""
    return frozenset(element.get("class", "").split())


def is_visible(element: Element) -> bool:
    """Whether it is one that readers see: no comment, no mark that only a screen has a use for."""
    return isinstance(element.tag, str) and not class_names(element) & _UNSEEN


def holds_blocks(element: Element) -> bool:
    """Whether a block stands anywhere inside it."""
    return any(one.tag in BLOCKS for one in element.iterdescendants())


def plain_text(element: Element) -> str:
    """Its text; only blocks and line breaks part words."""
    parts: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if one.tag in BLOCKS or one.tag == "br":
            parts.append(" ")
        if event == "start":
            parts.append(one.text or "" if isinstance(one.tag, str) else "")
        elif one is not element:
            parts.append(one.tail or "")
    return "".join(parts)


def detach(element: Element) -> None:
    """Take an element out of its parent; what follows it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def trim_line(nodes: list[Node]) -> list[Node]:
    """A line without white space at its ends or twice in a row; nothing when it shows nothing."""
    tidied, _ = _tidy(nodes, spaced=True)
    _strip_end(tidied)
    return tidied if any(_shows(node) for node in tidied) else []


def _tidy(nodes: list[Node], *, spaced: bool) -> tuple[list[Node], bool]:
    tidied: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            text = node.lstrip(" ") if spaced else node
            spaced = text.endswith(" ") if text else spaced
            tidied += [text] if text else []
        elif node[0] in INLINE:
            inner, spaced = _tidy(node[-1], spaced=spaced)
            tidied += [(*node[:-1], inner)] if inner else []
        else:
            spaced = node[0] == "br" or (spaced and node[0] not in _TEXTLESS)
            tidied.append(node)
    return tidied, spaced


def _strip_end(nodes: list[Node]) -> None:
    while nodes:
        last = nodes[-1]
        if isinstance(last, str):
            nodes[-1] = last.rstrip(" ")
            if nodes[-1]:
                return
        elif last[0] in INLINE:
            _strip_end(last[-1])
            if last[-1]:
                return
        elif last[0] != "br":
            return
        nodes.pop()


def _shows(node: Node) -> bool:
    return isinstance(node, str) or node[0] not in {"at", "br"}


def mark_leads(blocks: list[Node]) -> list[Node]:
    """The blocks; a paragraph that announces a list, a table ... is one that stays with it."""
    for at, (one, after) in enumerate(pairwise(blocks)):
        last = one[1][-1] if one[0] == "p" else ""
        if after[0] in _FOLLOWERS and isinstance(last, str) and last.endswith(":"):
            blocks[at] = ("lead", one[1])
    return blocks


def resolve_anchors(tree: Node) -> tuple[Node, list[LinkTarget]]:
    """The tree with anchors that something leads to, and ways that lead to an anchor; these anchors, in order."""
    places: dict[str, LinkTarget] = {}
    wanted = set[str]()
    for node in _nodes(tree):
        if node[0] in _ANCHORS and node[1]:
            places.setdefault(node[1], _place(node))
        if node[0] == "jump" or (node[0] == "at" and node[2:]):
            wanted.add(node[1])
    return _settle(tree, places.keys() & wanted), [one for name, one in places.items() if name in wanted]


def _place(node: Node) -> LinkTarget:
    """An anchor and what is said of it."""
    kind, name = node[:2]
    if kind == "h":
        return name, "Section", _text(node[-1])
    if kind == "foot":
        return name, "Note", str(node[2])
    return (name, *(node[2:] or _UNTOLD))


def _text(nodes: Iterable[Node]) -> str:
    shown = (one for one in nodes if isinstance(one, str) or one[0] in INLINE | {"code"})
    return "".join(one if isinstance(one, str) else _text(one[-1]) for one in shown)


def _nodes(tree: Node) -> Iterator[Node]:
    """Every node, in reading order."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            yield one
        if isinstance(one, tuple | list):
            waiting += (part for part in reversed(one) if not isinstance(part, str))
        elif isinstance(one, dict):
            waiting += reversed(one.values())


def _settle(tree: Node, known: set[str]) -> Node:
    if isinstance(tree, dict):
        return {name: _settle(one, known) for name, one in tree.items()}
    if not isinstance(tree, tuple | list):
        return tree
    made: list[Node] = []
    for one in tree:
        if isinstance(one, str):
            made.append(one)
            continue
        kind, lost = (one[0], one[1] not in known) if _leads(one) else ("", False)
        if lost and kind == "jump":
            made += _settle(one[-1], known)
        elif lost and kind != "at":
            made.append(_settle((kind, "", *one[2:]), known))
        elif not lost:
            made.append(_settle(one, known))
    return made


def _leads(one: Node) -> bool:
    return isinstance(one, tuple) and one[0] in _ENDS


def print_document(title: str, values: Mapping[str, Any], pictures: Iterable[str]) -> PrintDocument:
    """The document of what a print shows, its anchors and the ways to them in agreement."""
    tree, places = resolve_anchors(dict(values))
    text = json.dumps(tree | {"places": places}, ensure_ascii=False, separators=(",", ":"))
    return PrintDocument(title, text, tuple(pictures))
