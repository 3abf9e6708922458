"""A change of a site is made whole or not at all, wherever it is stopped, and the manifest says what is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from mkdocs_briefings.publish.staging import MARKER, Staging

OLD = {"a": "old", "b/c": "old", "d": "old"}
NEW = {"a": "new", "b": "new", "d/e": "new"}


class Killed(BaseException):
    """A process that ends here."""


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def held(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def commit(staging: Staging) -> None:
    staging.commit(OLD.keys() - NEW.keys(), b"new")


def replace(staging: Staging) -> None:
    staging.replace(b"new")


@pytest.fixture
def staging(tmp_path) -> Staging:
    put(tmp_path, {f"site/{name}": text for name, text in OLD.items()} | {"manifest": "old"})
    begun = Staging(tmp_path / "site", tmp_path / "manifest")
    begun.begin()
    put(begun.folder, NEW)
    return begun


def stop_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """End the process in the place of its nth renaming."""
    rename, numbers = os.replace, count()

    def rename_or_end(source: Path, target: Path) -> None:
        if next(numbers) >= number:
            raise Killed
        rename(source, target)

    monkeypatch.setattr(os, "replace", rename_or_end)


@pytest.mark.parametrize("change", [commit, replace])
def test_files_and_folders_take_each_others_places(staging, change) -> None:
    change(staging)
    assert held(staging.site) == NEW
    assert (staging.site / MARKER).is_file()
    assert staging.manifest.read_bytes() == b"new"
    assert sorted(path.name for path in staging.site.parent.iterdir()) == ["manifest", "site"]


@pytest.mark.parametrize("change", [commit, replace])
@pytest.mark.parametrize("number", range(7))
def test_whoever_comes_next_finds_the_old_site_or_the_new(staging, monkeypatch, change, number) -> None:
    with monkeypatch.context() as patched, suppress(Killed):
        stop_at(number, patched)
        change(staging)
    staging.begin()
    assert held(staging.site) in (OLD, NEW)
    manifest = staging.manifest.read_text(encoding="utf-8") if staging.manifest.exists() else ""
    assert held(staging.site) == {"old": OLD, "new": NEW}.get(manifest, held(staging.site))
    assert held(staging.folder) == {}


def test_folders_that_are_empty_go(staging) -> None:
    put(staging.site, {"deep/er/gone": "old", "deep/stays": "old"})
    staging.commit(["deep/er/gone"], b"new")
    assert not (staging.site / "deep/er").exists()
    assert (staging.site / "deep/stays").exists()


def test_a_manifest_on_another_disk_is_copied(staging, monkeypatch) -> None:
    rename: Callable[[Path, Path], None] = os.replace

    def rename_on_one_disk(source: Path, target: Path) -> None:
        if Path(target) == staging.manifest and Path(source).parent == staging.folder:
            raise OSError(errno.EXDEV, "another disk")
        rename(source, target)

    monkeypatch.setattr(os, "replace", rename_on_one_disk)
    commit(staging)
    assert (held(staging.site), staging.manifest.read_bytes()) == (NEW, b"new")
