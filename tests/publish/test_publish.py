"""What is put out: whole or not at all, in order, and readable by the search engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.publish.staging import MARKER, Staging


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != MARKER}


def staged(folder: Path) -> Staging:
    return Staging(folder / "site", folder / "manifest")


def test_a_new_folder_takes_the_place_of_the_old(tmp_path) -> None:
    put(tmp_path / "site", a="old", b="old")
    with staged(tmp_path) as staging:
        put(staging.folder, a="new")
        assert held(tmp_path / "site") == {"a": "old", "b": "old"}
        staging.replace(b"new")
    assert held(tmp_path / "site") == {"a": "new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest", "site"]


def stopped(folder: Path, error: BaseException) -> None:
    """A build that ends in an error."""
    with staged(folder) as staging:
        put(staging.folder, a="new")
        raise error


@pytest.mark.parametrize("error", [PublishError("x"), KeyboardInterrupt()], ids=repr)
def test_the_old_folder_stays_when_the_block_fails(tmp_path, error: BaseException) -> None:
    put(tmp_path / "site", a="old")
    with pytest.raises((PublishError, KeyboardInterrupt)):
        stopped(tmp_path, error)
    assert held(tmp_path / "site") == {"a": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    "remains",
    [
        {".site.building": "half"},
        {"site": "old", ".site.building": "half"},
    ],
    ids=" ".join,
)
def test_what_a_killed_build_left_is_settled_by_the_next(tmp_path, remains: dict[str, str]) -> None:
    for folder, text in remains.items():
        put(tmp_path / folder, a=text)
    expected = remains.get("site")
    with pytest.raises(PublishError):
        stopped(tmp_path, PublishError("stopped"))
    assert not expected or held(tmp_path / "site") == {"a": expected}
    assert {path.name for path in tmp_path.iterdir()} == ({"site"} if expected else set())


def test_a_folder_that_cannot_be_made_is_one_error(tmp_path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(PublishError, match="cannot write beside"), staged(tmp_path / "file"):
        pass


def test_a_file_is_written_whole(tmp_path) -> None:
    write_atomically(tmp_path / "deep/a", b"one")
    write_atomically(tmp_path / "deep/a", b"two")
    assert (tmp_path / "deep/a").read_bytes() == b"two"
    (tmp_path / "deep/b").mkdir()
    with pytest.raises(PublishError, match="cannot write"):
        write_atomically(tmp_path / "deep/b", b"three")
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["a", "b"]
