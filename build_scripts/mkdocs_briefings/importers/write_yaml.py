"""YAML of a draft, pleasant to finish by hand, and of new registry entries.

The order of keys is fixed, sentences are wrapped, and each remark stands where it belongs.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from mkdocs_briefings.importers.draft import Draft, NewNames
from mkdocs_briefings.importers.front_matter import NotYamlError, read_mapping
from mkdocs_briefings.importers.markdown_text import one_line, wrap_block, wrap_lines
from mkdocs_briefings.importers.sources import is_unnamed
from mkdocs_briefings.model.content import Briefing, ExecutivePoint, Source
from mkdocs_briefings.model.content_model import NameInParts
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.slugs import registry_id
from mkdocs_briefings.model.vocabulary import SourceKind

_SCHEMA_COMMENT = "# yaml-language-server: $schema=../../schema/briefing.schema.json"
LEFT_OUT_COMMENT = "# Left out by the import:"
_LONGEST_REMARK = 300
_LONGEST_LINE = 92
_NEEDS_QUOTES = re.compile(r"[,\[\]{}?:#]")
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_EXPECTED = (
    "names of front matter",
    "numbers of",
    "labels of",
    "heading of",
    "the title again",
    "tags of HTML",
)
"""Beginnings of reasons that need no comment in the file; the report has them."""
_FIELDS = (
    *"title subtitle date date_inferred publication volume issue authors language status publish_at tlp".split(),
    *(facet.key for facet in FACETS.values() if facet.filed),
    "license",
)
_SOURCE_FIELDS = tuple(name for name in Source.model_fields if name != "id")


def write_draft(draft: Draft) -> str:
    """Return the file of a draft: read back, it is the draft's briefing with the paragraphs of the body wrapped."""
    briefing, remarks = draft.briefing, draft.remarks
    out: list[str] = [_SCHEMA_COMMENT]
    for key in _FIELDS:
        out += _todo(remarks.get(key, ()))
        value = getattr(briefing, key)
        if value != Briefing.model_fields[key].default:
            out += _field(key, value, draft.as_written)
    if briefing.summary:
        out += ["summary: >-", *_indented(wrap_lines(briefing.summary), 2)]
    out += [*_todo(remarks.get("executive_points", ())), "executive_points:"]
    for point in briefing.executive_points:
        out += _point(point)
    out += [*_todo(remarks.get("body", ())), *_body(briefing.body)]
    if briefing.sources:
        out += [*_todo(remarks.get("sources", ())), "sources:"]
    for source in briefing.sources:
        out += [*_todo(remarks.get(f"sources/{source.id}", ()), 2), *source_lines(source)]
    if imported := briefing.imported:
        out += ["imported:", f"  file: {_scalar(imported.file)}"]
        out += [f"  sha256: {imported.sha256}", f"  on: {imported.on}"]
    return "\n".join([*out, *_left_out(draft)]) + "\n"


def _scalar(text: str) -> str:
    """Return one line of text as a YAML scalar, quoted only where it must be."""
    written = yaml.dump(str(text), Dumper=yaml.CSafeDumper, allow_unicode=True, width=1_000_000)
    return str(written).removesuffix("\n").removesuffix("\n...")


def _todo(remarks: Iterable[str], indent: int = 0) -> list[str]:
    """Return remarks as comments; one that lists new names is never cut, for it is the only place of these words."""
    whole = (one_line(remark) if remark.startswith("not in ") else _comment(remark) for remark in remarks)
    return [f"{' ' * indent}# TODO: {remark}" for remark in whole]


