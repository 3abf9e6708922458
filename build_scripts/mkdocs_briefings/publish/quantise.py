"""Pictures of cards made small: a few colours in place of sixteen million."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import cast

from PIL import Image

from mkdocs_briefings.model.contrast import rgb_of
from mkdocs_briefings.model.palette import BLACK, TLP_COLORS, Palette

Color = tuple[int, int, int]
Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge, in pixels."""

_MOST_OF_LOGO = 96
"""Colours that a logo has besides."""


def quantise(png: bytes, colors: Palette, logo: Box | None = None) -> bytes:
    """Return a PNG with a palette, a quarter of the size; equal pictures become equal bytes.

    Args:
        png: the picture.
        colors: what it is drawn with.
        logo: where in it a logo may be, whose colours are its own.
    """
    with Image.open(io.BytesIO(png)) as picture:
        opened = picture.convert("RGB")
    further = _colors_of(opened.crop(logo)) if logo is not None else ()
    quantised = opened.quantize(palette=_palette(colors, further), dither=Image.Dither.NONE)
    file = io.BytesIO()
    quantised.save(file, "PNG")
    return file.getvalue()


def _colors_of(picture: Image.Image) -> tuple[Color, ...]:
    """Return the colours that matter in a picture, in an order that hangs on them alone."""
    reduced = picture.quantize(_MOST_OF_LOGO).convert("RGB").getcolors(_MOST_OF_LOGO) or []
    return tuple(sorted(cast("Color", color) for _, color in reduced))


@lru_cache(maxsize=8)
def _palette(colors: Palette, further: tuple[Color, ...]) -> Image.Image:
    shades = tuple(dict.fromkeys((*chain.from_iterable(_ramp(*ramp) for ramp in _ramps(colors)), *further)))
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(shades)))
    return palette


def _ramps(colors: Palette) -> Iterator[tuple[Color, Color, int]]:
    """Yield a ground, what is set on it, and the number of shades that smooth edges need."""
    sheet, panel, ink = map(rgb_of, (colors.sheet, colors.card.light, colors.ink.light))
    yield sheet, ink, 5
    yield panel, ink, 5
    yield sheet, rgb_of(colors.accent.light), 4
    yield sheet, rgb_of(colors.soft.light), 2
    for label in ("TLP:AMBER", "TLP:RED", "TLP:GREEN"):
        yield rgb_of(BLACK), rgb_of(TLP_COLORS[label]), 2


def _ramp(ground: Color, ink: Color, steps: int) -> list[Color]:
    """Return the colours from the ground to what is set on it, both included."""

    def between(step: int) -> Color:
        red, green, blue = (round(a + (b - a) * step / steps) for a, b in zip(ground, ink, strict=True))
        return red, green, blue

    return [between(step) for step in range(steps + 1)]
