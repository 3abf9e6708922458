"""The site's own fonts: small WOFF2 files cut from the families' wheels, and the stylesheet that names them.

Source Serif 4 carries the text and Source Sans 3 the labels, in Latin, Cyrillic and Greek. Both are under the SIL Open
Font License 1.1, whose text goes with the files. They are cut when a family or the recipe changes (`make fonts`), and lie
in the theme: no build waits for them. The same fonts and the same recipe give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from mkdocs_briefings.publish.atomic import write_atomically

THEME = Path(__file__).parent.parent / "theme"
FOLDER = "assets/briefings/fonts"
"""Address of the fonts' folder in the site."""
STYLESHEET = "assets/briefings/fonts.css"
"""Address of the stylesheet that names the fonts."""

_RANGES = {
    "latin": "U+20-7E, U+A0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+300-301, U+2002-200A, "
    "U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+202F-2030, U+2032-2033, U+2039-203A, U+20AC, U+2116, "
    "U+2122, U+2190-2193, U+2212",
    "latin-ext": "U+100-130, U+132-151, U+154-24F, U+259, U+2B9-2BA, U+302-308, U+30A-30C, U+327-328, U+1E00-1EFF",
    "cyrillic": "U+400-52F",
    "greek": "U+370-3FF, U+1F00-1FFF",
}
"""CSS `unicode-range` by name: a page loads the scripts that it shows."""
_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum")
_NAMES = (0, 1, 2, 4, 6, 13, 14)
"""Records of the name table: names, copyright and licence (OpenType, `name`)."""


@dataclass(frozen=True, slots=True)
class _Face:
    """A font file of a wheel, and what is kept of it."""

    name: str
    """How the file names in the site begin."""
    family: str
    package: str
    file: str
    limits: Mapping[str, float | tuple[float, float]]
    """Design axes: a value pins one, a pair narrows it. The text is set at 18 to 19 px, large titles at 50."""
    features: tuple[str, ...] = _FEATURES
    italic: bool = False


_FACES = (
    _Face(
        "source-serif-4", "Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf",
        {"opsz": 18.0, "wght": (400.0, 700.0)},
    ),
    _Face(
        "source-serif-4-italic", "Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf",
        {"opsz": 18.0, "wght": 400.0}, italic=True,
    ),
    _Face(
        "source-sans-3", "Source Sans 3", "fontpkg_source_sans_3", "SourceSans3[wght].ttf",
        {"wght": (400.0, 700.0)}, ("ccmp", "kern", "locl", "mark", "tnum"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Fallback:
    """Metrics that make a font of the reader's machine take the room of ours, so that nothing moves when ours arrives.

    `size` is the ratio of the mean widths of English text in both fonts; ascent and descent are ours over it.
    The Liberation fonts have the widths of Times New Roman and Arial.
    """

    family: str
    local: tuple[str, ...]
    size: float
    weight: str
    style: str = "normal"

    def rule(self) -> str:
        ascent, descent = (1.036, 0.335) if "Serif" in self.family else (1.024, 0.4)
        sources = ", ".join(f'local("{name}")' for name in self.local)
        return (
            f'@font-face{{font-family:"{self.family} fallback";src:{sources};font-weight:{self.weight};'
            f"font-style:{self.style};size-adjust:{self.size:.2%};ascent-override:{ascent / self.size:.2%};"
            f"descent-override:{descent / self.size:.2%};line-gap-override:0%}}"
        )


_FALLBACKS = (
    _Fallback("Source Serif 4", ("Times New Roman", "Liberation Serif", "Tinos"), 1.1387, "400"),
    _Fallback("Source Serif 4", ("Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"), 1.0861, "600 700"),
    _Fallback(
        "Source Serif 4", ("Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"), 1.0473, "400", "italic",
    ),
    _Fallback("Source Sans 3", ("Arial", "Liberation Sans", "Arimo"), 0.9406, "400"),
    _Fallback("Source Sans 3", ("Arial Bold", "Liberation Sans Bold", "Arimo Bold"), 0.8978, "600 700"),
)  # fmt: skip


def font_files() -> Iterator[tuple[str, bytes]]:
    """Yield address in the site and content of every file: licences, fonts, the stylesheet."""
    rules = [fallback.rule() for fallback in _FALLBACKS]
    for face in _FACES:
        folder = files(face.package)
        licence = f"{face.family.lower().replace(' ', '-')}-license.txt"
        yield f"{FOLDER}/{licence}", (folder / "LICENSE").read_bytes()
        whole = hb.Face(hb.Blob((folder / "files" / face.file).read_bytes()))
        for script, characters in _RANGES.items():
            name = f"{face.name}-{script}.woff2"
            yield f"{FOLDER}/{name}", _packed(_cut(whole, face, characters))
            rules.append(_rule(face, name, characters))
    yield STYLESHEET, ("\n".join(rules) + "\n").encode()


def _cut(whole: hb.Face, face: _Face, characters: str) -> bytes:
    """Return the font with some characters alone, its axes narrowed; HarfBuzz is sixty times as quick as fontTools."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(set(_points(characters)))
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update({_tag(name) for name in face.features})
    wanted.sets(hb.SubsetInputSets.NAME_ID).set(set(_NAMES))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    for axis, limit in face.limits.items():
        if isinstance(limit, tuple):
            wanted.set_axis_range(whole, axis, *limit)
        else:
            wanted.pin_axis_location(whole, axis, limit)
    return bytes(hb.subset(whole, wanted).blob.data)


def _packed(sfnt: bytes) -> bytes:
    font = TTFont(io.BytesIO(sfnt), recalcTimestamp=False)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _tag(name: str) -> int:
    """Return an OpenType tag of four letters as the number that HarfBuzz takes, the first letter highest."""
    return int.from_bytes(name.encode(), "big")


def _points(characters: str) -> Iterator[int]:
    """Yield the code points of a CSS `unicode-range`."""
    for part in characters.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _rule(face: _Face, name: str, characters: str) -> str:
    weight = face.limits["wght"]
    weights = f"{weight[0]:.0f} {weight[1]:.0f}" if isinstance(weight, tuple) else f"{weight:.0f}"
    return (
        f'@font-face{{font-family:"{face.family}";src:url("fonts/{name}") format("woff2");'
        f"font-weight:{weights};font-style:{'italic' if face.italic else 'normal'};font-display:swap;"
        f"unicode-range:{characters.replace(' ', '')}}}"
    )


def main() -> None:
    """Write the font files into the theme."""
    for address, content in font_files():
        write_atomically(THEME / address, content)


if __name__ == "__main__":
    main()
