"""Drawings (SVG): read once, judged against lists, and written out again, so that what is served is what was judged.

The file's own bytes are never served. What another reader could take differently (another encoding, a DOCTYPE, an
entity, an escape in a style) is refused or gone; what shows nothing (other programs' notes) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from lxml import etree

from mkdocs_briefings.attachments.kinds import LARGEST_DRAWING
from mkdocs_briefings.attachments.svg_attributes import clean_attribute
from mkdocs_briefings.attachments.svg_names import ELEMENTS, UNSHOWN
from mkdocs_briefings.attachments.svg_style import Unusable, clean_style_sheet
from mkdocs_briefings.diagnostics.messages import not_utf8

_MOST_SHOWN = 200_000
"""Elements of a drawing, each counted as often as it is shown."""
_DEEPEST = 16
"""Copies (`use`) inside of copies."""
_SVG = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_NAMESPACES = cast("dict[str, str]", {None: _SVG[1:-1], "xlink": "http://www.w3.org/1999/xlink"})
_DECLARATION = re.compile(
    r"""<\?xml\s+version=(["'])1\.[01]\1(?:\s+encoding=(["'])([\w.:-]+)\2)?(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>"""
)
_PLAIN_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD SVG [\w. ]+//EN"\s*"http://www\.w3\.org/[\w./-]+"\s*>"""
)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY|ATTLIST|ELEMENT|NOTATION)", re.IGNORECASE)
_EXPORT = "export it again as a plain SVG, or as PNG"
_HINTS = {
    "foreignObject": "export its words as text of SVG (draw.io: without formatted text; Mermaid: `htmlLabels: false`), or as PNG",
    "script": "export it again without interaction, or as PNG",
}


class Problem(NamedTuple):
    """Something in a drawing that cannot be used."""

    line: int
    """Line, from 1."""
    message: str
    """What it is, as it goes on after the name of the drawing."""
    hint: str = _EXPORT
    """What to do about it."""