def _comment(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_REMARK else f"{text[:_LONGEST_REMARK]} ..."


def _field(key: str, value: object, as_written: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a field that is set, with the words of the original where the value is an id or a date."""
    if isinstance(value, tuple) and value:
        yield f"{key}:"
        for item in value:
            yield f"  - {_scalar(item)}{_aside(as_written.get(f'{key}/{item}'))}"
    elif isinstance(value, str) and value:
        yield f"{key}: {_scalar(value)}{_aside(as_written.get(f'{key}/{value}'))}"
    elif isinstance(value, dt.datetime):
        yield f"{key}: {value.isoformat()}"
    elif value not in (None, (), ""):
        yield f"{key}: {value}{_aside(as_written.get(key))}"


def _aside(text: str | None) -> str:
    return f"  # {_comment(text)}" if text else ""


def _point(point: ExecutivePoint) -> list[str]:
    text = one_line(point.text)
    if len(text) <= _LONGEST_LINE:
        return [f"  - text: {_scalar(text)}"]
    return ["  - text: >-", *_indented(wrap_lines(text), 6)]


def _body(body: str) -> list[str]:
    """Return the body as a literal block, which states its indentation when its first line begins with a space."""
    text = "\n\n".join(wrap_block(block) for block in _blocks(body))
    if not text.strip():
        return ['body: ""']
    return ["body: |2" if text[0] == " " else "body: |", *_indented(text.split("\n"), 2)]


def _blocks(body: str) -> Iterator[str]:
    """Yield the blocks between blank lines; fenced code stays whole."""
    held: list[str] = []
    fences = 0
    for block in body.strip("\n").split("\n\n"):
        held.append(block)
        fences += len(_FENCE.findall(block))
        if fences % 2 == 0:
            yield "\n\n".join(held)
            held = []
    yield from held


def _indented(text: Iterable[str], by: int) -> list[str]:
    return [" " * by + line if line else "" for line in text]


def source_lines(source: Source) -> list[str]:
    """Return the lines of a source in the list of a briefing, indented by two."""
    out = [f"  - id: {_scalar(source.id)}"]
    for key in _SOURCE_FIELDS:
        value = getattr(source, key)
        if key == "kind" and value is SourceKind.ARTICLE:
            continue
        if key == "outlet" and is_unnamed(source):
            out.append("    outlet: null")
        elif isinstance(value, tuple) and value:
            out.append(f"    {key}: [{', '.join(map(_in_flow, value))}]")
        elif isinstance(value, str) and len(value) > _LONGEST_LINE and " " in value:
            out += [f"    {key}: >-", *_indented(wrap_lines(one_line(value)), 6)]
        elif isinstance(value, str) and value:
            out.append(f"    {key}: {_scalar(one_line(value))}")
        elif value not in (None, (), "", False):
            out.append(f"    {key}: {value}")
    return out


def _in_flow(item: str | NameInParts) -> str:
    """Return a text or a name in parts for a list in brackets, where more signs need quotation marks."""
    if isinstance(item, NameInParts):
        parts = ((key, getattr(item, key)) for key in NameInParts.model_fields)
        return f"{{{', '.join(f'{key}: {_in_flow(text)}' for key, text in parts if text)}}}"
    written = _scalar(item)
    return json.dumps(item, ensure_ascii=False) if _NEEDS_QUOTES.search(item) and written == item else written


def _left_out(draft: Draft) -> list[str]:
    """Return comments with words that no field holds, where they are short; the report lists all."""
    comments = [
        f"#   {_comment(words.reason)}: {_comment(words.text)}"
        for words in draft.left_out
        if words.text.strip()
        and len(words.text) <= _LONGEST_REMARK
        and not words.reason.startswith(_EXPECTED)
    ]
    return ["", LEFT_OUT_COMMENT, *comments] if comments else []


_CHECK_NAME = "# TODO: written by an import; check the name"
_ENTITY_KIND = "  kind: organisation  # TODO: person, organisation or place?"


@dataclass(frozen=True, slots=True)
class RegistryAddition:
    """New entries for one registry file."""

    file: str
    """Path within the content folder."""
    entries: Mapping[str, str]
    """Name by id."""


def registry_additions(new_names: Iterable[NewNames], language: str = "en") -> Iterator[RegistryAddition]:
    """Yield the entries that all these names need, each once, by registry file; `language` is that of the site."""
    drafts = list(new_names)
    for kind, facet in FACETS.items():
        entries: dict[str, str] = {}
        for name in (name for draft in drafts for name in draft.get(kind, ())):
            entries.setdefault(registry_id(name, language), name)
        if entries:
            yield RegistryAddition(facet.registry_files.replace("*", "imported"), entries)


def append_entries(before: str, addition: RegistryAddition) -> str | None:
    """Return a registry file with new draft entries at its end; None when it would not read back with all of them."""
    try:
        held = read_mapping(before)
        comments = (line for line in before.splitlines(keepends=True) if line.startswith("#"))
        text = before if held else "".join(comments)
        if text and not text.endswith("\n"):
            text += "\n"
        for id, name in addition.entries.items():
            if id not in held:
                text += f"{_CHECK_NAME}\n{id}:\n  name: {_scalar(name)}\n"
                text += f"{_ENTITY_KIND}\n" if addition.file.startswith("entities/") else ""
        after = read_mapping(text)
    except NotYamlError:
        return None
    return text if after.keys() == held.keys() | addition.entries.keys() else None
