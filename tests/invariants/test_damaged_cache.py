"""Whatever becomes of the cache, the next build gives the site the bytes of a clean one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from damages import DAMAGES
from small_desk import Files, SmallDesk, changed

from mkdocs_briefings.publish.print_fonts import print_fonts

pytestmark = pytest.mark.slow

CONTENT = {
    "briefings/open": {"topics": ["union"], "body": "Talks of one. ![Ships](files/chart.svg)"},
    "briefings/other": {"topics": ["union"], "body": "Talks of others, as [before](briefing:open)."},
    "topics": {"union": {"name": "Union"}},
}
CACHE = Path(".cache/briefings")
TEXTS = ("Talks of one", "Talks of two")


def fonts_in(cache: Path) -> Files:
    return {path.name: path.read_bytes() for path in print_fonts(cache).glob("*.ttf")}


class EditedDesk:
    """A desk that is built again and again, after an edit each time."""

    def __init__(self, desk: SmallDesk) -> None:
        self.desk, self.day = desk, 0
        desk.write(CONTENT)
        desk.write_file("content/files/chart.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
        desk.write_file("docs/about.md", "# About us\n")
        desk.configure({"cards": False, "pdf": False, "search": True})
        self.clean: list[Files] = []
        for _ in TEXTS:
            self.edit()
            self.clean.append({**desk.build_clean(), **fonts_in(desk.folder / "fresh")})
        self.build()

    @property
    def folder(self) -> Path:
        return self.desk.folder

    @property
    def cache(self) -> Path:
        return self.folder / CACHE

    def edit(self) -> None:
        before, after = TEXTS[self.day % 2], TEXTS[(self.day + 1) % 2]
        path = self.folder / "content/briefings/open.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
        self.day += 1

    def build(self) -> Files:
        """Build the site; return its files, and the fonts that a print of it would be set in."""
        return {**self.desk.build(), **fonts_in(self.cache)}

    def differences_after_edit(self) -> list[str]:
        """Return the addresses of files that differ from those of a clean build."""
        self.edit()
        return changed(self.build(), self.clean[(self.day - 1) % 2])


@pytest.fixture(scope="module")
def desk(tmp_path_factory, write_content) -> EditedDesk:
    return EditedDesk(SmallDesk(tmp_path_factory.mktemp("desk"), write_content))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("manifest", [True, False], ids=["manifest", "all others"])
def test_damaged_files_are_made_again(desk, damage: Callable[[Path], object], manifest) -> None:
    """The manifest by itself, for without it all is made anew, and nobody looks at what else is damaged."""
    files = [path for path in desk.cache.rglob("*") if path.is_file()]
    assert {path.name for path in files} > {"manifest", ".files", ".gitignore", "fonts"}
    assert any(path.parent.name == "search" for path in files)
    for path in files:
        if (path.name == "manifest") is manifest:
            damage(path)
    assert desk.differences_after_edit() == []
    if not manifest:
        assert [path for path in files if not path.is_file() and "search" not in path.parts] == []


def test_folders_of_the_cache_are_made_again(desk) -> None:
    """Half of them are removed, in the place of the others is a file."""
    folders = [path for path in sorted(desk.cache.rglob("*")) if path.is_dir()]
    assert len(folders) > 6
    for number, folder in enumerate(folder for folder in folders if folder.parent.is_dir()):
        shutil.rmtree(folder, ignore_errors=True)
        if number % 2:
            folder.write_text("a file", encoding="utf-8")
        assert desk.differences_after_edit() == [], folder


def copied(folder: Path) -> Path:
    """Copy a folder, as a CI does: each file is as young as its copy."""
    target = folder.with_name(f"{folder.name}-copied")
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(folder, target, copy_function=shutil.copyfile))


def restore(copy: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    copy.rename(folder)


@pytest.mark.parametrize("part", ["site", ".cache"])
def test_a_site_and_a_cache_of_different_builds(desk, part: str) -> None:
    """Either is that of the build before, or is not there, or is there again with other times."""
    folder = desk.folder / part
    older = copied(folder)
    assert desk.differences_after_edit() == []
    restore(older, folder)
    assert desk.differences_after_edit() == []
    restore(copied(folder), folder)
    assert desk.differences_after_edit() == []
    shutil.rmtree(folder)
    assert desk.differences_after_edit() == []


def test_a_cache_of_another_machine(desk) -> None:
    """The desk lies elsewhere; site and cache were copied there, with the times of their files or without."""
    for copy_function in (shutil.copy2, shutil.copyfile):
        elsewhere = desk.folder.with_name(f"by-{copy_function.__name__}")
        shutil.copytree(desk.folder, elsewhere, copy_function=copy_function)
        desk.desk = SmallDesk(elsewhere, desk.desk.write_content)
        assert desk.differences_after_edit() == []
