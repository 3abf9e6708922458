"""Builds at once: a site is written by one at a time, and what a build uses of the cache stays until it ends."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.up_to_date import manifest_path
from mkdocs_briefings.publish.atomic import alone_in, one_at_a_time
from mkdocs_briefings.publish.cache import Cache

_LOG = logging.getLogger(__name__)


@contextlib.contextmanager
def alone_at_site(request: BuildRequest, level: int = logging.WARNING) -> Iterator[None]:
    """Run the block while no other build writes the same site, and keep what it uses of the cache.

    Args:
        request: what is to be built.
        level: of the line in the log that says that another build is waited for.

    Raises:
        PublishError: the cache cannot be written.
    """
    cache = Cache(request.cache)
    with cache.lease(), alone_at_folder(cache, request.site, level):
        cache.clear_the_way(manifest_path(request))
        yield


@contextlib.contextmanager
def alone_at_folder(cache: Cache, folder: Path, level: int = logging.WARNING) -> Iterator[None]:
    """Run the block while no build or pack of the desk writes a folder.

    Args:
        cache: of the desk.
        folder: of a site or a pack.
        level: of the line in the log that says that another one is waited for.

    Raises:
        PublishError: the cache cannot be written.
    """
    waiting = partial(_LOG.log, level, "another build is writing this site; waiting for it")
    with (
        one_at_a_time(cache.lock(cache.site_folder(folder).name), waiting),
        alone_in(folder, waiting),  # another checkout of the desk has a cache of its own
    ):
        yield
