"""How well a colour is read on another (WCAG 2.2, 1.4.3), and which colour near to one would be."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

LEAST = 4.5
"""Contrast of a text with its ground (WCAG 2.2, 1.4.3)."""
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 255


def color_of(text: str) -> str | None:
    """Return a colour as six small digits, `#0b5c6b`; None for what is none."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:].lower()
    return f"#{digits if len(digits) == len('rrggbb') else ''.join(digit * 2 for digit in digits)}"


def contrast(color: str, ground: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(color), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(color: str, grounds: Iterable[str]) -> float:
    """Return the contrast of a colour with the ground on which it is read worst."""
    return min(contrast(color, ground) for ground in grounds)


def nearest(color: str, grounds: Iterable[str], least: float, *, lighter: bool) -> str:
    """Return the colour of the same hue that is read on all grounds: the first on the way to white or to black."""
    grounds = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    end = 1.0 if lighter else 0.0
    for step in range(_STEPS + 1):
        towards = lightness + (end - lightness) * step / _STEPS
        near = _written(colorsys.hls_to_rgb(hue, towards, saturation))
        if least_contrast(near, grounds) >= least:
            return near
    return _written((end, end, end))


def lightened(color: str, lightness: float) -> str:
    """Return the colour of the same hue that is at least so light, from 0 to 1."""
    hue, own, saturation = colorsys.rgb_to_hls(*_channels(color))
    return _written(colorsys.hls_to_rgb(hue, max(own, lightness), saturation))


def mixed(color: str, ground: str, share: float) -> str:
    """Return a colour with a share of its ground in it, from 0 to 1."""
    pairs = zip(_channels(color), _channels(ground), strict=True)
    red, green, blue = (own + (other - own) * share for own, other in pairs)
    return _written((red, green, blue))


def distance(color: str, other: str) -> float:
    """Return how far apart two colours look, 0 to 765 (https://www.compuphase.com/cmetric.htm)."""
    (red, green, blue), (red2, green2, blue2) = (rgb_of(color), rgb_of(other))
    mean = (red + red2) / 2
    weighted = (
        (2 + mean / 256) * (red - red2) ** 2
        + 4 * (green - green2) ** 2
        + (2 + (255 - mean) / 256) * (blue - blue2) ** 2
    )
    return float(weighted**0.5)


def rgb_of(color: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour of six digits, 0 to 255."""
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = rgb_of(color)
    return red / 255, green / 255, blue / 255


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()


def _luminance(color: str) -> float:
    red, green, blue = map(_linear, _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
