"""The format and the encoding of a file, and the message where the library that reads it is missing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of the largest file that is imported."""


class UnreadableError(ValueError):
    """The file cannot be imported; the message says why, on one line."""


@contextmanager
def needs_extra(what: str) -> Iterator[None]:
    """Refuse the file if a library that this block imports is missing, in one line that names the extra.

    Args:
        what: what the extra is for, for instance `to read DOCX`.

    Raises:
        UnreadableError: a library is not installed.
    """
    try:
        yield
    except ImportError as error:
        message = f"needs the extra 'import' {what}: pip install 'mkdocs-briefings[import]'"
        raise UnreadableError(message) from error


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?---\s*\n)|^#{1,3} \S|^\[\^\w+\]:|\]\(https?://", re.MULTILINE)
_REFUSED_SIGNATURES = (
    (b"{\\rtf", "is RTF; save it as DOCX"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
)
_PDF = re.compile(rb"^(?:\xef\xbb\xbf)?\s*%PDF-")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Format(StrEnum):
    """A format that can be imported."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_EXTENSIONS = {Format.TEXT: "txt text", Format.MARKDOWN: "md markdown", Format.HTML: "htm html"}
_FORMAT_BY_EXTENSION = {name: form for form, names in _EXTENSIONS.items() for name in names.split()}
FILE_EXTENSIONS = frozenset({*_FORMAT_BY_EXTENSION, "docx", "pdf"})
"""Extensions of the files that are imported from a folder, in lower case without the dot."""


def detect_format(name: str, data: bytes) -> Format:
    """Return the format of a file: by its first bytes, else by the extension of its name, else by its text.

    Raises:
        UnreadableError: a format that cannot be imported; the message says what to do.
    """
    for signature, reason in _REFUSED_SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(reason)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableError("is protected by a password; save it without one")
        raise UnreadableError("is in an old Office format; save it as DOCX")
    if _PDF.search(data[:1024]):
        return Format.PDF
    extension = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    if data.startswith(_ZIP) or (extension == "docx" and data.strip(b"\0 \t\r\n")):
        return Format.DOCX
    if extension in _FORMAT_BY_EXTENSION:
        return _FORMAT_BY_EXTENSION[extension]
    if _HTML.match(data[:1000]):
        return Format.HTML
    return Format.MARKDOWN if _MARKDOWN.search(data[:20_000]) else Format.TEXT


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "cp1251")
_SAMPLE = 64 * 1024
_MOST_CONTROLS = 0.02
_MOST_MARKS = 60
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """Decode UTF-8 and UTF-16, UTF-32 with a byte order mark, Windows-1252 and Windows-1251.

    Raises:
        UnreadableError: empty, binary, in an encoding that nobody can tell, or in a Windows encoding while the
            library that tells the two apart is not installed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("is empty")
    text = _decode_marked(data) or _decode_utf16(data) or _try(data, "utf-8") or _decode_legacy(data)
    if text is None or _looks_binary(text):
        raise UnreadableError("is not text; save it as text, Markdown, HTML or DOCX")
    if _has_pile_of_marks(text):
        raise UnreadableError(f"puts more than {_MOST_MARKS} accents on one letter, so it is not text")
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("is empty")
    return text


def _decode_marked(data: bytes) -> str | None:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    return _try(data, encoding) if encoding else None


def _decode_utf16(data: bytes) -> str | None:
    """Decode UTF-16 without a byte order mark.

    Its every second byte is 0 in Western text, and 0 or 4 in Cyrillic text.
    """
    if len(data) % 2:
        return None
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    for high, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if high and sum(high.count(byte) for byte in b"\0\x04") > 0.8 * len(high):
            return _try(data, encoding)
    return None


def _decode_legacy(data: bytes) -> str | None:
    """Decode Windows-1251 or Windows-1252: first the one that reads as language, then whichever fits."""
    if _looks_binary(data[:_SAMPLE].decode("latin-1")):
        return None
    with needs_extra("to read text that is not Unicode"):
        from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    order = [best.encoding, *_LEGACY] if best else _LEGACY
    return next((text for name in order if (text := _try(data, name)) is not None), None)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_pile_of_marks(text: str) -> bool:
    """Return whether a letter bears more marks than any script writes; normalising them takes quadratic time."""
    marks = "" if text.isascii() else "".join(filter(unicodedata.combining, set(text)))
    return bool(marks) and re.search(f"[{re.escape(marks)}]{{{_MOST_MARKS + 1}}}", text) is not None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\0" in sample or len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample)
