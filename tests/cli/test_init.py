"""`briefings init`: a desk without a fault, in which nothing that was there before is lost."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from mkdocs_briefings.cli.console import ExitStatus
from mkdocs_briefings.cli.main import main
from mkdocs_briefings.load.discover import passed_over
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.new_draft import PLACEHOLDERS

DRAFT = re.compile(r"content/briefings/\d{4}/a-first-briefing\.yaml")


def invoke(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result.output


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A new desk, which no test changes."""
    folder = tmp_path_factory.mktemp("new") / "our-desk"
    invoke("init", str(folder))
    return folder


def test_it_says_what_it_wrote_and_what_comes_next(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    output = invoke("init", "desk")
    written, _, after = output.partition("Next:\n")
    parts = [line.split()[0] for line in written.splitlines()[1:] if line]
    assert [path for path in files(tmp_path / "desk") if not path.startswith(tuple(parts))] == []
    assert written.startswith(f"Wrote {len(files(tmp_path / 'desk'))} files to desk/\n")
    assert [line.split("  ")[1] for line in after.splitlines()] == [
        "cd desk",
        "briefings serve --drafts",
        "briefings check",
        "briefings build",
    ]


def test_a_check_finds_nothing(desk, monkeypatch) -> None:
    monkeypatch.chdir(desk)
    assert invoke("check").startswith("No problems found.\nNot shown: 1 draft.")
    assert yaml.safe_load((desk / "mkdocs.yml").read_text())["site_name"] == "Our desk"
    assert list(passed_over(desk / "content", str)) == []


def test_its_draft_is_not_published_as_it_is(desk, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    invoke("init")
    (draft,) = (path for path in files(tmp_path) if DRAFT.fullmatch(path))
    text = (tmp_path / draft).read_text().replace("status: draft ", "status: published ")
    (tmp_path / draft).write_text(text)
    output = invoke("check", "--format", "short", status=ExitStatus.PROBLEMS)
    assert output.count("[unfinished]") == len(PLACEHOLDERS)


def test_every_registry_has_its_file(desk) -> None:
    for facet in FACETS.values():
        text = (desk / "content" / facet.registry_files.replace("*", "all")).read_text()
        assert yaml.safe_load(text) is None
        example = yaml.safe_load("\n".join(line.removeprefix("# ") for line in text.splitlines()[3:]))
        for entry in example.values():
            facet.model.model_validate(entry)


def test_editors_know_the_schema_of_every_file(desk) -> None:
    chosen = json.loads((desk / ".vscode/settings.json").read_text())["yaml.schemas"]
    kinds = {path: schema for schema, pattern in chosen.items() for path in desk.glob(pattern)}
    assert kinds.keys() == set((desk / "content").rglob("*.yaml"))
    for path, schema in kinds.items():
        first = path.read_text().splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).resolve() == desk / schema
        data = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - all is text
        Draft202012Validator(json.loads((desk / schema).read_text())).validate(data or None)


def test_snippets_are_parts_of_a_briefing(desk) -> None:
    snippets = json.loads((desk / ".vscode/briefings.code-snippets").read_text())
    keys = {"point": "executive_points", "source": "sources", "event": "events", "correction": "corrections"}
    for snippet in snippets.values():
        text = re.sub(r"\$\{\d+[:|]([^},|]*)[^}]*\}", r"\1", "\n".join(snippet["body"]))
        if key := keys.get(snippet["prefix"].partition("-")[0]):
            members = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all is text
            members = [
                {name: None if value == "null" else value for name, value in each.items()} for each in members
            ]
            whole = {"title": "x", "date": "2024", "executive_points": ["x"], "body": "x", key: members}
            assert getattr(Briefing.model_validate(whole), key)
        else:
            assert text == "[@source-id]"


@pytest.mark.slow
def test_nothing_is_overwritten(desk, tmp_path) -> None:
    """Each file of a desk in turn is there already: it stays, or nothing at all is written."""
    for number, name in enumerate(files(desk)):
        folder = tmp_path / str(number)
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("mine")
        own = name == "mkdocs.yml" or name.startswith("content/")
        output = invoke("init", str(folder), status=ExitStatus.USAGE if own else 0)
        assert (folder / name).read_text() == "mine"
        if own:
            assert f"{name.partition('/')[0]}" in output
            assert "in the way, so nothing was written" in output
            assert files(folder).keys() == {name}
        else:
            assert f"Left as they are: {name}\n" in output
            assert files(folder).keys() == files(desk).keys()


@pytest.mark.parametrize(
    "name", ["docs", ".vscode", ".github", ".github/workflows", "content", "mkdocs.yaml"]
)
def test_a_file_where_a_folder_or_another_desk_is(tmp_path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    output = invoke("init", str(tmp_path), status=ExitStatus.USAGE)
    assert f"briefings: {name} is in the way, so nothing was written" in output
    assert files(tmp_path).keys() == {name}


def test_a_dangling_link_is_there(tmp_path) -> None:
    (tmp_path / ".gitignore").symlink_to("nowhere")
    (tmp_path / "content").symlink_to("nowhere")
    assert "content is in the way" in invoke("init", str(tmp_path), status=ExitStatus.USAGE)
    (tmp_path / "content").unlink()
    (tmp_path / "content").mkdir()
    assert "Left as they are: .gitignore" in invoke("init", str(tmp_path))


@pytest.mark.parametrize("name", ['A "quoted" name: {name} #1', "Дозор", "yes"])
def test_a_name_of_its_own(tmp_path, name: str) -> None:
    invoke("init", str(tmp_path), "--name", name)
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == name
    assert name in (tmp_path / "docs/about.md").read_text(encoding="utf-8")


NO_LINE = "a\udcff\nb\x7f\u2028c"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("options", [["desk", "--name", NO_LINE], [NO_LINE]], ids=["given", "of the folder"])
def test_a_name_that_no_file_could_hold_becomes_one_line(tmp_path, monkeypatch, options: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    invoke("init", *options)
    settings = (tmp_path / options[0] / "mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(settings)["site_name"].casefold() == "a b c"
