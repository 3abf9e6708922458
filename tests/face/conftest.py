"""A family of fonts as a package."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
import uharfbuzz as hb

from mkdocs_briefings.model.face import Family

LATIN = set(range(0x20, 0x7F)) | {0x3A9, 0x3C0}
"""Latin, and two letters of the Greek alphabet."""


def cut(path: Path, weight: float) -> None:
    """Write a font of one weight, with few letters."""
    source = files("fontpkg_source_sans_3") / "files/SourceSans3[wght].ttf"
    face = hb.Face(hb.Blob(source.read_bytes()))
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(LATIN)
    wanted.pin_axis_location(face, "wght", weight)
    path.write_bytes(bytes(hb.subset(face, wanted).blob.data))


@pytest.fixture
def latin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Family:
    """A family of two upright fonts, regular and bold."""
    folder = tmp_path / "packages/fontpkg_latin"
    (folder / "files").mkdir(parents=True)
    entries = []
    for name, weight in (("Latin-Regular.ttf", 400), ("Latin-Bold.ttf", 700)):
        cut(folder / "files" / name, weight)
        entries.append({"path": f"files/{name}", "style": "normal", "weight": weight, "variable": False})
    (folder / "metadata.json").write_text(json.dumps({"family": "Latin", "files": entries}), encoding="utf-8")
    (folder / "LICENSE").write_text("Free\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    return Family("fontpkg-latin", "Latin")
