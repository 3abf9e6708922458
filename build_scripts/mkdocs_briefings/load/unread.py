"""Files under the content folder that nobody reads: each is named, so that nothing is lost in silence."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.diagnostics.messages import did_you_mean

CODE = "unread-file"
"""Name of the rule."""

_ENDING = ".yaml"
_OTHER_ENDING = ".yml"
_ARTICLES = (".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt")
"""Endings of what `briefings import` reads."""
_ELSEWHERE = "move it out of the content folder, or to `files/` if a briefing shows it"


def is_remark(name: str) -> bool:
    """Return whether a file is for people and programs beside the desk: hidden, a README, a copy that an editor keeps."""
    return name.startswith((".", "README")) or name.endswith("~")


def unread_in_folder(path: Path, display_path: Callable[[Path], str]) -> Iterator[Diagnostic]:
    """Yield a warning for a file that lies in a folder of YAML and is none."""
    if not is_remark(path.name):
        yield _unread(path, display_path, _hint(path, ()))


def unread_at_top(
    content: Path, folders: tuple[str, ...], files: tuple[str, ...], display_path: Callable[[Path], str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each file of the content folder itself, and each folder in it, that is none of the desk's.

    Args:
        content: the content folder.
        folders: names of the folders that are read.
        files: names of the files that are read, without their ending.
        display_path: gives a path as the user would type it.
    """
    with os.scandir(content) as scanned:
        entries = sorted(scanned, key=lambda entry: entry.name)
    for entry in entries:
        names = folders if entry.is_dir() else [f"{name}{_ENDING}" for name in files]
        if entry.name not in names and not is_remark(entry.name):
            path = Path(entry.path)
            own_file = f"write its entries into `{entry.name}{_ENDING}`" if entry.name in files else ""
            yield _unread(path, display_path, own_file or _hint(path, (*names, *folders)))


def _hint(path: Path, names: tuple[str, ...]) -> str:
    """Return what to do about a file or folder, which may be meant for one of these names."""
    lower = path.name.lower()
    if path.is_dir():
        return did_you_mean(path.name, names) or _ELSEWHERE
    if lower.endswith(_OTHER_ENDING) and f"{path.stem}{_ENDING}" in names:
        return f"rename it to `{path.stem}{_ENDING}`"
    if lower.endswith((_ENDING, _OTHER_ENDING)) and not path.name.endswith((_ENDING, _OTHER_ENDING)):
        return f"write its ending in small letters: `{path.stem}{path.suffix.lower()}`"
    if path.stem in names:
        return f"put it into the folder `{path.stem}/`"
    if lower.endswith(_ARTICLES):
        return "`briefings import` makes a draft of it; then move it out of the content folder"
    return did_you_mean(path.name, names, 0.75) or _ELSEWHERE


def _unread(path: Path, display_path: Callable[[Path], str], hint: str) -> Diagnostic:
    kind = "folder" if path.is_dir() else "file"
    return Diagnostic(Span(display_path(path)), Severity.WARNING, CODE, f"nobody reads this {kind}", hint)
