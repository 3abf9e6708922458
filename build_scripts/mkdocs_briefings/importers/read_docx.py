"""The reader of Word documents (DOCX), by way of mammoth; what mammoth passes over is left out by name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from mkdocs_briefings.importers.article import LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.docx_head import CLASS_OF_STYLE, Properties, take_styled, with_properties
from mkdocs_briefings.importers.docx_source import prepare_document
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.html_to_markdown import ConvertedElement, parse_html, to_markdown
from mkdocs_briefings.importers.markdown_text import normalise, one_line
from mkdocs_briefings.importers.pictures import MAX_PICTURE_BYTES, Pictures

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_TEXT_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml")
_OUTSIDE = {
    "word/header": "header of the page",
    "word/footer": "footer of the page",
    "word/comments": "comment in the margin",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_EAST_ASIAN = re.compile("[\u3041-\u9fff\uac00-\ud7af]")
_LARGEST = 32 * 1024 * 1024
"""Bytes of all XML together, unpacked; 20 kB of DOCX can hold as much."""
_MOST_PARAGRAPHS = 20_000
_MOST_ELEMENTS = 500_000
"""Elements of XML in the parts with text."""
_DEEPEST = 100
"""Levels of XML; a table takes three. Python 3.11 has mammoth read 150."""
_IS_DEEP = etree.XPath(f"boolean({'/*' * (_DEEPEST + 1)})")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='Block Text'] => blockquote > p:fresh
r[style-name='HTML Code'] => code
r[style-name='Verbatim Char'] => code
"""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    etree.XMLSyntaxError,
    LookupError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    AttributeError,
)
"""Exceptions that zipfile, the XML parsers and mammoth raise on damaged files."""


def read(data: bytes) -> RawArticle:
    """Read the article in a DOCX file.

    Raises:
        UnreadableError: damaged, protected, too large when unpacked, or another kind of archive.
    """
    try:
        parts, properties, language = _parts(data)
        prepared = prepare_document(data)
        pictures = Pictures()
        page = parse_html(f"<div>{_html(prepared.data, pictures)}</div>")
    except UnreadableError:
        raise
    except _DAMAGE as error:
        raise UnreadableError(f"is a broken DOCX ({_damage(error)}); open it and save it anew") from error
    body = page.find("body") if page is not None else None
    metadata = take_styled(body, Metadata()) if body is not None else Metadata()
    if body is not None:
        prepared.number_lists(body)
    text = to_markdown(body) if body is not None else ConvertedElement((), (), ())
    blocks = tuple(map(prepared.with_formulas, text.blocks))
    notes = tuple(replace(note, text=prepared.with_formulas(note.text)) for note in text.notes)
    left_out = [*text.left_out, *prepared.left_out(), *_outside(parts)]
    styled = (metadata.subtitle, *metadata.authors, metadata.date_text, metadata.summary)
    converted = [
        *blocks,
        *styled,
        *(note.text for note in notes),
        *(words.text for words in left_out),
    ]
    main = "\n".join(parts.get(name, "") for name in (_DOCUMENT, *_NOTES))
    if rest := count_words(main) - count_words("\n".join(converted)):
        reason = "text boxes or fields, which Markdown has no place for"
        left_out.append(LeftOut(" ".join(rest.elements()), reason))
    metadata, remarks = with_properties(metadata, properties)
    metadata = replace(metadata, title="" if _has_title(text.blocks) else properties.title, language=language)
    return RawArticle(
        blocks,
        "\n".join(parts.values()),
        metadata,
        notes,
        tuple(left_out),
        (*remarks, *pictures.remarks),
        tuple(pictures.contents),
    )


def _html(data: bytes, pictures: Pictures) -> str:
    def keep(image: Any) -> dict[str, str]:
        with image.open() as file:
            return {"src": pictures.add(file.read(MAX_PICTURE_BYTES + 1))}

    convert = mammoth.images.img_element(keep)  # type: ignore[no-untyped-call]
    with io.BytesIO(data) as file:
        result = mammoth.convert_to_html(file, style_map=_style_map(), convert_image=convert)  # type: ignore[no-untyped-call]
    return str(result.value)


def _style_map() -> str:
    styled = (f"p[style-name='{style}'] => p.{name}:fresh" for style, name in CLASS_OF_STYLE.items())
    return "\n".join([_STYLES.strip(), *styled])


