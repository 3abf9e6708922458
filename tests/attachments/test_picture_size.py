"""The size of a picture is told as browsers show it, and not at all where the file does not say it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from mkdocs_briefings.attachments.picture_size import picture_size

DRAWINGS = {
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20px"/>': (30, 20),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30.4 20"/>': (30, 20),
    '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0,0,30,20"/>': (30, 20),
    '<svg xmlns="http://www.w3.org/2000/svg" width="3cm" height="2cm"/>': None,
    '<svg xmlns="http://www.w3.org/2000/svg"/>': None,
    "<svg": None,
}


def photo(kind: str, orientation: int = 1) -> bytes:
    """A picture of 30 by 20 pixels, with the way in which the camera was held."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (30, 20)).save(file, kind, exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_photos(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a").write_bytes(photo(kind))
    assert picture_size(tmp_path, "a") == (30, 20)


def test_a_photo_that_was_taken_upright(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo("jpeg", orientation=6))
    assert picture_size(tmp_path, "a.jpg") == (20, 30)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"no picture"])
def test_what_is_no_photo_has_no_size(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert picture_size(tmp_path, "a.png") is None
    assert picture_size(tmp_path, "missing.png") is None


@pytest.mark.parametrize(("drawing", "size"), DRAWINGS.items())
def test_drawings(tmp_path: Path, drawing: str, size: tuple[int, int] | None) -> None:
    (tmp_path / "a.SVG").write_text(drawing)
    assert picture_size(tmp_path, "a.SVG") == size
