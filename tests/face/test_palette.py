"""Colours are declared once, and an accent brings what is made from it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import mkdocs_briefings
from mkdocs_briefings.model import palette
from mkdocs_briefings.model.accent import DARK_GROUNDS, LIGHT_GROUNDS, dark_accent, with_accent
from mkdocs_briefings.model.contrast import LEAST, contrast, least_contrast, nearest
from mkdocs_briefings.model.palette import PALETTE, TLP_COLORS, Palette, Shades, chart_looks
from mkdocs_briefings.publish.face_css import ICON, STYLESHEET
from mkdocs_briefings.publish.fonts import OWN_THEME, THEME

PACKAGE = Path(mkdocs_briefings.__file__).parent
COLOR = re.compile(
    r"(?<![&\w])(?:#(?P<hex>[0-9a-f]{6}|[0-9a-f]{3})(?![\w-])|"
    r"0x(?P<red>[0-9a-f]{2}), *0x(?P<green>[0-9a-f]{2}), *0x(?P<blue>[0-9a-f]{2}))",
    re.IGNORECASE,
)
SOURCES = {".py", ".css", ".js", ".jinja", ".html", ".typ", ".svg"}
EXAMPLE = "#0b5c6b"
"""The colour of messages and docstrings."""
ELSEWHERE = {
    Path(palette.__file__): "declares them",
    THEME / STYLESHEET: "is made from them (`make face`; tests/publish/test_fonts.py)",
    OWN_THEME / ICON: "is made from them, too",
}
OF_THEIR_OWN = {
    PACKAGE / "mkdocs_plugin/guarded_server.py": "reports faults, over a page of any look",
    OWN_THEME / "assets/briefings/written.css": "colours code and notes, as no other file does",
}
"""Files with colours that nothing else has."""


def colors_in(path: Path) -> set[str]:
    """Colours of a file but for black, white and grey."""
    found = set()
    for match in COLOR.finditer(path.read_text(encoding="utf-8")):
        digits = match["hex"] or match["red"] + match["green"] + match["blue"]
        whole = digits.lower() if len(digits) == 6 else "".join(digit * 2 for digit in digits.lower())
        if not whole[:2] == whole[2:4] == whole[4:]:
            found.add(f"#{whole}")
    return found - {EXAMPLE}


def colors_of(colors: Palette) -> set[str]:
    values = [getattr(colors, field.name) for field in fields(colors)]
    return set(re.findall("#[0-9a-f]{6}", repr(values)))


def test_no_colour_but_black_white_and_grey_stands_outside_of_the_palette() -> None:
    sources = [path for path in PACKAGE.rglob("*") if path.suffix in SOURCES and path not in ELSEWHERE]
    assert len(sources) > 250
    colors = {path: colors_in(path) for path in sources}
    assert {path: some for path, some in colors.items() if some and path not in OF_THEIR_OWN} == {}
    declared = colors_of(PALETTE) | set(TLP_COLORS.values())
    assert {path: colors[path] & declared for path in OF_THEIR_OWN} == {path: set() for path in OF_THEIR_OWN}
    assert all(colors[path] for path in OF_THEIR_OWN)


ACCENTS = ("#0b5c6b", "#1d4ed8", "#14532d", "#0000ff", "#111111", "#7a0f0f")


@pytest.mark.parametrize("accent", ACCENTS)
def test_what_is_made_from_an_accent_can_be_read_and_told_apart(accent: str) -> None:
    colors = with_accent(PALETTE, Shades(accent, dark_accent(accent)))
    assert least_contrast(colors.accent.dark, DARK_GROUNDS) >= LEAST
    assert PALETTE.accent.light not in colors_of(colors)
    looks = chart_looks(colors)
    for look in (looks.light, looks.dark, looks.paper):
        assert len(set(look.categories)) == len(look.categories) == 6
        assert all(contrast(color, look.paper) >= 3 for color in look.categories)
    assert (
        contrast(colors.ink.light, colors.marked.light)
        >= LEAST
        <= contrast(colors.ink.dark, colors.marked.dark)
    )


def test_the_house_itself_can_be_read() -> None:
    assert least_contrast(PALETTE.accent.light, LIGHT_GROUNDS) >= LEAST
    assert least_contrast(PALETTE.accent.dark, DARK_GROUNDS) >= LEAST


@pytest.mark.parametrize(
    ("color", "lighter"), [("#ff8800", False), ("#ffcc00", False), ("#333333", True), ("#0000ff", True)]
)
def test_the_nearest_colour_passes_and_none_nearer_does(color: str, *, lighter: bool) -> None:
    grounds = DARK_GROUNDS if lighter else LIGHT_GROUNDS
    near = nearest(color, grounds, LEAST, lighter=lighter)
    assert LEAST <= least_contrast(near, grounds) < LEAST + 0.2


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)
