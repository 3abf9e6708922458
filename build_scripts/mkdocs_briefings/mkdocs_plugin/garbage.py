"""When Python looks for garbage: seldom, for the values of a build are frozen, refer to each other in one direction, and are many."""

from __future__ import annotations

import atexit
import contextlib
import gc
from collections.abc import Iterator

_OBJECTS = 200_000
"""New objects that make a look for garbage worth it."""
OBJECTS_OF_MANIFEST = 1_500_000
"""More than the manifest of ten thousand briefings, which has no garbage."""


@contextlib.contextmanager
def rare_garbage_collection(objects: int = _OBJECTS) -> Iterator[None]:
    """Look for garbage seldom until the block ends.

    Args:
        objects: new ones that make a look worth it.
    """
    before = gc.get_threshold()
    gc.set_threshold(objects, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_with_garbage() -> None:
    """Look for garbage seldom until this process ends, and then do not look through everything once more."""
    gc.set_threshold(_OBJECTS, 20, 20)
    atexit.register(gc.freeze)
