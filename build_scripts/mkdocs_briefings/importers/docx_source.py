"""A Word document made ready for mammoth, which knows no formulas, shows hidden text and numbers each list from one."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_briefings.importers.article import LeftOut
from mkdocs_briefings.importers.markdown_text import normalise, one_line
from mkdocs_briefings.importers.omml import latex_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_OFF = ("0", "false", "off")
_FORMULA = "\ufdd1{}\ufdd2"
"""Stands for a formula until the text is Markdown; no text holds these signs."""
_STANDS = re.compile("\ufdd1(\\d+)\ufdd2")
_UNNUMBERED = ("bullet", "none")


@dataclass(slots=True)
class PreparedDocument:
    """A Word document without hidden text and formulas, and what these were."""

    data: bytes
    hidden: list[str] = field(default_factory=list)
    """Texts that Word does not show."""
    formulas: list[str] = field(default_factory=list)
    """LaTeX between dollar signs."""
    numbers: list[int] = field(default_factory=list)
    """Number of each item of a list, in order; 0 for a bullet."""

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the hidden texts."""
        return (LeftOut(one_line(" ".join(self.hidden)), "hidden text"),) if self.hidden else ()

    def with_formulas(self, text: str) -> str:
        """Return Markdown with the formulas in their places."""
        return _STANDS.sub(lambda match: self.formulas[int(match[1])], text)

    def number_lists(self, body: HtmlElement) -> None:
        """Let lists in the HTML of mammoth begin with the numbers that Word shows."""
        items = [
            item
            for item in body.iter("li")
            if not (item.get("id") or "").startswith(("footnote-", "endnote-"))
        ]
        if len(items) != len(self.numbers):
            return
        number = dict(zip(items, self.numbers, strict=True))
        for listed in body.iter("ol"):
            first = next((item for item in listed if item in number), None)
            if first is not None and number[first] > 1:
                listed.set("start", str(number[first]))


def prepare_document(data: bytes) -> PreparedDocument:
    """Return a document without hidden text, with signs in place of formulas.

    Raises:
        zipfile.BadZipFile, etree.XMLSyntaxError, KeyError: the file is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = _parse(parts[_DOCUMENT])
    prepared = PreparedDocument(data)
    prepared.hidden = list(_without_hidden(document))
    prepared.formulas = list(_without_formulas(document))
    prepared.numbers = list(_numbers(document, _Numbering.of(parts)))
    if prepared.hidden or prepared.formulas:
        parts[_DOCUMENT] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
        prepared.data = _packed(parts)
    return prepared


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (element.get(f"{_W}val") or "1").casefold() not in _OFF


def _without_hidden(document: etree._Element) -> Iterator[str]:
    """Remove the runs that Word hides, and yield their texts."""
    for run in list(document.iter(f"{_W}r")):
        if _is_on(run.find(f"{_W}rPr/{_W}vanish")):
            text = "".join(part.text or "" for part in run.iter(f"{_W}t"))
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
            if text.strip():
                yield normalise(text)


def _without_formulas(document: etree._Element) -> Iterator[str]:
    """Put a sign in place of each formula, and yield the formulas as LaTeX."""
    count = 0
    for formula in list(document.iter(f"{_M}oMath")):
        parent = formula.getparent()
        if parent is None:
            continue
        latex = latex_of(formula)
        is_alone = parent.tag == f"{_M}oMathPara"
        run = etree.Element(f"{_W}r")
        text = etree.SubElement(run, f"{_W}t")
        text.text = _FORMULA.format(count) if latex else ""
        run.tail = formula.tail
        holder = parent.getparent() if is_alone else parent
        if holder is None:
            continue
        if is_alone:
            holder.insert(holder.index(parent), run)
            parent.remove(formula)
        else:
            parent.replace(formula, run)
        if latex:
            count += 1
            yield f"$${latex}$$" if is_alone else f"${latex}$"


@dataclass(frozen=True, slots=True)
class _Numbering:
    """Lists of a document: their definitions, and the styles that number paragraphs."""

    definition: Mapping[str, str]
    """Id of the abstract list by that of the list."""
    levels: Mapping[tuple[str, int], tuple[str, int]]
    """Form of the numbers, and the first one, by abstract list and level."""
    styles: Mapping[str, tuple[str, int]]
    """List and level of the paragraphs in a style, by the id of the style."""
    headings: frozenset[str]
    """Ids of the styles of headings, whose paragraphs are no items."""

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> _Numbering:
        numbering = _parse(parts[_NUMBERING]) if _NUMBERING in parts else etree.Element("none")
        styles = _parse(parts[_STYLES]) if _STYLES in parts else etree.Element("none")
        definition = {
            num.get(f"{_W}numId", ""): _value(num.find(f"{_W}abstractNumId"))
            for num in numbering.iter(f"{_W}num")
        }
        levels = {
            (abstract.get(f"{_W}abstractNumId", ""), int(level.get(f"{_W}ilvl", "0"))): (
                _value(level.find(f"{_W}numFmt")),
                int(_value(level.find(f"{_W}start")) or 1),
            )
            for abstract in numbering.iter(f"{_W}abstractNum")
            for level in abstract.iter(f"{_W}lvl")
        }
        numbered = {
            style.get(f"{_W}styleId", ""): place
            for style in styles.iter(f"{_W}style")
            if (place := _place(style.find(f"{_W}pPr")))
        }
        headings = {
            style.get(f"{_W}styleId", "")
            for style in styles.iter(f"{_W}style")
            if _value(style.find(f"{_W}name")).casefold().startswith(("heading", "title"))
        }
        return cls(definition, levels, numbered, frozenset(headings))


def _value(element: etree._Element | None) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _place(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return list and level that the properties of a paragraph or a style name; None where they name none."""
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    if numbered is None:
        return None
    level = _value(numbered.find(f"{_W}ilvl"))
    return _value(numbered.find(f"{_W}numId")), int(level) if level.isdigit() else 0


def _numbers(document: etree._Element, numbering: _Numbering) -> Iterator[int]:
    """Yield the number of each item of a list that has any text; 0 for a bullet."""
    counts: Counter[tuple[str, int]] = Counter()
    for paragraph in document.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        style = _value(properties.find(f"{_W}pStyle")) if properties is not None else ""
        own = _place(properties)
        number, level = own or numbering.styles.get(style, ("", 0))
        definition = numbering.definition.get(number, "")
        if not definition or style in numbering.headings:
            continue
        form, start = numbering.levels.get((definition, level), ("decimal", 1))
        counts[definition, level] += 1
        for deeper in [key for key in counts if key[0] == definition and key[1] > level]:
            del counts[deeper]
        if any((part.text or "").strip() for part in paragraph.iter(f"{_W}t")):
            yield 0 if form in _UNNUMBERED else start - 1 + counts[definition, level]
