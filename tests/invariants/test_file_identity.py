"""What a build takes for the same file: an edit is seen whatever it keeps, and whenever it is saved."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_desk import SmallDesk, changed

from mkdocs_briefings.builder import build, scan
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.mkdocs_plugin import plugin
from mkdocs_briefings.mkdocs_plugin import run as mkdocs_run

pytestmark = pytest.mark.slow

CONTENT = {
    "briefings/open": {"topics": ["union"], "body": "Talks of one. ![Ships](files/chart.svg)"},
    "topics": {"union": {"name": "Union"}},
}
FILES = {
    "content/files/chart.svg": "<svg xmlns='http://www.w3.org/2000/svg'><circle r='1'/></svg>\n",
    "docs/about.md": "# Ours\n",
}
EDITS = {
    "content/briefings/open.yaml": ("Talks of one", "Talks of two"),
    "content/topics.yaml": ("Union", "Onion"),
    "docs/about.md": ("Ours", "Hers"),
    "content/files/chart.svg": ("r='1'", "r='2'"),
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


SAVED = {
    "a registry": (scan, "load_inventory", "content/topics.yaml"),
    "a briefing": (build, "Dispatcher", "content/briefings/open.yaml"),
    "a picture": (build, "SearchIndex.of", "content/files/chart.svg"),
    "a page": (plugin, "check_encoding", "docs/about.md"),
}
"""What somebody saves while a build reads: the function that is called then, and the file."""


@pytest.mark.parametrize("put_back", [False, True], ids=["saved", "saved and put back"])
@pytest.mark.parametrize(("module", "reader", "name"), SAVED.values(), ids=SAVED)
def test_a_file_that_is_saved_while_the_build_reads_is_read_by_the_next(
    desk, monkeypatch, module, reader: str, name: str, put_back
) -> None:
    """Whatever the build saw of it, before it was saved or after."""
    holder = module
    for part in reader.split(".")[:-1]:
        holder = getattr(holder, part)
    attribute = reader.rpartition(".")[2]
    read, path = getattr(holder, attribute), desk.folder / name
    before = path.read_bytes()

    def save_and_read(*given, **named):
        if path.read_bytes() == before:
            edit(path)
        return read(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(holder, attribute, save_and_read)
        desk.build()
    assert path.read_bytes() != before
    if put_back:
        path.write_bytes(before)
    assert changed(desk.build(), desk.build_clean()) == []


@pytest.mark.parametrize("copy_function", [shutil.copyfile, shutil.copy2])
def test_what_was_restored_is_read(desk, monkeypatch, copy_function) -> None:
    """As where CI restores content, site and cache: every file is another one, and nothing is made anew."""
    desk.build()
    for folder in ("content", "site"):
        shutil.copytree(desk.folder / folder, desk.folder / "copied", copy_function=copy_function)
        shutil.rmtree(desk.folder / folder)
        (desk.folder / "copied").rename(desk.folder / folder)
    reports = []
    run = mkdocs_run.build
    monkeypatch.setattr(mkdocs_run, "build", lambda *given: reports.append(run(*given)) or reports[-1])
    desk.build()
    assert [report.pages_made for report in reports] == [0]


def test_a_site_that_was_restored_is_that_of_before(desk) -> None:
    """Not that of another build, whose files have the same sizes and times, as archives may write them."""
    older = desk.build()
    edit(desk.folder / "content/briefings/open.yaml")
    newer = desk.build()
    for address in changed(older, newer):
        path = desk.folder / "site" / address
        read = path.stat()
        path.unlink()
        path.write_bytes(older[address])
        assert path.stat().st_size == read.st_size
        os.utime(path, ns=(read.st_atime_ns, read.st_mtime_ns))
    assert changed(desk.build(), newer) == []


@pytest.mark.parametrize("gone", [True, False], ids=["removed", "changed"])
def test_a_briefing_that_is_gone_while_pages_are_made_is_told(desk, monkeypatch, gone) -> None:
    """Its page has to be made again, for the site has lost it, and is made from a file that is not that of before."""
    desk.build()
    path = desk.folder / "content/briefings/open.yaml"
    (desk.folder / "site/briefings/open/index.html").unlink()
    plan = build.Build.plan

    def plan_and_touch(*given):
        plan(*given)
        if gone:
            path.unlink()
        else:
            edit(path)

    monkeypatch.setattr(build.Build, "plan", plan_and_touch)
    with pytest.raises(PublishError) as raised:
        desk.build()
    assert str(raised.value) == (
        "content/briefings/open.yaml was changed or removed while the site was built; build again"
    )
