"""The stylesheet of a site's face, `face.css`: its families, with the files of each script, and its colours.

Source Serif 4 carries the text and Source Sans 3 the labels, in Latin, Cyrillic and Greek. That of the house lies in the
theme (`make face`); a desk with a face of its own has another in its place (`publish/own_face.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from mkdocs_briefings.model.palette import TLP_COLORS, Palette, Shades

DESK_SERIF, DESK_SANS = "Desk Serif", "Desk Sans"
"""Names of a desk's own families: many licences do not let a part of a font go by the name of the whole."""
FOLDER = "assets/briefings/fonts"
"""Address of the fonts' folder in the site."""
STYLESHEET = "assets/briefings/face.css"
"""Address of the stylesheet."""
ICON = "assets/briefings/icon.svg"
"""Address of the icon that browsers show beside the title of a page, in the theme `briefings`."""
RANGES = {
    "latin": "U+20-7E, U+A0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+300-301, U+2002-200A, "
    "U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+202F-2030, U+2032-2033, U+2039-203A, U+20AC, U+2116, "
    "U+2122, U+2190-2193, U+2212",
    "latin-ext": "U+100-130, U+132-151, U+154-24F, U+259, U+2B9-2BA, U+302-308, U+30A-30C, U+327-328, U+1E00-1EFF",
    "cyrillic": "U+400-52F",
    "greek": "U+370-3FF, U+1F00-1FFF",
}
"""CSS `unicode-range` by name: a page loads the scripts that it shows."""
HOUSE_SERIF, HOUSE_SANS = "Source Serif 4", "Source Sans 3"
"""Families of the house."""
SERIF_EXTENT, SANS_EXTENT = (1.036, 0.335), (1.024, 0.4)
"""How far they reach over the line and below it, in ems."""
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum")


@dataclass(frozen=True, slots=True)
class WebFace:
    """A font file of a wheel, and what is kept of it."""

    name: str
    """How the file names in the site begin."""
    family: str
    package: str
    file: str
    limits: Mapping[str, float | tuple[float, float]]
    """Design axes: a value pins one, a pair narrows it. The text is set at 18 to 19 px, large titles at 50."""
    features: tuple[str, ...] = FEATURES
    italic: bool = False
    weight: str = ""
    """Weights that it serves, for one without that axis."""

    def file_name(self, script: str) -> str:
        """Return the name of the file of a script."""
        return f"{self.name}-{script}.woff2"

    def rule(self, script: str, characters: str) -> str:
        """Return the `@font-face` of a script."""
        weight = self.limits.get("wght", self.weight)
        weights = f"{weight[0]:.0f} {weight[1]:.0f}" if isinstance(weight, tuple) else weight
        weights = f"{weights:.0f}" if isinstance(weights, float) else weights
        return (
            f'@font-face{{font-family:"{self.family}";src:url("fonts/{self.file_name(script)}") format("woff2");'
            f"font-weight:{weights};font-style:{'italic' if self.italic else 'normal'};font-display:swap;"
            f"unicode-range:{characters.replace(' ', '')}}}"
        )


