"""Texts of records: a file of each, from which pages are indexed and browsers show results."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_briefings.model.output import SearchRecord

FOLDER = "search"
"""Folder of the index in the site."""
SUFFIX = ".bin"
_LETTERS = 10
"""Letters of a digest that name a file: 50 bits."""
_LEVEL = 6
TITLE, GROUPS, HEADING, POINT, TEXT = 1 << 16, 5, 4, 2, 1
"""Weights of the fields of a record; that of the title is told apart from any number of others."""


class Text(NamedTuple):
    """All of a record that is indexed or shown."""

    url: str
    title: str
    line: str
    """Publication, volume and issue."""
    date: str
    """The date in words."""
    summary: str
    sections: Sequence[tuple[str, str, str]]
    """Anchor, heading and text of each; a line of the text is a paragraph."""
    names: Sequence[tuple[str, Sequence[str]]]
    """Registered names in the text, each with the ids of the entities that it may mean."""
    language: str
    day: str
    """The date as ISO 8601, as far as it is known."""
    groups: Sequence[str]
    """Names of topics, entities and authors."""
    filters: Mapping[str, Sequence[str]]

    @property
    def fields(self) -> Iterator[tuple[str, int]]:
        """The texts that are indexed, with their weights."""
        yield self.title, TITLE
        yield " . ".join(dict.fromkeys(filter(None, (self.line, self.date, self.day, *self.groups)))), GROUPS
        for anchor, heading, text in self.sections:
            if not anchor.startswith(("point:", "head:")):
                yield heading, HEADING
            weight = POINT if anchor.startswith("point:") else TEXT
            yield from ((paragraph, weight) for paragraph in text.split("\n"))
        yield self.summary, TEXT


class Searched(NamedTuple):
    """A page that search knows."""

    url: str
    day: str
    """Date for sorting: `2024-02-00`; empty without a date."""
    text: str
    """Name of the file of its text."""


def text_of(record: SearchRecord) -> tuple[Searched, bytes]:
    """Return what a build remembers of a record, and the file of its text."""
    line, date, summary = (record.details.get(key, "") for key in ("line", "date", "summary"))
    sections = [(section.anchor, section.title, section.text) for section in record.sections]
    names = [(name.spelling, name.entities) for name in record.names]
    filters = {name: values for name, values in record.filters.items() if name != "date"}
    day = "".join(record.filters.get("date", ()))
    head = record.url, record.title, line, date, summary
    text = Text(*head, sections, names, record.language, day, record.group_names, filters)
    content = json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode()
    return Searched(record.url, record.date, content_name(content)), compressed(content)


def file_address(kind: str, name: str) -> str:
    """Return the address of a file of the index, from the root of the site."""
    return f"{FOLDER}/{kind}/{name}{SUFFIX}" if kind else f"{FOLDER}/{name}{SUFFIX}"


def read_text(content: bytes) -> Text:
    """Return what a file of a text holds."""
    return Text(*json.loads(zlib.decompress(content)))


def content_name(content: bytes) -> str:
    """Return the name of a file with this content."""
    return base64.b32encode(hashlib.sha256(content).digest()).decode()[:_LETTERS].lower()


def compressed(content: bytes) -> bytes:
    """Return content as files of the index have it: small, whether or not a host compresses what it sends."""
    return zlib.compress(content, _LEVEL)
