"""The house's own fonts: small WOFF2 files cut from the families' wheels, and the stylesheet of its face.

Source Serif 4 carries the text and Source Sans 3 the labels, in Latin, Cyrillic and Greek. Both are under the SIL Open
Font License 1.1, whose text goes with the files. They are cut when a family or the recipe changes (`make face`), and lie
in the theme: no build waits for them. The same fonts and the same recipe give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from mkdocs_briefings.model.palette import PALETTE
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.publish.face_css import (
    FOLDER,
    HOUSE_FACES,
    HOUSE_SANS,
    HOUSE_SERIF,
    ICON,
    RANGES,
    STYLESHEET,
    WebFace,
    house_rules,
    icon,
    stylesheet,
)

THEME, OWN_THEME = (Path(__file__).parent.parent / name for name in ("theme", "own_theme"))
_FAMILY_NAMES = (1, 4, 6, 16)
"""Records of the name table: family, full name, PostScript name, typographic family."""
_NAMES = (0, 1, 2, 4, 6, 13, 14)
"""Records of the name table: names, copyright and licence (OpenType, `name`)."""


def font_files() -> Iterator[tuple[str, bytes]]:
    """Yield address in the site and content of every file: licences, fonts, the stylesheet."""
    for face in HOUSE_FACES:
        folder = files(face.package)
        licence = f"{face.family.lower().replace(' ', '-')}-license.txt"
        yield f"{FOLDER}/{licence}", (folder / "LICENSE").read_bytes()
        whole = hb.Face(hb.Blob((folder / "files" / face.file).read_bytes()))
        for script, characters in RANGES.items():
            yield f"{FOLDER}/{face.file_name(script)}", packed(cut(whole, face, set(code_points(characters))))
    yield STYLESHEET, stylesheet(house_rules(HOUSE_SERIF, HOUSE_SANS), PALETTE)


def cut(whole: hb.Face, face: WebFace, characters: Iterable[int]) -> bytes:
    """Return the font with some characters alone, its axes narrowed; HarfBuzz is sixty times as quick as fontTools."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(set(characters))
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


def packed(sfnt: bytes, family: str = "") -> bytes:
    """Return a font as WOFF2, under another name if one is given."""
    font = TTFont(io.BytesIO(sfnt), recalcTimestamp=False)
    if family:
        rename(font, family)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def rename(font: TTFont, family: str) -> None:
    """Give a font another name of its family."""
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAMES:
            record.string = family


def _tag(name: str) -> int:
    """Return an OpenType tag of four letters as the number that HarfBuzz takes, the first letter highest."""
    return int.from_bytes(name.encode(), "big")


def code_points(characters: str) -> Iterator[int]:
    """Yield the code points of a CSS `unicode-range`."""
    for part in characters.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def main() -> None:
    """Write the fonts and the stylesheet into the theme."""
    for address, content in font_files():
        write_atomically(THEME / address, content)
    write_atomically(OWN_THEME / ICON, icon(PALETTE))


if __name__ == "__main__":
    main()
