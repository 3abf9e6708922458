"""Machine copies and the table of briefings: valid by their schemas, with the values of the pages."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from test_feeds import DESK, FULL, SITE, only

from mkdocs_briefings.model.briefings_table import table_schema
from mkdocs_briefings.model.machine_copy import copy_schema
from mkdocs_briefings.render.context import RenderSettings

HERE = Path(__file__).parent
SCHEMAS = {"briefing-1": copy_schema(""), "briefings-1": table_schema("")}


def faults(value: Any, schema: str) -> list[str]:
    validator = Draft202012Validator(json.loads(SCHEMAS[schema]), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_format_does_not_change(name: str) -> None:
    """The format is frozen, for other programs read it: a change makes version 2, at another address."""
    Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))
    assert SCHEMAS[name] == (HERE / f"{name}.json").read_text(encoding="utf-8")


def test_schemas_are_published_at_the_address_they_name(published) -> None:
    output = published(DESK)
    for name in SCHEMAS:
        assert output.json(f"schema/{name}.json")["$id"] == f"{SITE}schema/{name}.json"
    assert output.copy("full")["$schema"] == f"{SITE}schema/briefing-1.json"
    assert output.json("briefings.json")["$schema"] == f"{SITE}schema/briefings-1.json"


def test_every_copy_is_what_the_schema_says(published) -> None:
    output = published(DESK, drafts=True)
    assert [fault for id in output.copies for fault in faults(output.copy(id), "briefing-1")] == []
    assert faults(output.json("briefings.json"), "briefings-1") == []
    copy = output.copy("full")
    for key in ("title", "url", "body", "executive_points", "version"):
        assert faults({name: value for name, value in copy.items() if name != key}, "briefing-1")
    assert faults({**copy, "version": 2}, "briefing-1")
    assert faults({**copy, "more": 1}, "briefing-1")


def test_a_briefing_has_one_id_in_all_versions_of_a_site(made) -> None:
    render = RenderSettings(site_url=f"{SITE}2.0/", first_url=SITE, machine_copies=True)
    copy = dict(made({"briefings/2024/a": {}}, render)["briefings/a.md"].files)["briefings/a/index.json"]
    assert json.loads(copy)["stable_id"] == f"{SITE}briefings/a/"
    assert json.loads(copy)["url"] == f"{SITE}2.0/briefings/a/"


def test_a_copy_holds_what_the_page_shows(published, seen) -> None:
    output = published(DESK)
    copy, page_text = output.copy("full"), seen(output.pages["briefings/full.md"].html).text
    texts = [copy["summary"], copy["body"], *copy["executive_points"], *copy["events"], *copy["corrections"]]
    for text in texts:
        assert seen(text["html"]).text == " ".join(text["text"].split())
        assert " ".join(text["text"].split()) in page_text
    assert copy["title"] == FULL["title"]
    assert (copy["volume"], copy["issue"], copy["publication"]["name"]) == (3, 6, "The Weekly")
    assert [author["name"] for author in copy["authors"]] == ["Ada Example", "Bo Li"]
    assert [entity["kind"] for entity in copy["entities"]] == ["place"]
    assert copy["executive_points"][1]["likelihood"] == "likely"
    assert [(event["date"], event["text"]) for event in copy["events"]] == [("2024-01", "A talk. (SB)")]
    assert [(briefing["id"], briefing["title"]) for briefing in copy["related"]] == [("old", "Old")]
    assert copy["pdf"] == f"{SITE}briefings/full/full.pdf"
    assert f"{SITE}briefings/full/sources.ris" in [export["url"] for export in copy["exports"]]


def test_citations_are_resolved(published) -> None:
    copy = published(DESK).copy("full")
    assert copy["executive_points"][0]["text"] == "They met (SB)."
    assert copy["executive_points"][0]["cites"] == [{"source": "a", "mark": 3}]
    assert copy["body"]["cites"] == [{"source": "a", "mark": 4, "locator": "p. 2"}]
    assert copy["body"]["text"] == "In Minsk (SB, p. 2), as before.1\n\nA note. ↩"
    named = {source["id"]: source for source in copy["sources"]}
    assert named["a"]["outlet"]["name"] == "SB"
    assert (named["b"].get("outlet"), named["b"]["date_inferred"]) == (None, "month")
    assert "empty" not in json.dumps([value or "empty" for value in copy.values()])


def test_what_only_looks_like_a_citation_is_none(published) -> None:
    copy = published(only(DESK, body="As code: `[@a]`, and [@a].")).copy("full")
    assert copy["body"]["text"] == "As code: [@a], and (SB)."
    assert len(copy["body"]["cites"]) == 1


def test_the_words_of_a_text_keep_their_paragraphs(published) -> None:
    body = "One\nline.\n\n- a\n- b\n\n| x | y |\n| - | - |\n| 1 | 2 |\n"
    assert (
        published(only(DESK, body=body)).copy("full")["body"]["text"]
        == "One line.\n\na\n\nb\n\nx | y\n\n1 | 2"
    )


def test_the_table_has_a_row_for_each_briefing(published) -> None:
    output = published(DESK, drafts=True)
    rows = output.json("briefings.json")["briefings"]
    assert [row["id"] for row in rows] == list(output.site.briefings)
    for row in rows:
        assert row["sha256"] == sha256(output.copies[row["id"]].encode()).hexdigest()
        assert row["json"] == f"{SITE}briefings/{row['id']}/index.json"
        assert urlsplit(row["url"]).netloc
    full = next(row for row in rows if row["id"] == "full")
    assert (full["topics"], full["authors"], full["publication"]) == (["grain"], ["ada", "bo-li"], "weekly")


def ids_in(value: Any) -> Any:
    """Return what a row says where a copy has names; None for nothing."""
    if isinstance(value, list):
        return [name["id"] for name in value] or None
    return value["id"] if isinstance(value, dict) else value


def test_a_row_says_nothing_that_its_copy_does_not(published) -> None:
    """The table is made anew where a copy is another, and only there."""
    output = published(only(DESK, authors=["ada"]), drafts=True)
    for row in output.json("briefings.json")["briefings"]:
        copy = output.copy(row["id"])
        said = {key: value or None for key, value in row.items() if key not in {"json", "sha256"}}
        assert said == {key: ids_in(copy.get(key)) for key in said}


def test_two_spellings_with_one_address_are_one_member(published) -> None:
    output = published({"briefings/2024/a": {"authors": ["Ann Smith", "Ann-Smith"]}})
    assert output.json("briefings.json")["briefings"][0]["authors"] == ["ann-smith"]


def test_the_csv_says_the_same(published) -> None:
    output = published(only(DESK, title='Quotes ", commas\nand lines'), drafts=True)
    rows = output.json("briefings.json")["briefings"]
    lines = list(csv.DictReader(io.StringIO(output.files["briefings.csv"].decode(), newline="")))
    assert len(lines) == len(rows)
    for cells, row in zip(lines, rows, strict=True):
        said = {
            key: " ".join(value) if isinstance(value, list) else str(value or "")
            for key, value in row.items()
        }
        assert cells == said


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://evil.example")'])
def test_a_spreadsheet_runs_no_title(published, title: str) -> None:
    output = published(only(DESK, title=title))
    cells = [row["title"] for row in csv.DictReader(io.StringIO(output.files["briefings.csv"].decode()))]
    assert f"'{title}" in cells
    assert title in [row["title"] for row in output.json("briefings.json")["briefings"]]


def test_addresses_start_from_the_root_where_the_site_has_none(made, seen) -> None:

    pages = made(
        DESK, RenderSettings(machine_copies=True, extensions=("toc", "footnotes")), machine_copies=True
    )
    (text,) = [text for name, text in pages["briefings/full.md"].files if name.endswith("index.json")]
    copy = json.loads(text)
    assert faults(copy, "briefing-1") == []
    assert (copy["url"], copy["authors"][0]["url"]) == ("briefings/full/", "authors/ada/")
    assert 'href="briefings/old/"' in copy["body"]["html"]
