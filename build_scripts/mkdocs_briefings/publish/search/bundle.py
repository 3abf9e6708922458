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
"""What the browser reads first."""
_SIGNATURE = b"pagefind_dcd"
_ARRAY, _TEXT = 0x80, 0x60
_LETTERS = 8
"""Of the digest that names a file: 40 bits."""
_LEVEL = 5
"""Of gzip: the next takes nearly twice the time and saves a sixtieth, the last six times and a thirtieth."""


def entry(bundle: Path) -> dict[str, Any]:
    """What the browser reads first."""
    value: dict[str, Any] = json.loads((bundle / ENTRY).read_bytes())
    return value


def opened(path: Path) -> bytes:
    """Content of a file, without gzip and signature."""
    return gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)


def decoded(content: bytes) -> list[Any]:
    """Values of CBOR."""
    value: list[Any] = cbor2.loads(content)
    return value


def encoded(value: object) -> bytes:
    """CBOR of a value."""
    return cbor2.dumps(value)


def array(length: int) -> bytes:
    """What stands in CBOR before the members of an array."""
    return _head(_ARRAY, length)


def text(value: str) -> bytes:
    """A string in CBOR."""
    content = value.encode()
    return _head(_TEXT, len(content)) + content


def unsigned(value: int) -> bytes:
    """A number from 0 in CBOR."""
    return _head(0, value)


def _head(kind: int, value: int) -> bytes:
    """Kind and number, in as few bytes as there are (RFC 8949, section 3)."""
    if value < 24:  # noqa: PLR2004
        return bytes((kind | value,))
    for more, size in ((24, 1), (25, 2), (26, 4)):
        if value < 1 << 8 * size:
            return bytes((kind | more,)) + value.to_bytes(size)
    return bytes((kind | 27,)) + value.to_bytes(8)


def head_size(value: int) -> int:
    """Bytes of a number from 0, or of what stands before so many members or bytes."""
    return 1 if value < 24 else 2 if value < 1 << 8 else 3 if value < 1 << 16 else 5 if value < 1 << 32 else 9  # noqa: PLR2004


def index_file(words: Sequence[bytes]) -> bytes:
    """Content of a file of the index, of words that are CBOR already."""
    return b"".join((array(1), array(len(words)), *words))


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of a bundle are written."""

    folder: Path
    language: str
    before: Path | None = None
    """An older bundle: what it has need not be packed again."""

    def put(self, name: str, content: bytes) -> tuple[str, int]:
        """Write CBOR to a file that is named by it.

        Args:
            name: address of the file in the bundle, `{}` for what names it.
            content: CBOR.

        Returns:
            What names it, and the bytes of the file.
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
        """The file, as it was if it is the same."""
        old = self.before / address if self.before is not None else None
        if old is not None and old.is_file() and opened(old) == content:
            return old.read_bytes()
        return gzip.compress(_SIGNATURE + content, _LEVEL, mtime=0)
