"""The tree of HTML elements that a print is read from, and the tree of nodes that its template walks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import pairwise
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.output import PrintDocument

Node: TypeAlias = Any
"""A text, or a tuple that begins with the kind of the node; lists hold nodes or parts of one."""
LinkTarget: TypeAlias = tuple[str, str, str]
"""An anchor, and words for readers who cannot see where a link leads: `cite:3`, `Source`, `3`."""
Element: TypeAlias = etree._Element  # noqa: SLF001

INLINE = frozenset("cite em jump lang link mark quiet small strike strong sub sup under".split())
"""Kinds inside a line; the last part of such a node is a list of nodes."""
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
_SCREEN_ONLY = frozenset({"permalink", "footnote-backref", "headerlink"})
_ANCHORS = frozenset({"at", "foot", "h"})
_LINK_ENDS = _ANCHORS | {"jump"}
_TEXTLESS = frozenset({"picture", "code", "foot", "math", "task"})


def parse_fragment(html: str) -> Element:
    """Return the `body` element around a fragment of HTML."""
    body = lxml_html.document_fromstring(f"<html><body>{html}</body></html>", parser=_PARSER).find("body")
    assert body is not None  # noqa: S101 - it was written one line above
    return body


def class_names(element: Element) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset(element.get("class", "").split())


def is_visible(element: Element) -> bool:
    """Return whether a print shows an element: no comment, no mark that only a screen has a use for."""
    return isinstance(element.tag, str) and not class_names(element) & _SCREEN_ONLY


def holds_blocks(element: Element) -> bool:
    """Return whether an element has a block at any depth."""
    return any(inner.tag in BLOCKS for inner in element.iterdescendants())


def plain_text(element: Element) -> str:
    """Return the text of an element, with blanks only where a block or line break begins or ends."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag in BLOCKS or inner.tag == "br":
            parts.append(" ")
        if event == "start":
            parts.append(inner.text or "" if isinstance(inner.tag, str) else "")
        elif inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts)


def detach(element: Element) -> None:
    """Take an element out of its parent, but not the text after the element."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def trim_line(nodes: list[Node]) -> list[Node]:
    """Return a line without blanks at its ends or twice in a row; empty for one that shows nothing."""
    line, _ = _trimmed(nodes, spaced=True)
    _strip_end(line)
    return line if any(_is_content(node) for node in line) else []


def _trimmed(nodes: list[Node], *, spaced: bool) -> tuple[list[Node], bool]:
    """Return nodes without blanks after blanks; `spaced` says whether one stands before them, and is returned after."""
    tidied: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            text = node.lstrip(" ") if spaced else node
            spaced = text.endswith(" ") if text else spaced
            tidied += [text] if text else []
        elif node[0] in INLINE:
            inner, spaced = _trimmed(node[-1], spaced=spaced)
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


def _is_content(node: Node) -> bool:
    return isinstance(node, str) or node[0] not in {"at", "br"}


def mark_leads(blocks: list[Node]) -> list[Node]:
    """Make `lead` of each paragraph that announces a list, a table ..., so that both stay on one page."""
    for place, (block, after) in enumerate(pairwise(blocks)):
        last = block[1][-1] if block[0] == "p" else ""
        if after[0] in _FOLLOWERS and isinstance(last, str) and last.endswith(":"):
            blocks[place] = ("lead", block[1])
    return blocks


def resolve_anchors(tree: Node, words: Words) -> tuple[Node, list[LinkTarget]]:
    """Return the tree less unused anchors and dead links (their words stay), and the link targets in reading order."""
    targets: dict[str, LinkTarget] = {}
    wanted = set[str]()
    for node in _all_nodes(tree):
        if node[0] in _ANCHORS and node[1]:
            targets.setdefault(node[1], _link_target(node, words))
        if node[0] == "jump" or (node[0] == "at" and node[2:]):
            wanted.add(node[1])
    used = {anchor: target for anchor, target in targets.items() if anchor in wanted}
    return _with_links_resolved(tree, used.keys()), list(used.values())


def _link_target(node: Node, words: Words) -> LinkTarget:
    kind, name = node[:2]
    if kind == "h":
        return name, words("Section"), _text(node[-1])
    if kind == "foot":
        return name, words("Note"), str(node[2])
    return (name, *(node[2:] or (words.in_context("where a source is cited", "Place"), words("in the text"))))


def _text(nodes: Iterable[Node]) -> str:
    texts = (node for node in nodes if isinstance(node, str) or node[0] in INLINE | {"code"})
    return "".join(node if isinstance(node, str) else _text(node[-1]) for node in texts)


def _all_nodes(tree: Node) -> Iterator[Node]:
    """Yield every node but texts, in reading order."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            yield part
        if isinstance(part, tuple | list):
            waiting += (inner for inner in reversed(part) if not isinstance(inner, str))
        elif isinstance(part, dict):
            waiting += reversed(part.values())


def _with_links_resolved(tree: Node, anchors: Set[str]) -> Node:
    if isinstance(tree, dict):
        return {name: _with_links_resolved(value, anchors) for name, value in tree.items()}
    if not isinstance(tree, tuple | list):
        return tree
    resolved: list[Node] = []
    for node in tree:
        is_lost = isinstance(node, tuple) and node[0] in _LINK_ENDS and node[1] not in anchors
        if not is_lost:
            resolved.append(_with_links_resolved(node, anchors))
        elif node[0] == "jump":
            resolved += _with_links_resolved(node[-1], anchors)
        elif node[0] != "at":
            resolved.append(_with_links_resolved((node[0], "", *node[2:]), anchors))
    return resolved


def print_document(
    title: str, values: Mapping[str, Any], pictures: Iterable[str | ChartWithData], words: Words
) -> PrintDocument:
    """Return the document for the values of a print template, every link of which leads to an anchor; `words` says what it is."""
    tree, targets = resolve_anchors(dict(values), words)
    text = json.dumps(tree | {"places": targets}, ensure_ascii=False, separators=(",", ":"))
    return PrintDocument(title, text, tuple(pictures))
