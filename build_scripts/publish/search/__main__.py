"""The program that indexes: shards that are new by Pagefind, several at a time, then all merged into one bundle."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from build_scripts.diagnostics.errors import PublishError
from build_scripts.publish.pool import Pool, processors
from build_scripts.publish.search.engine import indexed, keep, run_pagefind
from build_scripts.publish.search.indexing import FRAGMENTS, Request
from build_scripts.publish.search.merging import merge
from build_scripts.publish.search.shards import Shard, folder_of, stands


def main(work: Path) -> None:
    """Do what is asked for in a folder; the bundle is put there.

    Raises:
        PublishError: Pagefind failed.
    """
    gc.disable()  # a short life, and millions of numbers that refer to nothing
    request = Request.read(work)
    new = [shard for shard in request.shards if not stands(request.cache, shard)]
    run = partial(run_pagefind, records=request.records, language=request.language, work=work)
    with ThreadPoolExecutor(processors()) as threads:
        bundles = list(threads.map(run, new))
    pool = Pool(lambda: Keeper(request.cache), min(processors(), max(1, len(new))))
    try:
        list(pool.run([[]] * pool.size, [("keep", made) for made in zip(new, bundles, strict=True)]))
    finally:
        pool.close()
    older = (path for path in (request.cache / "search").iterdir() if (path / FRAGMENTS).is_file())
    kept = [indexed(folder_of(request.cache, shard)) for shard in request.shards]
    found = merge(kept, request.bundle, next(older, None))
    where = {name: str(path.relative_to(request.cache / "search")) for name, path in found.items()}
    (request.bundle / FRAGMENTS).write_text(json.dumps(where), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Keeper:
    """Reads what Pagefind wrote of shards, which takes a processor each."""

    cache: Path

    def keep(self, made: tuple[Shard, Path]) -> None:
        """Keep a shard, given with the bundle that Pagefind wrote of it."""
        shard, bundle = made
        keep(bundle, folder_of(self.cache, shard))


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
