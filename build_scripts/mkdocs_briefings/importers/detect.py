"""Which format a file has: what its first bytes say, then its name, then a look at the text."""

from __future__ import annotations

import re
from enum import StrEnum

from mkdocs_briefings.importers.decode import UnreadableError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {
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
_OTHERS = (
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


ENDINGS = frozenset({*_ENDINGS, "docx"})
"""Endings of file names that a folder is searched for."""


def detect(name: str, data: bytes) -> Format:
    """The format of a file.

    Raises:
        UnreadableError: a format that cannot be imported; the message says what to do.
    """
    for mark, reason in _OTHERS:
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
    if ending in _ENDINGS:
        return Format(_ENDINGS[ending])
    if _HTML.match(data[:1000]):
        return Format.HTML
    return Format.MARKDOWN if _MARKDOWN.search(data[:20_000]) else Format.TEXT
