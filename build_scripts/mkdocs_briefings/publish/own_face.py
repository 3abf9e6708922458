"""The files of a desk's own face that stand in place of those of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.palette import PALETTE
from mkdocs_briefings.publish.face_css import (
    DESK_SANS,
    DESK_SERIF,
    FOLDER,
    HOUSE_FACES,
    HOUSE_SANS,
    HOUSE_SERIF,
    ICON,
    RANGES,
    STYLESHEET,
    Families,
    house_rules,
    icon,
    stylesheet,
)


@dataclass(frozen=True, slots=True)
class FaceFiles:
    """The files of a theme that a face changes."""

    written: Mapping[str, bytes] = field(default_factory=dict)
    """Content by address: new files, and what stands in place of those of the house."""
    dropped: frozenset[str] = frozenset()
    """Addresses of the house's files that no page needs."""


def face_files(face: Face, cache: Path) -> FaceFiles:
    """Return what a face changes; nothing for that of the house.

    Args:
        face: of the desk.
        cache: folder that may be deleted at any time.

    Raises:
        PublishError: a family cannot be read, or the cache not be written.
    """
    own_icon = {ICON: icon(face.palette)} if face.palette != PALETTE else {}
    if face.serif is None and face.sans is None:
        css = stylesheet(house_rules(HOUSE_SERIF, HOUSE_SANS), face.palette)
        return FaceFiles({STYLESHEET: css, **own_icon} if own_icon else {})
    fonts = _font_files(face, cache)
    rules = (
        *house_rules(*([] if face.serif else [HOUSE_SERIF]), *([] if face.sans else [HOUSE_SANS])),
        *fonts.rules,
    )
    families = Families(
        (DESK_SERIF, HOUSE_SERIF) if face.serif else (HOUSE_SERIF,),
        (DESK_SANS, HOUSE_SANS) if face.sans else (HOUSE_SANS,),
    )
    css = stylesheet(rules, face.palette, families)
    return FaceFiles({**fonts.files, STYLESHEET: css, **own_icon}, _unneeded(css.decode()))


@dataclass(frozen=True, slots=True)
class _Fonts:
    files: dict[str, bytes] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)


def _font_files(face: Face, cache: Path) -> _Fonts:
    """Return the fonts of the desk's families, and their rules."""
    from mkdocs_briefings.publish.desk_fonts import RULES, SANS, SERIF, desk_fonts  # noqa: PLC0415 - slow to import

    fonts = _Fonts()
    for role, family in ((SERIF, face.serif), (SANS, face.sans)):
        if family is None:
            continue
        folder = desk_fonts(role, family, cache)
        fonts.rules.extend((folder / RULES).read_text(encoding="utf-8").splitlines())
        for path in sorted(folder.iterdir()):
            if path.suffix in {".woff2", ".txt"}:
                fonts.files[f"{FOLDER}/{path.name}"] = path.read_bytes()
    return fonts


def _unneeded(css: str) -> frozenset[str]:
    """Return the house's files that a stylesheet does not name, with the licence of a family that is not used at all."""
    names = {face.file_name(script): face.family for face in HOUSE_FACES for script in RANGES}
    unnamed = {name for name in names if f"fonts/{name}" not in css}
    used = {family for name, family in names.items() if name not in unnamed}
    licences = {
        f"{family.lower().replace(' ', '-')}-license.txt" for family in {HOUSE_SERIF, HOUSE_SANS} - used
    }
    return frozenset(f"{FOLDER}/{name}" for name in unnamed | licences)
