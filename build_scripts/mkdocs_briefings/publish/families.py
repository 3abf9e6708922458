"""Families of fonts that are installed as packages: their files, and which serves a weight."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.face import Family, family_folder

_REGULAR = 400.0
_ALPHABETS = (
    ({*range(0x370, 0x400), *range(0x1F00, 0x2000)}, {0x386, *range(0x388, 0x38B), 0x38C, *range(0x38E, 0x3A2), *range(0x3A3, 0x3CF)}),
    (set(range(0x400, 0x530)), {*range(0x401, 0x40D), *range(0x40E, 0x450), *range(0x451, 0x45D), 0x45E, 0x45F, 0x490, 0x491}),
)  # fmt: skip
"""Greek and Cyrillic: all that belongs to the script, and the letters that today's languages need."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a family."""

    path: Path
    italic: bool
    weight: float
    """Its only one, where it has no axis for that."""
    axes: Mapping[str, tuple[float, float, float]]
    """Least, usual and greatest value of each design axis, by its tag."""

    @property
    def characters(self) -> set[int]:
        """What it shows; of a script whose alphabet it has in part, nothing, for words would be of two fonts."""
        points = set(self.face.unicodes)
        for script, alphabet in _ALPHABETS:
            if not alphabet <= points:
                points -= script
        return points

    @property
    def face(self) -> hb.Face:
        """The font, opened."""
        return hb.Face(hb.Blob(self.path.read_bytes()))

    def distance(self, weight: float) -> float:
        """Return how far its weights are from one."""
        least, _, greatest = self.axes.get("wght", (self.weight,) * 3)
        return max(least - weight, weight - greatest, 0.0)

    def at(self, **wanted: float) -> dict[str, float]:
        """Return a value for each axis: the nearest to what is wanted, else the usual one."""
        return {
            tag: min(max(wanted.get(tag, usual), least), greatest)
            for tag, (least, usual, greatest) in self.axes.items()
        }


def files_of(family: Family) -> tuple[FontFile, ...]:
    """Return the font files of a family.

    Raises:
        PublishError: it is not installed, or cannot be read.
    """
    folder = family_folder(family.package)
    if folder is None:
        raise PublishError(f"the fonts '{family.package}' are not installed")
    try:
        entries = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["files"]
        return tuple(_file(folder / entry["path"], entry) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError, hb.HarfBuzzError) as error:
        raise PublishError(f"the fonts '{family.package}' cannot be read; install them anew") from error


def description(family: Family) -> str:
    """Return what its package says of a family: its version, and its files.

    Raises:
        PublishError: it is not installed, or cannot be read.
    """
    folder = family_folder(family.package)
    try:
        return (folder / "metadata.json").read_text(encoding="utf-8") if folder is not None else ""
    except OSError as error:
        raise PublishError(f"the fonts '{family.package}' cannot be read: {error.strerror}") from error


def _file(path: Path, entry: Mapping[str, object]) -> FontFile:
    axes = {
        axis.tag: (axis.min_value, axis.default_value, axis.max_value)
        for axis in hb.Face(hb.Blob(path.read_bytes())).axis_infos
    }
    weight = entry.get("weight")
    return FontFile(
        path,
        entry.get("style") == "italic",
        float(weight) if isinstance(weight, int | float) else _REGULAR,
        axes,
    )


def serving(files: Iterable[FontFile], weight: float, *, italic: bool) -> FontFile | None:
    """Return the file whose weights are nearest to one; None where the family has no such style."""
    of_style = [file for file in files if file.italic is italic]
    return min(of_style, key=lambda file: file.distance(weight)) if of_style else None
