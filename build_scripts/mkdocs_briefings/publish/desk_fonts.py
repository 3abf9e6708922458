"""The fonts of a desk's own families for its pages: cut as those of the house are, and kept in the cache.

Where a family lacks letters that the house's has, the files of the house go along for these alone.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from mkdocs_briefings.model.face import Family, family_folder
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.face_css import (
    DESK_SANS,
    DESK_SERIF,
    HOUSE_FACES,
    HOUSE_FALLBACKS,
    HOUSE_SANS,
    HOUSE_SERIF,
    RANGES,
    Fallback,
    WebFace,
)
from mkdocs_briefings.publish.families import FontFile, description, files_of, serving
from mkdocs_briefings.publish.fonts import code_points, cut, packed

RULES = "rules.css"
"""File with the `@font-face` rules."""
LICENCE = "license.txt"
_TEXT_SIZE = 18.0
_REGULAR, _BOLD = 400.0, 700.0
_MOST_OTHERS = 2_000
"""Letters beyond the scripts of the house that one file may have: those of Chinese would be megabytes."""
_SAMPLE = (
    "The committee said on Monday that two ships had left the port, and that others would follow in March."
)


class Role(NamedTuple):
    """A use of a family of fonts: for text, or for labels."""

    name: str
    """Family on the pages."""
    house: str
    """The family of the house in its place."""
    prefix: str
    """How the names of its files begin."""
    features: tuple[str, ...]


SERIF = Role(DESK_SERIF, HOUSE_SERIF, "desk-serif", HOUSE_FACES[0].features)
SANS = Role(DESK_SANS, HOUSE_SANS, "desk-sans", HOUSE_FACES[-1].features)


def desk_fonts(role: Role, family: Family, cache: Path) -> Path:
    """Return the folder with the fonts of a family, its licence, and `RULES`; made once.

    Raises:
        PublishError: the family cannot be read, or the cache not be written.
    """
    return Cache(cache).folder_with(
        "web-fonts", _digest(role, family), lambda folder: _make(folder, role, family)
    )


def _make(folder: Path, role: Role, family: Family) -> None:
    files = files_of(family)
    upright = serving(files, _REGULAR, italic=False) or files[0]
    points = upright.characters
    rules = [fallback.rule() for fallback in _fallbacks(role, files)]
    for each in _faces(role, files):
        whole = each.file.face
        for script, characters in _scripts(each.file.characters & points):
            content = packed(cut(whole, each.web, set(code_points(characters))), role.name)
            (folder / each.web.file_name(script)).write_bytes(content)
            rules.append(each.web.rule(script, characters))
    rules += _house_rules(role, points)
    (folder / RULES).write_text("\n".join(rules), encoding="utf-8")
    licence = family_folder(family.package)
    assert licence is not None  # noqa: S101 - its fonts were read
    (folder / f"{role.prefix}-{LICENCE}").write_bytes((licence / "LICENSE").read_bytes())


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font file, and what is kept of it."""

    file: FontFile
    web: WebFace


def _faces(role: Role, files: tuple[FontFile, ...]) -> Iterator[_Cut]:
    """Yield what pages need of a family: upright from regular to bold, and italic."""
    regular, bold = (serving(files, weight, italic=False) for weight in (_REGULAR, _BOLD))
    italic = serving(files, _REGULAR, italic=True)
    if regular is not None:
        yield _face(role, "", regular, (_REGULAR, _BOLD), "400")
    if bold is not None and bold != regular:
        yield _face(role, "-bold", bold, (_BOLD, _BOLD), "600 700")
    if italic is not None and role is SERIF:
        yield _face(role, "-italic", italic, (_REGULAR, _REGULAR), "400")


def _face(role: Role, ending: str, file: FontFile, weights: tuple[float, float], weight: str) -> _Cut:
    limits: dict[str, float | tuple[float, float]] = dict(file.at(wght=weights[0], opsz=_TEXT_SIZE))
    if "wght" in limits:
        first, last = (file.at(wght=weight)["wght"] for weight in weights)
        limits["wght"] = (first, last) if first < last else first
    name = f"{role.prefix}{ending}"
    return _Cut(
        file, WebFace(name, role.name, "", file.path.name, limits, role.features, file.italic, weight)
    )


