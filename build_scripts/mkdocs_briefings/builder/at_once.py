"""Builds at once: a site is written by one at a time, and what a build uses of the cache stays until it ends."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from functools import partial

from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.up_to_date import manifest_path
from mkdocs_briefings.publish.atomic import alone_in, one_at_a_time
from mkdocs_briefings.publish.cache import Cache

_LOG = logging.getLogger("mkdocs.plugins.briefings")


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
    manifest = manifest_path(request)
    waiting = partial(_LOG.log, level, "another build is writing this site; waiting for it")
    with (
        cache.lease(),
        one_at_a_time(cache.lock(manifest.parent.name), waiting),
        alone_in(request.site, waiting),  # another checkout of the desk has a cache of its own
    ):
        cache.clear_the_way(manifest)
        yield
