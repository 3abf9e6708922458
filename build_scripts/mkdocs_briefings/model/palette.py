"""The colours of all that is published: declared here, and nowhere else.

Pages take them as custom properties (`publish/face_files.py`), PDFs and cards as values (`templates/print/house.typ`), mails
as inline styles (`render/mail/line.py`), charts as a `Look`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from mkdocs_briefings.charts.look import Look, Looks

WHITE, BLACK = "#ffffff", "#000000"
TLP_COLORS: Final = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": WHITE,
}
"""Colours of the labels, on black (FIRST TLP 2.0, section 6)."""


class Shades(NamedTuple):
    """A colour on the light page, and on the dark one."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a desk. A color's name says what it is for; `accent` is the desk's own."""

    paper: Shades
    ink: Shades
    soft: Shades
    """Text that matters less."""
    rule: Shades
    accent: Shades
    """Labels, marks, links under the pointer, the frame of what has the focus."""
    accent_soft: Shades
    """Lines under links."""
    accent_faint: Shades
    """The least value of a chart."""
    card: Shades
    """Ground of what stands apart: executive points, code."""
    lit: Shades
    """Ground of what a link led to."""
    marked: Shades
    """Ground of found words, and of what a reader selects."""
    field: Shades
    """Ground of what a reader writes into."""
    series: tuple[Shades, ...]
    """Colours of a chart's series after the first, which has the accent."""
    sheet: str
    """Ground of cards and mails."""
    desk: str
    """Ground around a mail."""
    printed_rule: str
    """Lines on paper and in mails."""


PALETTE: Final = Palette(
    paper=Shades("#fffefb", "#16181b"),
    ink=Shades("#1b1a1c", "#e6e3dc"),
    soft=Shades("#5c5a57", "#aaa69e"),
    rule=Shades("#dbd6cc", "#393c41"),
    accent=Shades("#8a1a2b", "#f29ba4"),
    accent_soft=Shades("#c98f97", "#80525a"),
    accent_faint=Shades("#f3e3e1", "#3a2429"),
    card=Shades("#f7f3ea", "#1f2226"),
    lit=Shades("#fbeecb", "#3a3420"),
    marked=Shades("#ffe9a8", "#6b5713"),
    field=Shades(WHITE, "#101214"),
    series=(
        Shades("#2f6690", "#7fb4d9"),
        Shades("#b7791f", "#e0b463"),
        Shades("#3c7a57", "#86c4a0"),
        Shades("#6b4c8a", "#b9a0d6"),
        Shades("#7a7672", "#aaa69e"),
    ),
    sheet="#fffefa",
    desk="#ece7db",
    printed_rule="#cfc9bd",
)
"""The colours of the house, for a desk that sets none."""


SPARE_SERIES: Final = Shades("#9c4a2e", "#e8a183")
"""Colour of a series in place of one that is too near to the accent of a desk."""


def chart_looks(palette: Palette) -> Looks:
    """Return the colours of charts."""
    light, dark = _look(palette, 0), _look(palette, 1)
    return Looks(light, dark, replace(light, paper=WHITE))


def _look(palette: Palette, page: int) -> Look:
    """Return the colours of charts on the light page, number 0, or on the dark one."""
    accent = palette.accent[page]
    return Look(
        palette.ink[page],
        palette.soft[page],
        palette.rule[page],
        palette.paper[page],
        (accent, *(shades[page] for shades in palette.series)),
        (palette.accent_faint[page], accent),
    )


def print_colors(palette: Palette) -> dict[str, object]:
    """Return the colours of PDFs and cards, as their templates name them."""
    return {
        "ink": palette.ink.light,
        "soft": palette.soft.light,
        "rule": palette.printed_rule,
        "accent": palette.accent.light,
        "card": palette.card.light,
        "marked": palette.lit.light,
        "sheet": palette.sheet,
        "tlp": TLP_COLORS,
    }
