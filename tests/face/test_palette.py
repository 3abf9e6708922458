"""Colours are declared once."""

from __future__ import annotations

import re
from pathlib import Path

import mkdocs_briefings
from mkdocs_briefings.model import palette
from mkdocs_briefings.publish.face_css import STYLESHEET
from mkdocs_briefings.publish.fonts import THEME

PACKAGE = Path(mkdocs_briefings.__file__).parent
COLOR = re.compile(r"""(?<![&\w])#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![\w-])""", re.IGNORECASE)
SOURCES = {".py", ".css", ".js", ".jinja", ".html", ".typ"}
ELSEWHERE = {
    Path(palette.__file__): "declares them",
    THEME / STYLESHEET: "is made from them (`make face`; tests/publish/test_fonts.py)",
    PACKAGE
    / "own_theme/assets/briefings/written.css": "has those of code and kinds of boxes, which nothing else shows",
    PACKAGE / "mkdocs_plugin/guarded_server.py": "reports faults, over a page of any look",
}


def is_grey(color: str) -> bool:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    return digits[:2] == digits[2:4] == digits[4:]


def test_no_colour_but_black_white_and_grey_stands_outside_of_the_palette() -> None:
    sources = [path for path in PACKAGE.rglob("*") if path.suffix in SOURCES and path not in ELSEWHERE]
    assert len(sources) > 250
    colors = {
        f"{path.relative_to(PACKAGE)}: {color}"
        for path in sources
        for color in COLOR.findall(path.read_text(encoding="utf-8"))
        if not is_grey(color)
    }
    assert not colors
