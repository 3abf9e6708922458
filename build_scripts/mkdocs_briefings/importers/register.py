"""Draft registry entries for names that no registry holds, as text to append."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.importers.draft import New, slug_of
from mkdocs_briefings.importers.yaml_text import NotYamlError, read_mapping, scalar

_FILES = {
    "publications": "publications.yaml",
    "authors": "authors.yaml",
    "topics": "topics.yaml",
    "outlets": "outlets.yaml",
    "entities": "entities/imported.yaml",
}
_TODO = "# TODO: written by an import; check the name"
_KIND = "  kind: organisation  # TODO: person, organisation or place?"


@dataclass(frozen=True, slots=True)
class Addition:
    """New entries for one registry file."""

    file: str
    """Path within the content folder."""
    entries: Mapping[str, str]
    """Name by id."""


def additions(found: Iterable[New]) -> Iterator[Addition]:
    """The entries that all these names need, each once."""
    everything = list(found)
    for field, file in _FILES.items():
        names = (name for new in everything for name in getattr(new, field))
        entries: dict[str, str] = {}
        for name in names:
            entries.setdefault(slug_of(name), name)
        if entries:
            yield Addition(file, entries)


def appended(before: str, addition: Addition) -> str | None:
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
            text += f"{_TODO}\n{id}:\n  name: {scalar(name)}\n"
            text += f"{_KIND}\n" if addition.file.startswith("entities/") else ""
    try:
        after = read_mapping(text)
    except NotYamlError:
        return None
    return text if after.keys() == held.keys() | addition.entries.keys() else None
