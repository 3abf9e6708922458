"""Bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from charset_normalizer import from_bytes

MAX_BYTES = 20 * 1024 * 1024
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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class UnreadableError(ValueError):
    """The file cannot be imported; the message says why, one line."""


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16, Windows-1251 or Windows-1252.

    Raises:
        UnreadableError: empty, binary, or in an encoding nobody can tell.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("is empty")
    text = _marked(data) or _utf16(data) or _utf8(data) or _legacy(data)
    if text is None or _looks_binary(text):
        raise UnreadableError("is not text; save it as text, Markdown, HTML or DOCX")
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableError("is empty")
    return text


def _marked(data: bytes) -> str | None:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    return _try(data, encoding) if encoding else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: half of the bytes of Western text, or nearly all high ones of Cyrillic, repeat."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    for high, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if len(data) % 2 == 0 and high and sum(high.count(byte) for byte in b"\0\x04") > 0.8 * len(high):
            return _try(data, encoding)
    return None


def _utf8(data: bytes) -> str | None:
    return _try(data, "utf-8")


def _legacy(data: bytes) -> str | None:
    """Windows-1251 or -1252, whichever reads as language; what only one of them can hold decides too."""
    if _looks_binary(data[:_SAMPLE].decode("latin-1")):
        return None
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    order = [best.encoding, *_LEGACY] if best else list(_LEGACY)
    return next((text for name in order if (text := _try(data, name)) is not None), None)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return "\0" in sample or len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample)


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMAT_BY_EXTENSION = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
}
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?---\s*\n)|^#{1,3} \S|^\[\^\w+\]:|\]\(https?://", re.MULTILINE)
_REFUSED_SIGNATURES = (
    (b"%PDF", "is a PDF; export it as DOCX, HTML or text"),
    (b"{\\rtf", "is RTF; save it as DOCX"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
)


class Format(StrEnum):
    """What can be imported."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


FILE_EXTENSIONS = frozenset({*_FORMAT_BY_EXTENSION, "docx"})
"""Endings of file names that a folder is searched for."""


def detect_format(name: str, data: bytes) -> Format:
    """The format of a file.

    Raises:
        UnreadableError: a format that cannot be imported; the message says what to do.
    """
    for mark, reason in _REFUSED_SIGNATURES:
        if data.startswith(mark):
            raise UnreadableError(reason)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        reason = (
            "is protected by a password; save it without one" if encrypted else "is in an old Office format"
        )
        raise UnreadableError(reason if encrypted else f"{reason}; save it as DOCX")
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    if data.startswith(_ZIP) or (ending == "docx" and data.strip(b"\0 \t\r\n")):
        return Format.DOCX
    if ending in _FORMAT_BY_EXTENSION:
        return Format(_FORMAT_BY_EXTENSION[ending])
    if _HTML.match(data[:1000]):
        return Format.HTML
    return Format.MARKDOWN if _MARKDOWN.search(data[:20_000]) else Format.TEXT
