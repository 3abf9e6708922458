"""The search bundle: made of the records of all pages, by a program beside the build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.builder.request import BuildRequest, CacheLost
from mkdocs_briefings.builder.worker import BuildFolders, WrittenRecord
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.publish.search.indexing import NAMED_BY_CONTENT, Indexing, start_in
from mkdocs_briefings.publish.search.records import record_file
from mkdocs_briefings.publish.staging import Stat, stat_file, stat_files

SEARCH = "search"
"""Name of the search bundle among the products."""


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
