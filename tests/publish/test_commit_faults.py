"""A change of a site is made all or none, whichever of its operations fails, and wherever it is killed.

Python tells an audit hook of every operation on files before it is carried out: of renames, removals, new folders,
opened files, and of any other that later code may use. So each is counted, and the n-th fails, for every n.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.staging import MARKER, Staging, stat_files

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of its own on Linux
Tree = Mapping[str, str]
"""Texts of files by address; an empty folder has a slash at its end."""
OURS = {"index.html": "old", "kept/page.html": "same", "edited/page.html": "old"}
FOREIGN = {".git/config": "git", ".nojekyll": "", "CNAME": "example.org", "kept/.htaccess": "deny"}
"""What is in a site that no build has put there."""


class Killed(BaseException):
    """The end of the process: no operation comes after it."""


@dataclass
class Faults:
    """What goes wrong: the operation of a certain number."""

    mode: str
    """`once`: that operation fails; `on`: all from there on fail; `kill`: the process ends there."""
    number: int
    count: int = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Fail the operation if its turn has come; a file that is opened for writing is left empty, as on a full disk."""
        self.count += 1
        if self.count < self.number or (self.mode == "once" and self.count > self.number):
            return
        if self.mode == "kill" and self.count > self.number:
            raise Killed
        if event == "open":
            leave_empty(*arguments)
        if self.mode == "kill":
            raise Killed
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def leave_empty(path: object, _mode: object, flags: object) -> None:
    if isinstance(path, str) and isinstance(flags, int) and flags & os.O_CREAT:
        Path(path).write_bytes(b"")


class Hook:
    """The audit hook; once added it stays, so it does nothing while no faults are on."""

    def __init__(self) -> None:
        self.faults: Faults | None = None
        self.thread = 0
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        faults = self.faults
        if faults is None or threading.get_ident() != self.thread:
            return
        if event == "open" or event.startswith("os."):
            self.faults = None
            try:
                faults(event, arguments)
            finally:
                self.faults = faults

    @contextlib.contextmanager
    def during(self, faults: Faults) -> Iterator[None]:
        self.faults, self.thread = faults, threading.get_ident()
        try:
            yield
        finally:
            self.faults = None


HOOK = Hook()


@dataclass(frozen=True)
class Change:
    """A site before and after a change."""

    old: Tree
    new: Tree
    linked: bool = False
    """Whether the site is a link to a folder elsewhere."""


EDITS = Change(
    {
        **OURS,
        "gone/page.html": "old",
        "gone/deep/page.html": "old",
        "lone/deep/page.html": "old",
        "was.png": "old",
    },
    {**OURS, "edited/page.html": "new", "index.html": "new", "come/deep/page.html": "new", "is.png": "new"},
)
CHANGES = {
    "nothing": Change(OURS, OURS),
    "first": Change({}, OURS),
    "edits": EDITS,
    "folder for file": Change({**OURS, "a": "old", "b": "old"}, {**OURS, "a/x": "new", "a/y/z": "new"}),
    "file for folder": Change({**OURS, "a/x": "old", "a/y/z": "old"}, {**OURS, "a": "new"}),
    "linked": Change({**OURS, "gone/page.html": "old"}, {**OURS, "more/page.html": "new"}, linked=True),
}


def put(folder: Path, tree: Tree) -> None:
    for address, text in tree.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read(folder: Path) -> Tree:
    tree = {}
    for name, folders, files in os.walk(folder):
        address = "" if name == str(folder) else f"{name[len(str(folder)) + 1 :]}/"
        if address and not folders and not files:
            tree[address] = ""
        for file in set(files) - {MARKER}:
            tree[address + file] = Path(name, file).read_text(encoding="utf-8")
    return tree


