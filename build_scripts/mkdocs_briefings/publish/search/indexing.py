"""The indexing of search beside a build: it is begun, and waited for."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.publish.executor.protocol import Executor
from mkdocs_briefings.publish.search.texts import Searched

STATES = "search"
"""Kind of the entries in the cache that say what an index was made of."""


class Request(NamedTuple):
    """An index that is to be made."""

    site: str
    """Folder of the site, with the texts and the index of the previous build."""
    staging: str
    """Folder for new files, from the root of the site; new texts are there."""
    cache: str
    previous: str
    """Name of the index that the site has, whole; empty if it is to be made anew."""
    pages: Sequence[Searched]
    entities: Sequence[SearchEntity]
    on: str = ""
    """Address of a Dask scheduler whose cluster reads the texts and makes the files; empty for this machine."""

    @property
    def name(self) -> str:
        """What tells an index from others: a digest of all that it is made of."""
        return index_digest(self.pages, self.entities).hex()


def index_digest(pages: Sequence[Searched], entities: Sequence[SearchEntity]) -> bytes:
    """Return the digest of all that an index is made of."""
    return digest((tuple(sorted(pages)), tuple(entities)))


@dataclass(frozen=True, slots=True)
class Indexing:
    """Search being indexed, beside whatever else is done."""

    executor: Executor
    future: Future[tuple[str, ...]]

    def finish(self) -> tuple[str, ...]:
        """Wait for the index; return the addresses of its files, but for the texts.

        Raises:
            PublishError: it could not be made.
        """
        try:
            answer = self.future.result()
        except PublishError as error:
            raise PublishError(f"search was not indexed: {error}") from error
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
            raise PublishError(f"search was not indexed: {reason}") from error
        self.executor.close()
        return answer

    def close(self) -> None:
        """Stop it, unless somebody has waited for its end."""
        self.executor.close(gently=False)


def start(request: Request) -> Indexing:
    """Begin to make an index, in a process beside this one."""
    from mkdocs_briefings.publish.executor.processes import Processes  # noqa: PLC0415 - most builds do without

    executor = Processes(1)
    return Indexing(executor, executor.submit(_index, request))


def _index(request: Request) -> tuple[str, ...]:
    from mkdocs_briefings.publish.search.program import index_beside  # noqa: PLC0415 - not where pages are made

    return index_beside(request)


def index_site(
    folder: Path, cache: Path, pages: Sequence[Searched], entities: Sequence[SearchEntity]
) -> None:
    """Make the index of a site whose texts are in its folder.

    Raises:
        PublishError: it could not be made.
    """
    with closing(start(Request(str(folder), str(folder), str(cache), "", pages, entities))) as indexing:
        indexing.finish()
