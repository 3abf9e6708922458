"""Files that belong to no page: those made of all pages together, and the search bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.builder.manifest import Frame, Product
from mkdocs_briefings.builder.request import BuildRequest, CacheLost
from mkdocs_briefings.builder.worker import BuildFolders, WrittenRecord
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.publish.search.indexing import NAMED_BY_CONTENT, Indexing, start_in
from mkdocs_briefings.publish.search.records import record_file
from mkdocs_briefings.publish.staging import Stat, stat_file, stat_files
from mkdocs_briefings.render.search_records import names_file
from mkdocs_briefings.render.sitemap import redirects, robots, sitemap

SEARCH = "search"
"""Name of the search bundle among the products."""


def sitewide_files(
    request: BuildRequest, index: SiteIndex, frame: Frame, products: Mapping[str, Product]
) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every file that belongs to no page, but for the search bundle."""
    for name in sorted(index.files):
        yield name, (request.settings.content / name).read_bytes()
    for name, text in files_of_all_briefings(request, index):
        yield name, text.encode()
    pages = ((product.url, product.date) for product in products.values() if product.is_page)
    yield from files_listing_pages(request, [*frame.pages, *pages])


def files_of_all_briefings(request: BuildRequest, index: SiteIndex) -> Iterator[tuple[str, str]]:
    """Yield address and text of files that are made of all briefings together, and are no pages."""
    urls = request.settings.directory_urls
    yield from redirects(index, directory_urls=urls)
    if request.search:
        yield names_file(index, directory_urls=urls)


def files_listing_pages(
    request: BuildRequest, pages: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the files that list every page.

    Args:
        request: what is being built.
        pages: address and date of each page, hand-written ones too.
    """
    hidden = request.settings.drafts or request.settings.audience is not Tlp.CLEAR
    yield "robots.txt", robots(request.render.site_url, hidden=hidden)
    yield from sitemap(pages, request.render.site_url).items()


def stage_files(folders: BuildFolders, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Product]]:
    """Stage files, given by address and content; yield the address and the product of each."""
    for name, content in files:
        folders.stage(name, content)
        yield name, Product((name,), digest_bytes(content))


@dataclass(frozen=True, slots=True)
class SearchBundle:
    """The search bundle of some pages."""

    records: Mapping[str, bytes]
    """Digest of each record, by its file."""
    written: frozenset[str]
    """Files of the records that this build wrote."""

    @classmethod
    def from_products(cls, products: Iterable[Product], written: Iterable[WrittenRecord]) -> SearchBundle:
        """Return the bundle of the products that are current, and of those whose records were written now."""
        current = {
            record_file(product.url): product.record_digest for product in products if product.record_digest
        }
        new = {record_file(record.url): record.digest for record in written}
        return cls({**current, **new}, frozenset(new))

    @property
    def digest(self) -> bytes:
        """Digest of all records."""
        return digest(tuple(sorted(self.records.items())))

    def record_stats(self, folders: BuildFolders, before: Mapping[str, Stat]) -> Mapping[str, Stat]:
        """Return size and second of the records: as they are if written now, else as they were `before`."""
        now = {name: stat_file(folders.records / name) for name in self.written}
        return {**{name: before[name] for name in self.records if name in before}, **now}

    def start(self, folders: BuildFolders, request: BuildRequest, before: Mapping[str, Stat]) -> Indexing:
        """Begin to index the records; those of pages that are no more are removed.

        Args:
            folders: where the records are.
            request: what is being built.
            before: size and second of the records that the previous build left.

        Raises:
            CacheLost: somebody has removed records, or a killed build has written some that no longer hold.
        """
        folders.records.mkdir(parents=True, exist_ok=True)
        present = stat_files(folders.records)
        for name in present.keys() - self.records.keys():
            (folders.records / name).unlink()
        old = self.records.keys() - self.written
        if not self.records.keys() <= present.keys() or any(
            present[name] != before.get(name) for name in old
        ):
            raise CacheLost
        return start_in(folders.records, self.records, request.settings.language, request.cache)

    def finish(self, indexing: Indexing, folders: BuildFolders, intact: Mapping[str, Stat]) -> Product:
        """Wait for the bundle, and stage its files.

        Args:
            indexing: what makes it.
            folders: where files go.
            intact: size and second of the site's files that are as the previous build left them. A file of an index
                among them is not compared: its name is the digest of its content.
        """
        outputs: list[str] = []
        for wait in (indexing.fragments, indexing.rest):
            for name, path in wait().items():
                outputs.append(name)
                published = intact.get(name) if name.endswith(NAMED_BY_CONTENT) else None
                if published is None or published[0] != path.stat().st_size:
                    folders.stage(name, path.read_bytes())
        return Product(tuple(outputs), self.digest)
