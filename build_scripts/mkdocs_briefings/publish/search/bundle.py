"""Files of a Pagefind bundle, read and written.

They are those of Pagefind 1.5 (its `index_words.rs`, `index_filter.rs` and `index_metadata.rs`): CBOR (RFC 8949) behind a
signature, in gzip, named by their content.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
"""File that the browser reads first."""
_SIGNATURE = b"pagefind_dcd"
_ARRAY, _TEXT = 0x80, 0x60
_LETTERS = 8
"""Letters of the digest that names a file: 40 bits."""
_LEVEL = 5
"""Level of gzip: the next takes nearly twice the time and saves a sixtieth, the last six times and a thirtieth."""


def entry(bundle: Path) -> dict[str, Any]:
    """Return the content of the file that the browser reads first."""
    value: dict[str, Any] = json.loads((bundle / ENTRY).read_bytes())
    return value


def opened(path: Path) -> bytes:
    """Return the content of a file, without gzip and signature."""
    return gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)


def decoded(content: bytes) -> list[Any]:
    """Return the value that CBOR stands for."""
    value: list[Any] = cbor2.loads(content)
    return value


def encoded(value: object) -> bytes:
    """Return a value as CBOR."""
    return cbor2.dumps(value)


def array(length: int) -> bytes:
    """Return what stands in CBOR before the members of an array."""
    return _head(_ARRAY, length)


def text(value: str) -> bytes:
    """Return a string as CBOR."""
    content = value.encode()
    return _head(_TEXT, len(content)) + content


def unsigned(value: int) -> bytes:
    """Return a number from 0 up as CBOR."""
    return _head(0, value)


def _head(kind: int, value: int) -> bytes:
    """Return kind and number in as few bytes as hold them (RFC 8949, section 3)."""
    if value < 24:  # noqa: PLR2004
        return bytes((kind | value,))
    for more, size in ((24, 1), (25, 2), (26, 4)):
        if value < 1 << 8 * size:
            return bytes((kind | more,)) + value.to_bytes(size)
    return bytes((kind | 27,)) + value.to_bytes(8)


def head_size(value: int) -> int:
    """Count the bytes of a number from 0 up, or of what stands before so many members or bytes."""
    return 1 if value < 24 else 2 if value < 1 << 8 else 3 if value < 1 << 16 else 5 if value < 1 << 32 else 9  # noqa: PLR2004


def index_file(words: Sequence[bytes]) -> bytes:
    """Return the content of a file of the index, made of words in CBOR."""
    return b"".join((array(1), array(len(words)), *words))


@dataclass(frozen=True, slots=True)
class Files:
    """The folder that the files of a bundle are written to."""

    folder: Path
    language: str
    before: Path | None = None
    """An older bundle: what it has is not packed again."""

    def put(self, name: str, content: bytes) -> tuple[str, int]:
        """Write CBOR to a file that is named by its content.

        Args:
            name: address of the file in the bundle, `{}` for what names it.
            content: CBOR.

        Returns:
            What stands for `{}` in the address, and the bytes of the file.
        """
        digest = base64.b32encode(hashlib.sha256(content).digest()).decode().lower()
        packed = b""
        for letters in range(_LETTERS, len(digest)):
            short = f"{self.language}_{digest[:letters]}"
            packed = packed or self._packed(name.format(short), content)
            try:
                with (self.folder / name.format(short)).open("xb") as file:
                    file.write(packed)
            except FileExistsError:
                if (self.folder / name.format(short)).read_bytes() != packed:
                    continue  # another one, whose digest begins alike
            break
        return short, len(packed)

    def _packed(self, address: str, content: bytes) -> bytes:
        """Return the gzip of CBOR, that of the older bundle if it has the same content."""
        old = self.before / address if self.before is not None else None
        if old is not None and old.is_file() and opened(old) == content:
            return old.read_bytes()
        return gzip.compress(_SIGNATURE + content, _LEVEL, mtime=0)
