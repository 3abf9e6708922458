"""Parts of HTML elements that are read one by one: language and direction, items of a list, footnotes at the end of a text."""

from __future__ import annotations

from collections.abc import Set

from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.render.bidi import CLOSING, END_OF_OVERRIDE, OPENING, OVERRIDES, is_number
from mkdocs_briefings.render.print.text import language_codes
from mkdocs_briefings.render.print.tree import PARAGRAPHS, Element, Node, class_names, detach


def in_own_language(element: Element, blocks: list[Node]) -> list[Node]:
    """Return the blocks of an element with what it says of their language and direction."""
    language, direction = element.get("lang", ""), element.get("dir", "").lower()
    code, region = language_codes(language)
    if not blocks or not (code or direction in {"ltr", "rtl"}):
        return blocks
    rtl = direction == "rtl" if direction in {"ltr", "rtl"} else reads_from_right(language)
    return [("lang-block", code, region, rtl, blocks)]


def in_own_direction(element: Element, nodes: list[Node], *, rtl: bool) -> list[Node]:
    """Return the nodes of an element in a line with its language, and apart where its direction is its own.

    Args:
        element: the element.
        nodes: what it holds.
        rtl: whether the text around it is read from the right.
    """
    language, direction = element.get("lang", ""), element.get("dir", "").lower()
    code, region = language_codes(language)
    if element.tag == "bdi":
        direction = direction or "auto"
    elif code and not direction and reads_from_right(language) != rtl:
        direction = "ltr" if rtl else "rtl"
    nodes = [("lang", code, region, nodes)] if code and nodes else nodes
    if element.tag == "bdo" and direction in OVERRIDES:
        return [OVERRIDES[direction], *nodes, END_OF_OVERRIDE]
    return [OPENING[direction], *nodes, CLOSING] if direction in OPENING and nodes else nodes


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


def with_captions(blocks: list[Node]) -> list[Node]:
    """Keep pictures on the page of the captions below them."""
    following = [block[0] for block in blocks[1:]]
    return [
        ("kept", [block]) if below == "caption" and block[0] in PARAGRAPHS else block
        for block, below in zip(blocks, [*following, ""], strict=True)
    ]


def with_number_apart(blocks: list[Node], text: str) -> list[Node]:
    """Return the blocks of a table's cell in a text that is read from the right, apart if they are a number.

    Args:
        blocks: what stands in the cell.
        text: its words.
    """
    if not is_number(text):
        return blocks
    return [("p", [OPENING["ltr"], *block[1], CLOSING]) if block[0] == "p" else block for block in blocks]
