"""Lines of a PDF with their places, sizes and raised signs, by pdfium."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.markdown_text import normalise, one_line

RAISED, LOWERED, END = "\ufdd3", "\ufdd4", "\ufdd5"
"""Stand before and after signs above or below the line; no text holds them."""
_LINE_END = re.compile("\r\n|\r|\n|\ufffe")
_TORN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""
_SMALL = 0.82
"""Share of the size of a line below which signs are raised or lowered."""
_SHIFT = 0.12
"""Share of the size of a line by which such signs stand above or below it."""
_LOW_BOX = 0.6
"""Height of a sign, in sizes of the line, below which it may be a small figure."""
_RAISED_BOX = 0.22
"""Height above the baseline, in sizes of the line, at which a small figure begins that is raised."""
_WIDE = 2.5
"""Gap between two signs, in sizes of the line, from which on they belong to two cells."""
_BOLD = 600
_FEWEST_SIGNS = 25
"""Signs on a page of text, on average; a scan has fewer."""
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page."""

    text: str
    """Its words; raised and lowered signs stand between `RAISED` or `LOWERED` and `END`."""
    x0: float
    """Points from the left edge of the page to its first sign."""
    x1: float
    """Points from the left edge of the page to the end of its last sign."""
    base: float
    """Points from the lower edge of the page to its baseline."""
    size: float
    """Size of most of its signs, points."""
    is_bold: bool


class _Place(NamedTuple):
    """The box of a sign and its baseline, in points from the left and lower edges of the page."""

    x0: float
    x1: float
    bottom: float
    top: float
    base: float


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF."""

    pages: tuple[tuple[PdfLine, ...], ...]
    original: str
    """All words, as pdfium reads them."""
    properties: dict[str, str] = field(default_factory=dict)
    """What the file says of itself: `Title`, `Author`, `Keywords`."""


def read_pdf_text(data: bytes) -> PdfText:
    """Read the lines of a PDF in the order of its content.

    Raises:
        UnreadableError: damaged, protected, too long, or a scan.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        protected = "password" in str(error).casefold()
        reason = (
            "is protected by a password; save it without one"
            if protected
            else "is a broken PDF; export it anew"
        )
        raise UnreadableError(reason) from error
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableError(f"has more than {_MOST_PAGES} pages; no article does, so split it")
        read = [_read_page(document[number]) for number in range(len(document))]
        properties = {name: one_line(normalise(text)) for name, text in document.get_metadata_dict().items()}
    finally:
        document.close()
    original = "\f".join(text for text, _ in read)
    if len(re.sub(r"\s", "", original)) < _FEWEST_SIGNS * len(read):
        raise UnreadableError("is a scan: its pages are pictures; run text recognition (OCR) over it first")
    return PdfText(tuple(lines for _, lines in read), original, properties)


def _read_page(page: pypdfium2.PdfPage) -> tuple[str, tuple[PdfLine, ...]]:
    """Return the text of a page as pdfium gives it, and its lines."""
    signs = page.get_textpage()
    try:
        text = signs.get_text_range()
        if len(text) != signs.count_chars():  # a sign outside the first plane counts twice
            text = "".join(
                chr(pdfium.FPDFText_GetUnicode(signs.raw, at)) for at in range(signs.count_chars())
            )
        return normalise(text.replace(_TORN, "-\n")), tuple(_lines(signs.raw, text))
    finally:
        signs.close()
        page.close()


def _lines(signs: object, text: str) -> Iterator[PdfLine]:
    start = 0
    for end in [*_LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        inside = [at for at in range(start, stop) if not text[at].isspace() and text[at].isprintable()]
        if inside:
            yield _line(signs, text, inside, is_torn=bool(end and end[0] == _TORN))
        start = end.end() if end else stop


def _line(signs: object, text: str, inside: Sequence[int], *, is_torn: bool) -> PdfLine:
    """Return the line of the visible signs at these places."""
    sizes = {at: round(pdfium.FPDFText_GetFontSize(signs, at) * _scale(signs, at), 1) for at in inside}
    size = Counter(sizes.values()).most_common(1)[0][0]
    places = {at: _place(signs, at) for at in inside}
    base = Counter(round(places[at].base, 1) for at in inside if sizes[at] == size).most_common(1)[0][0]
    pieces: list[str] = []
    shift = ""
    before = None
    for at in inside:
        now = _shifted(text[at], places[at], base, size, is_small=sizes[at] < _SMALL * size)
        gap = "   " if before is not None and places[at].x0 - places[before].x1 > _WIDE * size else " "
        blank = before is not None and (at > before + 1 or gap != " ")
        pieces += [END] if shift and now != shift else []
        pieces += [gap] if blank else []
        pieces += [now] if now and now != shift else []
        pieces.append(text[at])
        shift, before = now, at
    pieces += [END] if shift else []
    bold = sum(pdfium.FPDFText_GetFontWeight(signs, at) >= _BOLD for at in inside)
    line = normalise("".join(pieces)) + ("-" if is_torn else "")
    return PdfLine(line, places[inside[0]].x0, places[inside[-1]].x1, base, size, 2 * bold > len(inside))


def _shifted(sign: str, place: _Place, base: float, size: float, *, is_small: bool) -> str:
    """Return the sign for what is raised or lowered; empty for what stands on the line.

    A font may have small raised figures of its own, whose size is that of the line: their boxes tell.
    """
    height = place.base - base
    if is_small and abs(height) >= _SHIFT * size:
        return RAISED if height > 0 else LOWERED
    is_low_box = place.top - place.bottom < _LOW_BOX * size
    if sign.isalnum() and is_low_box and place.bottom - base > _RAISED_BOX * size:
        return RAISED
    is_below = sign.isdigit() and is_low_box and place.bottom - base < -_SHIFT * size / 2
    return LOWERED if is_below else ""


def _scale(signs: object, at: int) -> float:
    """Return by how much the text is enlarged after its size was set, as some programs write it."""
    matrix = pdfium.FS_MATRIX()
    found_matrix = pdfium.FPDFText_GetMatrix(signs, at, ctypes.byref(matrix))
    return abs(matrix.d) or abs(matrix.b) or 1.0 if found_matrix else 1.0


def _place(signs: object, at: int) -> _Place:
    x0, x1, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(signs, at, *map(ctypes.byref, (x0, x1, bottom, top)))
    pdfium.FPDFText_GetCharOrigin(signs, at, ctypes.byref(x), ctypes.byref(y))
    return _Place(x0.value, x1.value, bottom.value, top.value, y.value)