@dataclass(frozen=True)
class Desk:
    """A folder with a site, its manifest, and a change of both that is ready to be committed."""

    folder: Path
    change: Change
    whole: bool
    """Whether the site is replaced."""

    @classmethod
    def ready(cls, folder: Path, change: Change, *, whole: bool, elsewhere: Path | None = None) -> Desk:
        desk = cls(folder, change, whole)
        folder.mkdir()
        if change.linked:
            target = elsewhere or folder / "elsewhere"
            target.mkdir()
            desk.staging.site.symlink_to(target, target_is_directory=True)
        put(desk.staging.site, desk.old)
        if change.old:
            desk.staging.manifest.write_text("old", encoding="utf-8")
        desk.staging.begin()
        new = {name: text for name, text in change.new.items() if whole or change.old.get(name) != text}
        put(desk.staging.folder, new)
        return desk

    @property
    def staging(self) -> Staging:
        return Staging(self.folder / "site", self.folder / "manifest")

    @property
    def old(self) -> Tree:
        return {**self.change.old, **FOREIGN} if self.change.old else {}

    @property
    def new(self) -> Tree:
        return {**self.change.new, **FOREIGN} if self.change.old else self.change.new

    @property
    def manifest(self) -> str:
        path = self.staging.manifest
        return path.read_text(encoding="utf-8") if path.exists() else "old"

    @property
    def decided(self) -> bool:
        return (self.staging.folder / ".changes.json").exists()

    def commit(self) -> None:
        """Make the change as a build does, which forgets at its end what was not decided."""
        staging = self.staging
        try:
            if self.whole:
                staging.replace(b"new")
            else:
                staging.commit(self.change.old.keys() - self.change.new.keys(), b"new")
        finally:
            staging.abandon()

    def check_readers(self) -> None:
        """Check what readers see: whole files, all that stays, and nothing half moved unless that is decided."""
        site = read(self.staging.site)
        if not self.decided:
            assert site in (self.old, self.new)
        for address, text in site.items():
            assert address.endswith(("/", ".part")) or text in {self.old.get(address), self.new.get(address)}
        assert {item for item in self.old.items() if item in self.new.items()} <= set(site.items())

    def check_settled(self, expected: str) -> None:
        """Check that site and manifest are both the old or both the new ones, and that nothing else is there."""
        assert self.manifest == expected
        assert read(self.staging.site) == (self.new if expected == "new" else self.old)
        assert self.staging.site.is_symlink() == self.change.linked
        assert {path.name for path in self.folder.iterdir()} <= {"site", "manifest", "elsewhere"}

    def check(self) -> None:
        """Check what is there, and what the next build makes of it."""
        self.check_readers()
        expected = "new" if self.decided else self.manifest
        self.staging.begin()
        assert list(self.staging.folder.iterdir()) == []
        self.staging.abandon()
        self.check_settled(expected)


def run_with_faults(action: Callable[[], None], faults: Faults) -> bool:
    """Return whether an action came to its end; if not, it ended as a build does."""
    try:
        with HOOK.during(faults):
            action()
    except Killed:
        assert faults.mode == "kill"
        return False
    except PublishError:
        assert faults.mode != "kill"
        return False
    return True


def numbers(count_at: Callable[[int], int]) -> int:
    """Call with 1, 2, 3, ... until fewer operations than that are counted, and return how many there are."""
    for number in itertools.count(1):
        if count_at(number) < number:
            return number - 1
    raise AssertionError


def commit_with_fault(desk: Desk, faults: Faults) -> int:
    if run_with_faults(desk.commit, faults):
        assert desk.manifest == "new"
        assert not desk.decided
    desk.check()
    return faults.count


