"""Values of this package as bytes that outlast a process.

The bytes are pickles, for these keep types and are read quickly, but they are read as data: whatever they hold, reading
them makes values of the package's own frozen types, enumerations and plain types, imports nothing and calls nothing
else. So a forged file of the cache can say what is not so, and cannot run code.
"""

from __future__ import annotations

import io
import pickle
import sys
from enum import Enum
from functools import lru_cache
from typing import Any

_PACKAGE = __name__.partition(".")[0]


class NotPackedError(ValueError):
    """Signal bytes that `pack` has not made."""


def pack(value: object) -> bytes:
    """Return a value of plain types and of the package's frozen types as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(packed: bytes | memoryview) -> Any:
    """Return the value that `pack` was given.

    Raises:
        NotPackedError: the bytes hold something else.
    """
    try:
        return _Unpickler(io.BytesIO(packed)).load()
    except (
        pickle.UnpicklingError,
        AttributeError,
        EOFError,
        LookupError,
        OverflowError,
        TypeError,
        ValueError,
    ) as error:
        raise NotPackedError("the bytes are damaged, or not ours") from error


class _Unpickler(pickle.Unpickler):
    """An unpickler that has only types of values to make something with."""

    def find_class(self, module: str, name: str) -> type:
        """Return a type that a pickle names."""
        return _type_of_values(module, name)


@lru_cache(maxsize=256)
def _type_of_values(module: str, name: str) -> type:
    """Return a named tuple, enumeration or frozen dataclass of this package; its module has been imported before."""
    kind = getattr(sys.modules.get(module), name, None) if module.startswith(f"{_PACKAGE}.") else None
    if not isinstance(kind, type) or kind.__module__ != module or not _is_of_values(kind):
        raise NotPackedError(f"{module}.{name} is no type of values")
    return kind


def _is_of_values(kind: type) -> bool:
    frozen = getattr(kind, "__dataclass_params__", None)
    if frozen is not None:
        return bool(frozen.frozen) and not hasattr(kind, "__post_init__")
    return issubclass(kind, Enum) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))
