"""Files that belong to no page: what is made of all pages together, and the search bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefings.builder.manifest import Frame, Product
from mkdocs_briefings.builder.request import BuildRequest, CacheLost
from mkdocs_briefings.builder.worker import BuildFolders, WrittenRecord, stage_file
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.publish.search.indexing import NAMED_BY_CONTENT, Indexing, start_in
from mkdocs_briefings.publish.search.records import record_file
from mkdocs_briefings.publish.staging import Stat, stat_file, stat_files
from mkdocs_briefings.render.search_records import names_file
from mkdocs_briefings.render.sitemap import redirects, robots, sitemap

SEARCH = "search"
"""Name of the bundle among the products."""


def sitewide_files(
    job: BuildRequest, overview: SiteIndex, frame: Frame, pages: Mapping[str, Product]
) -> Iterator[tuple[str, bytes]]:
    """Address and content of every such file."""
    for name in sorted(overview.files):
        yield name, (job.settings.content / name).read_bytes()
    for name, text in files_of_all_briefings(job, overview):
        yield name, text.encode()
    addresses = [*frame.pages, *((one.url, one.date) for one in pages.values() if one.is_page)]
    yield from files_listing_pages(job, addresses)


def files_of_all_briefings(job: BuildRequest, overview: SiteIndex) -> Iterator[tuple[str, str]]:
    """Address and text of files that are made of all briefings together, and are no pages."""
    urls = job.settings.directory_urls
    yield from redirects(overview, directory_urls=urls)
    if job.search:
        yield names_file(overview, directory_urls=urls)


def files_listing_pages(job: BuildRequest, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Files that list every page: address and day of each in, address and content of each file out."""
    hidden = job.settings.drafts or job.settings.audience is not Tlp.CLEAR
    yield "robots.txt", robots(job.render.site_url, hidden=hidden)
    yield from sitemap(pages, job.render.site_url).items()


def files_beside_page(page: Page) -> Iterator[tuple[str, bytes]]:
    """Address and content of the files that go with a page."""
    for name, text in page.files:
        yield name, text.encode() if isinstance(text, str) else text


def stage_files(places: BuildFolders, named: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Product]]:
    """Stage files, and say what is remembered of each."""
    for name, content in named:
        stage_file(places, name, content)
        yield name, Product(digest_bytes(content), (name,))


@dataclass(frozen=True, slots=True)
class SearchBundle:
    """The search bundle of some pages."""

    records: Mapping[str, bytes]
    """Digest of each record, by its file."""
    written: frozenset[str]
    """Files written by this build."""

    @classmethod
    def from_products(cls, products: Iterable[Product], recorded: Iterable[WrittenRecord]) -> SearchBundle:
        """The bundle of pages that stand, and of those whose records were written now."""
        there = {record_file(one.url): one.record_digest for one in products if one.record_digest}
        new = {record_file(one.url): one.digest for one in recorded}
        return cls({**there, **new}, frozenset(new))

    @property
    def digest(self) -> bytes:
        """Of all that it knows."""
        return digest(tuple(sorted(self.records.items())))

    def record_stats(self, places: BuildFolders, before: Mapping[str, Stat]) -> Mapping[str, Stat]:
        """Size and time of the records: of those written now as they are, of all others as they were `before`."""
        now = {name: stat_file(places.records / name) for name in self.written}
        return {**{name: before[name] for name in self.records if name in before}, **now}

    def start(self, places: BuildFolders, job: BuildRequest, before: Mapping[str, Stat]) -> Indexing:
        """Begin to make it.

        Args:
            places: where the records are.
            job: what is being built.
            before: size and time of the records that the last build left.

        Raises:
            CacheLost: somebody has removed records, or a killed build has written some that are not so any more.
        """
        places.records.mkdir(parents=True, exist_ok=True)
        _prune(places.records, self.records)
        there = stat_files(places.records)
        old = self.records.keys() - self.written
        if there.keys() != self.records.keys() or any(there[name] != before.get(name) for name in old):
            raise CacheLost
        return start_in(places.records, self.records, job.settings.language, job.cache)

    def finish(self, indexing: Indexing, places: BuildFolders, sound: Mapping[str, Stat]) -> Product:
        """Wait for it, and stage its files.

        Args:
            indexing: what makes it.
            places: where files go.
            sound: size and time of the site's files that are as the last build left them. Of these a file of an index
                is what it was: its name is the digest of its content.
        """
        found: list[str] = []
        for wait in (indexing.fragments, indexing.rest):
            for name, path in wait().items():
                found.append(name)
                named_by_content = name.endswith(NAMED_BY_CONTENT) and name in sound
                if not (named_by_content and sound[name][0] == path.stat().st_size):
                    stage_file(places, name, path.read_bytes())
        return Product(self.digest, tuple(found))


def _prune(folder: Path, records: Iterable[str]) -> None:
    """Remove records of pages that are no more."""
    wanted = frozenset(records)
    for name in stat_files(folder):
        if name not in wanted:
            (folder / name).unlink()
