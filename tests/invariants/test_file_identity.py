"""What a build takes for the same file: an edit is seen whatever it keeps, and whenever it is saved."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_desk import SmallDesk, changed

from mkdocs_briefings.builder import scan
from mkdocs_briefings.mkdocs_plugin import plugin
from mkdocs_briefings.mkdocs_plugin import run as mkdocs_run

pytestmark = pytest.mark.slow

CONTENT = {
    "briefings/open": {"topics": ["union"], "body": "Talks of one. ![Ships](files/chart.svg)"},
    "topics": {"union": {"name": "Union"}},
}
FILES = {
    "content/files/chart.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "docs/about.md": "# Ours\n",
}
EDITS = {
    "content/briefings/open.yaml": ("Talks of one", "Talks of two"),
    "content/topics.yaml": ("Union", "Onion"),
    "docs/about.md": ("Ours", "Hers"),
}
"""An edit that keeps the size, by file."""


@pytest.fixture
def desk(tmp_path, write_content) -> SmallDesk:
    desk = SmallDesk(tmp_path / "desk", write_content)
    desk.write(CONTENT)
    for path, text in FILES.items():
        desk.write_file(path, text)
    desk.configure({"pdf": False, "cards": False})
    return desk


def edit(path: Path) -> None:
    before, after = EDITS[path.as_posix().rpartition("/desk/")[2]]
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("replaced", [False, True], ids=["in place", "by another file"])
def test_an_edit_that_keeps_size_and_time_is_seen(desk, name: str, replaced) -> None:
    desk.build()
    path = desk.folder / name
    before = path.stat()
    if replaced:  # as `rsync -t` does
        shutil.copyfile(path, path.with_name("other"))
        os.replace(path.with_name("other"), path)
    edit(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert changed(desk.build(), desk.build_clean()) == []


@pytest.mark.parametrize(
    ("module", "reader", "name"),
    [(scan, "load_inventory", "content/topics.yaml"), (plugin, "linked_names", "docs/about.md")],
    ids=["registry", "page"],
)
def test_a_file_that_is_saved_while_the_build_reads_is_read_by_the_next(
    desk, monkeypatch, module, reader: str, name: str
) -> None:
    read = getattr(module, reader)

    def read_and_save(given):
        result = read(given)
        edit(desk.folder / name)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(module, reader, read_and_save)
        desk.build()
    assert changed(desk.build(), desk.build_clean()) == []


def test_a_restored_cache_is_compared_by_contents(desk, monkeypatch) -> None:
    """As where CI restores site and cache: every file has a new inode and time, and nothing is made anew."""
    desk.build()
    for path in (desk.folder / "content").rglob("*.yaml"):
        shutil.copyfile(path, path.with_name("other"))
        os.replace(path.with_name("other"), path)
    reports = []
    build = mkdocs_run.build
    monkeypatch.setattr(mkdocs_run, "build", lambda *given: reports.append(build(*given)) or reports[-1])
    desk.build()
    assert [report.pages_made for report in reports] == [0]
