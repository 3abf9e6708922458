"""What a Word document says of itself: paragraphs in the styles for title pages, and the properties of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_briefings.importers.article import Metadata
from mkdocs_briefings.importers.front_matter import read_date
from mkdocs_briefings.importers.head_lines import names_of
from mkdocs_briefings.importers.html_to_markdown import visible_text
from mkdocs_briefings.importers.markdown_text import normalise, one_line
from mkdocs_briefings.importers.name_shapes import CAPITAL
from mkdocs_briefings.model.facets import Kind

CLASS_OF_STYLE: Mapping[str, str] = {
    "Subtitle": "in-subtitle",
    "Author": "in-authors",
    "Date": "in-date",
    "Abstract": "in-summary",
}
"""Class, in the HTML that mammoth makes, of paragraphs in a style that tells of the text."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_PERSON = re.compile(rf"[{CAPITAL}][\w.’'-]*(?:\s+[\w.’'-]+){{0,3}}\s+[{CAPITAL}][\w.’'-]+")
_PROGRAMS = re.compile(
    r"\b(?:user|admin|administrator|microsoft|windows|office|word|owner|author|benutzer|utilisateur|usuario|openoffice|libreoffice|"
    r"python-docx|pandoc|google)\b",
    re.IGNORECASE,
)
"""What stands for the author where nobody gave a name."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The core properties of the file (ISO/IEC 29500-2, 11)."""

    title: str = ""
    creator: str = ""
    keywords: str = ""
    language: str = ""

    @classmethod
    def read(cls, core: etree._Element) -> Properties:
        """Return the properties in the part `docProps/core.xml`."""

        def text(name: str) -> str:
            return one_line(normalise(core.findtext(name) or ""))

        return cls(
            text(f"{_DC}title"), text(f"{_DC}creator"), text(f"{_CORE}keywords"), text(f"{_DC}language")
        )


def take_styled(body: HtmlElement, metadata: Metadata) -> Metadata:
    """Return metadata with what paragraphs in styles for it say; what fills a field is taken out of the body."""
    for paragraph in list(body.iter("p")):
        kind = paragraph.get("class") or ""
        text = one_line(visible_text(paragraph))
        filled = _filled(metadata, kind, text) if text else None
        if filled is not None:
            metadata = filled
            paragraph.drop_tree()
    return metadata


def _filled(metadata: Metadata, kind: str, text: str) -> Metadata | None:
    """Return the metadata with the text of a styled paragraph; None where its field does not take it."""
    match kind:
        case "in-subtitle" if not metadata.subtitle:
            return replace(metadata, subtitle=text)
        case "in-authors":
            return replace(metadata, authors=(*metadata.authors, *names_of(text)))
        case "in-date" if metadata.date is None and (date := read_date(text)):
            return replace(metadata, date=date, date_text=text)
        case "in-summary" if not metadata.summary:
            return replace(metadata, summary=text)
        case _:
            return None


def with_properties(
    metadata: Metadata, properties: Properties
) -> tuple[Metadata, tuple[tuple[str, str], ...]]:
    """Return metadata with the properties of the file in empty fields, and remarks on those that may be wrong."""
    remarks: tuple[tuple[str, str], ...] = ()
    keywords = tuple(filter(None, map(one_line, re.split("[,;]", properties.keywords))))
    if keywords:
        metadata = replace(metadata, filed={Kind.TOPIC: keywords})
    if (
        not metadata.authors
        and _PERSON.fullmatch(properties.creator)
        and not _PROGRAMS.search(properties.creator)
    ):
        metadata = replace(metadata, authors=(properties.creator,))
        remarks = (("authors", "from the properties of the file; it may be only who saved it"),)
    return metadata, remarks
