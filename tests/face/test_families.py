"""Families of a desk: what they lack comes from the house, on pages, in print and in charts."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mkdocs_briefings.charts.chart import read_chart, with_data_of
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.face import Face, Family
from mkdocs_briefings.publish import desk_fonts as desk_fonts_module
from mkdocs_briefings.publish import print_fonts as print_fonts_module
from mkdocs_briefings.publish.desk_fonts import RULES, SERIF, desk_fonts
from mkdocs_briefings.publish.face_css import ICON, STYLESHEET
from mkdocs_briefings.publish.families import files_of, serving
from mkdocs_briefings.publish.fonts import code_points
from mkdocs_briefings.publish.own_face import face_files
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_families, print_fonts
from mkdocs_briefings.settings.face import read_face
from mkdocs_briefings.settings.site_config import Places, Problems


def rules_of(css: str) -> dict[str, str]:
    """Characters by file."""
    return dict(re.findall(r'url\("fonts/([^"]+)"\).*unicode-range:([^}]+)', css))


def characters(written: str) -> set[int]:
    return set(code_points(written.replace(",", ", ")))


def test_which_file_serves_a_weight() -> None:
    sans = files_of(Family("fontpkg-source-sans-3", "Source Sans 3"))
    upright, italic = (serving(sans, 600, italic=slanted) for slanted in (False, True))
    assert upright is not None is not italic
    assert (upright.italic, italic.italic) == (False, True)
    assert upright.at(wght=1200, opsz=9) == {"wght": 900}
    code = files_of(Family("fontpkg-source-code-pro", "Source Code Pro"))
    assert serving([file for file in code if not file.italic], 400, italic=True) is None


def test_of_greek_a_family_has_the_alphabet_or_nothing(latin: Family) -> None:
    regular, bold = files_of(latin)
    assert regular.characters == set(range(0x20, 0x7F))
    assert serving((regular, bold), 650, italic=False) == bold


@pytest.mark.slow
def test_pages_get_its_letters_and_the_others_from_the_house(latin: Family, tmp_path: Path) -> None:
    folder = desk_fonts(SERIF, latin, tmp_path)
    rules = rules_of((folder / RULES).read_text(encoding="utf-8"))
    assert rules["desk-serif-latin.woff2"] == rules["desk-serif-bold-latin.woff2"]
    assert {name for name in rules if name.startswith("desk")} == {
        "desk-serif-latin.woff2",
        "desk-serif-bold-latin.woff2",
    }
    greek, latin_of_house = (
        characters(rules[f"source-serif-4-{script}.woff2"]) for script in ("greek", "latin")
    )
    assert {0x3C0, 0x3B1} <= greek
    assert 0xE4 in latin_of_house
    assert latin_of_house.isdisjoint(range(0x7F))
    assert (folder / "desk-serif-license.txt").read_text(encoding="utf-8") == "Free\n"
    with TTFont(folder / "desk-serif-latin.woff2") as font:
        assert {font["name"].getDebugName(number) for number in (1, 4, 6)} == {"Desk Serif"}


@pytest.mark.slow
def test_print_has_its_instances_and_the_italics_of_the_house(latin: Family, tmp_path: Path) -> None:
    face = Face(serif=latin)
    folder = print_fonts(tmp_path, face)
    names = {}
    for path in folder.glob("*.ttf"):
        with TTFont(path) as font:
            names[path.stem] = (
                font["name"].getDebugName(1),
                len(font.getBestCmap()),
                font["OS/2"].usWeightClass,
            )
    assert names["serif-regular"] == ("Briefing Serif", 95, 400)
    assert names["serif-bold"] == ("Briefing Serif", 95, 700)
    assert names["display"][:2] == ("Briefing Display", 95)
    assert names["serif-italic"][0] == "Briefing Serif"
    assert names["serif-italic"][1] == names["house-serif-italic"][1] > 900
    assert names["house-serif-regular"][0] == "House Serif"
    assert "house-sans-regular" not in names
    assert print_families(face)["serif"] == ["Briefing Serif", "House Serif", "Briefing Sans"]
    press = Press(tmp_path, folder, None, face)
    assert press._glyphs.substitutes(json.dumps("a Ω я", ensure_ascii=False)) == {}


@pytest.mark.slow
def test_a_chart_has_its_letters_and_the_others_from_the_house(latin: Family, tmp_path: Path) -> None:
    face = Face(sans=latin)
    spec = {
        "alt": "A",
        "title": "Ships Ωμέγα",
        "data": {"values": [{"x": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "x"}},
    }
    chart = with_data_of(read_chart(json.dumps(spec)), {})
    press = Press(tmp_path, print_fonts(tmp_path / "cache", face), None, face)
    drawing = press.drawings(chart)["light"].decode()
    assert drawing.count('font-family="Briefing Sans, House Sans"') > 2
    parts = re.findall(
        r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]+)\)', drawing
    )
    letters = {
        (family, weight): set(TTFont(BytesIO(b64decode(font))).getBestCmap())
        for family, weight, font in parts
    }
    assert letters["Briefing Sans", "600"] >= set(map(ord, "Ships"))
    assert letters["House Sans", "600"] == set(map(ord, "Ωμέγα"))
    assert ("House Sans", "400") not in letters or letters["House Sans", "400"] == set(map(ord, "Ωμέγα"))


def test_another_version_of_a_family_is_another_entry_of_the_cache(latin: Family, tmp_path: Path) -> None:
    def names() -> tuple[str, str]:
        return print_fonts_module._digest({"Briefing Serif": latin}), desk_fonts_module._digest(SERIF, latin)

    before, described = names(), tmp_path / "packages/fontpkg_latin/metadata.json"
    described.write_text(
        described.read_text(encoding="utf-8").replace("{", '{"version": "2", ', 1), encoding="utf-8"
    )
    assert not set(before) & set(names())


def test_a_face_of_colours_alone_needs_no_font(tmp_path: Path) -> None:
    assert face_files(Face(), tmp_path).written == {}
    problems = Problems(Places())
    face = read_face({"accent": "#0b5c6b"}, tmp_path, problems)
    own = face_files(face, tmp_path)
    assert set(own.written) == {STYLESHEET, ICON}
    assert own.dropped == frozenset()
    assert all(b"#0b5c6b" in content and b"#8a1a2b" not in content for content in own.written.values())


@pytest.mark.parametrize("package", ["fontpkg-gone", "fontpkg-broken"])
def test_a_family_that_cannot_be_read_is_said(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fontpkg_broken").mkdir()
    (tmp_path / "fontpkg_broken/metadata.json").write_text("{}", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PublishError, match=f"'{package}'"):
        files_of(Family(package, "Any"))
