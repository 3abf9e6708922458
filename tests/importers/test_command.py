"""`briefings import` on a desk of its own: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console
from test_pictures import picture, word_file

from mkdocs_briefings.cli.import_ import ImportChoices, import_files
from mkdocs_briefings.importers import report
from mkdocs_briefings.importers.report import Outcome
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.settings import Settings


def settings(desk):
    return Settings(desk, desk / "content")


def imported(desk, *files, **choices):
    screen = io.StringIO()
    lines = import_files(
        [str(file) for file in files],
        settings(desk),
        ImportChoices(**choices),
        Console(file=screen, width=200),
    )
    return lines, screen.getvalue()


def everything(desk):
    return {path: path.read_bytes() for path in sorted((desk / "content").rglob("*")) if path.is_file()}


@pytest.fixture
def article(desk, river):
    path = desk / "river.txt"
    path.write_text(river, encoding="utf-8")
    return path


def test_the_file_written_is_a_sound_draft(desk, article):
    lines, screen = imported(desk, article)
    path = desk / "content/briefings/2020/the-river-towns-share-a-harbour-again.yaml"
    assert lines[0].path == "content/briefings/2020/the-river-towns-share-a-harbour-again.yaml"
    assert "3 points, 7 citations (3 unnamed, 6 inferred), 0 doubtful" in screen
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../schema/briefing.schema.json\ntitle: The River Towns"
    )
    assert "# TODO: the original does not name the outlet" in text
    assert max(map(len, text.splitlines())) <= 120
    loaded = load(settings(desk))
    assert not loaded.findings
    assert not loaded.diagnostics
    (briefing,) = loaded.desk.briefings
    assert briefing.value.status == "draft"
    assert briefing.value.imported.file == "river.txt"


def test_twice_changes_nothing(desk, article):
    imported(desk, article)
    before = everything(desk)
    lines, _ = imported(desk, article, register=True)
    assert lines[0].outcome is Outcome.UNCHANGED
    assert everything(desk) == before


def test_a_changed_original_replaces_nothing_unasked(desk, article):
    imported(desk, article)
    before = everything(desk)
    article.write_text(article.read_text(encoding="utf-8") + "\nA last word.\n", encoding="utf-8")
    lines, _ = imported(desk, article)
    assert (lines[0].outcome, everything(desk)) == (Outcome.REFUSED, before)
    assert "--overwrite" in lines[0].reason
    lines, _ = imported(desk, article, overwrite=True)
    assert lines[0].outcome is Outcome.REPLACED
    (path,) = (desk / "content/briefings").rglob("*.yaml")
    assert "A last word." in path.read_text(encoding="utf-8")


def test_same_title_gets_another_id(desk, article, river):
    other = desk / "other.txt"
    other.write_text(river.replace("thirty", "forty"), encoding="utf-8")
    lines, _ = imported(desk, article, other)
    assert [line.path.rsplit("/", 1)[1] for line in lines] == [
        "the-river-towns-share-a-harbour-again.yaml",
        "the-river-towns-share-a-harbour-again-2.yaml",
    ]


def test_a_file_by_hand_is_never_written_over(desk, article):
    path = desk / "content/briefings/2020/the-river-towns-share-a-harbour-again.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("not: [a briefing", encoding="utf-8")
    lines, _ = imported(desk, article)
    assert path.read_text(encoding="utf-8") == "not: [a briefing"
    assert lines[0].path.endswith("-2.yaml")


def test_bad_files_do_not_stop_the_others(desk, article):
    folder = desk / "archive"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "c.md").write_text("# A title\n\nA body (TASS, May 3, 2019).\n", encoding="utf-8")
    (folder / "d.jpg").write_bytes(b"\xff\xd8\xff")
    lines, screen = imported(desk, folder, desk / "missing.txt")
    assert [(line.file, line.outcome) for line in lines] == [
        ("a.txt", Outcome.REFUSED),
        ("b.docx", Outcome.REFUSED),
        ("c.md", Outcome.IMPORTED),
        ("missing.txt", Outcome.REFUSED),
    ]
    assert screen.count("\n") == 4
    assert (desk / "content/briefings/undated/a-title.yaml").is_file()


def test_files_of_one_name_are_articles_of_their_own(desk):
    for town in ("upper", "lower"):
        (desk / town).mkdir()
        (desk / town / "r.txt").write_text(f"The {town} town\n\nIt leaks.\n", encoding="utf-8")
    paths = [desk / "upper/r.txt", desk / "lower/r.txt"]
    lines, _ = imported(desk, *paths, overwrite=True)
    assert [line.outcome for line in lines] == [Outcome.IMPORTED, Outcome.IMPORTED]
    paths[0].write_text("The upper town\n\nIt leaks no more.\n", encoding="utf-8")
    lines, _ = imported(desk, *paths, overwrite=True)
    assert [line.outcome for line in lines] == [Outcome.REPLACED, Outcome.UNCHANGED]
    assert lines[0].path.endswith("/the-upper-town.yaml")
    paths[0].write_text("Another title\n\nIt leaks.\n", encoding="utf-8")
    lines, _ = imported(desk, paths[0], overwrite=True)
    assert lines[0].outcome is Outcome.REFUSED
    assert "became content/briefings/undated/the-" in lines[0].reason


def test_a_file_of_a_known_name_and_another_title_is_another_briefing(desk):
    for town in ("upper", "lower"):
        (desk / town).mkdir()
        (desk / town / "r.txt").write_text(f"The {town} town\n\nIt leaks.\n", encoding="utf-8")
    outcomes = [imported(desk, desk / town / "r.txt")[0][0].outcome for town in ("upper", "lower", "upper")]
    assert outcomes == [Outcome.IMPORTED, Outcome.IMPORTED, Outcome.UNCHANGED]


def test_what_to_do_is_told_the_most_urgent_first_and_how_sure_the_parts_are(desk):
    path = desk / "memo.txt"
    path.write_text(
        "New Harbour\n\nTo: Jane Roe\nRe: The Locks\nFrom: Max Doe\n\nIt leaks (S.O., 5 May).\n",
        encoding="utf-8",
    )
    (line,), screen = imported(desk, path)
    fields = [task.field for task in line.to_do]
    assert fields[:3] == ["date", "executive_points", "language"]
    assert "publication" in fields
    assert line.parts == {
        "title": "read", "date": "missing", "authors": "read", "executive_points": "missing", "language": "missing",
    }  # fmt: skip
    assert "    to do: date: the original gives no date; set one before publishing\n" in screen
    assert json.loads(report.as_json([line]))[0]["to_do"][0]["field"] == "date"


def test_pictures_are_written_beside_the_briefings_and_a_second_run_changes_nothing(desk):
    path = desk / "locks.docx"
    path.write_bytes(word_file(picture()))
    (line,), _ = imported(desk, path, dry_run=True)
    assert not (desk / "content/files").exists()
    (line,), _ = imported(desk, path)
    (name,) = line.pictures
    assert (desk / "content" / name).read_bytes() == picture()
    before = everything(desk)
    assert imported(desk, path)[0][0].outcome is Outcome.UNCHANGED
    assert everything(desk) == before


@pytest.mark.slow
def test_many_files_in_processes_give_what_one_by_one_gives(desk):
    folder = desk / "archive"
    folder.mkdir()
    for number in range(70):
        text = f"Paper {number % 60}\n\nIt leaks (TASS, May {number % 30 + 1}, 2019).\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    lines, _ = imported(desk, folder)
    assert [line.file for line in lines] == [f"{number:02}.txt" for number in range(70)]
    assert [line.outcome for line in lines[60:]] == [Outcome.UNCHANGED] * 10
    many = everything(desk)
    for path in (desk / "content/briefings").rglob("*.yaml"):
        path.unlink()
    for path in sorted(folder.iterdir()):
        imported(desk, path)
    assert everything(desk) == many


def test_the_report_says_what_was_put_in(desk):
    (desk / "a.md").write_text("# A title\n\nIt leaks. It does.\n", encoding="utf-8")
    lines, screen = imported(desk, desk / "a.md")
    assert (lines[0].points, lines[0].points_put_in) == (1, 1)
    assert ": 1 point (put in), 0 citations, 0 doubtful, 0 entities" in screen


def test_dry_run_writes_nothing(desk, article):
    before = everything(desk)
    lines, _ = imported(desk, article, dry_run=True, register=True)
    assert (lines[0].outcome, everything(desk)) == (Outcome.IMPORTED, before)


def test_register_appends_draft_entries_once(desk, article):
    article.write_text(
        article.read_text(encoding="utf-8").replace("River Desk Monthly", "Quay Letters"), encoding="utf-8"
    )
    imported(desk, article, register=True)
    outlets = (desk / "content/outlets.yaml").read_text(encoding="utf-8")
    assert outlets.startswith("# Outlets\ntide:\n  name: Tide\n")
    assert "river-radio:\n  name: River Radio\n" in outlets
    assert "quay-letters:\n  name: Quay Letters\n" in (desk / "content/publications.yaml").read_text(
        encoding="utf-8"
    )
    loaded = load(settings(desk))
    assert not loaded.findings
    assert loaded.desk.briefings[0].value.publication == "quay-letters"
    assert set(loaded.desk.registries.outlets) == {"tide", "river-radio"}


def test_ids_are_made_in_the_language_of_the_article_else_of_the_site(desk):
    """Those of registries in that of the site, for other articles name the same things."""
    german = replace(settings(desk), language="de")
    for name, head in (("a", ""), ("b", "lang: sv\n")):
        text = f"---\ntitle: Öl {name}\ndate: 2024-02-05\n{head}author: Jörg Över\n---\n\nSo ist es (Börse, February 1, 2024).\n"
        (desk / f"{name}.md").write_text(text, encoding="utf-8")
    files = [str(desk / f"{name}.md") for name in "ab"]
    import_files(files, german, ImportChoices(register=True), Console(file=io.StringIO()))
    briefings = {each.id: each.value for each in load(german).desk.briefings}
    assert {id: [source.id for source in briefing.sources] for id, briefing in briefings.items()} == {
        "oel-a": ["boerse-2024-02-01"],
        "ol-b": ["borse-2024-02-01"],
    }
    assert {briefing.authors for briefing in briefings.values()} == {("joerg-oever",)}
    assert load(german).desk.registries.authors.keys() == {"joerg-oever"}


def test_register_leaves_a_registry_it_cannot_read_alone(desk, article):
    (desk / "content/outlets.yaml").write_text("tide: [oops", encoding="utf-8")
    _, screen = imported(desk, article, register=True)
    assert (desk / "content/outlets.yaml").read_text(encoding="utf-8") == "tide: [oops"
    assert "add by hand" in screen


def test_json_report_names_everything(desk, article):
    lines, _ = imported(desk, article)
    (line,) = json.loads(report.as_json(lines))
    assert (line["points"], line["citations"], line["unnamed"]) == (3, 7, 3)
    assert line["as_text"] == ["(Pier 12 alone)", "(such as upper town rich, lower town poor)"]
    assert {"text": "Executive Summary:", "reason": "heading of the executive points"} in line["left_out"]


def test_links_can_stay_links(desk):
    (desk / "a.md").write_text("# A title\n\nA [long](https://x.example/l) body.\n", encoding="utf-8")
    imported(desk, desk / "a.md", links_as_sources=False)
    text = (desk / "content/briefings/undated/a-title.yaml").read_text(encoding="utf-8")
    assert "A [long](https://x.example/l) body." in text
    assert "sources:" not in text


def test_register_leaves_an_id_that_is_taken_alone(desk, article):
    path = desk / "content/outlets.yaml"
    path.write_text("river-radio:\n  name: The Radio of the River\n", encoding="utf-8")
    imported(desk, article, register=True)
    text = path.read_text(encoding="utf-8")
    assert text.count("river-radio:") == 1
    assert "tide:\n  name: Tide\n" in text
