"""The search index: made of the records of all pages, by a process beside the build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.worker import BuildFolders
from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.publish.search.indexing import Indexing, Request, index_digest, start
from mkdocs_briefings.publish.search.texts import Searched
from mkdocs_briefings.render.search_records import search_entities

SEARCH = "search"
"""Name of the search index among the products."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The search index of some pages."""

    pages: tuple[Searched, ...]
    entities: tuple[SearchEntity, ...]

    @classmethod
    def of(
        cls, products: Iterable[Product], written: Iterable[Searched], index: SiteIndex, request: BuildRequest
    ) -> SearchIndex:
        """Return the index of the products that are current, and of those whose records were written now."""
        searched_pages = {
            product.url: product.searched for product in products if product.searched is not None
        }
        searched_pages |= {page.url: page for page in written}
        entities = search_entities(index, directory_urls=request.settings.directory_urls)
        return cls(tuple(searched_pages.values()), tuple(entities))

    @property
    def digest(self) -> bytes:
        """Digest of all that it is made of."""
        return index_digest(self.pages, self.entities)

    def start(self, folders: BuildFolders, request: BuildRequest, previous: Product | None) -> Indexing:
        """Begin to make it.

        Args:
            folders: where the texts are, and where its files go.
            request: what is being built.
            previous: the index of the previous build, if it is intact.
        """
        name = previous.digest.hex() if previous is not None else ""
        places = str(folders.site), str(folders.staging), str(request.cache)
        return start(Request(*places, name, self.pages, self.entities, request.on))

    def finish(self, indexing: Indexing) -> Product:
        """Wait for its files."""
        return Product(indexing.finish(), self.digest)
