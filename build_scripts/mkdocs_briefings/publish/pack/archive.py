"""A folder as a zip file with the same bytes on every day and, with the same zlib, on every machine."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError

_COMMENT = b"written by briefings pack"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, 0o100644
_LEVEL = 6
_PACKED = frozenset(
    ".avif .docx .epub .gif .gz .jpeg .jpg .mp3 .mp4 .odp .ods .odt .ogg .pdf .png .pptx .webm .webp .woff .woff2 .xlsx .zip".split()
)
"""Endings of files that do not become smaller."""


def is_own_archive(path: Path) -> bool:
    """Return whether a file is a zip that `archive` wrote."""
    if not path.is_file():
        return False
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as packed:
        return packed.comment == _COMMENT
    return False


def archive(path: Path, folder: Path, addresses: Iterable[str], top: str) -> Iterator[None]:
    """Write files of a folder into a zip file; yields after each.

    Args:
        path: of the zip file.
        folder: where the files are.
        addresses: of the files, from the folder on.
        top: name of the folder in the zip file that holds them all.

    Raises:
        PublishError: a name is not UTF-8.
    """
    with zipfile.ZipFile(path, "w") as packed:
        packed.comment = _COMMENT
        for address in sorted(addresses):
            with (folder / address).open("rb") as source, packed.open(_entry(folder / address, f"{top}/{address}"), "w") as target:  # fmt: skip
                shutil.copyfileobj(source, target)
            yield


def _entry(file: Path, name: str) -> zipfile.ZipInfo:
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise PublishError(f"no zip can hold {name!r}, which is not UTF-8; name it otherwise") from error
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.create_system, entry.external_attr = _UNIX, _MODE << 16
    entry.file_size = file.stat().st_size
    entry.compress_type = zipfile.ZIP_STORED if file.suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
    return entry
