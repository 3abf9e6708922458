"""A palette with another accent: what follows from it, and on which grounds it has to be read."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefings.model.contrast import distance, lightened, mixed, nearest
from mkdocs_briefings.model.palette import PALETTE, SPARE_SERIES, WHITE, Palette, Shades

LIGHT_GROUNDS = {
    WHITE: "paper",
    PALETTE.paper.light: "the page",
    PALETTE.card.light: "executive points",
    PALETTE.lit.light: "what a link led to",
    PALETTE.sheet: "cards and mails",
}
"""Where the accent is read on light grounds, or white on the accent, and what each ground is of."""
DARK_GROUNDS = {
    PALETTE.field.dark: "fields",
    PALETTE.paper.dark: "the page",
    PALETTE.card.dark: "executive points",
    PALETTE.lit.dark: "what a link led to",
}
"""Where it is read on the dark page."""
_COMFORTABLE = 5.9
"""Least contrast of an accent that is computed for the dark page: that of the house has it."""
_LIGHTNESS = 0.7
"""Least lightness of such an accent: colours that are less light glare on a dark page."""
_SOFT, _FAINT = 0.52, 0.88
"""How much of the page is in lines under links, and in the least value of a chart."""
_TOO_NEAR = 100.0
"""Distance at which two series of a chart are taken for one."""


def dark_accent(light: str) -> str:
    """Return the accent of the dark page for that of the light one."""
    return nearest(lightened(light, _LIGHTNESS), DARK_GROUNDS, _COMFORTABLE, lighter=True)


def with_accent(palette: Palette, accent: Shades) -> Palette:
    """Return a palette with another accent, and with what is made from it."""
    return replace(
        palette,
        accent=accent,
        accent_soft=_towards_paper(accent, palette, _SOFT),
        accent_faint=_towards_paper(accent, palette, _FAINT),
        series=_apart_from(accent, palette.series),
    )


def _towards_paper(accent: Shades, palette: Palette, share: float) -> Shades:
    return Shades(*(mixed(color, paper, share) for color, paper in zip(accent, palette.paper, strict=True)))


def _apart_from(accent: Shades, series: tuple[Shades, ...]) -> tuple[Shades, ...]:
    """Return the series of a chart with another colour for that which looks most like the accent, if it looks so at all."""
    near = min(series, key=lambda shades: distance(shades.light, accent.light))
    if distance(near.light, accent.light) >= _TOO_NEAR:
        return series
    return tuple(SPARE_SERIES if shades == near else shades for shades in series)
