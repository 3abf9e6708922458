"""The indexing itself, as a process beside the build does it: it alone, and the workers it has, load numpy."""

from __future__ import annotations

import gc
from pathlib import Path

from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.search.files import Files
from mkdocs_briefings.publish.search.index import Change, State, update
from mkdocs_briefings.publish.search.indexing import STATES, Request


def index_beside(request: Request) -> tuple[str, ...]:
    """Do what `index` does, in a process that does nothing else."""
    gc.disable()  # a short life, and millions of numbers that refer to nothing
    return index(request)


def index(request: Request) -> tuple[str, ...]:
    """Make an index, and return the addresses of its files, but for the texts."""
    cache = Cache(Path(request.cache))
    before = _state(cache, request.previous) if request.previous else None
    change = Change.between(before or State(), request.pages)
    files = Files(Path(request.site), Path(request.staging), is_intact=bool(request.previous))
    with open_executor(len(change.new), parallel=False, on=request.on) as executor:
        state = update(files, change, request.entities, executor)
    cache.write(STATES, request.name, pack(state))
    return tuple(sorted(files.used))


def _state(cache: Cache, name: str) -> State | None:
    """Return what an index was made of; None if that is not known any more."""
    kept = cache.read(STATES, name)
    try:
        state = unpack(kept) if kept is not None else None
    except NotPackedError:
        return None
    return state if isinstance(state, State) else None
