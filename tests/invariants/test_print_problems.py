"""What a PDF cannot show is said by every build of the site, also by one that keeps the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_desk import SmallDesk, pages_of

from mkdocs_briefings.diagnostics.errors import ContentError
from mkdocs_briefings.mkdocs_plugin import run

pytestmark = pytest.mark.slow

LETTER = "\U00016800"
TEXT = f"title: A\ndate: 2024\nexecutive_points: [One.]\nbody: The {LETTER}.\n"

PLUGIN = {
    "pdf": True,
    "cards": False,
    "exports": False,
    "feeds": False,
    "rules": {"point-without-citation": "off"},
}


@pytest.fixture
def desk(tmp_path, write_content) -> SmallDesk:
    desk = SmallDesk(tmp_path, write_content)
    desk.write_file("docs/about.md", "# About\n")
    desk.write({"briefings/x.yaml": TEXT, "briefings/y": {}})
    desk.configure(PLUGIN)
    return desk


def reported(desk: SmallDesk, **overrides: bool) -> list[str]:
    """Build, and return the problems of the prints."""
    built = run.build(str(desk.folder / "mkdocs.yml"), run.Overrides(**overrides), lambda *_: None)
    return [str(each.span) for each in built.diagnostics if each.code == "missing-glyph"]


def test_every_build_says_it_at_its_present_place(desk) -> None:
    assert reported(desk) == ["content/briefings/x.yaml:4:11"]
    assert reported(desk) == ["content/briefings/x.yaml:4:11"]
    with pytest.raises(ContentError):
        reported(desk, strict=True)
    desk.write_file("content/briefings/x.yaml", f"# A remark, which no PDF shows.\n{TEXT}")
    assert reported(desk) == ["content/briefings/x.yaml:5:11"]
    desk.write_file("content/briefings/x.yaml", TEXT)
    desk.write_file("content/briefings/y.yaml", TEXT.replace(LETTER, "A"))
    assert reported(desk) == ["content/briefings/x.yaml:4:11"]
    desk.write_file("content/briefings/x.yaml", TEXT.replace(LETTER, "A"))
    assert reported(desk) == []


@pytest.mark.parametrize("fast", [True, False])
def test_a_strict_build_stops_and_leaves_the_site(desk, *, fast: bool) -> None:
    desk.configure({**PLUGIN, "fast": fast})
    desk.write_file("content/briefings/x.yaml", TEXT.replace(LETTER, "A"))
    assert reported(desk, strict=True) == []
    before = pages_of(Path(desk.folder, "site"))
    desk.write_file("content/briefings/x.yaml", TEXT)
    with pytest.raises(ContentError) as raised:
        reported(desk, strict=True)
    assert [each.code for each in raised.value.diagnostics] == ["missing-glyph"]
    assert pages_of(Path(desk.folder, "site")) == before
