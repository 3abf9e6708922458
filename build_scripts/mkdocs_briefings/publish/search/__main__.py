"""The program that indexes: Pagefind runs over new shards, several at a time, then all shards are merged into one bundle."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.executor.choose import processors
from mkdocs_briefings.publish.pool import Pool
from mkdocs_briefings.publish.search.engine import indexed, keep, run_pagefind
from mkdocs_briefings.publish.search.indexing import FRAGMENTS, Request
from mkdocs_briefings.publish.search.merging import fragments, merge
from mkdocs_briefings.publish.search.shards import Shard, is_indexed, shard_folder


def main(work: Path) -> None:
    """Do what the request in a folder asks for; the bundle is put there, the list of its fragments first.

    Raises:
        PublishError: Pagefind failed.
    """
    gc.disable()  # a short life, and millions of numbers that refer to nothing
    request = Request.read(work)
    new = [shard for shard in request.shards if not is_indexed(request.cache, shard)]
    with closing(Pool(lambda: Indexer(request, work), min(processors(), max(1, len(new))))) as pool:
        list(pool.run([[]] * pool.size, [("index", shard) for shard in new]))
    kept = [indexed(shard_folder(request.cache, shard)) for shard in request.shards]
    files = fragments(kept)
    request.bundle.mkdir()
    where = {name: str(path.relative_to(request.cache / "search")) for name, path in files.items()}
    (request.bundle / FRAGMENTS).write_text(json.dumps(where), encoding="utf-8")
    sys.stdout.write("fragments\n")  # the build takes them while the words are merged
    sys.stdout.flush()
    older = (path for path in (request.cache / "search").iterdir() if (path / FRAGMENTS).is_file())
    merge(kept, files, request.bundle, next(older, None))


@dataclass(frozen=True, slots=True)
class Indexer:
    """One process of the program."""

    request: Request
    work: Path

    def index(self, shard: Shard) -> None:
        """Index a shard with Pagefind, and keep what it wrote."""
        bundle = run_pagefind(shard, self.request.records, self.request.language, self.work)
        keep(bundle, shard_folder(self.request.cache, shard))


def end_with_the_build() -> None:
    """Stop, with every Pagefind, when the build that waits is no more: it holds the other end of the standard input."""
    os.read(0, 1)  # not through `sys.stdin`, whose lock a forked process would wait for
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    os.nice(10)  # pages are made beside it, and hold more memory
    threading.Thread(target=end_with_the_build, daemon=True).start()
    try:
        main(Path(sys.argv[1]))
    except (PublishError, OSError) as error:
        sys.exit(str(error))
