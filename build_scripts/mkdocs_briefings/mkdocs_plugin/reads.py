"""The files that are read while MkDocs runs, wherever they lie: each of them is an input of the frame.

Hand-written pages take in files from outside of the docs folder (snippets, `auto_append`, whatever an extension or a
template opens). No list of settings names them all, so the files are noted as they are opened: Python tells audit hooks
of each (PEP 578).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_recordings: list[set[str]] = []
"""Paths opened so far, for each recording that goes on; the hook itself can never be removed."""
_state = {"hooked": False}
_NOT_THE_DESKS = (
    sys.prefix,
    sys.base_prefix,
    str(Path(__file__).parents[1]),
    "/proc",
    "/sys",
)
"""Folders of Python, of this package and of the system; what is no file, such as a device, is left out anyway."""


def _note(event: str, arguments: tuple[object, ...]) -> None:
    """Note a file that is opened to be read; a hook must not fail."""
    if _recordings and event == "open":
        path, mode = arguments[0], arguments[1]
        if isinstance(path, str) and (mode is None or (isinstance(mode, str) and mode.startswith("r"))):
            for recording in _recordings:
                recording.add(path)


@contextmanager
def recorded_reads() -> Iterator[set[str]]:
    """Yield a set that gathers the path of every file opened to be read, as long as the context lasts."""
    if not _state["hooked"]:
        sys.addaudithook(_note)
        _state["hooked"] = True
    reads: set[str] = set()
    _recordings.append(reads)
    try:
        yield reads
    finally:
        _recordings.remove(reads)


def reads_of_desk(reads: Iterable[str], others: Iterable[Path]) -> tuple[str, ...]:
    """Return the files that belong to the desk, absolute and in order.

    Args:
        reads: paths that were opened.
        others: folders whose files are looked at anyway, or that this build writes.
    """
    folders = tuple(f"{os.path.realpath(folder)}{os.sep}" for folder in map(str, (*_NOT_THE_DESKS, *others)))
    paths = {Path(os.path.normpath(Path.cwd() / path)) for path in reads}
    files = (path for path in paths if path.is_file() and not os.path.realpath(path).startswith(folders))
    return tuple(sorted(map(str, files)))
