"""Which files of a content folder are read, and which are passed over and why."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_briefings.diagnostics.diagnostic import Finding, Place
from mkdocs_briefings.load.attachments import refusal
from mkdocs_briefings.model.content import RESERVED_NAMES, SLUG_PATTERN
from mkdocs_briefings.model.facets import FACETS

BRIEFINGS = "briefings"
FILES = "files"
NOTICES = "notices"
_FOLDERS = (BRIEFINGS, *(facet.kind for facet in FACETS.values() if facet.in_folder))
_FILES = (*(facet.kind for facet in FACETS.values() if not facet.in_folder), NOTICES)
_ENDINGS = (".yaml", ".yml")
_LONGEST = 120
_LARGEST = 16 * 1024 * 1024
"""Bytes of a YAML file: four for each character that the reader takes."""


def yaml_files(folder: Path) -> Iterator[str]:
    """YAML files below a folder of the content in a stable order; what is passed over is told by `passed_over`.

    They come as texts: ten thousand are listed by each build, and read only if they have changed.
    """
    for name, plain in _below(folder):
        if name.endswith(_ENDINGS) and (plain or not _wrong(Path(name), folder.parent)):
            yield name


def registry(content: Path, name: str) -> list[Path]:
    """Return the files of a registry that are there and may be read."""
    if name in _FOLDERS:
        return list(map(Path, yaml_files(content / name)))
    path = content / f"{name}.yaml"
    return [path] if path.is_file() and not _wrong(path, content) else []


def attachment_names(content: Path) -> frozenset[str]:
    """Files that briefings may show, as they name them."""
    return frozenset(name for name, _, problem in _files(content) if not problem)


def refused_files(content: Path, shown: Callable[[Path], str]) -> Iterator[Finding]:
    """A finding for each file or folder that is not read or not shown: it leads elsewhere, or could do harm.

    Args:
        content: the content folder.
        shown: a path as the user would type it.
    """
    for name in _FOLDERS:
        for path in (Path(one) for one, plain in _below(content / name) if not plain):
            if not (path.is_symlink() or path.suffix in _ENDINGS):
                continue
            if problem := _wrong(path, content):
                yield _finding(shown(path), *problem)
    for name in _FILES:
        path = content / f"{name}.yaml"
        if os.path.lexists(path) and (problem := _wrong(path, content)):
            yield _finding(shown(path), *problem)
    for _, path, problem in _files(content):
        if problem:
            yield _finding(shown(path), *problem)


def invalid_name(stem: str, shown: str) -> Finding | None:
    """A finding when the file's name cannot be an id, because an id is an address as well."""
    if is_slug(stem):
        return None
    return Finding(
        Place(shown),
        "file-name",
        f"'{stem}' cannot be an id",
        f"use up to {_LONGEST} small letters, digits and single hyphens: `my-briefing.yaml`",
    )


def is_slug(name: str) -> bool:
    """Whether a name can be an id, hence a file name and a part of an address on every system."""
    return (
        len(name) <= _LONGEST
        and bool(re.fullmatch(SLUG_PATTERN, name))
        and not RESERVED_NAMES.fullmatch(name)
    )


def _below(folder: Path) -> Iterator[tuple[str, bool]]:
    """Files below a folder, and links to folders, which nobody follows; hidden ones are passed over.

    Returns:
        Each path, and whether it is a plain file that nothing is wrong with: most are, and need no further look.
    """
    if folder.is_symlink():
        yield str(folder), False
    elif folder.is_dir():
        yield from _inside(str(folder))


def _inside(folder: str) -> Iterator[tuple[str, bool]]:
    """The files of a folder by name, then those of its folders."""
    with os.scandir(folder) as found:
        entries = sorted(
            (entry for entry in found if not entry.name.startswith(".")), key=lambda one: one.name
        )
    deeper = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            plain = entry.is_file(follow_symlinks=False) and entry.stat().st_size <= _LARGEST
            yield entry.path, plain
    for entry in deeper:
        yield from _inside(entry.path)


def _wrong(path: Path, content: Path) -> tuple[str, str] | None:
    """What keeps a file from being read, and what to do."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content)):
        return "is a link that leads out of the content folder", "put the file itself here"
    if path.is_dir():
        return "is a link to a folder, which is not followed", "put the folder itself here"
    if not path.is_file():
        return "is no file that can be read", "remove it"
    return ("is larger than 16 MB", "split it") if path.stat().st_size > _LARGEST else None


def _files(content: Path) -> Iterator[tuple[str, Path, tuple[str, str] | None]]:
    """Every file under `files/`: the name that briefings give it, its path, and why it is not shown."""
    paths = (Path(one) for one, _ in _below(content / FILES))
    named = {path.relative_to(content).as_posix(): path for path in paths}
    alike = Counter(name.casefold() for name in named)
    for name, path in named.items():
        twin = ("differs from another only in capitals", "rename one: many hosts take them for one")
        yield (
            name,
            path,
            _wrong(path, content) or (twin if alike[name.casefold()] > 1 else refusal(path, name)),
        )


def _finding(shown: str, problem: str, hint: str) -> Finding:
    return Finding(Place(shown), "unsafe-file", f"the file {problem}", hint)
