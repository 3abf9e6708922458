"""Emphasis as Word and editors leave it, in pieces, made whole: Markdown cannot say it otherwise.

`<em>as the </em><a><em>office</em></a><em>.</em>` becomes `<em>as the <a>office</a>.</em>`.
"""

from __future__ import annotations

from lxml.html import HtmlElement

_KINDS = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}


def join_emphasis(element: HtmlElement) -> None:
    """Join neighbouring emphasis of one kind, through links, and drop what emphasises no letter."""
    for link in list(element.iter("a")):
        _turn_out(link)
    for one in list(element.iter(*_KINDS)):
        if one.getparent() is not None:
            _take_neighbours(one)
    for one in list(element.iter(*_KINDS)):
        if not any(letter.isalnum() for letter in one.text_content()) and one.find(".//img") is None:
            one.drop_tag()


def _turn_out(link: HtmlElement) -> None:
    """A link whose whole text is emphasised becomes an emphasised link."""
    while len(link) == 1 and link[0].tag in _KINDS and not (link.text or "").strip():
        inner = link[0]
        if (inner.tail or "").strip() or inner.find(".//a") is not None:
            return
        outer = link.makeelement(_KINDS[inner.tag])
        outer.tail, link.tail = link.tail, None
        parent = link.getparent()
        if parent is None:
            return
        parent.replace(link, outer)
        outer.append(link)
        inner.drop_tag()


def _take_neighbours(one: HtmlElement) -> None:
    """Put what follows in emphasis of the same kind at the end of this one, blanks between them too."""
    while (after := one.getnext()) is not None and isinstance(after.tag, str):
        if _KINDS.get(after.tag) != _KINDS[one.tag] or (one.tail or "").strip():
            return
        _append_text(one, f"{one.tail or ''}{after.text or ''}")
        one.tail = after.tail
        parent = after.getparent()
        if parent is not None:
            after.tail = None
            parent.remove(after)
        one.extend(list(after))


def _append_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
