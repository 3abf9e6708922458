"""The program that indexes: reads a request from its standard input, and answers with the addresses of the files."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.search.files import Files
from mkdocs_briefings.publish.search.index import State, update
from mkdocs_briefings.publish.search.indexing import LENGTH, STATES, Request


def main(request: Request) -> set[str]:
    """Make an index, and return the addresses of its files."""
    cache = Cache(Path(request.cache))
    before = _state(cache, request.previous) if request.previous else None
    files = Files(Path(request.site), Path(request.staging), is_intact=bool(request.previous))
    state = update(files, before or State(), request.pages, request.entities)
    cache.write(STATES, request.name, pack(state))
    return files.used


def _state(cache: Cache, name: str) -> State | None:
    """Return what an index was made of; None if that is not known any more."""
    kept = cache.read(STATES, name)
    try:
        state = unpack(kept) if kept is not None else None
    except NotPackedError:
        return None
    return state if isinstance(state, State) else None


def end_with_the_build() -> None:
    """Stop when the build that waits is no more: it holds the other end of the standard input."""
    os.read(0, 1)  # not through `sys.stdin`, whose lock would be held
    os.killpg(0, signal.SIGKILL)


def read_request() -> Request:
    """Read the request, and leave the standard input open."""
    length = int.from_bytes(sys.stdin.buffer.read(LENGTH))
    request = unpack(sys.stdin.buffer.read(length))
    assert isinstance(request, Request)  # noqa: S101 - nobody else has this end
    return request


if __name__ == "__main__":
    os.nice(10)  # pages are made beside it, and hold more memory
    gc.disable()  # a short life, and millions of numbers that refer to nothing
    asked = read_request()
    threading.Thread(target=end_with_the_build, daemon=True).start()
    try:
        sys.stdout.buffer.write(pack(sorted(main(asked))))
    except (PublishError, OSError) as error:
        sys.exit(str(error))
