"""A lock, and a folder, in which one works at a time; of the folder nothing is left that was not put into it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

import pytest

from mkdocs_briefings.publish.atomic import alone_in, one_at_a_time

Alone: TypeAlias = Callable[[Path, Callable[[], None]], AbstractContextManager[None]]


class Other(threading.Thread):
    """Somebody else who wants to work in the folder, or under the lock."""

    def __init__(self, folder: Path, alone: Alone = alone_in) -> None:
        super().__init__()
        self.folder, self.alone = folder, alone
        self.waits, self.inside, self.go = (threading.Event() for _ in range(3))
        self.start()

    def run(self) -> None:
        with self.alone(self.folder, self.waits.set):
            self.inside.set()
            assert self.go.wait(30)


@pytest.fixture(params=["as it is", "through a link", "new"])
def names(request, tmp_path) -> tuple[Path, Path]:
    """A folder as each of two knows it."""
    folder = tmp_path / "site"
    if request.param == "new":
        return folder, folder
    folder.mkdir()
    (folder / "page").touch()
    link = tmp_path / "link"
    link.symlink_to(folder)
    return folder, link if request.param == "through a link" else folder


def test_who_comes_second_waits_until_the_first_is_done(names) -> None:
    with alone_in(names[0]):
        other = Other(names[1])
        assert other.waits.wait(30)
        assert not other.inside.wait(0.05)
    assert other.inside.wait(30)
    third = Other(names[0])
    assert third.waits.wait(30), "the second has the folder, though the first may have removed it"
    assert not third.inside.is_set()
    for each in (other, third):
        each.go.set()
        each.join()
    assert [path.name for path in names[0].parent.glob("site/*")] == (["page"] if names[0].exists() else [])


def test_who_comes_second_waits_for_the_lock(tmp_path) -> None:
    lock = tmp_path / "locks/site"
    with one_at_a_time(lock, pytest.fail):
        other = Other(lock, one_at_a_time)
        assert other.waits.wait(30)
        assert not other.inside.wait(0.05)
    assert other.inside.wait(30)
    other.go.set()
    other.join()


def test_nobody_waits_for_one_who_failed(tmp_path) -> None:
    with pytest.raises(ZeroDivisionError), alone_in(tmp_path / "a/site"):
        raise ZeroDivisionError
    assert not (tmp_path / "a/site").exists()
    with alone_in(tmp_path / "a/site", pytest.fail):
        (tmp_path / "a/site/page").touch()
    assert (tmp_path / "a/site/page").exists()


@pytest.mark.parametrize("folder", ["page/site", "/proc/none"])
def test_a_folder_that_cannot_be_locked_keeps_nobody_away(tmp_path, folder) -> None:
    """Whoever then writes there says what is wrong."""
    (tmp_path / "page").touch()
    with alone_in(tmp_path / folder, pytest.fail):
        pass
