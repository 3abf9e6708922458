"""The size of a picture, so that a page keeps its place free before it has come."""

from __future__ import annotations

import re
from pathlib import Path

_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(?:px)?\s*")
_ORIENTATION = 0x0112
"""EXIF tag; from 5 on a camera was held upright."""
_FIRST_UPRIGHT = 5


def picture_size(content: Path, name: str) -> tuple[int, int] | None:
    """Return width and height of a picture as browsers show it, in pixels; None where it does not say them.

    Args:
        content: the content folder.
        name: as briefings name it: `files/port.jpg`.
    """
    return _drawing_size(content / name) if name.lower().endswith(".svg") else _photo_size(content / name)


def _photo_size(path: Path) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few desks have such pictures

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            upright = picture.getexif().get(_ORIENTATION, 1) >= _FIRST_UPRIGHT
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (height, width) if upright else (width, height)


def _drawing_size(path: Path) -> tuple[int, int] | None:
    """Return the size of a drawing, else that of its `viewBox`, which has the same ratio."""
    from lxml import etree  # noqa: PLC0415

    try:
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return None
    sides = [_length(root.get(side, "")) for side in ("width", "height")]
    if not all(sides):
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        sides = [_length(side) for side in box[2:4]] if len(box) == 4 else []  # noqa: PLR2004
    return (sides[0], sides[1]) if len(sides) == 2 and all(sides) else None  # noqa: PLR2004


def _length(text: str) -> int:
    """Return a length in whole pixels; 0 for one in another unit, or none."""
    match = _LENGTH.fullmatch(text)
    return round(float(match[1])) if match else 0
