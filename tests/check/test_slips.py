"""What readers do not get as it was typed is reported at its very place, in each text of a briefing: slips.yaml."""

from __future__ import annotations

import pickle
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings import pipeline
from mkdocs_briefings.check.leftovers import LEFTOVERS, is_prose
from mkdocs_briefings.check.slips import may_slip, slips
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.anchors import page_anchors
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.features import FEATURES
from mkdocs_briefings.render.proofs import SiteProofs

CASES = yaml.load((Path(__file__).parent / "slips.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
CODES = {"left-as-typed", "dead-link", "lost-html", "picture-elsewhere", "unread-citation"}
BRIEFING = """\
title: A visit
date: 2024-02-05
summary: |
  TEXT
executive_points:
  - text: |
      TEXT
body: |
  TEXT
events:
  - date: 2024-02-05
    text: |
      TEXT
corrections:
  - date: 2024-02-05
    text: |
      TEXT
sources: [{id: x, outlet: SB, date: 2024-01-27}]
"""
WRITTEN = {
    "captions": "So.\n\n/// figure-caption\nIt is so.\n///",
    "footnotes": "So.[^1]\n\n[^1]: A note.",
    "definition_lists": "Visit\n:   They met.",
    "attributes": "It is *so*{.x} here.",
    "abbreviations": "The WHO.\n\n*[WHO]: World",
    "task_lists": "- [x] done\n- [ ] to do",
    "strike": "It is ~~not~~ so.",
    "subscript": "H~2~O",
    "superscript": "10^6^",
    "admonitions": "!!! note\n    So.",
}
"""Markdown that some feature makes, by its name; of the others nothing is told if they are off."""
TASKS = {"[ ]", "[x]", "[X]"}
TEXTS = BRIEFING.count("TEXT")
Found = list[tuple[str, int, int]]


def written(text: str) -> str:
    """The file of a briefing with the same Markdown in all its texts."""
    lines = []
    for line in BRIEFING.splitlines():
        blanks = len(line) - len(line.lstrip())
        lines.append(textwrap.indent(text, " " * blanks) if line.strip() == "TEXT" else line)
    return "\n".join(lines) + "\n"


def places(file: str, text: str, words: str) -> Iterator[tuple[int, int]]:
    """Line and column of some words in each text of a file."""
    line = text[: text.index(words)].count("\n")
    column = text.index(words) - (text.rfind("\n", 0, text.index(words)) + 1)
    first = text.split("\n", maxsplit=1)[0]
    for number, each in enumerate(file.splitlines(), start=1):
        if each.strip() == first.strip() and each.startswith("  "):
            blanks = len(each) - len(first)
            yield number + line, blanks + column + 1


@pytest.fixture(scope="module")
def reported(write_content, tmp_path_factory) -> dict[str, list[Diagnostic]]:
    """What is reported of each case, by its name."""
    sets: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for case in CASES:
        sets.setdefault(tuple(case.get("with", ())), []).append(case)
    problems: dict[str, list[Diagnostic]] = {case["name"]: [] for case in CASES}
    for extensions, cases in sets.items():
        content = {
            f"briefings/2024/b{number}.yaml": written(case["text"]) for number, case in enumerate(cases)
        }
        settings = write_content(content, tmp_path_factory.mktemp("slips"))
        render = RenderSettings(
            extensions=("toc", "tables", "fenced_code", *extensions),
            extension_configs={"pymdownx.arithmatex": {"generic": True}},
        )
        for problem in pipeline.examine(settings, render=render).diagnostics:
            name = cases[int(Path(problem.span.path).stem[1:])]["name"]
            problems[name] += [problem] if problem.code in CODES else []
    return problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], reported) -> None:
    file, text = written(case["text"]), f"{case['text']}\n"
    expected = sorted(
        (line, column, code)
        for code, words in case.get("found", ())
        for line, column in places(file, text, words)
    )
    problems = reported[case["name"]]
    assert [(each.span.line, each.span.column, each.code) for each in problems] == expected
    assert len(expected) == TEXTS * len(case.get("found", ()))
    assert all(each.message and each.hint for each in problems)


@pytest.mark.parametrize("gate", sorted({gate for leftover in LEFTOVERS for gate in leftover.gates}))
def test_no_sign_of_markup_is_prose(gate: str) -> None:
    item = "- " if gate in TASKS else ""
    for text in (gate, f"So {gate} so.", f"So.\n{gate}"):
        assert not is_prose(CitedText(item + text))


@pytest.mark.parametrize("name", FEATURES)
def test_what_a_site_can_do_without_being_asked_leaves_nothing(name: str) -> None:
    """With the feature nothing is left; hints name those that may be off."""
    with_feature, without = (SiteProofs(RenderSettings(features=names)) for names in ((name,), ()))
    cited = CitedText(WRITTEN.get(name, "So."))
    assert [*slips(cited, with_feature.of_text(cited, ()), frozenset)] == []
    hints = {slip.hint for slip in slips(cited, without.of_text(cited, ()), frozenset)}
    assert (name in WRITTEN) is any(f"`{name}`" in hint for hint in hints)


def test_hints_name_features_that_there_are() -> None:
    named = {word for row in LEFTOVERS for word in re.findall(r"`(\w+)` in the setting", row.hint)}
    assert named == set(WRITTEN)


def test_notes_and_headings_of_each_text_are_places_of_it(made) -> None:
    """Wherever else on the page their names stand, too."""
    text = "So.[^1] See [it](#part).\n\n## Part\n\n[^1]: A note."
    desk = {
        "briefings/2024/a": {"body": text, "events": [{"date": "2024-02-05", "text": text}], "summary": text}
    }
    assert made(desk, RenderSettings(features=("footnotes",)))


def test_prose_is_not_rendered() -> None:
    text = "They met (again) at 10:30 [sic]; see 'it' & \"that\" #1!\n\n## Part\n\nThey left: at once?"
    assert not may_slip(CitedText(text))


def test_ids_of_a_page(made, linked, seen) -> None:
    """Those that links are held against are those that the page has, but for headings of what it may have."""
    body = "## Part\n\nSo [@x].[^1]\n\nMore.\n\n[^1]: A note."
    dated = {"date": "2024-02-05", "text": "So [@x]."}
    fields = {"body": body, "summary": "So [@x].", "events": [dated], "corrections": [dated]}
    desk = {"briefings/2024/a": {**fields, "sources": [{"id": "x", "outlet": "SB"}]}}
    render = RenderSettings(extensions=("toc", "tables", "footnotes"))
    ids = set(seen(made(desk, render)["briefings/a.md"].html).ids)
    anchors = page_anchors(linked(desk).briefings["a"], RenderContext.from_settings(render))
    assert ids <= anchors
    assert {name for name in anchors - ids if not name.startswith("head:")} == set()


def test_proofs_are_sent_without_their_parser() -> None:
    proofs = SiteProofs(RenderSettings(language="be"))
    assert proofs.of_text(CitedText("So [^1]."), ()).words.strip() == "So [^1]."
    sent = pickle.loads(pickle.dumps(proofs))  # noqa: S301 - made here
    assert (sent, vars(sent)) == (proofs, {"settings": proofs.settings})