def _outside(parts: Mapping[str, str]) -> Iterator[LeftOut]:
    """Yield the words of headers, footers and comments."""
    for name, text in parts.items():
        reason = next((reason for stem, reason in _OUTSIDE.items() if name.startswith(stem)), "")
        if reason and text.strip():
            yield LeftOut(one_line(text), reason)


def _has_title(blocks: tuple[str, ...]) -> bool:
    """Return whether the text begins with a heading or a line that can be its title; the property is often stale."""
    begins = bool(blocks) and (blocks[0].startswith("#") or not _ends_in_stop(blocks[0]))
    return begins or any(block.startswith("# ") for block in blocks[:3])


def _ends_in_stop(block: str) -> bool:
    """Return whether a stop, colon or comma stands after the last letter."""
    signs = takewhile(lambda sign: not (sign.isalnum() or sign == "_"), reversed(block))
    return any(sign in ".:;," for sign in signs)


def _damage(error: Exception) -> str:
    match error:
        case ExpatError() | etree.XMLSyntaxError():
            return "its XML is damaged"
        case zipfile.BadZipFile() | zlib.error() | EOFError() | OSError():
            return "its archive is damaged"
        case NotImplementedError():
            return "it is packed in a way that few programs read"
    return "its parts do not fit together"


def _parts(data: bytes) -> tuple[dict[str, str], Properties, str]:
    """Return the words in each part of the file that has text, by the name of the part; its properties and language."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos, names = archive.infolist(), archive.namelist()
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError("is protected by a password; save it without one")
        if _DOCUMENT not in names:
            raise UnreadableError("is an archive, but no DOCX")
        if sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))) > _LARGEST:
            raise UnreadableError("unpacks to more than 32 MB of text; no article does, so split it")
        parts = {info.filename: archive.read(info) for info in infos if _TEXT_PARTS.fullmatch(info.filename)}
        core = archive.read(_PROPERTIES) if _PROPERTIES in names else None
    properties = Properties.read(_tree(core)) if core is not None else Properties()
    trees = {name: _tree(xml) for name, xml in parts.items()}
    _refuse_more_than_an_article(trees.values())
    texts = {name: normalise("".join(_texts(tree))) for name, tree in trees.items()}
    return texts, properties, _language(properties, trees[_DOCUMENT])


def _language(properties: Properties, document: etree._Element) -> str:
    """Return the language that the file declares, else that in which more than half of its text is marked to be.

    The language of its styles is no declaration: it is that of the program that made the file.
    """
    marked: Counter[str] = Counter()
    for run in document.iter(f"{_W}r"):
        text = "".join(part.text or "" for part in run.iter(f"{_W}t"))
        marked[_language_of_run(run, text)] += len(text)
    most, length = max(marked.items(), key=lambda item: item[1], default=("", 0))
    declared = properties.language or (most if 2 * length > marked.total() else "")
    return declared if _LANGUAGE.fullmatch(declared) else ""


def _language_of_run(run: etree._Element, text: str) -> str:
    """Return the language of a run; Word marks three, for right-to-left, East Asian and all other letters."""
    lang = run.find(f"{_W}rPr/{_W}lang")
    if lang is None:
        return ""
    is_right_to_left = run.find(f"{_W}rPr/{_W}rtl") is not None
    kind = "bidi" if is_right_to_left else "eastAsia" if _EAST_ASIAN.search(text) else "val"
    return lang.get(f"{_W}{kind}") or ""


def _refuse_more_than_an_article(trees: Iterable[etree._Element]) -> None:
    """Raise UnreadableError for a file that would take mammoth minutes, or nests too deep for it."""
    paragraphs = elements = 0
    for tree in trees:
        if _IS_DEEP(tree):
            raise UnreadableError(f"nests its XML deeper than {_DEEPEST} levels; take tables out of tables")
        for element in tree.iter():
            elements += 1
            paragraphs += element.tag == f"{_W}p"
    if paragraphs > _MOST_PARAGRAPHS:
        raise UnreadableError(f"has more than {_MOST_PARAGRAPHS:,} paragraphs; no article does, so split it")
    if elements > _MOST_ELEMENTS:
        raise UnreadableError(f"has more than {_MOST_ELEMENTS:,} elements; no article does, so split it")


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the text of runs, and a line end after each paragraph.

    Deleted text is passed over, and so are copies for old programs (`mc:Fallback`).
    """
    if element.tag == _FALLBACK:
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    elif element.tag == f"{_M}t":
        yield f" {element.text or ''} "
    elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
        yield " "
    for child in element:
        yield from _texts(child)
    if element.tag in (f"{_W}p", f"{_W}tc"):
        yield "\n"
