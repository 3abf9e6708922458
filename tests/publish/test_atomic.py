"""A folder in which one process at a time works, and of which nothing is left that was not put into it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mkdocs_briefings.publish.atomic import alone_in


class Other(threading.Thread):
    """Somebody else who wants to work in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder, self.waits, self.inside, self.go = folder, *(threading.Event() for _ in range(3))
        self.start()

    def run(self) -> None:
        with alone_in(self.folder, self.waits.set):
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
