"""Pictures of cards made small: a few colours in place of sixteen million."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import chain

from PIL import Image

Color = tuple[int, int, int]

_SHEET, _PANEL, _INK, _SOFT, _ACCENT = (
    (0xFF, 0xFE, 0xFA), (0xF7, 0xF3, 0xEA), (0x1B, 0x1A, 0x1C), (0x5C, 0x5A, 0x57), (0x8A, 0x1A, 0x2B),
)  # fmt: skip
_BLACK = (0, 0, 0)
_LABELS = ((0xFF, 0xC0, 0x00), (0xFF, 0x2B, 0x2B), (0x33, 0xFF, 0x00))
_RAMPS = (
    (_SHEET, _INK, 5), (_PANEL, _INK, 5), (_SHEET, _ACCENT, 4), (_SHEET, _SOFT, 2), *((_BLACK, label, 2) for label in _LABELS),
)  # fmt: skip
"""A ground, what is set on it, and the shades that smooth edges need. The colours are those of `templates/print/house.typ`."""


def quantise(png: bytes) -> bytes:
    """Return a PNG with a palette, a quarter of the size; equal pictures become equal bytes."""
    with Image.open(io.BytesIO(png)) as picture:
        quantised = picture.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    quantised.save(file, "PNG")
    return file.getvalue()


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    shades = tuple(dict.fromkeys(chain.from_iterable(_ramp(*ramp) for ramp in _RAMPS)))
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(shades)))
    return palette


def _ramp(ground: Color, ink: Color, steps: int) -> list[Color]:
    """Return the colours from the ground to what is set on it, both included."""

    def between(step: int) -> Color:
        red, green, blue = (round(a + (b - a) * step / steps) for a, b in zip(ground, ink, strict=True))
        return red, green, blue

    return [between(step) for step in range(steps + 1)]
