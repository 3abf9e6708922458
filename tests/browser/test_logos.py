"""A logo has its place in the header, whatever its file says of its size."""

from __future__ import annotations

from pathlib import Path

import pytest

import mkdocs_briefings

pytestmark = pytest.mark.slow

STYLES = Path(mkdocs_briefings.__file__).parent / "theme/assets/briefings/briefings.css"
DRAWINGS = {
    "a view alone": 'viewBox="0 0 64 64"',
    "a size": 'width="640" height="320" viewBox="0 0 64 32"',
    "a wide view": 'viewBox="0 0 900 60"',
    "parts of a hundred": 'width="100%" height="100%" viewBox="0 0 64 64"',
}


@pytest.mark.parametrize("width", [1280, 390])
def test_each_drawing_is_seen_and_fits(browser, width) -> None:
    page = browser.new_page(viewport={"width": width, "height": 600})
    logos = "".join(
        f"<p class='masthead-title'><a href='.'><img class='logo' src='data:image/svg+xml,"
        f"<svg xmlns=%22http://www.w3.org/2000/svg%22 {size.replace('%', '%25').replace(chr(34), '%22')}><rect width=%2264%22 height=%2264%22/></svg>'></a></p>"
        for size in DRAWINGS.values()
    )
    page.set_content(
        f"<style>{STYLES.read_text(encoding='utf-8')}</style><header class='masthead'>{logos}</header>"
    )
    page.wait_for_function("[...document.images].every(image => image.complete)")
    for name, image in zip(DRAWINGS, page.locator("img").all(), strict=True):
        box = image.bounding_box()
        assert box["height"] > 16, name
        assert 16 < box["width"] < width * 0.7, name
    page.close()
