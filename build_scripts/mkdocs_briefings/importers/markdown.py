"""Markdown with front matter to blocks; the Markdown itself stays as the author wrote it, raw HTML becomes Markdown."""

from __future__ import annotations

import re

from mkdocs_briefings.importers.article import LeftOut, Metadata, Note, Raw
from mkdocs_briefings.importers.blocks import split
from mkdocs_briefings.importers.front_matter import metadata, said
from mkdocs_briefings.importers.link_styles import inline_links
from mkdocs_briefings.importers.raw_html import without_raw_html
from mkdocs_briefings.importers.readable import readable
from mkdocs_briefings.importers.tidy import tidy
from mkdocs_briefings.importers.yaml_text import NotYamlError, read_mapping

_YAML = re.compile(r"\A\s*---[ ]*\n(?P<inside>.*?)\n?^(?:---|\.\.\.)[ ]*$\n?", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)", re.DOTALL)
_NUMBERED_NOTE = re.compile(r"\n(?=\[\^[^\]\s]+\]:)")


def read(text: str) -> Raw:
    """Metadata, blocks and footnotes of a Markdown file."""
    clean = tidy(text).replace("\f", "\n\n")
    match = _YAML.match(clean)
    found, left, front = _front(match["inside"]) if match else (Metadata(), (), "")
    rest, resolved = inline_links(readable(clean[match.end() :] if match else clean))
    split_blocks, tags = without_raw_html(list(split(rest)))
    blocks: list[str] = []
    notes: list[Note] = []
    for block in split_blocks:
        if _NOTE.match(block):
            notes += [_note(part) for part in _NUMBERED_NOTE.split(block)]
        else:
            blocks.append(block)
    original = "\n".join([front, rest, *(one.text for one in resolved)])
    return Raw(tuple(blocks), original, found, tuple(notes), (*left, *resolved, *tags))


def _front(inside: str) -> tuple[Metadata, tuple[LeftOut, ...], str]:
    """Front matter as YAML and the words in it, or line by line when it is no YAML (a colon in a title is the usual reason)."""
    try:
        data = read_mapping(inside)
        return *metadata(data), said(data)
    except NotYamlError as error:
        pairs = re.findall(r"^([\w-]+):[ ]*(\S[^\n]*)$", inside, re.MULTILINE)
        found, left = metadata({key: value.strip("\"' ") for key, value in pairs})
        others = re.sub(r"^[\w-]+:[ ]*\S[^\n]*$", "", inside, flags=re.MULTILINE)
        why = f"front matter is not valid YAML ({error})"
        return found, (*left, LeftOut(" ".join(others.split()), why)), inside


def _note(block: str) -> Note:
    match = _NOTE.match(block)
    return Note(match[1], " ".join(match[2].split())) if match else Note("", block)
