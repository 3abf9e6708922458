"""DOCX to blocks of Markdown by way of mammoth; what mammoth passes over is left out by name."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from mkdocs_briefings.importers.article import LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.html_to_markdown import parse_html, to_markdown
from mkdocs_briefings.importers.markdown_text import normalise, one_line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_APART = {"header": "header of the page", "footer": "footer of the page", "comments": "comment in the margin"}
_LARGEST = 200 * 1024 * 1024
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
    KeyError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    AttributeError,
    IndexError,
    NotImplementedError,
)
"""What zipfile, the XML parsers and mammoth raise on damaged files."""


def read(data: bytes) -> RawArticle:
    """The article in a DOCX file.

    Raises:
        UnreadableError: damaged, protected, too large when unpacked, or another kind of archive.
    """
    try:
        parts = _parts(data)
        markup = _markup(data)
    except _DAMAGE as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"is a broken DOCX ({_first_line(error)}); open it and save it anew") from error
    page = parse_html(f"<div>{markup}</div>") if markup else None
    found = to_markdown(page.find("body")) if page is not None else None
    blocks, notes, left = (found.blocks, found.notes, list(found.left_out)) if found else ((), (), [])
    main = "\n".join(parts.get(name, "") for name in (_DOCUMENT, *_NOTES))
    for name, text in parts.items():
        kind = next((why for stem, why in _APART.items() if name.startswith(f"word/{stem}")), "")
        if kind and text.strip():
            left.append(LeftOut(one_line(text), kind))
    converted = count_words("\n".join([*blocks, *(note.text for note in notes), *(one.text for one in left)]))
    if rest := count_words(main) - converted:
        left.append(
            LeftOut(" ".join(rest.elements()), "text boxes or fields, which Markdown has no place for")
        )
    title = "" if any(block.startswith("# ") for block in blocks[:3]) else parts["title"]
    shown = "\n".join(text for name, text in parts.items() if name != "title")
    return RawArticle(
        blocks, shown, Metadata(title=title if not _starts_with_title(blocks) else ""), notes, tuple(left)
    )


def _markup(data: bytes) -> str:
    """The document as mammoth's HTML."""
    pictures = mammoth.images.img_element(_picture)  # type: ignore[no-untyped-call]
    with io.BytesIO(data) as file:
        made = mammoth.convert_to_html(file, style_map=_STYLES, convert_image=pictures)  # type: ignore[no-untyped-call]
    return str(made.value)


def _starts_with_title(blocks: tuple[str, ...]) -> bool:
    """Whether the text begins with a heading or a line that can be its title; the property is often stale."""
    return bool(blocks) and (blocks[0].startswith("#") or not re.search(r"[.:;,]\W*$", blocks[0]))


def _picture(image: object) -> dict[str, str]:
    """A picture within the file has no address; its description stays."""
    return {"src": ""}


def _first_line(error: Exception) -> str:
    if isinstance(error, (ExpatError, etree.XMLSyntaxError)):
        return "its XML is damaged"
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:100]


def _parts(data: bytes) -> dict[str, str]:
    """The words in each part of the file that bears text, and its title property."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError("is protected by a password; save it without one")
        if _DOCUMENT not in archive.namelist():
            raise UnreadableError("is an archive, but no DOCX")
        if sum(info.file_size for info in infos) > _LARGEST:
            raise UnreadableError("unpacks to more than 200 MB; no article does")
        named = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml")
        found = {info.filename: _text(archive.read(info)) for info in infos if named.fullmatch(info.filename)}
        core = _tree(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else None
        title = core.findtext(_TITLE) if core is not None else None
    return {**found, "title": one_line(normalise(title or ""))}


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _text(xml: bytes) -> str:
    return normalise("".join(_words(_tree(xml))))


def _words(element: etree._Element) -> Iterator[str]:
    """Text of runs, with a line end after each paragraph; deleted text and doubles for old programs are no text."""
    if element.tag == _FALLBACK:
        return
    if element.tag == f"{_W}t":
        yield element.text or ""
    elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
        yield " "
    for child in element:
        yield from _words(child)
    if element.tag in (f"{_W}p", f"{_W}tc"):
        yield "\n"