class UnusableDrawing(Exception):
    """A drawing that cannot be published, with every reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def clean_drawing(content: bytes) -> bytes:
    """Return a drawing as it was understood, in UTF-8.

    Raises:
        UnusableDrawing: something in it is not allowed.
    """
    if len(content) > LARGEST_DRAWING:
        raise UnusableDrawing(Problem(1, f"is larger than {LARGEST_DRAWING >> 20} MB"))
    copying = _Copying()
    root = copying.root(_parsed(_text(content)))
    if copying.problems:
        raise UnusableDrawing(*copying.problems.values())
    _check_copies(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8")


def _text(content: bytes) -> str:
    """Return the text of a drawing without what stands before its first element."""
    if content.startswith(b"\x1f\x8b"):
        raise UnusableDrawing(Problem(1, "is packed (gzip)", "save it unpacked"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"is {not_utf8(error)}"
        raise UnusableDrawing(Problem(line, message, "save it as UTF-8")) from None
    if re.match(r"<\?xml\s", text):
        declared = _DECLARATION.match(text)
        if declared is None or (declared[3] or "utf-8").lower() not in {"utf-8", "utf8"}:
            raise UnusableDrawing(Problem(1, "does not say that it is UTF-8", "save it as UTF-8"))
        text = _blanked(declared, text)
    if plain := _PLAIN_DOCTYPE.search(text):
        text = _blanked(plain, text)
    if declared := _DOCTYPE.search(text):
        line = text.count("\n", 0, declared.start()) + 1
        raise UnusableDrawing(Problem(line, "has a DOCTYPE with declarations"))
    return text


def _blanked(match: re.Match[str], text: str) -> str:
    """Return the text without a match, its lines counted as before."""
    return text[: match.start()] + "\n" * match[0].count("\n") + text[match.end() :].lstrip(" ")


def _parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.lstrip(" \t").encode(), parser)
    except etree.XMLSyntaxError as error:
        line = (error.position or (1, 1))[0] or 1
        raise UnusableDrawing(Problem(line, f"is not well formed ({error.msg})")) from None
    if root.tag != f"{_SVG}svg":
        wrong = f'has no xmlns="{_SVG[1:-1]}"' if root.tag == "svg" else "begins with another element"
        raise UnusableDrawing(Problem(_line(root), f"{wrong}: {_name(root)}"))
    for instruction in (*root.itersiblings(preceding=True), *root.itersiblings()):
        raise UnusableDrawing(Problem(_line(instruction), f"holds {_name(instruction)}"))
    return root


def _name(node: etree._Element) -> str:
    """Return how a part of a drawing is named in a message."""
    if isinstance(node.tag, str):
        return f"<{etree.QName(node).localname}>"
    return f"<?{node.target}?>" if node.tag is etree.ProcessingInstruction else f"{node.text}"


def _line(node: etree._Element) -> int:
    return cast("int | None", node.sourceline) or 1


@dataclass(slots=True)
class _Copying:
    """Makes a new tree of what may stay of another one."""

    problems: dict[str, Problem] = field(default_factory=dict)
    """By message, so that each is told once."""

    def root(self, source: etree._Element) -> etree._Element:
        """Return a copy of a whole tree."""
        root = etree.Element(source.tag, nsmap=_NAMESPACES)
        self._fill(root, source)
        return root

    def _fill(self, copy: etree._Element, source: etree._Element) -> None:
        """Copy all that an element has; trees are at most 256 deep, as the parser sees to."""
        name = etree.QName(source).localname
        self._attributes(copy, source, name)
        copy.text = (self._style(source) if name == "style" else source.text) or None
        last = None
        for child in source if name != "style" else ():
            if self._stays(child):
                last = etree.SubElement(copy, child.tag)
                self._fill(last, child)
                last.tail = child.tail
            elif last is None:
                copy.text = (copy.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")

    def _stays(self, child: etree._Element) -> bool:
        """Return whether an element is copied; report one that may not be there."""
        if isinstance(child.tag, str):
            name = child.tag.removeprefix(_SVG)
            is_svg = name != child.tag
            if is_svg and name in ELEMENTS:
                return True
            is_foreign = child.tag.startswith("{") and not is_svg and not child.tag.startswith(_XHTML)
            if is_foreign or (is_svg and name in UNSHOWN):
                return False
        self._report(child, f"holds {_name(child)}")
        return False

    def _attributes(self, copy: etree._Element, source: etree._Element, name: str) -> None:
        for attribute, value in source.attrib.items():
            try:
                kept = clean_attribute(name, str(attribute), str(value))
            except Unusable as error:
                self._report(source, f"holds {error} in the attribute '{etree.QName(attribute).localname}'")
            else:
                if kept is not None:
                    copy.set(attribute, kept)

    def _style(self, source: etree._Element) -> str:
        for child in source:
            self._report(source, f"holds {_name(child)} in a style")
        try:
            return clean_style_sheet(source.text or "")
        except Unusable as error:
            self._report(source, f"holds {error}")
            return ""

    def _report(self, node: etree._Element, message: str) -> None:
        """Report a problem, at the first element that has it."""
        name = _name(node)
        hint = _HINTS.get(name.strip("<>"), _EXPORT)
        where = message if name in message else f"{message} at {name}"
        self.problems.setdefault(message, Problem(_line(node), where, hint))


def _check_copies(root: etree._Element) -> None:
    """Refuse a drawing that copies its own parts until no reader can show them."""
    by_id = {element.get("id"): element for element in root.iter(f"{_SVG}*") if element.get("id")}
    sizes: dict[etree._Element, int] = {}

    def size(element: etree._Element, depth: int) -> int:
        if depth > _DEEPEST:
            raise UnusableDrawing(Problem(_line(element), "holds a <use> that copies itself"))
        if element not in sizes:
            targets = (by_id.get(target) for use in element.iter(f"{_SVG}use") for target in _targets(use))
            copied = (size(target, depth + 1) for target in targets if target is not None)
            sizes[element] = sum(1 for _ in element.iter()) + sum(copied)
        return sizes[element]

    if size(root, 0) > _MOST_SHOWN:
        raise UnusableDrawing(Problem(1, f"shows more than {_MOST_SHOWN:,} elements"))


def _targets(use: etree._Element) -> Iterator[str]:
    """Yield the ids that a `use` refers to."""
    return (str(value)[1:] for name, value in use.attrib.items() if etree.QName(name).localname == "href")
