"""The setting `face`: what it takes, and what is said of what it does not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefings.diagnostics.diagnostic import Span
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.model.face import Face, Family, FooterLink, Logo
from mkdocs_briefings.model.palette import PALETTE, Shades
from mkdocs_briefings.settings.face import read_face
from mkdocs_briefings.settings.site_config import Places, Problems

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "files/script.svg").write_text(
        SVG.replace("<rect", "<script>1</script><rect"), encoding="utf-8"
    )
    (tmp_path / "files/photo.jpg").write_bytes(b"")
    return tmp_path


def read(written: dict[str, Any], content: Path) -> Face:
    problems = Problems(Places())
    face = read_face(written, content, problems)
    problems.stop()
    return face


def test_all_of_it(content: Path) -> None:
    face = read(
        {
            "accent": {"light": "#0B5C6B", "dark": "#7fd1de"},
            "logo": {"light": "files/logo.svg", "with_name": True},
            "serif": "fontpkg-source-sans-3",
            "sans": "fontpkg-source-code-pro",
            "imprint": "  The Desk,  Harbour 1 \nISSN 1234-5678\n",
            "footer": [
                {"title": " For the desk ", "href": "handbook/"},
                {"title": "Mail", "href": "mailto:a@b.org"},
            ],
        },
        content,
    )
    assert face.palette.accent == Shades("#0b5c6b", "#7fd1de")
    assert face.palette.ink == PALETTE.ink
    assert face.logo == Logo("files/logo.svg", "", with_name=True)
    assert face.serif == Family("fontpkg-source-sans-3", "Source Sans 3")
    assert face.sans == Family("fontpkg-source-code-pro", "Source Code Pro")
    assert face.imprint == "The Desk, Harbour 1\nISSN 1234-5678"
    assert face.footer == (FooterLink("For the desk", "handbook/"), FooterLink("Mail", "mailto:a@b.org"))


def test_nothing_is_the_face_of_the_house(content: Path) -> None:
    assert read({}, content) == Face()


def test_short_forms(content: Path) -> None:
    face = read({"accent": "#05c", "logo": "files/logo.svg"}, content)
    assert face.palette.accent.light == "#0055cc"
    assert face.logo == Logo("files/logo.svg")


WRONG = {
    "misspelt key": ({"acent": "#0b5c6b"}, "face: there is no 'acent'; did you mean 'accent'?"),
    "contrast": (
        {"accent": "#ff8800"},
        ("face: accent: #ff8800 has on the light page a contrast of 2.07:1 with #fbeecb, the ground of what a link led to; "
        'text needs 4.5:1 (WCAG 2.2, 1.4.3). The nearest that has it: "#a55800"'),
    ),
    "contrast on the dark page": (
        {"accent": {"light": "#0b5c6b", "dark": "#0b5c6b"}},
        ("face: accent: dark: #0b5c6b has on the dark page a contrast of 1.62:1 with #3a3420, the ground of what a link led to; "
        'text needs 4.5:1 (WCAG 2.2, 1.4.3). The nearest that has it: "#14abc7"'),
    ),
    "a colour without quotes": ({"accent": None}, "stands in quotes, for # begins a remark"),
    "a name of a colour": ({"accent": "teal"}, "face: accent: 'teal' is no colour; write six digits"),
    "dark alone": ({"accent": {"dark": "#7fd1de"}}, "face: accent: name the colour of light pages"),
    "misspelt page": ({"accent": {"ligth": "#0b5c6b"}}, "there is no 'ligth'; did you mean 'light'?"),
    "no picture": ({"logo": "files/photo.jpg"}, "face: logo: 'files/photo.jpg' is no PNG and no SVG"),
    "no file": ({"logo": {"light": "files/logo.svg", "dark": "files/gone.svg"}}, "'files/gone.svg' is no file of"),
    "outside": ({"logo": "../logo.svg"}, "'../logo.svg' is no file of"),
    "a script": ({"logo": "files/script.svg"}, "face: logo: 'files/script.svg' "),
    "a word for with_name": ({"logo": {"light": "files/logo.svg", "with_name": "so"}}, "neither true nor false"),
    "no package": ({"serif": "Lora"}, "face: serif: 'Lora' is no package of fonts; PyPI has families as `fontpkg-lora`"),
    "not installed": (
        {"sans": "fontpkg-none-such"},
        "face: sans: 'fontpkg-none-such' is not installed where the site is built; run `pip install fontpkg-none-such`",
    ),
    "an imprint of numbers": ({"imprint": 12}, "face: imprint: write text"),
    "no list": ({"footer": {"title": "T"}}, "face: footer: write a list"),
    "a link without its address": ({"footer": [{"title": "T"}]}, "face: footer: a link has title and href"),
    "a script as address": ({"footer": [{"title": "T", "href": "javascript:x"}]}, "starts with 'javascript:'"),
    "a host without scheme": ({"footer": [{"title": "T", "href": "//e.org"}]}, "names a host without https://"),
    "an address from the host": ({"footer": [{"title": "T", "href": "/x/"}]}, "begins with a slash"),
    "an empty title": ({"footer": [{"title": " ", "href": "x/"}]}, "title and href are texts, and not empty"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said(content: Path, written: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(written, content)
    assert said in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(content: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read({key: value for written, _ in WRONG.values() for key, value in written.items()}, content)
    assert len(str(refused.value).splitlines()[1:]) == 8


def test_both_colours_are_judged(content: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read({"accent": {"light": "#ff8800", "dark": "#111111"}}, content)
    assert [line[:19] for line in str(refused.value).splitlines()[1:]] == [
        "face: accent: light",
        "face: accent: dark:",
    ]


def test_each_problem_has_its_place(content: Path) -> None:
    keys = [
        ("face",),
        ("face", "accent"),
        ("face", "accent", "dark"),
        ("face", "logo", "drak"),
        ("face", "footer", 1),
    ]
    places = Places({key: Span("mkdocs.yml", line) for line, key in enumerate(keys, start=2)})
    link = {"title": "T", "href": "x/"}
    written = {
        "accent": {"light": "#ff8800", "dark": "#111111"},
        "logo": {"light": "files/logo.svg", "drak": "x"},
        "footer": [link, {**link, "href": "//x"}],
        "imprint": 1,
    }
    problems = Problems(places)
    read_face(written, content, problems)
    with pytest.raises(UsageError) as refused:
        problems.stop()
    heads = [line.split(": ")[0::2][:2] for line in str(refused.value).splitlines()[1:]]
    assert heads == [
        ["mkdocs.yml:2:1", "imprint"],
        ["mkdocs.yml:3:1", "accent"],
        ["mkdocs.yml:4:1", "accent"],
        ["mkdocs.yml:5:1", "logo"],
        ["mkdocs.yml:6:1", "footer"],
    ]


def test_nothing_of_a_package_of_fonts_is_run(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fontpkg_evil"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    (folder / "metadata.json").write_text('{"family": "Evil", "files": []}', encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert read({"serif": "fontpkg-evil"}, content).serif == Family("fontpkg-evil", "Evil")
    assert "fontpkg_evil" not in sys.modules
