"""Which files of a content folder are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts.diagnostics.diagnostic import Finding
from build_scripts.diagnostics.span import Place
from build_scripts.model.content import RESERVED, SLUG

BRIEFINGS = "briefings"
ENTITIES = "entities"
FILES = "files"
REGISTRIES = ("publications", "authors", "topics", "outlets", "notices")
_ENDINGS = {".yaml", ".yml"}
_LONGEST = 120


def yaml_files(folder: Path) -> Iterator[Path]:
    """YAML files below a folder in a stable order; links out of the folder and hidden files are passed over."""
    home = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            hidden = name.startswith(".") or path.suffix not in _ENDINGS
            if not hidden and (not path.is_symlink() or path.resolve().is_relative_to(home)):
                yield path


def shown_files(content: Path) -> frozenset[str]:
    """Files that briefings may show, as they name them; links out of the folder are passed over."""
    folder = content / FILES
    home = folder.resolve()
    return frozenset(
        path.relative_to(content).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(home)
    )


def unsound_name(path: Path, shown: str) -> Finding | None:
    """A finding when the file's name cannot be an id, because an id is an address as well."""
    if is_slug(path.stem):
        return None
    return Finding(
        Place(shown),
        "file-name",
        f"'{path.stem}' cannot be an id",
        f"use up to {_LONGEST} small letters, digits and single hyphens: `my-briefing.yaml`",
    )


def is_slug(name: str) -> bool:
    """Whether a name can be an id, hence a file name and a part of an address on every system."""
    return len(name) <= _LONGEST and bool(re.fullmatch(SLUG, name)) and not RESERVED.fullmatch(name)
