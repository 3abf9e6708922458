"""What a file is by its first bytes, as a browser that is told nothing would judge it (WHATWG MIME Sniffing)."""

from __future__ import annotations

import re
import zlib

LARGEST_DRAWING = 8 * 1024 * 1024
"""Bytes of a drawing."""
HEAD = 4096
"""Bytes from the start of a file that are looked at; no browser looks at as many."""
PICTURES = {
    "png": rb"\x89PNG\r\n\x1a\n",
    "jpeg": rb"\xff\xd8\xff",
    "gif": rb"GIF8[79]a",
    "webp": rb"RIFF.{4}WEBP",
}
"""How a picture begins that a drawing may hold, by the word that `data:image/...` has for it."""
_BEGINNINGS = {
    **PICTURES,
    "jpg": PICTURES["jpeg"],
    "avif": rb".{4}ftyp.{0,56}?avi[fs]",
    "gz": rb"\x1f\x8b\x08",
    "mp3": rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]",
    "mp4": rb".{4}ftyp",
    "ogg": rb"OggS",
    "pdf": rb"%PDF-",
    "webm": rb"\x1aE\xdf\xa3",
    **dict.fromkeys("docx epub odp ods odt pptx xlsx zip".split(), rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),
}
_MATCHERS = {ending: re.compile(start, re.DOTALL) for ending, start in _BEGINNINGS.items()}
TEXTS = frozenset("bib csv geojson ics json md ris tsv txt yaml yml".split())
"""Endings of files that hold text of any sort, so that a browser must find nothing else in them."""
KINDS = TEXTS | _BEGINNINGS.keys()
"""Endings of files that are judged here."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00-\x20]*<[A-Za-z!?/]")
_IS_MARKUP = "begins like a web page or a drawing, which a browser would run"


def mismatch(head: bytes, ending: str) -> str:
    """Return in which way the beginning of a file is not what its name says; empty if it is.

    Args:
        head: its first bytes, `HEAD` of them if it is as long.
        ending: of its name, one of `KINDS`, in small letters.
    """
    if _is_markup(head):
        return _IS_MARKUP
    if ending in TEXTS:
        other = next((name for name, start in _MATCHERS.items() if start.match(head) and name != "mp3"), "")
        return f"is no text: it begins like a file of the kind '.{other}'" if other else ""
    if not _MATCHERS[ending].match(head):
        return f"is no file of the kind '.{ending}': it begins like another one"
    return _mismatch_inside(head) if ending == "gz" else ""


def _is_markup(head: bytes) -> bool:
    """Return whether a file begins with a tag; a superset of what any browser takes for HTML or XML."""
    return _MARKUP.match(head.replace(b"\0", b"")) is not None


def _mismatch_inside(head: bytes) -> str:
    """Return what is wrong with the unpacked beginning of a gzip file, which some hosts have browsers unpack."""
    try:
        inside = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, HEAD)
    except zlib.error:
        return "cannot be unpacked"
    return f"is packed, and {_IS_MARKUP}" if _is_markup(inside) else ""


def picture_kind(content: bytes) -> str:
    """Return the word for a picture in `data:image/...`; empty for what is none of `PICTURES`."""
    return next((name for name in PICTURES if _MATCHERS[name].match(content)), "")
