"""JSON Schemas of the content files (draft 2020-12), for editors that complete and check while one types.

An editor reads YAML 1.2 (yaml.org/spec/1.2.2, section 10.3, core schema) and so sees numbers where `load` sees
text: `date: 2024`, `pages: 58`, `topics: [2024]`. The schemas accept such numbers.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from mkdocs_briefings.model import content_model, vocabulary
from mkdocs_briefings.model.content import Briefing, Notice
from mkdocs_briefings.model.content_model import ContentModel
from mkdocs_briefings.model.facets import FACETS, Facet, Kind
from mkdocs_briefings.model.field_types import SLUG_PATTERN

Json = dict[str, Any]
Registered = Mapping[Kind, Mapping[str, str]]
"""The names of the entries of registries, by id."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REGISTRIES: Mapping[str, type[ContentModel]] = {facet.kind.value: facet.model for facet in FACETS.values()}
_DATED = {
    "anyOf": [
        {"required": ["date"], "properties": {"date": {"not": {"type": "null"}}}},
        {"required": ["status"], "properties": {"status": {"enum": ["draft", "review"]}}},
    ]
}
_ONE_TARGET = {
    "oneOf": [
        {"required": [target], "properties": {target: {"not": {"type": "null"}}}}
        for target in ("url", "outlet")
    ]
}
_NUMBERS = ("2024", "9780306406157")
"""Numbers as texts that are written without quotes may look: a year, an ISBN."""


def schemas(registered: Registered = MappingProxyType({})) -> dict[str, str]:
    """Return the text of each `<name>.schema.json`, by name: briefing, the registries, notices.

    Args:
        registered: what editors offer where an id is asked for; an id that is not among them is no mistake to an editor,
            for the entry may be newer than the schema.
    """
    registries = {name: _registry(name) for name in REGISTRIES}
    schemas = {"briefing": _briefing(), **registries, "notices": _notices()}
    for kind, facet in FACETS.items():
        for field in _fields_with_ids(schemas, facet):
            _offer(field, registered.get(kind, {}))
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def model_schema(model: type[BaseModel]) -> Json:
    """Return pydantic's own schema of a model, with the docstring of each field.

    Pydantic can look for them itself, but does so whenever the models are imported.
    """
    schema = model.model_json_schema()
    models = {**vars(content_model), **vars(inspect.getmodule(model))}
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        if "properties" in part:
            _describe(part["properties"], models[name])
    return schema


def _describe(properties: Json, model: type[BaseModel]) -> None:
    for base in reversed(model.__mro__[: model.__mro__.index(BaseModel)]):
        for name, text in attribute_docstrings(base).items():
            key = model.model_fields[name].alias or name
            properties[key] = dict(sorted({**properties[key], "description": text}.items()))


def closed_sets() -> Mapping[str, type[StrEnum]]:
    """Return the enums of `vocabulary.py`, by name, in the order of their definition."""
    return {
        name: kind
        for name, kind in vars(vocabulary).items()
        if inspect.isclass(kind) and issubclass(kind, StrEnum) and kind is not StrEnum
    }


def _fields_with_ids(schemas: Mapping[str, Json], facet: Facet) -> Iterator[Json]:
    """Yield the schema of each value that names an entry of the registry of a facet."""
    briefing = schemas["briefing"]
    if facet.key:
        field = briefing["properties"][facet.key]
        yield field["items"] if facet.many else field
    if facet.is_tree:
        yield schemas[facet.kind]["$defs"]["Entry"]["properties"]["parent"]
    if facet.kind is Kind.OUTLET:
        yield briefing["$defs"]["Source"]["properties"]["outlet"]
        yield schemas["notices"]["$defs"]["Entry"]["properties"]["outlet"]


def _offer(field: Json, names: Mapping[str, str]) -> None:
    """Let an editor offer ids, with the name of each, where the field takes more than these."""
    if names:
        accepted = {key: field.pop(key) for key in tuple(field) if key not in {"description", "default"}}
        offered = {"enum": list(names), "markdownEnumDescriptions": list(names.values())}
        field["anyOf"] = [offered, *accepted.get("anyOf", [accepted])]


def _briefing() -> Json:
    schema = _for_editors(model_schema(Briefing))
    points = schema["properties"]["executive_points"]
    points["items"] = {"anyOf": [{"type": ["string", "number"]}, points["items"]]}
    return {"$schema": DIALECT, **schema, **_DATED}


