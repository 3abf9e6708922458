"""A desk with a face of its own: it is on every page, and of the house's nothing is left."""

from __future__ import annotations

import re

import pytest
from small_desk import Files, SmallDesk

from mkdocs_briefings.model.palette import PALETTE
from mkdocs_briefings.publish.face_css import FOLDER, STYLESHEET

pytestmark = pytest.mark.slow

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="{}"/></svg>'
FACE = {
    "accent": "#0b5c6b",
    "logo": {"light": "files/logo.svg", "dark": "files/logo-dark.svg"},
    "serif": "fontpkg-source-code-pro",
    "imprint": "The Desk & Co.\nHarbour 1",
    "footer": [{"title": "About <us>", "href": "about/"}],
}
CONTENT = {
    "briefings/open": {"body": "Ships left."},
    "files/logo.svg": LOGO.format(30),
    "files/logo-dark.svg": LOGO.format(20),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory, write_content) -> Files:
    desk = SmallDesk(tmp_path_factory.mktemp("face") / "desk", write_content)
    desk.write(CONTENT)
    desk.write_file("docs/about.md", "# About\n")
    desk.configure({"pdf": False, "cards": False, "feeds": False, "face": FACE})
    return desk.build()


def test_every_page_has_it(site: Files) -> None:
    pages = {name: text.decode() for name, text in site.items() if name.endswith(".html")}
    assert len(pages) > 8
    for name, page in pages.items():
        for part in (
            "assets/briefings/logo.svg",
            "assets/briefings/logo-dark.svg",
            'alt="A desk"',
            "fonts/desk-serif-latin.woff2",
        ):
            assert part in page, name
        assert "The Desk &amp; Co.<br>Harbour 1" in page, name
        assert re.search(
            r'<a href="[./]*about/">About &lt;us&gt;</a>|<a href="\./">About &lt;us&gt;</a>', page
        ), name
        assert " style=" not in page, name


def test_no_file_has_the_accent_of_the_house(site: Files) -> None:
    house = [color.encode() for color in (*PALETTE.accent, *PALETTE.accent_soft)]
    texts = [name for name in site if name.endswith((".html", ".css", ".svg", ".js"))]
    assert [name for name in texts if any(color in site[name] for color in house)] == []
    assert b"#0b5c6b" in site[STYLESHEET]


def test_fonts_are_those_that_pages_name(site: Files) -> None:
    """Of the house's family only what the desk's lacks, and each with its licence."""
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', site[STYLESHEET].decode()))
    fonts = {
        name.removeprefix("assets/briefings/")
        for name in site
        if name.startswith(FOLDER) and name.endswith(".woff2")
    }
    assert fonts == named
    assert {"fonts/desk-serif-latin.woff2", "fonts/source-sans-3-latin.woff2"} <= named
    licences = {name.rpartition("/")[2] for name in site if name.endswith("-license.txt")}
    assert {"desk-serif-license.txt", "source-sans-3-license.txt"} <= licences
    assert site["assets/briefings/logo-mail.png"].startswith(b"\x89PNG")
