"""The format of all that builds leave in the cache: bytes behind a digest of them.

A piece is a mark, the length of its content, a digest (BLAKE2b, RFC 7693) and the content. The digest also covers what
the piece is, so a whole file in the place of another is not taken for it. A file may hold several pieces, one behind
the other; each is read by itself.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from mkdocs_briefings.model.digests import digest_bytes

_MARK = b"kept by briefings, 1\n"
_LENGTH = 8
"""Bytes of the number that tells how long the content is."""
_DIGEST = len(digest_bytes())


def seal(content: bytes, purpose: bytes) -> bytes:
    """Return some content as a piece.

    Args:
        content: what is kept.
        purpose: what it is, and all that makes it useless once that changes.
    """
    return b"".join(
        (_MARK, len(content).to_bytes(_LENGTH), digest_bytes(purpose, content), content),
    )


def read_piece(file: BinaryIO, purpose: bytes) -> bytes | None:
    """Read the next piece of a file; None if it is not whole, was altered, or is something else."""
    head = file.read(len(_MARK) + _LENGTH + _DIGEST)
    mark, length, expected = head[: len(_MARK)], head[len(_MARK) : -_DIGEST], head[-_DIGEST:]
    if mark != _MARK or len(length) != _LENGTH:
        return None
    content = _read(file, int.from_bytes(length))
    return content if content is not None and digest_bytes(purpose, content) == expected else None


def unseal(piece: bytes, purpose: bytes) -> bytes | None:
    """Return the content of a piece; None as `read_piece`, or if more comes behind it."""
    file = io.BytesIO(piece)
    content = read_piece(file, purpose)
    return content if not file.read(1) else None


def _read(file: BinaryIO, length: int) -> bytes | None:
    """Read so many bytes; None if the file ends before, which is asked first: a forged length may be any number."""
    begin = file.tell()
    available = file.seek(0, io.SEEK_END) - begin
    file.seek(begin)
    return file.read(length) if length <= available else None
