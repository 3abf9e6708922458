"""The program that indexes: Pagefind runs over new shards, several at a time, then all shards are merged into one bundle."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.search.engine import index, indexed
from mkdocs_briefings.publish.search.indexing import FRAGMENTS, Request
from mkdocs_briefings.publish.search.merging import fragments, merge
from mkdocs_briefings.publish.search.shards import is_indexed, shard_folder

_ENGINE = "mkdocs_briefings.publish.search.engine"


def main(work: Path) -> None:
    """Do what the request in a folder asks for; the bundle is put there, the list of its fragments first.

    Raises:
        PublishError: Pagefind failed.
    """
    gc.disable()  # a short life, and millions of numbers that refer to nothing
    request = Request.read(work)
    new = [shard for shard in request.shards if not is_indexed(request.cache, shard)]
    with open_executor(len(new), preload=(_ENGINE,), large=True) as executor:
        given = request.records, request.language, work
        for future in [
            executor.submit(index, shard, *given, shard_folder(request.cache, shard)) for shard in new
        ]:
            future.result()
    kept = [indexed(shard_folder(request.cache, shard)) for shard in request.shards]
    files = fragments(kept)
    request.bundle.mkdir()
    where = {name: str(path.relative_to(request.cache / "search")) for name, path in files.items()}
    (request.bundle / FRAGMENTS).write_text(json.dumps(where), encoding="utf-8")
    sys.stdout.write("fragments\n")  # the build takes them while the words are merged
    sys.stdout.flush()
    older = (path for path in (request.cache / "search").iterdir() if (path / FRAGMENTS).is_file())
    merge(kept, files, request.bundle, next(older, None))


def end_with_the_build() -> None:
    """Stop, with every Pagefind, when the build that waits is no more: it holds the other end of the standard input."""
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    os.nice(10)  # pages are made beside it, and hold more memory
    threading.Thread(target=end_with_the_build, daemon=True).start()
    try:
        main(Path(sys.argv[1]))
    except (PublishError, OSError) as error:
        sys.exit(str(error))