def _scripts(points: set[int]) -> Iterator[tuple[str, str]]:
    """Yield the name of each script that a font has, and its characters; then all others, unless they are too many."""
    rest = set(filter(_is_visible, points))
    for script, characters in RANGES.items():
        if not points.isdisjoint(of_script := set(code_points(characters))):
            yield script, characters
        rest -= of_script
    if rest and len(rest) <= _MOST_OTHERS:
        yield "others", _ranges(rest)


def _house_rules(role: Role, points: set[int]) -> Iterator[str]:
    """Yield the rules of the house's files for the letters that a family lacks."""
    for face in HOUSE_FACES:
        if face.family != role.house:
            continue
        whole = hb.Face(hb.Blob((package_files(face.package) / "files" / face.file).read_bytes()))
        for script, characters in RANGES.items():
            of_house = set(filter(_is_visible, set(code_points(characters)) & set(whole.unicodes)))
            if lacking := of_house - points:
                yield face.rule(script, _ranges(lacking))


def _is_visible(point: int) -> bool:
    """Return whether a character is more than a blank, which browsers make themselves."""
    return unicodedata.category(chr(point)) not in {"Zs", "Cf", "Cc"}


def _ranges(points: set[int]) -> str:
    """Return code points as CSS `unicode-range`."""
    parts: list[list[int]] = []
    for point in sorted(points):
        if parts and parts[-1][-1] == point - 1:
            parts[-1][1:] = [point]
        else:
            parts.append([point])
    return ", ".join("U+" + "-".join(f"{point:X}" for point in part) for part in parts)


def _fallbacks(role: Role, files: tuple[FontFile, ...]) -> Iterator[Fallback]:
    """Yield the metrics of a family for fonts of the reader's machine: those of the house, by how much wider it runs."""
    for house in (fallback for fallback in HOUSE_FALLBACKS if fallback.family == role.house):
        italic, weight = house.style == "italic", float(house.weight.split()[-1])
        own = serving(files, weight, italic=italic) or serving(files, weight, italic=False)
        face = next(face for face in HOUSE_FACES if face.family == role.house and face.italic is italic)
        if own is None:
            continue
        blob = hb.Blob((package_files(face.package) / "files" / face.file).read_bytes())
        wider = _width(own.face, own.at(wght=weight, opsz=_TEXT_SIZE)) / _width(
            hb.Face(blob), {"wght": weight, "opsz": _TEXT_SIZE}
        )
        yield Fallback(
            role.name, house.local, house.size * wider, house.weight, house.style, _extent(own.path)
        )


def _width(face: hb.Face, axes: dict[str, float]) -> float:
    """Return the width of a sample of English, in ems."""
    font, buffer = hb.Font(face), hb.Buffer()
    font.set_variations(axes)
    buffer.add_str(_SAMPLE)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / face.upem)


def _extent(path: Path) -> tuple[float, float]:
    """Return how far a font reaches over the line and below it, in ems, as browsers see it (OpenType, `OS/2`)."""
    with TTFont(path, lazy=True) as font:
        tables: tuple[Any, Any, Any] = (font["hhea"], font["OS/2"], font["head"])
        lines, typo, head = tables
        by_typo = (typo.sTypoAscender, typo.sTypoDescender) if typo.fsSelection & 1 << 7 else None
    ascent, descent = by_typo or (lines.ascent, lines.descent)
    return ascent / head.unitsPerEm, -descent / head.unitsPerEm


def _digest(role: Role, family: Family) -> str:
    """Return a name for what this module makes of the installed versions of a family and the tools."""
    packages = ("fonttools", "uharfbuzz", "fontpkg-source-serif-4", "fontpkg-source-sans-3")
    versions = " ".join(f"{name} {version(name)}" for name in packages) + description(family)
    sources = (
        Path(__file__).with_name(name) for name in ("desk_fonts.py", "families.py", "fonts.py", "face_css.py")
    )
    recipe = b"".join(source.read_bytes() for source in sources)
    return hashlib.sha256(f"{role} {versions}".encode() + recipe).hexdigest()[:16]