def _registry(name: str) -> Json:
    entry = _for_editors(model_schema(REGISTRIES[name]))
    return {
        "$schema": DIALECT,
        "description": f"The registry '{name}': each id with its fields.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": SLUG_PATTERN},
        "additionalProperties": {"$ref": "#/$defs/Entry"},
        "$defs": {**entry.pop("$defs", {}), "Entry": entry},
    }


def _notices() -> Json:
    entry = _for_editors(model_schema(Notice))
    return {
        "$schema": DIALECT,
        "description": "What became of sources and outlets after they were cited.",
        "type": ["array", "null"],
        "items": {"$ref": "#/$defs/Entry"},
        "$defs": {**entry.pop("$defs", {}), "Entry": {**entry, **_ONE_TARGET}},
    }


def published_schema(model: type[BaseModel], address: str) -> str:
    """Return the JSON Schema of a published format as the text of a file.

    Args:
        model: the format.
        address: absolute address that the schema is published at; empty when not known.
    """
    head = {"$schema": DIALECT, **({"$id": address} if address else {})}
    return json.dumps({**head, **_published(model)}, indent=1, ensure_ascii=False) + "\n"


@cache
def _published(model: type[BaseModel]) -> Json:
    """Return the schema of a published format, made once in a process: each edit of a briefing asks for it."""
    schema: Json = _cleaned(model_schema(model))
    return schema


def _for_editors(schema: Json) -> Json:
    """Return a cleaned schema with numbers for text and a meaning for each word."""
    cleaned: Json = _cleaned(schema, _accept_numbers)
    enums = closed_sets()
    for name, definition in cleaned.get("$defs", {}).items():
        meanings = list(member_docstrings(enums[name]).values()) if name in enums else []
        if any(meanings):
            definition["markdownEnumDescriptions"] = meanings
    return cleaned


def _cleaned(schema: Any, change: Callable[[Json, Json], None] = lambda copy, original: None) -> Any:
    """Return a copy of a schema, and of all schemas in it, without pydantic's titles and empty defaults.

    Args:
        schema: a schema or a part of one.
        change: is given each copied part of a schema, its own parts being changed already, and the original.
    """
    if isinstance(schema, list):
        return [_cleaned(part, change) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {key: _cleaned(part, change) for key, part in schema.items() if not _is_noise(key, part)}
    change(copy, schema)
    return copy


def _is_noise(key: str, value: Any) -> bool:
    """Return whether a key says nothing; under `properties`, `title` is the name of a field, and its value a schema."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, "", [], {}))


def _accept_numbers(copy: Json, original: Json) -> None:
    if copy.get("type") == "string" and not {"enum", "format"} & copy.keys():
        copy["type"] = _text_types(copy.get("pattern"))
    if any(choice.get("type") == "integer" for choice in copy.get("anyOf", ())):
        copy["anyOf"] = original["anyOf"]  # a date, whose own schema says which numbers it accepts
    if "patternProperties" in copy:
        copy["additionalProperties"] = False


def _text_types(pattern: str | None) -> str | list[str]:
    """Return the JSON types of a text; numbers are among them if texts of that pattern may look like one."""
    if pattern is None:
        return ["string", "number"]
    looks_like_number = any(re.search(pattern, number) for number in _NUMBERS)
    return ["string", "integer"] if looks_like_number else "string"


def attribute_docstrings(kind: type) -> Mapping[str, str]:
    """Return the docstring under each attribute of a class, by the attribute's name, read from the source file."""
    docstrings: dict[str, str] = {}
    for attribute, below in pairwise(_statements(inspect.getsourcefile(kind) or "")[kind.__name__]):
        match attribute, below:
            case (
                ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                docstrings[name] = inspect.cleandoc(text)
    return docstrings


@cache
def _statements(file: str) -> Mapping[str, list[ast.stmt]]:
    """Return the statements of each class at the top of a source file, by the name of the class."""
    module = ast.parse(Path(file).read_text(encoding="utf-8"))
    return {part.name: part.body for part in module.body if isinstance(part, ast.ClassDef)}


def member_docstrings(enum: type[StrEnum]) -> Mapping[str, str]:
    """Return the docstring of each member of an enum, by the member's value; empty for a member without one."""
    docstrings = attribute_docstrings(enum)
    return {member.value: docstrings.get(member.name, "") for member in enum}