HOUSE_FACES = (
    WebFace(
        "source-serif-4", HOUSE_SERIF, "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf",
        {"opsz": 18.0, "wght": (400.0, 700.0)},
    ),
    WebFace(
        "source-serif-4-italic", HOUSE_SERIF, "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf",
        {"opsz": 18.0, "wght": 400.0}, italic=True,
    ),
    WebFace(
        "source-sans-3", HOUSE_SANS, "fontpkg_source_sans_3", "SourceSans3[wght].ttf",
        {"wght": (400.0, 700.0)}, ("ccmp", "kern", "locl", "mark", "tnum"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fallback:
    """Metrics that make a font of the reader's machine take the room of ours, so that nothing moves when ours arrives.

    `size` is the ratio of the mean widths of English text in both fonts; ascent and descent are ours over it.
    The Liberation fonts have the widths of Times New Roman and Arial.
    """

    family: str
    local: tuple[str, ...]
    size: float
    weight: str
    style: str = "normal"
    extent: tuple[float, float] = SERIF_EXTENT

    def rule(self) -> str:
        """Return the `@font-face` of the reader's font."""
        ascent, descent = self.extent
        sources = ", ".join(f'local("{name}")' for name in self.local)
        return (
            f'@font-face{{font-family:"{self.family} fallback";src:{sources};font-weight:{self.weight};'
            f"font-style:{self.style};size-adjust:{self.size:.2%};ascent-override:{ascent / self.size:.2%};"
            f"descent-override:{descent / self.size:.2%};line-gap-override:0%}}"
        )


HOUSE_FALLBACKS = (
    Fallback(HOUSE_SERIF, ("Times New Roman", "Liberation Serif", "Tinos"), 1.1387, "400"),
    Fallback(HOUSE_SERIF, ("Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"), 1.0861, "600 700"),
    Fallback(
        HOUSE_SERIF, ("Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"), 1.0473, "400", "italic",
    ),
    Fallback(HOUSE_SANS, ("Arial", "Liberation Sans", "Arimo"), 0.9406, "400", extent=SANS_EXTENT),
    Fallback(
        HOUSE_SANS, ("Arial Bold", "Liberation Sans Bold", "Arimo Bold"), 0.8978, "600 700", extent=SANS_EXTENT,
    ),
)  # fmt: skip


class Families(NamedTuple):
    """Families of a site, in the order in which they are asked for a letter."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]


HOUSE_FAMILIES = Families((HOUSE_SERIF,), (HOUSE_SANS,))


def house_rules(*families: str) -> Iterator[str]:
    """Yield the `@font-face` rules of families of the house."""
    yield from (fallback.rule() for fallback in HOUSE_FALLBACKS if fallback.family in families)
    for face in HOUSE_FACES:
        if face.family in families:
            yield from (face.rule(script, characters) for script, characters in RANGES.items())


def stylesheet(rules: Iterable[str], palette: Palette, families: Families = HOUSE_FAMILIES) -> bytes:
    """Return the stylesheet of a face."""
    names = "body,body[data-md-color-scheme][data-md-color-primary]"
    properties = "".join(f"{name}:{value};" for name, value in _properties(palette, families))
    sans = f"{_quoted(families.sans)},Arial,sans-serif"
    margins = "".join(f"@{place}{{font-family:{sans}}}" for place in ("top-left", "bottom-right"))
    return "\n".join((*rules, f"{names}{{{properties}}}", f"@page{{{margins}}}", "")).encode()


def icon(palette: Palette) -> bytes:
    """Return the icon that browsers show beside the title of a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" '
        f'fill="{palette.accent.light}"/><path d="M8 9h16M8 16h16M8 23h10" stroke="{palette.paper.light}" '
        f'stroke-width="3"/></svg>\n'
    ).encode()


def _properties(palette: Palette, families: Families) -> Iterator[tuple[str, str]]:
    """Yield name and value of each custom property."""
    for name, value in ((field.name, getattr(palette, field.name)) for field in fields(palette)):
        if isinstance(value, Shades) and name != "accent_faint":
            yield f"--{name.replace('_', '-')}", f"light-dark({value.light},{value.dark})"
    yield from ((f"--tlp-{name}", TLP_COLORS[f"TLP:{name.upper()}"]) for name in ("red", "amber", "green"))
    yield "--plate", palette.sheet
    yield (
        "--serif",
        f"{_quoted((*families.serif, f'{families.serif[0]} fallback', 'Noto Serif'))},Georgia,serif",
    )
    yield (
        "--sans",
        f"{_quoted((*families.sans, f'{families.sans[0]} fallback', 'Noto Sans'))},Arial,sans-serif",
    )
    yield "--md-text-font", f'"{families.serif[0]}"'


def _quoted(families: tuple[str, ...]) -> str:
    return ",".join(f'"{name}"' for name in families)
