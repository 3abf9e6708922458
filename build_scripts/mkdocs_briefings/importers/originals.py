"""The files to import: named by the user, in folders, or on standard input; each is read only when its turn comes."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.importers.file_format import FILE_EXTENSIONS, MAX_BYTES, UnreadableError

_NOT_A_FILE = "is a pipe or a device, not a file; `-` reads standard input"


class Original(NamedTuple):
    """A file to import, or why it is none."""

    name: str
    """Name in the report, which a terminal can show."""
    path: Path | None = None
    """Where it is; None for standard input."""
    data: bytes = b""
    """Content of standard input."""
    refusal: str = ""
    """Why it is not imported; empty for a file that can be read."""

    def read(self) -> bytes:
        """Return the bytes of the file; of one that is too large, one more than may be imported.

        Raises:
            UnreadableError: it cannot be read, or is no file.
        """
        if self.refusal:
            raise UnreadableError(self.refusal)
        if self.path is None:
            return self.data
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise UnreadableError(_NOT_A_FILE)
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error.strerror}") from error


def originals(files: Sequence[str]) -> Iterator[Original]:
    """Yield each file, those of a folder in the order of their names.

    In a folder a link is followed only to a file within that folder, so that an archive from elsewhere cannot bring
    in what lies beside it.
    """
    for file in files:
        if file == "-":
            yield Original("stdin", data=sys.stdin.buffer.read(MAX_BYTES + 1))
        elif _is_folder(path := Path(file)):
            yield from sorted(_in_folder(path), key=lambda original: original.path or path)
        else:
            yield Original(printable_name(path.name or file), path)


def printable_name(name: str) -> str:
    """Return a file's name with U+FFFD for bytes that are not UTF-8, and for signs that act on a terminal."""
    text = os.fsencode(name).decode(errors="replace")
    return "".join("\ufffd" if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in text)


_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _in_folder(folder: Path) -> Iterator[Original]:
    """Yield the files below a folder that can be imported, and what is in the way of reading others."""
    unreadable: list[OSError] = []
    for inside, folders, names in os.walk(folder, onerror=unreadable.append):
        for name in folders:
            if (path := Path(inside, name)).is_symlink():
                yield _refused(path, folder, "is a link to a folder, which is not followed; name that folder")
        for name in names:
            if name.rpartition(".")[2].casefold() in FILE_EXTENSIONS:
                yield _in(folder, Path(inside, name))
    for error in unreadable:
        yield _refused(Path(error.filename), folder, f"cannot be read: {error.strerror}")


def _in(folder: Path, path: Path) -> Original:
    real = Path(os.path.realpath(path))  # pathlib's own raises where links lead round in a circle
    if path.is_symlink() and not real.is_relative_to(os.path.realpath(folder)):
        return _refused(path, folder, "is a link that leads out of the folder; name that file")
    return Original(_name_in(folder, path), path)


def _refused(path: Path, folder: Path, reason: str) -> Original:
    return Original(_name_in(folder, path), path, refusal=reason)


def _name_in(folder: Path, path: Path) -> str:
    return printable_name(path.relative_to(folder).as_posix())
