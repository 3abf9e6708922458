"""Digests of frozen values: equal values have equal digests, in every process and on every day."""

from __future__ import annotations

import hashlib
import io
import pickle
from typing import Any

_SIZE = 16


def digest(value: object) -> bytes:
    """Sixteen bytes (BLAKE2b, RFC 7693) of a value of frozen dataclasses, models, tuples, texts and numbers.

    Something that has a `digest` of its own stands for its value by it. Mappings count in their order.
    """
    buffer = io.BytesIO()
    _Digesting(buffer).dump(value)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=_SIZE).digest()


def digest_bytes(*parts: bytes | memoryview) -> bytes:
    """Sixteen bytes of several byte strings, each told from the next."""
    sha = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        sha.update(len(part).to_bytes(8, "big"))
        sha.update(part)
    return sha.digest()


class _Digesting(pickle.Pickler):
    """Pickles without a memo, so that what is the same object and what is only equal look alike."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, 5)
        self.fast = True

    def reducer_override(self, obj: Any) -> Any:
        """A value that brings a digest as that; models and dataclasses as their fields; sets in order."""
        kind = type(obj)
        if hasattr(kind, "digest"):
            return str, (kind.__name__,), obj.digest
        if (names := getattr(kind, "__dataclass_fields__", None)) is not None:
            return str, (kind.__name__,), tuple(getattr(obj, name) for name in names)
        if hasattr(kind, "model_fields"):  # a pydantic model; what else it holds comes in no order
            return str, (kind.__name__,), tuple(obj.__dict__.items())
        if isinstance(obj, frozenset):
            return str, ("set",), tuple(sorted(map(repr, obj)))
        return NotImplemented
