"""Every file under the content folder is read, is not the desk's, or is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_briefings.importers.file_format import FILE_EXTENSIONS
from mkdocs_briefings.load.discover import passed_over
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.settings import Settings

READ = {
    "notices.yaml",
    "briefings/2024/a.yaml",
    "briefings/b.yml",
    *(facet.registry_files.replace("*", "all") for facet in FACETS.values()),
}
PASSED_OVER = {
    "README.md",
    "briefings/README",
    ".gitkeep",
    "briefings/2024/.a.yaml.swp",
    "briefings/2024/a.yaml~",
    "files/chart.csv",
    "schema/topics.schema.json",
}
ENDINGS = (".YAML", ".Yml", ".yaml.bak", ".yaml.txt", ".json", ".md", ".docx", ".html", ".txt", ".csv", "")
UNREAD = {
    f"{folder}x{ending}"
    for folder in ("", "briefings/", "briefings/2024/", "entities/")
    for ending in ENDINGS
}

Unread = Callable[[set[str]], dict[str, str]]


@pytest.fixture
def unread(tmp_path) -> Unread:
    """Write files, and say which of them are named, with what is to be done."""

    def write(names: set[str]) -> dict[str, str]:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        problems = list(passed_over(tmp_path, lambda path: path.relative_to(tmp_path).as_posix()))
        assert {problem.code for problem in problems} <= {"unread-file"}
        assert len({problem.span.path for problem in problems}) == len(problems)
        return {problem.span.path: problem.hint for problem in problems}

    return write


def test_every_file_is_read_or_named(unread) -> None:
    assert unread(READ | PASSED_OVER | UNREAD).keys() == UNREAD


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("topics.yml", "rename it to `topics.yaml`"),
        ("Topics.yaml", "did you mean 'topics.yaml'?"),
        ("topic.yaml", "did you mean 'topics.yaml'?"),
        ("topics.YAML", "write its ending in small letters: `topics.yaml`"),
        ("briefings/2024/a.YML", "write its ending in small letters: `a.yml`"),
        ("entities.yaml", "put it into the folder `entities/`"),
        ("briefings/2024/a.docx", "`briefings import` makes a draft of it"),
        ("notes.xlsx", "move it out of the content folder"),
    ],
)
def test_what_to_do(unread, name: str, hint: str) -> None:
    assert unread({name})[name].startswith(hint)


def test_each_file_that_an_import_reads_is_told_so(unread) -> None:
    for ending in FILE_EXTENSIONS:
        assert unread({f"notes.{ending}"})[f"notes.{ending}"].startswith(
            "`briefings import` makes a draft"
        ), ending


@pytest.mark.parametrize(
    ("file", "folder", "hint"),
    [
        ("briefing/2024/a.yaml", "briefing", "did you mean 'briefings'?"),
        ("entity/all.yaml", "entity", "did you mean 'entities'?"),
        ("topics/all.yaml", "topics", "write its entries into `topics.yaml`"),
        ("drafts-of-2019/a/b.yaml", "drafts-of-2019", "move it"),
    ],
)
def test_a_folder_is_named_once(unread, file: str, folder: str, hint: str) -> None:
    ((name, said_to_do),) = unread({file, f"{file}.bak"}).items()
    assert name == folder
    assert said_to_do.startswith(hint)


def test_a_check_tells_of_it(tmp_path) -> None:
    path = tmp_path / "content/briefings/2024/a.YAML"
    path.parent.mkdir(parents=True)
    path.touch()
    (problem,) = load(Settings(tmp_path, tmp_path / "content")).diagnostics
    assert str(problem.span) == "content/briefings/2024/a.YAML:1:1"
    assert problem.message == "nobody reads this file"


def test_a_link_out_of_the_content_is_told_of_once(tmp_path) -> None:
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "a.md").touch()
    Path(tmp_path / "content/briefings/a.md").symlink_to(tmp_path / "a.md")
    assert [problem.code for problem in passed_over(tmp_path / "content", str)] == ["unsafe-file"]
