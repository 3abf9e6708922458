"""Which files of the content folder are read, and what is said of all others."""

from __future__ import annotations

import os

import pytest

from mkdocs_briefings.load.discover import _LARGEST
from mkdocs_briefings.load.load import load


def test_names_that_differ_only_in_capitals_are_refused(write_desk) -> None:
    """Many hosts take them for one; which of the two readers would see, nobody knows."""
    names = ("files/notes.txt", "files/Notes.txt", "files/others.txt")
    settings = write_desk(dict.fromkeys(names, "words"))
    if len(list((settings.content / "files").iterdir())) < len(names):
        pytest.skip("a disk that takes them for one")
    loaded = load(settings, may_be_new=True)
    assert loaded.desk.registries.files == {"files/others.txt"}
    assert {(problem.span.path, problem.code) for problem in loaded.diagnostics} == {
        ("content/files/Notes.txt", "unsafe-file"),
        ("content/files/notes.txt", "unsafe-file"),
    }


@pytest.mark.parametrize("name", ["files/notes.csv", "briefings/2024/notes.yaml", "topics.yaml"])
def test_a_file_may_have_sixteen_megabytes(write_desk, name: str) -> None:
    settings = write_desk({name: "x: y\n"})
    os.truncate(settings.content / name, _LARGEST + 1)
    (problem,) = load(settings, may_be_new=True).diagnostics
    assert problem.span.path == f"content/{name}"
    assert "larger than 16 MB" in problem.message
    if name.startswith("files/"):
        os.truncate(settings.content / name, _LARGEST)
        problems = load(settings, may_be_new=True).diagnostics
        assert not [problem for problem in problems if "larger" in problem.message]
