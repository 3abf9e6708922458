"""A look at the files that MkDocs is about to read and copy: it would wait for a pipe forever, and stop at some names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import not_utf8
from mkdocs_briefings.host import Files, MkDocsConfig


def check_files(config: MkDocsConfig, root: Path) -> None:
    """Refuse files that MkDocs cannot publish: pipes, devices, links to nowhere, names and templates that are not UTF-8.

    Args:
        config: names the folders of the hand-written pages and of the site's own templates.
        root: folder of mkdocs.yml; paths in messages start from it.

    Raises:
        UsageError: names every such file, and what to do.
    """
    theme = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    refused = [*_problems(Path(config.docs_dir)), *(_problems(theme) if theme is not None else ())]
    if theme is not None and not refused:
        refused += _undecodable(theme)
    problems = [f"{_as_typed(path, root)} {problem}" for path, problem in refused]
    if problems:
        raise UsageError("; ".join(problems))


def check_encoding(files: Files) -> None:
    """Refuse hand-written pages that are not UTF-8.

    Raises:
        UsageError: names every such page.
    """
    problems = []
    for file in files.documentation_pages():
        if file.generated_by is None:
            try:
                file.content_string  # noqa: B018 - read
            except UnicodeDecodeError as error:
                problems.append(f"{file.abs_src_path}: {not_utf8(error)}")
    if problems:
        raise UsageError(f"{'; '.join(problems)}; save as UTF-8")


def _problems(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each file that cannot be published, and why."""
    folders: list[tuple[str, tuple[str, ...]]] = [(str(folder), (os.path.realpath(folder),))]
    while folders:
        name, way = folders.pop()
        try:
            with os.scandir(name) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            yield name, f"cannot be read ({error.strerror})"
            continue
        for entry in entries:
            if problem := _problem(entry):
                yield entry.path, problem
            elif entry.is_dir():
                real = os.path.realpath(entry.path)
                if real in way:
                    yield entry.path, "is a link to a folder that it lies in: remove it"
                else:
                    folders.append((entry.path, (*way, real)))


def _undecodable(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(theme.rglob("*.html")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            yield str(path), f"is {not_utf8(error)}: save it as UTF-8"


def _problem(entry: os.DirEntry[str]) -> str:
    """Return why MkDocs cannot publish a file or a folder; empty if nothing is wrong with it."""
    try:
        os.fsencode(entry.name).decode()
        entry.name.encode()
        mode = entry.stat().st_mode
    except UnicodeDecodeError:
        return "has a name that is not UTF-8: rename it"
    except UnicodeEncodeError:
        return "has a name that this locale has no letters for: set LC_ALL=C.UTF-8"
    except OSError as error:
        return f"cannot be read ({error.strerror}): remove it"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "is no file that can be read: remove it"


def _as_typed(path: str, root: Path) -> str:
    text = path.removeprefix(f"{root}{os.sep}")
    return os.fsencode(text).decode("utf-8", "backslashreplace")
