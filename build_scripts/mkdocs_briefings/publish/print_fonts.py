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

from mkdocs_briefings.model.face import Face, Family
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.families import FontFile, description, files_of, serving

SERIF, DISPLAY, SANS, MONO = "Briefing Serif", "Briefing Display", "Briefing Sans", "Briefing Mono"
"""Families as the print template asks for them: names that no font of the machine has."""
HOUSE = {family: f"House {family.removeprefix('Briefing ')}" for family in (SERIF, DISPLAY, SANS)}
"""The house's families where a desk has its own."""

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
    def italic(self) -> bool:
        return "italic" in self.name

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


def print_fonts(cache: Path, face: Face | None = None) -> Path:
    """Return the folder of the font files, which are made once.

    Args:
        cache: folder that may be deleted at any time.
        face: of the desk, whose families take the place of the house's; these stay for what they lack.
    """
    own = {SERIF: face.serif, SANS: face.sans} if face is not None else {}
    chosen = {role: family for role, family in own.items() if family is not None}
    return Cache(cache).folder_with("fonts", _digest(chosen), lambda folder: _make(folder, chosen))


def print_families(face: Face) -> dict[str, list[str]]:
    """Return the families of printed pages by what they are for, in the order in which they are asked for a letter."""
    serif = [SERIF, HOUSE[SERIF]] if face.serif else [SERIF]
    sans = [SANS, HOUSE[SANS]] if face.sans else [SANS]
    display = [DISPLAY, HOUSE[DISPLAY]] if face.serif else [DISPLAY]
    return {"serif": [*serif, *sans], "sans": [*sans, *serif], "display": [*display, *serif]}


def _make(folder: Path, chosen: Mapping[str, Family]) -> None:
    own_files = {role: files_of(family) for role, family in chosen.items()}
    for instance in _INSTANCES:
        of_house = _house_file(instance)
        own = own_files.get(SERIF if instance.family == DISPLAY else instance.family)
        if own is None:
            (folder / f"{instance.name}.ttf").write_bytes(_named(of_house, instance.family))
            continue
        (folder / f"house-{instance.name}.ttf").write_bytes(_named(of_house, HOUSE[instance.family]))
        content = _desk_file(instance, own) or of_house
        (folder / f"{instance.name}.ttf").write_bytes(_named(content, instance.family))


def _house_file(instance: _Instance) -> bytes:
    face = hb.Face(hb.Blob((files(instance.package) / "files" / instance.file).read_bytes()))
    return _pinned(face, instance.axes, set(face.unicodes))


def _desk_file(instance: _Instance, own: tuple[FontFile, ...]) -> bytes | None:
    """Return an instance of a desk's family; None where it has no such style, so that emphasis is seen in the house's."""
    file = serving(own, instance.axes["wght"], italic=instance.italic)
    return _pinned(file.face, file.at(**instance.axes), file.characters) if file is not None else None


def _pinned(face: hb.Face, axes: Mapping[str, float], characters: set[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    if characters != set(face.unicodes):
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).clear()
        kept = wanted.sets(hb.SubsetInputSets.UNICODE)
        kept.clear()
        kept.update(characters)
    for axis, value in axes.items():
        wanted.pin_axis_location(face, axis, value)
    return bytes(hb.subset(face, wanted).blob.data)


def _named(sfnt: bytes, family: str) -> bytes:
    """Return a font under another name of its family."""
    font = TTFont(io.BytesIO(sfnt), recalcTimestamp=False)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = family
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _digest(chosen: Mapping[str, Family]) -> str:
    """Return a name for what this file makes of the installed versions of the fonts and the tools."""
    packages = sorted({instance.package for instance in _INSTANCES} | {"fonttools", "uharfbuzz"})
    versions = [f"{name} {version(name)}" for name in packages]
    versions += [f"{role} {description(family)}" for role, family in chosen.items()]
    recipe = b"".join(
        Path(__file__).with_name(name).read_bytes() for name in ("print_fonts.py", "families.py")
    )
    return hashlib.sha256(" ".join(versions).encode() + recipe).hexdigest()[:16]
