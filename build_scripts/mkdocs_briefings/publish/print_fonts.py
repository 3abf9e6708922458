"""The fonts of printed pages: instances of variable fonts, each a file of its own.

An instance is found and embedded faster than a variable font, and is cut for the size at which it is set: Source Serif 4
for text and again for titles, Source Sans 3 for labels, Source Code Pro for code, all under the SIL Open Font License
1.1. Their families get other names, so that a font of the machine never takes their place.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from mkdocs_briefings.publish.cache import Cache

SERIF, DISPLAY, SANS, MONO = "Briefing Serif", "Briefing Display", "Briefing Sans", "Briefing Mono"
"""Families as the print template asks for them: names that no font of the machine has."""

_NAMES = (1, 4, 16)
"""Records of the name table: family, full name, typographic family (OpenType, `name`)."""
_TEXT, _TITLE = 12.0, 32.0
"""Optical sizes of text and titles, in points."""
_PACKAGES = {
    SERIF: "source_serif_4",
    DISPLAY: "source_serif_4",
    SANS: "source_sans_3",
    MONO: "source_code_pro",
}


@dataclass(frozen=True, slots=True)
class _Instance:
    name: str
    family: str
    file: str
    """File of the variable font in its package."""
    axes: Mapping[str, float]
    """Values of its design axes."""

    @property
    def package(self) -> str:
        return f"fontpkg_{_PACKAGES[self.family]}"


_INSTANCES = (
    _Instance("serif-regular", SERIF, "SourceSerif4[opsz,wght].ttf", {"opsz": _TEXT, "wght": 400}),
    _Instance("serif-bold", SERIF, "SourceSerif4[opsz,wght].ttf", {"opsz": _TEXT, "wght": 700}),
    _Instance("serif-italic", SERIF, "SourceSerif4-Italic[opsz,wght].ttf", {"opsz": _TEXT, "wght": 400}),
    _Instance("serif-bold-italic", SERIF, "SourceSerif4-Italic[opsz,wght].ttf", {"opsz": _TEXT, "wght": 700}),
    _Instance("display", DISPLAY, "SourceSerif4[opsz,wght].ttf", {"opsz": _TITLE, "wght": 600}),
    _Instance("sans-regular", SANS, "SourceSans3[wght].ttf", {"wght": 400}),
    _Instance("sans-semibold", SANS, "SourceSans3[wght].ttf", {"wght": 600}),
    _Instance("sans-italic", SANS, "SourceSans3-Italic[wght].ttf", {"wght": 400}),
    _Instance("mono-regular", MONO, "SourceCodePro[wght].ttf", {"wght": 400}),
)


def print_fonts(cache: Path) -> Path:
    """Return the folder of the font files, which are made once.

    Args:
        cache: folder that may be deleted at any time.
    """
    return Cache(cache).folder_with("fonts", _digest(), _make)


def _make(folder: Path) -> None:
    for instance in _INSTANCES:
        (folder / f"{instance.name}.ttf").write_bytes(_font_file(instance))


def _font_file(instance: _Instance) -> bytes:
    face = hb.Face(hb.Blob((files(instance.package) / "files" / instance.file).read_bytes()))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    for axis, value in instance.axes.items():
        wanted.pin_axis_location(face, axis, value)
    return _rename(bytes(hb.subset(face, wanted).blob.data), instance.family)


def _rename(sfnt: bytes, family: str) -> bytes:
    """Return a font under another name of its family."""
    font = TTFont(io.BytesIO(sfnt), recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = family
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _digest() -> str:
    """Return a name for what this file makes of the installed versions of the fonts and the tools."""
    packages = sorted({instance.package for instance in _INSTANCES} | {"fonttools", "uharfbuzz"})
    versions = " ".join(f"{name} {version(name)}" for name in packages)
    return hashlib.sha256(versions.encode() + Path(__file__).read_bytes()).hexdigest()[:16]
