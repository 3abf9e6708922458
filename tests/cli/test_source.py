"""`briefings source add`: what it writes, and that all else in the file stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_briefings.cli.main import main

HEAD = "title:   A visit   # odd\nexecutive_points: [They met.]\nstatus: draft\n"
BIB = "@book{x, title={The Road}, author={Hayek, Friedrich}, year={1944}, publisher={R}, edition={2}}\n"
OWN = "sources:\n  - id: sb\n    outlet: SB\n"
FILES = {
    "no list": f"{HEAD}body: |\n  They met.\n",
    "no list, no end of line": f"{HEAD}body: |\n  They met.",
    "no list, with comments": f"{HEAD}body: They met.\n\n# TODO: ask\n",
    "a list at the end": f"{HEAD}body: They met.\n{OWN}",
    "a list in the middle": f"{HEAD}{OWN}    note: |\n      # no comment\n\n# The text\nbody: They met.\n",
    "a comment in the list": f"{HEAD}{OWN}  # more to come\n# The text\nbody: They met.\n",
    "a list at the margin": f"{HEAD}sources:\n- id: sb\n  outlet: SB\n# The text\nbody: They met.\n",
    "deep": f"{HEAD}sources:\n      -   id: sb\n          outlet: SB\nbody: They met.\n",
    "a text that keeps its lines": f"{HEAD}{OWN}    note: |+\n      They met.\n\n\nbody: They met.\n",
    "an empty list": f"{HEAD}sources: []  # none yet\nbody: They met.\n",
    "no value": f"{HEAD}sources:\nbody: They met.\n",
    "null at the end": f"{HEAD}body: They met.\nsources: null",
    "in brackets": f"{HEAD}sources: [{{id: sb, outlet: SB}}]\nbody: They met.\n",
    "in brackets, with a comma": f"{HEAD}sources: [\n  {{id: sb, outlet: SB}},  # first\n]\nbody: They met.\n",
    "json": json.dumps({"title": "T", "status": "draft", "executive_points": ["P"], "body": "B"}),
    "json with a list": json.dumps({"title": "T", "executive_points": ["P"], "sources": [{"id": "sb", "outlet": "SB"}], "body": "B", "date": "2024"}),
    "an end mark": f"---\n{HEAD}body: They met.\n...\n",
    "lines of Windows": f"\ufeff{HEAD}{OWN}body: They met.\n".replace("\n", "\r\n"),
}  # fmt: skip


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk with a briefing `other`, which is the current folder."""
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Desk\ntheme: {name: briefings}\nplugins: [briefings]\n")
    (tmp_path / "refs.bib").write_text(BIB)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(*arguments: str, status: int = 0, given: str = "") -> str:
    result = CliRunner().invoke(main, ["source", "add", *arguments], input=given)
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def write(desk: Path, text: str, name: str = "visit") -> Path:
    path = desk / f"content/briefings/{name}.yaml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("form", FILES)
def test_all_else_stays_as_it_is(desk, form: str) -> None:
    path, before = write(desk, FILES[form]), FILES[form]
    assert "[@hayek-1944]" in add("refs.bib", "--to", "visit")
    after = path.read_bytes().decode()
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    *held, hayek = new["sources"]
    assert held == (old.get("sources") or [])
    assert hayek["title"] == "The Road"
    assert {**new, "sources": None} == {**old, "sources": None}
    lines = iter(after.splitlines())
    assert "# The text" not in before or "\n# The text\nbody" in after.replace("\r", "")
    changed = {
        "an empty list",
        "null at the end",
        "in brackets",
        "in brackets, with a comma",
        "json",
        "json with a list",
    }
    assert form in changed or all(line in lines for line in before.splitlines())
    assert ("\r\n" in before) == ("\r\n" in after)
    assert after.count("\r") in {0, after.count("\n")}
    assert "is in this briefing: same title and year" in add("refs.bib", "--to", "visit")
    assert path.read_bytes().decode() == after


def test_what_cannot_be_added_to_is_printed(desk) -> None:
    text = f"{HEAD}body: They met.\nrelated: &none []\nsources: *none\n"
    path = write(desk, text)
    output = add("refs.bib", "--to", "visit", status=1)
    assert "cannot be added to; paste this:\nsources:\n  - id: hayek-1944\n    outlet: R\n" in output
    assert path.read_text() == text


def test_a_work_of_another_briefing(desk) -> None:
    """Its id and fields are taken, but for what that briefing says of it by itself."""
    other = "sources: [{id: road, kind: book, title: The road, date: 1944, outlet: Routledge, note: secret, credibility: 2}]\n"
    write(desk, f"{HEAD}body: B\n{other}", "other")
    path = write(desk, FILES["no list"])
    output = add("refs.bib", "--to", "content/briefings/visit.yaml")
    assert "[@road]  The road (as in 'other': same title and year)" in output
    assert "refs.bib:1: no key holds edition: 2" in output
    assert yaml.safe_load(path.read_text())["sources"] == [
        {"id": "road", "kind": "book", "title": "The road", "date": 1944, "outlet": "Routledge", "authors": ["Friedrich Hayek"]}
    ]  # fmt: skip


def test_from_standard_input_as_json_without_writing(desk) -> None:
    path = write(desk, FILES["no list"])
    told = json.loads(add("-", "--to", "visit", "--dry-run", "--format", "json", given=BIB))
    (source,) = told["sources"]
    assert (told["written"], source["mark"], source["new"]) == (False, "[@hayek-1944]", True)
    assert source["not_held"] == [{"name": "edition", "text": "2"}]
    assert path.read_text() == FILES["no list"]


def test_problems_of_all_files_at_once(desk) -> None:
    path = write(desk, FILES["no list"])
    (desk / "a.bib").write_text("\n@book{a, title={T}, publisher=nobody}\n")
    output = add("a.bib", "-", "refs.bib", "--to", "visit", status=1, given="TY  - BOOK\n")
    assert "a.bib:2:1: error: undefined string: nobody" in output
    assert "standard input:1:1: error: an entry begins here and does not end" in output
    assert path.read_text() == FILES["no list"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["nowhere.bib", "--to", "visit"],
            "there is no file nowhere.bib, and it is no DOI, ISBN or web address",
        ),
        (["content", "--to", "visit"], "content is a folder"),
        (["refs.bib", "--to", "visitt"], "did you mean 'visit'?"),
        (["refs.bib"], "--to"),
        (["10.1000/182", "--to", "visit", "--offline"], "10.1000/182 would have to be looked up"),
        (["978-0-306-40615-8", "--to", "visit"], "it is no DOI, ISBN or web address"),
    ],
)
def test_wrong_use(desk, arguments: list[str], words: str) -> None:
    write(desk, FILES["no list"])
    assert words in add(*arguments, status=2)
