"""Files that may be put beside the pages: of kinds and names that can do no harm on the site's own host."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from mkdocs_briefings.model.content import RESERVED_NAMES

ATTACHMENT_ENDINGS = frozenset(
    "avif bib csv docx epub geojson gif gz ics jpeg jpg json md mp3 mp4 odp ods odt ogg pdf png pptx ris svg tsv txt "
    "webm webp xlsx yaml yml zip".split()
)
"""Kinds of files that briefings may show or link to, by ending. A browser runs none of them but SVG, which is read."""

_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_LONGEST = 120
_LARGEST = 8 * 1024 * 1024
_RUNS = frozenset("script handler listener foreignobject iframe object embed audio video".split())
_XHTML = "{http://www.w3.org/1999/xhtml}"
_INERT = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_FETCHES = re.compile(
    r"""url\(\s*["']?(?!["'#\s]|data:image/(?:png|jpeg|gif|webp);)|@import|\\""", re.IGNORECASE
)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def refusal(path: Path, name: str) -> tuple[str, str] | None:
    """Return why a file may not be shown, and what to do; None for one that may.

    Args:
        path: the file.
        name: as briefings name it: `files/chart.png`.
    """
    for part in name.split("/"):
        if len(part) > _LONGEST or not _PART.fullmatch(part):
            hint = f"use up to {_LONGEST} letters from A to Z, digits, dots, hyphens and underscores"
            return f"has a name that is no good address: {part[:_LONGEST]!r}", hint
        if RESERVED_NAMES.fullmatch(part.partition(".")[0].lower()):
            return f"has a name that Windows keeps for a device: '{part}'", "rename it"
    ending = name.rpartition(".")[2].lower()
    if ending not in ATTACHMENT_ENDINGS:
        hint = f"one of: {', '.join(sorted(ATTACHMENT_ENDINGS))}"
        return f"is of a kind that is not shown: '.{ending}'", hint
    if ending == "svg" and (problem := _active_drawing(path)):
        return f"could act by itself: {problem}", "export it again as a plain SVG, or as PNG"
    return None


def _active_drawing(path: Path) -> str:
    """Return what in an SVG could run or fetch something when it is opened by itself; empty for a plain one."""
    if path.stat().st_size > _LARGEST:
        return "it is larger than 8 MB"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(path, parser)
    except etree.XMLSyntaxError as error:
        return f"it is not well formed ({error.msg})"
    if tree.xpath("//processing-instruction()"):
        return "it holds an instruction to programs (<?...?>)"
    return next(filter(None, map(_active_element, tree.iter())), "")


def _active_element(element: etree._Element) -> str:
    """Return what in one element could run or fetch something; empty for a plain one."""
    if not isinstance(element.tag, str):
        return "it refers to an entity" if element.tag is etree.Entity else ""
    name = etree.QName(element).localname.lower()
    if name in _RUNS or element.tag.startswith(_XHTML):
        return f"it holds <{name}>"
    if name == "style" and _FETCHES.search("".join(map(str, element.itertext()))):
        return "its style fetches something"
    return next(filter(None, (_active_attribute(name, *item) for item in element.attrib.items())), "")


def _active_attribute(element: str, qualified_name: str | bytes, given: str | bytes) -> str:
    name, value = etree.QName(qualified_name).localname.lower(), str(given).strip()
    if name.startswith("on"):
        return f"it has the handler '{name}'"
    if name in {"href", "src"} and not _INERT.match(value) and not (element == "a" and _WEB.match(value)):
        return f"it refers to {value[:40]!r}"
    if name == "attributename" and re.fullmatch(r"(?:.*:)?(?:href|src)|on.*", value, re.IGNORECASE):
        return f"it changes '{value}'"
    return f"its attribute '{name}' fetches something" if "(" in value and _FETCHES.search(value) else ""
