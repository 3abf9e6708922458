"""Digests of frozen values: equal values have equal digests, in every process and on every day."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any

_SIZE = 16
_ATOMS = frozenset({str, int, bool, float, bytes, type(None)})


def digest(value: object) -> bytes:
    """Return 16 bytes (BLAKE2b, RFC 7693) for a value of dataclasses, named tuples, models, tuples, texts, numbers.

    A part with a `digest` attribute counts by that digest alone. The order of a mapping counts.

    Raises:
        TypeError: a part is a set, which comes out in another order in each process, and must be sorted before.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    pickler.fast = True  # without a memo, one object met twice gives the same bytes as two equal objects
    pickler.dump(_plain(value))
    return hashlib.blake2b(buffer.getbuffer(), digest_size=_SIZE).digest()


def digest_bytes(*parts: bytes | memoryview) -> bytes:
    """Return 16 bytes (BLAKE2b) for byte strings; where one ends and the next begins counts."""
    blake = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        blake.update(len(part).to_bytes(8, "big"))
        blake.update(part)
    return blake.digest()


def _plain(value: Any) -> Any:
    """Return what counts of a value: a list for a tuple, and a tuple for any other that has parts, its type in front."""
    kind = type(value)
    if kind is tuple:
        return [part if type(part) in _ATOMS else _plain(part) for part in value]
    parts_of = _parts_of(kind)  # type: ignore[arg-type] # mypy does not know that types are hashable
    if parts_of is None:
        return value
    return (kind.__name__, *[part if type(part) in _ATOMS else _plain(part) for part in parts_of(value)])


@cache
def _parts_of(kind: type) -> Callable[[Any], Iterable[object]] | None:
    """Return what takes from a value its parts: its digest if it has one, else its fields; None for what has no parts."""
    if issubclass(kind, (set, frozenset)):
        raise TypeError("a set has no order; sort it into a tuple")
    names = getattr(kind, "__dataclass_fields__", None)
    if issubclass(kind, Enum):
        names = ["value"]
    elif hasattr(kind, "digest"):
        names = ["digest"]
    elif hasattr(kind, "model_fields"):  # pydantic also pickles a set of field names, in no order
        return lambda model: model.__dict__.items()
    if names is not None:
        return lambda value: [getattr(value, name) for name in names]
    if issubclass(kind, Mapping):
        return lambda mapping: mapping.items()
    return iter if issubclass(kind, (tuple, list)) else None
