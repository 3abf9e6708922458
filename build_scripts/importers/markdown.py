"""Markdown with front matter to blocks; the Markdown itself stays as the author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.importers.article import LeftOut, Metadata, Note, Raw
from build_scripts.importers.front_matter import metadata, said
from build_scripts.importers.link_styles import inline_links
from build_scripts.importers.tidy import tidy
from build_scripts.importers.yaml_text import NotYamlError, read_mapping

_YAML = re.compile(r"\A\s*---[ ]*\n(?P<inside>.*?)\n?^(?:---|\.\.\.)[ ]*$\n?", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)", re.DOTALL)
_NUMBERED_NOTE = re.compile(r"\n(?=\[\^[^\]\s]+\]:)")


def read(text: str) -> Raw:
    """Metadata, blocks and footnotes of a Markdown file."""
    clean = tidy(text).replace("\f", "\n\n")
    match = _YAML.match(clean)
    found, left, front = _front(match["inside"]) if match else (Metadata(), (), "")
    rest, resolved = inline_links(clean[match.end() :] if match else clean)
    left = (*left, *resolved)
    blocks: list[str] = []
    notes: list[Note] = []
    for block in split(rest):
        if _NOTE.match(block):
            notes += [_note(part) for part in _NUMBERED_NOTE.split(block)]
        else:
            blocks.append(block)
    return Raw(
        tuple(blocks), "\n".join([front, rest, *(one.text for one in resolved)]), found, tuple(notes), left
    )


def split(text: str) -> Iterator[str]:
    """Blocks between blank lines; a fenced code stays whole, an indented block stays with its paragraph's list."""
    block: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line.strip() or fence:
            block.append(line.rstrip() if not line.endswith("  ") else line.rstrip() + "  ")
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


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
