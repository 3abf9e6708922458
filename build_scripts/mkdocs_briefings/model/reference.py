"""The reference page of the content format, made from the models."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from mkdocs_briefings.model import content, content_model
from mkdocs_briefings.model.content import Briefing, Notice
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.field_types import (
    DOI_PATTERN,
    EMAIL_PATTERN,
    ISBN_PATTERN,
    LANGUAGE_PATTERN,
    PICTURE_PATTERN,
    SLUG_PATTERN,
    SOURCE_ID_PATTERN,
)
from mkdocs_briefings.model.schema import Json, closed_sets, member_docstrings, model_schema

_PATTERNS = {
    SLUG_PATTERN: "id",
    SOURCE_ID_PATTERN: "source id",
    LANGUAGE_PATTERN: "language tag",
    DOI_PATTERN: "DOI",
    ISBN_PATTERN: "ISBN",
    EMAIL_PATTERN: "e-mail address",
    PICTURE_PATTERN: "picture",
    "date-time": "time with offset",
}


def reference_markdown() -> str:
    """Return the page in Markdown: a table of fields for each file, then the closed sets of words."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# Content format",
        "",
        "Version 1. Files are YAML in UTF-8; a key that is not listed is an error.",
        "",
    )
    yield from ("A date is a year, a month or a day: `2024`, `2024-02` or `2024-02-05`.", "")
    yield from ("## A briefing: `briefings/<year>/<id>.yaml`", "")
    yield from _model(Briefing)
    for part in _parts(Briefing):
        yield from (f"### {part.__name__} {{ #{part.__name__.lower()} }}", "")
        yield from _model(part)
    for facet in FACETS.values():
        file = facet.registry_files.replace("*", "<any name>")
        yield from (f"## The registry `{file}`", "", "A mapping from ids to entries of this kind.", "")
        yield from _model(facet.model)
    yield from ("## The list `notices.yaml`", "", "A list of entries of this kind.", "")
    yield from _model(Notice)
    yield from ("## Words to choose from", "")
    for name, kind in closed_sets().items():
        yield from (f"### {name} {{ #{name.lower()} }}", "", inspect.getdoc(kind) or "", "")
        yield from _words(member_docstrings(kind))


def _words(meanings: Mapping[str, str]) -> Iterator[str]:
    if not any(meanings.values()):
        yield from (", ".join(f"`{word}`" for word in meanings) + ".", "")
        return
    yield from ("| Word | Meaning |", "|---|---|")
    yield from (f"| `{word}` | {meaning} |" for word, meaning in meanings.items())
    yield ""


def _model(model: type[BaseModel]) -> Iterator[str]:
    schema = model_schema(model)
    required = schema.get("required", ())
    yield from (inspect.getdoc(model) or "", "", "| Field | Type | Required | Meaning |", "|---|---|---|---|")
    for name, field in schema["properties"].items():
        default = field.get("default")
        has_default = default not in (None, False, [], {})
        need = "yes" if name in required else f"no: `{default}`" if has_default else "no"
        yield f"| `{name}` | {_type(field)} | {need} | {field.get('description', '')} |"
    yield ""


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the models inside a model, in the order of their definition."""
    names = model_schema(model).get("$defs", {})
    for name, part in {**vars(content), **vars(content_model)}.items():
        if name in names and inspect.isclass(part) and issubclass(part, BaseModel):
            yield part


def _type(field: Json) -> str:
    """Return what a field takes, in plain words."""
    if "anyOf" in field:
        choices = [choice for choice in field["anyOf"] if choice.get("type") != "null"]
        return _type(choices[0]) if len(choices) == 1 else "date"
    if "oneOf" in field:
        return " or ".join(map(_type, reversed(field["oneOf"])))
    if name := field.get("$ref", "").rpartition("/")[2]:
        return f"[{name}](#{name.lower()})"
    kind = field.get("type", "")
    if kind == "array":
        return f"list of {_type(field['items'])}{_range(field, 'Items')}"
    words = {
        "integer": f"whole number{_range(field, 'imum')}",
        "object": "mapping from language tag to text",
        "boolean": "true or false",
    }
    return words.get(kind) or _PATTERNS.get(field.get("pattern") or field.get("format", ""), "text")


def _range(field: Json, ending: str) -> str:
    """Return ` (1 to 7)`, ` (from 1)` or nothing."""
    low, high = field.get(f"min{ending}"), field.get(f"max{ending}")
    if low is None and high is None:
        return ""
    return f" (from {low})" if high is None else f" ({low} to {high})"
