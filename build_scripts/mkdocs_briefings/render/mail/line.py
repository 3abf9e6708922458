"""A line of a digest: nodes of the print's tree as HTML that mail clients take, or as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from mkdocs_briefings.render.mail.style import MailStyle
from mkdocs_briefings.render.print.tree import Node

_ELEMENTS = {"em": "em", "strong": "strong", "sup": "sup", "sub": "sub", "strike": "s"}

_POWER = re.compile(r"[-−+]?[0-9][0-9.,]*")
_BOXES = {True: "☑", False: "☐"}

JOINT = "\u00a0"
"""A space at which no line ends."""
AddressNumber = Callable[[str], int]
"""A function that gives the number under which an address is listed."""


def line_html(nodes: Iterable[Node], style: MailStyle) -> str:
    """Return a line as HTML: emphasis, language and links; all other nodes are plain words."""
    return "".join(_html(node, style) for node in nodes)


def line_text(nodes: Iterable[Node], number: AddressNumber) -> str:
    """Return a line as plain text; after the words of a link stands its number in brackets, behind a `JOINT`."""
    return "".join(_text(node, number) for node in nodes).replace("\u200b", "")


def _html(node: Node, style: MailStyle) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    kind, *rest = node
    if kind == "br":
        return "<br>"
    if kind == "task":
        return _BOXES[node[1]]
    if kind == "math":
        return f'<span style="font-family:{style.mono};font-size:15px">{escape(rest[1], quote=False)}</span>'
    if kind == "code":
        return f'<span style="font-family:{style.mono};font-size:15px">{escape(rest[0], quote=False)}</span>'
    opening = _opening(kind, rest, style)
    inner = line_html(_children(node), style)
    return f"<{opening}>{inner}</{opening.partition(' ')[0]}>" if opening else inner


def _opening(kind: str, rest: list[Node], style: MailStyle) -> str:
    """Return the element and attributes for a kind of node; empty for one whose words stand alone."""
    if kind == "link":
        return f'a href="{escape(rest[0])}" style="color:{style.accent}"'
    if kind == "cite":
        return f'span style="color:{style.soft}"'
    if kind == "lang" and rest[0]:
        return f'span lang="{escape("-".join(filter(None, rest[:2])))}"'
    return _ELEMENTS.get(kind, "")


def _text(node: Node, number: AddressNumber) -> str:  # noqa: PLR0911 - one for each kind
    if isinstance(node, str):
        return node
    kind, *rest = node
    if kind == "br":
        return " "
    if kind == "task":
        return _BOXES[node[1]]
    if kind in {"code", "math"}:
        return str(rest[kind == "math"])
    inner = "".join(_text(child, number) for child in _children(node))
    if kind == "sup" and _POWER.fullmatch(inner):
        return f"^{inner}"
    if kind == "link":
        shows_address = inner.replace("\u200b", "") == rest[0]
        return rest[0] if shows_address else f"{inner}{JOINT}[{number(rest[0])}]"
    return inner


def _children(node: Node) -> list[Node]:
    """Return the nodes inside a node; of a picture its description, of an anchor none, of a footnote a remark."""
    kind, *rest = node
    if kind == "foot":
        return [" [", *_words(rest[-1]), "]"]
    if kind == "picture":
        return [f"[{rest[1]}]"] if rest[1] else []
    last = rest[-1] if rest else []
    return last if isinstance(last, list) else []


def _words(blocks: list[Node]) -> list[Node]:
    """Return the lines of a note one after another."""
    nodes: list[Node] = []
    for block in blocks:
        nodes += [*([" "] if nodes else []), *_children(block)]
    return nodes
