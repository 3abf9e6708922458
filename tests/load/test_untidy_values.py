"""Line breaks and blanks that readers do not see are named, in every text of the content that is no Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from mkdocs_briefings.check.context import texts
from mkdocs_briefings.diagnostics.diagnostic import Place
from mkdocs_briefings.load.load import load
from mkdocs_briefings.load.untidy_values import untidy_values
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.content_model import ContentModel
from mkdocs_briefings.model.text_forms import TextForm, form_at, markdown_fields

MODELS = ContentModel.__subclasses__()
LINE = {
    "A\nvisit": "lines",
    " A visit": "blanks",
    "A visit\t": "blanks",
    "A visit\u00a0": "blanks",
    " ": "blanks",
}
SENTENCES = {"They met.\n\nThey left.": "paragraphs", "They met. ": "blanks"}
SOUND = ["A visit", "A visit\n", "A  visit"]


def fields(form: TextForm) -> Iterator[tuple[type[BaseModel], tuple[str | int, ...]]]:
    """Yield each field of that form, by its model and the keys of a value."""
    for model in MODELS:
        for name in model.model_fields:
            for keys in ((name,), (name, 0)):
                if form_at(model, keys) is form:
                    yield model, keys
                    break


def messages(model: type[BaseModel], keys: tuple[str | int, ...], value: str) -> list[str]:
    data: Any = {keys[0]: [value] if len(keys) > 1 else value}
    problems = list(untidy_values(model, data, Place("a.yaml")))
    assert all(problem.place.keys == keys for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(("model", "keys"), [*fields(TextForm.LINE)], ids=str)
def test_a_line(model: type[BaseModel], keys: tuple[str | int, ...]) -> None:
    for value, word in LINE.items():
        (message,) = messages(model, keys, value)
        assert word in message
    assert [message for value in SOUND for message in messages(model, keys, value)] == []


@pytest.mark.parametrize(("model", "keys"), [*fields(TextForm.SENTENCES)], ids=str)
def test_sentences(model: type[BaseModel], keys: tuple[str | int, ...]) -> None:
    for value, word in SENTENCES.items():
        (message,) = messages(model, keys, value)
        assert word in message
    assert [
        message for value in [*SOUND, "They met.\nThey left."] for message in messages(model, keys, value)
    ] == []


@pytest.mark.parametrize(
    "keys", [("body",), ("summary",), ("executive_points", 0), ("sources", 0, "as_cited"), ("tlp",)]
)
def test_of_other_values_nothing_is_said(keys: tuple[str | int, ...]) -> None:
    assert form_at(Briefing, keys) in {TextForm.MARKDOWN, TextForm.OTHER, None}


def test_rules_look_at_every_markdown_text(linked) -> None:
    dated = {"date": "2024-02-05", "text": "So."}
    fields = {"summary": "So.", "events": [dated], "corrections": [dated]}
    (briefing,) = linked({"briefings/2024/a": fields}).briefings.values()
    looked_at = {tuple(key for key in keys if isinstance(key, str)) for keys, _ in texts(briefing)}
    assert looked_at == set(markdown_fields(Briefing))


def test_what_says_it_is_markdown_is() -> None:
    said = {
        (model, name)
        for model in MODELS
        for name, field in model.model_fields.items()
        if "Markdown" in (field.description or "")
    }
    forms = {(model, keys[0]) for model, keys in fields(TextForm.MARKDOWN)}
    assert said <= forms


def test_blank_names_are_refused(write_desk) -> None:
    blank = [" ", "\u3164"]
    content = {
        "briefings/2024/a": {"authors": blank, "sources": [{"id": "x", "outlet": None, "authors": blank}]},
        "outlets": {"sb": {"name": "SB", "aliases": blank}},
        "entities/places": {
            "minsk": {"name": "Minsk", "kind": "place", "aliases": blank, "native_names": {"be": " "}}
        },
    }
    loaded = load(write_desk(content))
    assert [problem.code for problem in loaded.findings] == ["wrong-value"] * 9
    assert all(problem.message.endswith("is empty") for problem in loaded.findings)
    assert loaded.desk.briefings[0].value.authors == ()
    assert "untidy-value" not in {problem.code for problem in loaded.diagnostics}
