"""Parts of HTML elements that are read one by one: the items of a list, the footnotes at the end of a text."""

from __future__ import annotations

from collections.abc import Set

from mkdocs_briefings.render.print.tree import Element, class_names, detach


def list_items(element: Element, names: Set[str]) -> list[Element]:
    """Return the items of a list, named by their tags; anything else between them becomes items too."""
    parts: list[Element] = []
    stray = element.makeelement("dd", {})
    stray.text = element.text
    for child in list(element):
        if child.tag not in names:
            stray.append(child)
            continue
        parts += [stray, child]
        stray = element.makeelement("dd", {})
        stray.text, child.tail = child.tail, None
    kept = names - {"dd"}
    return [part for part in (*parts, stray) if part.tag in kept or len(part) or (part.text or "").strip()]


def wrapped(element: Element) -> Element:
    """Return a new element around another."""
    wrapper = element.makeelement("div", {})
    wrapper.append(element)
    return wrapper


def take_footnotes(root: Element) -> dict[str, tuple[int, Element]]:
    """Take out the footnotes at the end of a text, where the Markdown extension puts them: number and note by id."""
    notes: dict[str, tuple[int, Element]] = {}
    for end in [div for div in root.iter("div") if "footnote" in class_names(div)]:
        listed = [item for notes in end.iterfind("ol") for item in notes]
        for way_back in end.iterfind(".//a[@class='footnote-backref']"):
            _strip_before(way_back)
        if all(child.tag in {"hr", "ol"} for child in end) and all(item.get("id") for item in listed):
            first = next((int(ol.get("start", "1")) for ol in end.iterfind("ol")), 1)
            notes |= {item.get("id", ""): (number, item) for number, item in enumerate(listed, start=first)}
            detach(end)
    return notes


def _strip_before(element: Element) -> None:
    """Take away the blank in front of an element that no print shows."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip("\u00a0")
    elif parent is not None:
        parent.text = (parent.text or "").rstrip("\u00a0")
