"""The JSON Schemas accept the sample desk as an editor reads it, and refuse what `check` refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.reference import reference_markdown
from mkdocs_briefings.model.schema import (
    REGISTRIES,
    attribute_docstrings,
    closed_sets,
    member_docstrings,
    schemas,
)

CONTENT = Path(__file__).parents[2] / "content"
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
REGISTERED = {kind: {f"registered-{kind}": "Its name"} for kind in FACETS}
WITH_IDS = {name: json.loads(text) for name, text in schemas(REGISTERED).items()}


class Editor(yaml.SafeLoader):
    """YAML 1.2, core schema (yaml.org/spec/1.2.2, section 10.3.2), as editors read it."""

    yaml_implicit_resolvers: ClassVar = {}


Editor.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), [*"tTfF"]
)
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?\d+$"), [*"-+0123456789"])
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?\d+\.\d*(?:[eE][-+]?\d+)?$"), [*"-+0123456789"]
)


def edited(text: str) -> Any:
    """A file as an editor sees it."""
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a SafeLoader with fewer types


def kind(path: Path) -> str:
    """Which schema a file of the desk belongs to."""
    folder = path.relative_to(CONTENT).parts[0]
    return {"briefings": "briefing", "entities": "entities"}.get(folder, path.stem)


FILES = sorted(
    path for path in CONTENT.rglob("*.yaml") if not path.relative_to(CONTENT).parts[0].startswith(".")
)
SMALL = """
title: 1984
date: 2024
volume: 21
executive_points: [They met., {text: They parted., likelihood: likely}]
body: Talks were held.
topics: [2024]
sources: [{id: 2024, outlet: null, pages: 58, title: 2001, date: 2024}]
"""
MISTAKES = {
    "unknown key": ("titel", "x"),
    "impossible month": ("date", "2024-13"),
    "a date in words": ("date", "February 2024"),
    "a year of five digits": ("date", 20240),
    "a word for a number": ("volume", "XXI"),
    "zero": ("issue", 0),
    "text for a list": ("topics", "x"),
    "an id with capitals": ("topics", ["History Policy"]),
    "a word that is none": ("status", "printed"),
    "no points": ("executive_points", []),
    "too many points": ("executive_points", ["x"] * 8),
    "a point without text": ("executive_points", [{"likelihood": "likely"}]),
    "a likelihood that is none": ("executive_points", [{"text": "x", "likelihood": "maybe"}]),
    "a source without id": ("sources", [{"outlet": "SB"}]),
    "a misspelt key of a source": ("sources", [{"id": "sb", "outlt": "SB"}]),
    "a list for the body": ("body", ["x"]),
    "nothing for the title": ("title", None),
    "no date though published": ("date", None),
}


def faults(name: str, data: Any) -> list[str]:
    """What a schema finds wrong."""
    return [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(data)]


def offers(schema: Any, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where a schema offers ids of a desk, and which."""
    if isinstance(schema, dict):
        if "registered" in "".join(map(str, schema.get("enum", ()))):
            yield path, tuple(schema["enum"])
        for key, part in schema.items():
            yield from offers(part, f"{path}/{key}")
    for part in schema if isinstance(schema, list) else ():
        yield from offers(part, path)


def test_editors_offer_the_ids_of_the_desk() -> None:
    offered = {(name, path, ids) for name, schema in WITH_IDS.items() for path, ids in offers(schema)}
    lists = {
        (
            "briefing",
            f"/properties/{facet.key}{'/items' if facet.many else ''}/anyOf",
            (f"registered-{kind}",),
        )
        for kind, facet in FACETS.items()
        if facet.key
    }
    assert offered == lists | {
        ("briefing", "/$defs/Source/properties/outlet/anyOf", ("registered-outlets",)),
        ("notices", "/$defs/Entry/properties/outlet/anyOf", ("registered-outlets",)),
        ("topics", "/$defs/Entry/properties/parent/anyOf", ("registered-topics",)),
        ("regions", "/$defs/Entry/properties/parent/anyOf", ("registered-regions",)),
    }


@pytest.mark.parametrize(("key", "value"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_is_offered_lets_no_mistake_through(key: str, value: object) -> None:
    """Nor does it make one of an id that is newer than the schema."""
    validator = Draft202012Validator(WITH_IDS["briefing"])
    assert list(validator.iter_errors({**edited(SMALL), key: value}))
    assert not list(validator.iter_errors(edited(SMALL)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert "$id" not in SCHEMAS[name]
    assert schemas()[name] == schemas()[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_sample_desk_is_accepted(path: Path) -> None:
    assert faults(kind(path), edited(path.read_text(encoding="utf-8"))) == []


def test_values_that_look_like_numbers_are_accepted() -> None:
    assert faults("briefing", edited(SMALL)) == []


@pytest.mark.parametrize(("key", "value"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_refused(key: str, value: object) -> None:
    assert faults("briefing", {**edited(SMALL), key: value})


def test_missing_keys_are_refused() -> None:
    whole = edited(SMALL)
    for key in ("title", "date", "executive_points", "body"):
        assert faults("briefing", {name: value for name, value in whole.items() if name != key})
    draft = deepcopy(whole) | {"status": "draft"}
    del draft["date"]
    assert faults("briefing", draft) == []


def test_mistakes_in_registries_are_refused() -> None:
    for name in REGISTRIES:
        assert faults(name, None) == []
        assert faults(name, {"a": {"nmae": "A", "kind": "place"}})
        assert faults(name, {"Not An Id": {"name": "A", "kind": "place"}})
        assert faults(name, [{"name": "A"}])
    assert faults("outlets", {"sb": {"name": "SB", "country": "Belarus"}})
    assert faults(
        "entities", {"minsk": {"name": "Minsk", "kind": "place", "native_names": {"in Russian": "Минск"}}}
    )
    assert faults("notices", [{"status": "dead"}])
    assert faults("notices", [{"status": "dead", "url": "https://a.b/", "outlet": "sb"}])
    assert faults("notices", [{"status": "dead", "url": "https://a.b/"}]) == []


def test_reference_names_every_field_and_word() -> None:
    page = reference_markdown()
    for model in (Briefing, *REGISTRIES.values()):
        docstrings = attribute_docstrings(model)
        for name in model.model_fields:
            assert re.search(rf"(?m)^\| `{name}` \|.*\| {re.escape(docstrings[name])} \|$", page)
    for kind_of in closed_sets().values():
        assert all(
            f"`{word}`" in page and meaning in page for word, meaning in member_docstrings(kind_of).items()
        )