@pytest.fixture
def folder(tmp_path) -> Iterator[Path]:
    """A folder in memory where there is such a disk: others take milliseconds to remove a folder."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.mark.parametrize(
    "mode", [pytest.param("once", marks=pytest.mark.slow), pytest.param("on", marks=pytest.mark.slow), "kill"]
)
@pytest.mark.parametrize("whole", [False, True], ids=["commit", "replace"])
@pytest.mark.parametrize("name", CHANGES)
def test_any_operation_may_fail(folder, name: str, mode: str, *, whole: bool) -> None:
    def count_at(number: int) -> int:
        desk = Desk.ready(folder / str(number), CHANGES[name], whole=whole)
        return commit_with_fault(desk, Faults(mode, number))

    assert numbers(count_at) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["once", "kill"])
def test_the_site_may_lie_on_another_disk(tmp_path, another_disk, mode: str) -> None:
    folder = tmp_path

    def count_at(number: int) -> int:
        elsewhere = another_disk / str(number)
        desk = Desk.ready(folder / str(number), CHANGES["linked"], whole=True, elsewhere=elsewhere)
        for path in desk.staging.folder.rglob("*.html"):
            os.utime(path, (1e9, 1e9))
        count = commit_with_fault(desk, Faults(mode, number))
        if desk.manifest == "new":
            stats = stat_files(desk.staging.site)
            assert {stats[address][1] for address in desk.change.new} == {10**18}
        return count

    assert numbers(count_at) >= 10


@pytest.mark.parametrize("mode", ["once", "kill"])
@pytest.mark.parametrize("name", ["edits", "folder for file", "file for folder"])
def test_who_finishes_may_be_stopped_too(folder, name: str, mode: str) -> None:
    """The build is killed in the middle; the next gets one operation further at each try."""

    def count_at(number: int) -> int:
        desk = Desk.ready(folder / str(number), CHANGES[name], whole=False)
        faults = Faults("kill", number)
        run_with_faults(desk.commit, faults)
        expected = "new" if desk.decided else desk.manifest
        for step in itertools.count(1):
            if run_with_faults(desk.staging.begin, Faults(mode, step)):
                break
            desk.check_readers()
            desk.staging.abandon()
        desk.staging.abandon()
        desk.check_settled(expected)
        return faults.count

    assert numbers(count_at) >= 10


def test_a_list_that_is_not_whole_decides_nothing(tmp_path) -> None:
    """As a power cut leaves it."""
    desk = Desk.ready(tmp_path / "desk", EDITS, whole=False)
    (desk.staging.folder / ".changes.json").write_bytes(b"\0\0")
    desk.staging.begin()
    desk.staging.abandon()
    desk.check_settled("old")


def test_a_file_is_no_site(tmp_path) -> None:
    put(tmp_path, {"notes": "mine"})
    with pytest.raises(PublishError, match="notes: it is a file, not a folder"):
        Staging(tmp_path / "notes", tmp_path / "manifest").begin()
    assert read(tmp_path) == {"notes": "mine"}


@pytest.mark.parametrize("whole", [False, True], ids=["commit", "replace"])
def test_links_in_a_site_are_replaced_not_followed(tmp_path, *, whole: bool) -> None:
    elsewhere = {"page.html": "theirs", "more/page.html": "theirs"}
    put(tmp_path / "elsewhere", elsewhere)
    desk = Desk.ready(tmp_path / "desk", EDITS, whole=whole)
    site = desk.staging.site
    shutil.rmtree(site / "edited")
    shutil.rmtree(site / "gone")
    (site / "edited").symlink_to(tmp_path / "elsewhere")
    (site / "come").symlink_to(tmp_path / "nowhere")
    (site / "was.png").unlink()
    (site / "was.png").symlink_to(tmp_path / "elsewhere")
    before = stat_files(site)
    assert {"come", "edited", "was.png", "kept/page.html", "index.html"} <= before.keys()
    if whole:
        desk.staging.replace(b"new")
    else:
        desk.staging.commit(before.keys() - EDITS.new.keys() - {"CNAME"}, b"new")
    desk.check_settled("new")
    assert read(tmp_path / "elsewhere") == elsewhere


def test_a_link_to_a_folder_that_is_not_there_yet(tmp_path) -> None:
    staging = Staging(tmp_path / "site", tmp_path / "manifest")
    staging.site.symlink_to(tmp_path / "elsewhere")
    staging.begin()
    put(staging.folder, OURS)
    staging.replace(b"new")
    assert staging.site.is_symlink()
    assert read(tmp_path / "elsewhere") == OURS
