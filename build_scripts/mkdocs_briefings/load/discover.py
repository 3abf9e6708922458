"""The files of a content folder that are read; of all others, why they are not."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_briefings.attachments.read import Refusal, refusals
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place, Severity, Span
from mkdocs_briefings.load.unread import unread_at_top, unread_in_folder
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.field_types import SLUG_PATTERN
from mkdocs_briefings.model.vocabulary import RESERVED_NAMES

IsSound = Callable[[str, Path], bool]

BRIEFINGS = "briefings"
FILES = "files"
NOTICES = "notices"
SCHEMA = "schema"
"""Folder of the schemas for editors."""
_FOLDERS = (BRIEFINGS, *(kind for kind, facet in FACETS.items() if facet.in_folder))
_FILES = (*(kind for kind, facet in FACETS.items() if not facet.in_folder), NOTICES)
_ENDINGS = (".yaml", ".yml")
_LONGEST = 120
_LARGEST = 16 * 1024 * 1024
"""Bytes of a file: in YAML four for each character that the reader takes."""


def yaml_files(folder: Path) -> Iterator[str]:
    """Yield the paths of the YAML files below a folder of the content, in a stable order.

    Paths are texts: ten thousand are listed by each build, and opened only if they have changed. `passed_over` says
    what is not read.
    """
    for name, plain in _below(folder):
        if name.endswith(_ENDINGS) and (plain or not _refusal(Path(name), folder.parent)):
            yield name


def registry_files(content: Path, name: str) -> list[Path]:
    """Return the files of a registry that are there and may be read, in a stable order."""
    if name in _FOLDERS:
        return list(map(Path, yaml_files(content / name)))
    path = content / f"{name}.yaml"
    return [path] if path.is_file() and not _refusal(path, content) else []


def never_judged(name: str, path: Path) -> bool:
    """Say of every file that nobody has judged it before."""
    return False


def attachments(
    content: Path, display_path: Callable[[Path], str], is_sound: IsSound = never_judged
) -> tuple[frozenset[str], tuple[Diagnostic, ...]]:
    """Return the files that briefings may show, as briefings name them, and why others may not be shown.

    Args:
        content: the content folder.
        display_path: gives a path as the user would type it.
        is_sound: says of a file, by name and path, whether an earlier look found nothing wrong with what it holds.
    """
    names, problems = set(), []
    for name, path, reasons in _attachments(content, is_sound):
        problems += [_refused(display_path(path), reason) for reason in reasons]
        if not reasons:
            names.add(name)
    return frozenset(names), tuple(problems)


def passed_over(content: Path, display_path: Callable[[Path], str]) -> Iterator[Diagnostic]:
    """Yield a problem for each file or folder that is not read: it leads elsewhere, or is none of the desk's.

    Arguments as for `attachments`.
    """
    for name in _FOLDERS:
        for file, plain in _below(content / name):
            if plain and file.endswith(_ENDINGS):
                continue
            path = Path(file)
            leads = path.is_symlink() or path.suffix in _ENDINGS
            if not plain and leads and (reason := _refusal(path, content)):
                yield _refused(display_path(path), reason)
            elif path.suffix not in _ENDINGS:
                yield from unread_in_folder(path, display_path)
    for name in _FILES:
        path = content / f"{name}.yaml"
        if os.path.lexists(path) and (reason := _refusal(path, content)):
            yield _refused(display_path(path), reason)
    yield from unread_at_top(content, (*_FOLDERS, FILES, SCHEMA), _FILES, display_path)


def _refused(display_path: str, reason: Refusal) -> Diagnostic:
    span, message = Span(display_path, reason.line), f"the file {reason.message}"
    return Diagnostic(span, Severity.ERROR, "unsafe-file", message, reason.hint)


def invalid_name(stem: str, display_path: str) -> Finding | None:
    """Return a finding when a file's name without its ending cannot be an id, hence no address."""
    if is_slug(stem):
        return None
    return Finding(
        Place(display_path),
        "file-name",
        f"'{stem}' cannot be an id",
        f"use up to {_LONGEST} small letters, digits and single hyphens: `my-briefing.yaml`; a translation of it may be "
        "`my-briefing.de.yaml`",
    )


def is_slug(name: str) -> bool:
    """Return whether a name can be an id, hence a file name and a part of an address on every system."""
    return (
        len(name) <= _LONGEST
        and bool(re.fullmatch(SLUG_PATTERN, name))
        and not RESERVED_NAMES.fullmatch(name)
    )


def _below(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield the files below a folder, and links to folders, which are not followed; hidden ones are passed over.

    Yields:
        Each path, and whether it is a plain file that nothing is wrong with: most are, and need no further look.
    """
    if folder.is_symlink():
        yield str(folder), False
    elif folder.is_dir():
        yield from _inside(str(folder))


def _inside(folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the files of a folder by name, then those of its folders."""
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    folders = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        else:
            yield entry.path, entry.is_file(follow_symlinks=False) and entry.stat().st_size <= _LARGEST
    for inner in folders:
        yield from _inside(inner)


def _refusal(path: Path, content: Path) -> Refusal | None:
    """Return what keeps a file from being read, and what to do; None when nothing does."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content)):
        return Refusal("is a link that leads out of the content folder", "put the file itself here")
    if path.is_dir():
        return Refusal("is a link to a folder, which is not followed", "put the folder itself here")
    if not path.is_file():
        return Refusal("is no file that can be read", "remove it")
    return Refusal("is larger than 16 MB", "split it") if path.stat().st_size > _LARGEST else None


def _opening(path: Path, content: Path) -> Refusal | None:
    """Return why a file is not shown under which another file of the content would be; None for a file of its own."""
    own = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(content / FILES))
    status = path.stat()
    if own and status.st_nlink > 1:  # names of one file are rare
        own = (status.st_dev, status.st_ino) not in {_identity(other) for other in _outside_files(content)}
    return (
        None
        if own
        else Refusal("is another name of a file outside of `files/`", "put a file of its own here")
    )


def _identity(path: str) -> tuple[int, int]:
    status = Path(path).stat()
    return status.st_dev, status.st_ino


def _outside_files(content: Path) -> Iterator[str]:
    """Yield the files of the content that are not shown as they are."""
    folders = (folder for folder in content.iterdir() if folder.is_dir() and folder.name != FILES)
    yield from (str(path) for path in content.iterdir() if path.is_file())
    yield from (path for folder in folders for path, plain in _below(folder) if plain)


def _attachments(content: Path, is_sound: IsSound) -> Iterator[tuple[str, Path, tuple[Refusal, ...]]]:
    """Yield for every file under `files/` the name that briefings give it, its path, and why it is not shown."""
    files = (Path(path) for path, _ in _below(content / FILES))
    paths = {path.relative_to(content).as_posix(): path for path in files}
    spellings = Counter(name.casefold() for name in paths)
    for name, path in paths.items():
        reason = _refusal(path, content) or _opening(path, content)
        if reason is None and spellings[name.casefold()] > 1:
            reason = Refusal(
                "differs from another only in capitals", "rename one: many hosts take them for one"
            )
        if reason is not None:
            yield name, path, (reason,)
        else:
            yield name, path, () if is_sound(name, path) else refusals(path, name)
