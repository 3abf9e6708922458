"""A draft as YAML that is pleasant to finish by hand: stable order, wrapped sentences, remarks where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.importers.draft import Draft, NewNames, briefing_slug
from mkdocs_briefings.importers.front_matter import NotYamlError, read_mapping, yaml_scalar
from mkdocs_briefings.importers.markdown_text import one_line, wrap_block, wrap_lines
from mkdocs_briefings.model.content import ExecutivePoint, Source
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.vocabulary import SourceKind

SCHEMA_COMMENT = "# yaml-language-server: $schema=../../schema/briefing.schema.json"
_LONGEST_REMARK = 300
_LONGEST_LINE = 92
_OF_COURSE = (
    "names of front matter",
    "numbers of",
    "labels of",
    "heading of",
    "the title again",
    "tags of HTML",
)
"""Words whose place is plain to see; the report has them."""
_SOURCE_FIELDS = (
    "outlet",
    "kind",
    "title",
    "authors",
    "url",
    "date",
    "date_inferred",
    "archive_url",
    "as_cited",
    "note",
)


def write_draft(draft: Draft) -> str:
    """The file of a draft. Read back it is the draft's briefing, with the body's paragraphs wrapped."""
    briefing, remarks = draft.briefing, draft.remarks
    out: list[str] = [SCHEMA_COMMENT]
    for key in (
        "title",
        "date",
        "date_inferred",
        "publication",
        "volume",
        "issue",
        "authors",
        "language",
        "status",
    ):
        out += _todo(remarks.get(key, ()))
        out += _entry(key, getattr(briefing, key), draft.as_written)
    for key in (facet.key for facet in FACETS.values() if facet.filed):
        out += _todo(remarks.get(key, ()))
        out += _entry(key, getattr(briefing, key), draft.as_written)
    if briefing.summary:
        out += ["summary: >-", *_indented(wrap_lines(briefing.summary), 2)]
    out += [*_todo(remarks.get("executive_points", ())), "executive_points:"]
    for point in briefing.executive_points:
        out += _point(point)
    out += [*_todo(remarks.get("body", ())), *_body(briefing.body)]
    if briefing.sources:
        out += [*_todo(remarks.get("sources", ())), "sources:"]
    for source in briefing.sources:
        out += [*_todo(remarks.get(f"sources/{source.id}", ()), 2), *_source(source)]
    if briefing.imported:
        out.append("imported:")
        fields = (
            ("file", briefing.imported.file),
            ("sha256", briefing.imported.sha256),
            ("on", str(briefing.imported.on)),
        )
        out += [f"  {key}: {yaml_scalar(value) if key == 'file' else value}" for key, value in fields]
    return "\n".join([*out, *_left_out(draft)]) + "\n"


def _todo(remarks: Iterable[str], indent: int = 0) -> list[str]:
    """Names that are new stand here alone, so a remark that lists them is never cut."""
    whole = (one_line(one) if one.startswith("not in ") else _comment(one) for one in remarks)
    return [f"{' ' * indent}# TODO: {remark}" for remark in whole]


def _comment(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_REMARK else f"{text[:_LONGEST_REMARK]} ..."


def _entry(key: str, value: object, as_written: Mapping[str, str]) -> Iterator[str]:
    """A field that is set, with what the original says where the value is an id."""
    if isinstance(value, tuple) and value:
        yield f"{key}:"
        for one in value:
            yield f"  - {yaml_scalar(one)}{_aside(as_written.get(f'{key}/{one}'))}"
    elif isinstance(value, str) and value:
        yield f"{key}: {yaml_scalar(value)}{_aside(as_written.get(f'{key}/{value}'))}"
    elif value not in (None, (), ""):
        yield f"{key}: {value}{_aside(as_written.get(key))}"


def _aside(text: str | None) -> str:
    return f"  # {_comment(text)}" if text else ""


def _point(point: ExecutivePoint) -> list[str]:
    text = one_line(point.text)
    if len(text) <= _LONGEST_LINE:
        return [f"  - text: {yaml_scalar(text)}"]
    return ["  - text: >-", *_indented(wrap_lines(text), 6)]


def _body(body: str) -> list[str]:
    """A literal block; it says its indentation when its first line begins with a space."""
    text = "\n\n".join(wrap_block(block) for block in _blocks(body))
    if not text.strip():
        return ['body: ""']
    return ["body: |2" if text[0] == " " else "body: |", *_indented(text.split("\n"), 2)]


def _blocks(body: str) -> Iterator[str]:
    """Blocks between blank lines; what is fenced stays together."""
    held: list[str] = []
    for block in body.strip("\n").split("\n\n"):
        held.append(block)
        fences = re.findall(r"^ {0,3}(?:`{3,}|~{3,})", "\n\n".join(held), re.MULTILINE)
        if len(fences) % 2 == 0:
            yield "\n\n".join(held)
            held = []
    yield from held


def _indented(text: Iterable[str], by: int) -> list[str]:
    return [" " * by + line if line else "" for line in text]


def _source(source: Source) -> list[str]:
    out = [f"  - id: {yaml_scalar(source.id)}"]
    for key in _SOURCE_FIELDS:
        value = getattr(source, key)
        if key == "kind" and value is SourceKind.ARTICLE:
            continue
        if key == "outlet" and value is None and not (source.authors or source.title):
            out.append("    outlet: null")
        elif isinstance(value, tuple) and value:
            out.append(f"    {key}: [{', '.join(map(_in_flow, value))}]")
        elif isinstance(value, str) and value and len(value) > _LONGEST_LINE and " " in value:
            out += [f"    {key}: >-", *_indented(wrap_lines(one_line(value)), 6)]
        elif isinstance(value, str) and value:
            out.append(f"    {key}: {yaml_scalar(one_line(value))}")
        elif value not in (None, ()):
            out.append(f"    {key}: {value}")
    return out


def _in_flow(text: str) -> str:
    written = yaml_scalar(text)
    return f'"{text}"' if re.search(r"[,\[\]{}]", text) and written == text else written


def _left_out(draft: Draft) -> list[str]:
    """Words no field holds, kept below the data when there are few; the report lists all."""
    short = [one for one in draft.left_out if one.text.strip() and len(one.text) <= _LONGEST_REMARK]
    telling = [one for one in short if not one.reason.startswith(_OF_COURSE)]
    if not telling:
        return []
    return [
        "",
        "# Left out by the import:",
        *(f"#   {_comment(one.reason)}: {_comment(one.text)}" for one in telling),
    ]


_TODO = "# TODO: written by an import; check the name"
_KIND = "  kind: organisation  # TODO: person, organisation or place?"


@dataclass(frozen=True, slots=True)
class RegistryAddition:
    """New entries for one registry file."""

    file: str
    """Path within the content folder."""
    entries: Mapping[str, str]
    """Name by id."""


def registry_additions(found: Iterable[NewNames]) -> Iterator[RegistryAddition]:
    """The entries that all these names need, each once."""
    everything = list(found)
    for facet in FACETS.values():
        names = (name for new in everything for name in new.get(facet.kind, ()))
        entries: dict[str, str] = {}
        for name in names:
            entries.setdefault(briefing_slug(name), name)
        if entries:
            yield RegistryAddition(facet.registry_files.replace("*", "imported"), entries)


def append_entries(before: str, addition: RegistryAddition) -> str | None:
    """The registry file with the new entries at its end; None when it would not read back with all of them."""
    try:
        held = read_mapping(before)
    except NotYamlError:
        return None
    text = (
        before if held else "".join(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    )
    if text and not text.endswith("\n"):
        text += "\n"
    for id, name in addition.entries.items():
        if id not in held:
            text += f"{_TODO}\n{id}:\n  name: {yaml_scalar(name)}\n"
            text += f"{_KIND}\n" if addition.file.startswith("entities/") else ""
    try:
        after = read_mapping(text)
    except NotYamlError:
        return None
    return text if after.keys() == held.keys() | addition.entries.keys() else None
