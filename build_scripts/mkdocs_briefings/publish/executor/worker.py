"""The inside of a process of `Processes`: how it starts, and where it looks for shared values."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from mkdocs_briefings.publish.executor.protocol import Shared, SharedValue, Value

_OBJECTS = 200_000
"""New objects that make a look for garbage worth it: a worker holds much and drops little."""

_values: dict[Path, SharedValue[Any]] = {}


class SharedFile(Shared[Value]):
    """Handle of a value that lies in a file, for pipes hold what goes through them several times over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def value(self) -> Value:
        """Return the value; its file is read once in each process."""
        if self._path not in _values:
            with self._path.open("rb") as file:
                _values[self._path] = pickle.load(file)  # noqa: S301 - written by the process that submits
        return cast("Value", _values[self._path].value())


def start(environment: Mapping[str, str]) -> None:
    """Make this process like the one that submits: its environment; `multiprocessing` sees to the working directory."""
    # Whoever submits is interrupted, too, and stops this process. Until here the signal was held back.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.clear()
    os.environ.update(environment)
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Stop as soon as the process that submits is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
