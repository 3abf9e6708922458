"""The search index: made of the records of all pages, by a process beside the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.builder.manifest import PreviousBuild, Product
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.worker import BuildFolders
from mkdocs_briefings.model.output import SearchEntity
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.publish.search.indexing import Indexing, Request, index_digest, start
from mkdocs_briefings.publish.search.texts import Searched
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.search_records import search_entities

SEARCH = "search"
"""Name of the search index among the products."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The search index of some pages."""

    pages: tuple[Searched, ...]
    entities: tuple[SearchEntity, ...]

    folder: str = ""
    """Folder of a further language, `de/`; empty in the root."""

    @classmethod
    def of(
        cls, products: Iterable[Product], written: Iterable[Searched], index: SiteIndex, request: BuildRequest
    ) -> SearchIndex:
        """Return the index of the products that are current, and of those whose records were written now."""
        searched_pages = {
            product.url: product.searched
            for product in products
            if product.searched is not None and product.is_page
        }
        searched_pages |= {page.url: page for page in written}
        urls, languages = request.settings.directory_urls, request.settings.languages
        ids = index.searched_in_root(lambda language: folder_of(language, languages))
        in_root = {addresses.url(addresses.briefing_uri(id), directory_urls=urls) for id in ids}
        pages = tuple(page for url, page in searched_pages.items() if url in in_root)
        return cls(pages, tuple(search_entities(index, directory_urls=urls)))

    @classmethod
    def further(
        cls, products: Mapping[str, Product], index: SiteIndex, request: BuildRequest
    ) -> Iterator[SearchIndex]:
        """Yield the index of each further language, from its records among the products."""
        urls, languages = request.settings.directory_urls, request.settings.languages
        for language, edition in index.editions.items() if request.search else ():
            folder = folder_of(language, languages)
            records = (products.get(f"{folder}search#{summary.id}") for summary in edition.listed)
            pages = tuple(record.searched for record in records if record and record.searched)
            yield cls(pages, tuple(search_entities(edition, folder, directory_urls=urls)), folder)

    @property
    def name(self) -> str:
        """Key of the index in the manifest's mapping of products: `search`, after the folder of a further language."""
        return self.folder + SEARCH

    @property
    def digest(self) -> bytes:
        """Digest of all that it is made of."""
        return index_digest(self.pages, self.entities)

    def start(self, folders: BuildFolders, request: BuildRequest, previous: PreviousBuild) -> Indexing | None:
        """Begin to make it if what search knows has changed, or somebody has changed its files.

        Args:
            folders: where the texts are, and where its files go.
            request: what is being built.
            previous: what the site has.
        """
        if not request.search or previous.is_current(self.name, self.digest):
            return None
        product = previous.manifest.products.get(self.name)
        intact = product is not None and previous.damaged.isdisjoint(product.outputs)
        name = product.digest.hex() if product is not None and intact else ""
        places = str(folders.site / self.folder), str(folders.staging / self.folder), str(request.cache)
        return start(Request(*places, name, self.pages, self.entities, request.on))

    def finish(self, indexing: Indexing | None, previous: PreviousBuild) -> Product:
        """Wait for its files, unless those of the previous build are kept."""
        if indexing is None:
            return previous.manifest.products[self.name]
        return Product(tuple(self.folder + file for file in indexing.finish()), self.digest)
