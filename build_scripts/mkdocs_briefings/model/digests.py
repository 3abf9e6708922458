"""Digests of frozen values: equal values have equal digests, in every process and on every day."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

_SIZE = 16


def digest(value: object) -> bytes:
    """Return 16 bytes (BLAKE2b, RFC 7693) for a value of dataclasses, pydantic models, tuples, texts and numbers.

    A part with a `digest` attribute counts by that digest alone. The order of a mapping counts. A set has none: it comes
    out in another order in each process, and must be sorted before.
    """
    buffer = io.BytesIO()
    _Pickler(buffer).dump(value)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=_SIZE).digest()


def digest_bytes(*parts: bytes | memoryview) -> bytes:
    """Return 16 bytes (BLAKE2b) for byte strings; where one ends and the next begins counts."""
    blake = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        blake.update(len(part).to_bytes(8, "big"))
        blake.update(part)
    return blake.digest()


class _Pickler(pickle.Pickler):
    """A pickler without a memo: one object met twice gives the same bytes as two equal objects."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, 5)
        self.fast = True

    def reducer_override(self, obj: Any) -> Any:
        """Reduce an object of a type that is not plain to what counts of it."""
        kind = type(obj)
        counted = _counted(kind)  # type: ignore[arg-type] # mypy does not know that types are hashable
        return (str, (kind.__name__,), counted(obj)) if counted is not None else NotImplemented


@cache
def _counted(kind: type) -> Callable[[Any], object] | None:
    """Return what takes from a value its digest if it has one, from a model or dataclass its fields; None for others."""
    if issubclass(kind, Enum):
        return attrgetter("value")
    if hasattr(kind, "digest"):
        return attrgetter("digest")
    if names := getattr(kind, "__dataclass_fields__", None):
        return attrgetter(*names)
    if hasattr(kind, "model_fields"):  # pydantic also pickles a set of field names, in no order
        return lambda model: tuple(model.__dict__.items())
    return None
