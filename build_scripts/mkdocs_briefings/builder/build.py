"""One build: read what changed, plan every product, make those whose digest is new, change the site at once.

Scan --read--> ScannedContent --plan--> PlannedProduct ... --make--> Result ... --commit--> the site, and its Manifest
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from mkdocs_briefings.builder.dispatch import Dispatcher, shared_knowledge
from mkdocs_briefings.builder.feeds import TABLE, PlannedFeed, planned_feeds, table, table_digest
from mkdocs_briefings.builder.manifest import (
    Frame,
    Manifest,
    PreviousBuild,
    Product,
    dump_manifest,
    load_manifest,
    stamp_files,
)
from mkdocs_briefings.builder.planning import PlannedProduct, planned_cards, planned_pages, planned_prints
from mkdocs_briefings.builder.request import BuildRequest, Theme
from mkdocs_briefings.builder.scan import (
    Scan,
    ScannedContent,
    connect_and_check,
    scan_content,
    take_snapshot,
)
from mkdocs_briefings.builder.sitewide_files import SEARCH, SearchBundle, sitewide_files, stage_files
from mkdocs_briefings.builder.up_to_date import (
    Snapshot,
    Stamp,
    UpToDateCheck,
    discard_manifest,
    list_stamps,
    manifest_path,
)
from mkdocs_briefings.builder.worker import BuildFolders, Worker, WorkerConfig, WrittenRecord
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.publish.pool import BackgroundCall, Pool, batches, processes_for
from mkdocs_briefings.publish.search.indexing import Indexing
from mkdocs_briefings.publish.staging import Staging, Stat, stat_files

Planned = TypeVar("Planned", PlannedProduct, PlannedFeed)


@dataclass(slots=True)
class Build:
    """A build in its steps: `read`, `plan`, `make`, `commit`. As a context it stops its processes at the end."""

    request: BuildRequest
    manifest: Manifest
    """Manifest that the previous build left."""
    staging: Staging
    check: UpToDateCheck | None = None
    """The disk as it was at the start; None for a build that MkDocs began."""
    output_folder: Path | None = None
    """Folder that files go to at once, for a build that MkDocs began."""
    scan: Scan = field(init=False)
    content: ScannedContent = field(init=False)
    frame: Frame = field(init=False)
    planned: dict[str, PlannedProduct] = field(init=False)
    """Pages by Markdown address, but for those in whose place stands a hand-written one."""
    rendered_urls: list[str] = field(default_factory=list)
    """Addresses of the pages made."""
    closed: bool = False
    _folders: BuildFolders = field(init=False)
    _previous: PreviousBuild = field(init=False)
    _pool: Pool | None = None
    _table_call: BackgroundCall[Mapping[str, Product]] | None = None
    _all_pages: dict[str, PlannedProduct] | None = None
    _products: dict[str, Product] = field(default_factory=dict)
    _record_stats: Mapping[str, Stat] = field(default_factory=dict)
    """Size and second of what search reads."""
    _watched: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Stamp and digest of the files that the frame is made from, by path."""
    _search_behind: bool = False

    @classmethod
    def incremental(cls, request: BuildRequest, check: UpToDateCheck) -> Build:
        """Begin a build that changes the site of the previous one."""
        manifest = load_manifest(check.staging.manifest, request.environment_key, check.head)
        if not manifest.products:
            check.site_walk.close()  # nobody will ask for its answer
        return cls(request, manifest, check.staging, check)

    @classmethod
    def into_folder(cls, request: BuildRequest, folder: Path) -> Build:
        """Begin a build that uses nothing of the previous one, and writes its files into a folder at once."""
        discard_manifest(request)
        staging = Staging(request.site, manifest_path(request))
        return cls(request, Manifest(request.environment_key), staging, output_folder=folder)

    def __post_init__(self) -> None:
        staging = self.output_folder or self.staging.folder
        site = self.request.site if self.manifest.products else staging / ".none"
        self._folders = BuildFolders(site, staging, self.staging.manifest.parent / "records")
        self._previous = PreviousBuild(self.manifest, self.check)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(gently=kind is None)

    def close(self, *, gently: bool = True) -> None:
        """Stop the workers; wait for the tasks that they are at if `gently`."""
        self.closed = True
        if self._table_call is not None:
            self._table_call.close()
        if self._pool is not None:
            self._pool.close(gently=gently)

    @property
    def all_pages(self) -> dict[str, PlannedProduct]:
        """Every generated page, by Markdown address."""
        if self._all_pages is None:
            pages = planned_pages(self.scan, self.content.briefings, self.site_index)
            self._all_pages = {page.name: page for page in pages}
        return self._all_pages

    @property
    def site_index(self) -> SiteIndex:
        """Index of all that the site shows."""
        return self.content.site_index

    def read(self) -> ScannedContent:
        """Read what changed since the previous build.

        Raises:
            UsageError: there is no content folder.
        """
        settings = self.request.settings
        stamps = self.check.stamps if self.check is not None else list_stamps(settings.content)
        self.scan = scan_content(settings, self.manifest, stamps)
        files = self.scan.changed
        self._pool = Pool(self._worker, processes_for(len(files)) if settings.fast else 1)
        own = [files[number :: self._pool.size] for number in range(self._pool.size)]
        paths = {file.id: file.display_path for file in files}
        briefings, done = dict(self.scan.unchanged), 0
        for results in self._pool.run([[("read", batch) for batch in batches(part)] for part in own]):
            briefings |= {paths[briefing.id]: briefing for briefing in results}
            done += len(results)
            self.request.progress("load", done, len(files))
        ordered = {file.display_path: briefings[file.display_path] for file in self.scan.inventory.briefings}
        self.content = connect_and_check(self.scan, ordered)
        return self.content

    def plan(self, frame: Frame) -> None:
        """Find out which generated pages the site will have in a frame."""
        self.frame = frame
        self.planned = {uri: page for uri, page in self.all_pages.items() if uri not in frame.occupied}

    def frame_is_current(self, mkdocs_digest: bytes) -> bool:
        """Return whether the files that MkDocs made last time are intact, and those that it would make now."""
        frame = self.manifest.frame
        same = bool(frame.digest) and self.frame_digest(mkdocs_digest, frame.linked_names) == frame.digest
        return same and self._previous.damaged.isdisjoint(frame.outputs)

    def nothing_to_do(self, mkdocs_digest: bytes) -> bool:
        """Return whether this build would change nothing: no file, no output and no setting has changed."""
        previous = self.manifest
        return (
            not self.scan.changed
            and self.scan.unchanged.keys() == previous.briefings.keys()
            and self.scan.registries_digest == previous.registries_digest
            and self._previous.site_files == previous.snapshot.site_files
            and previous.frame.own_digest == mkdocs_digest
            and not (previous.snapshot.search_behind and self.request.update_search)
        )

    def frame_digest(self, mkdocs_digest: bytes, linked_names: frozenset[str]) -> bytes:
        """Return the digest of all that the frame is made from.

        Args:
            mkdocs_digest: digest of what only MkDocs knows: its settings, hand-written pages, theme.
            linked_names: names of Markdown files that hand-written pages link to; whether such a generated page is
                there decides how the link comes out.
        """
        present = sorted(uri for uri in self.all_pages if uri.rpartition("/")[2] in linked_names)
        return digest_bytes(mkdocs_digest, digest((tuple(present), tuple(sorted(self.site_index.files)))))

    def watch(self, paths: Iterable[Path]) -> bytes:
        """Return the digest of all files in some folders; the next build reads only those that changed."""
        stamps = stamp_files(paths, self.manifest.stamps)
        self._watched |= stamps
        return digest(tuple((name, stamp[1]) for name, stamp in stamps.items()))

    def render_page(self, uri: str) -> Page:
        """Return a page for MkDocs, rendered in this process."""
        worker = self._worker()
        worker.update(shared_knowledge(self.site_index, self.frame))
        return worker.page(self.planned[uri].task)

    def make(self, theme: Theme | None = None) -> None:
        """Make every product whose digest is new, and stage its files.

        Args:
            theme: renders a page where there is no shell for it; None without MkDocs.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
            PublishError: a tool failed.
        """
        assert self._pool is not None  # noqa: S101 - `read` comes first
        dispatcher = Dispatcher(self._pool, self.scan, self.site_index, self._folders, self.frame, theme)
        self._products = {}
        digests, outdated = self._keep_current(self.frame.digest, self.planned.values())
        records = {record.name: record for record in self._write_records(dispatcher, outdated)}
        bundle = SearchBundle.from_products(self._products.values(), records.values())
        self._record_stats = bundle.record_stats(self._folders, self.manifest.record_stats)
        indexing = self._start_indexing(bundle)
        with closing(indexing) if indexing is not None else nullcontext():
            for done, result in enumerate(dispatcher.pages(outdated), start=1):
                self.rendered_urls.append(result.product.url)
                self.request.progress("render", done, len(outdated))
                record = records.get(result.name)
                record_digest = record.digest if record is not None else b""
                product = result.product._replace(digest=digests[result.name], record_digest=record_digest)
                self._products[result.name] = product
            self._make_others(dispatcher)
            self._pool.close()
            if indexing is not None:
                self._products[SEARCH] = bundle.finish(indexing, self._folders, self._previous.intact)
            elif self.request.search:
                self._products[SEARCH] = self.manifest.products[SEARCH]

    def _keep_current(
        self, salt: bytes, planned: Iterable[Planned]
    ) -> tuple[dict[str, bytes], list[Planned]]:
        """Keep the products that are current; return the digest of each by name, and those to be made."""
        every = {product.name: product for product in planned}
        digests = {name: digest_bytes(salt, product.digest) for name, product in every.items()}
        outdated = {name for name in every if not self._previous.is_current(name, digests[name])}
        self._products |= {name: self.manifest.products[name] for name in every if name not in outdated}
        return digests, [product for name, product in every.items() if name in outdated]

    def _write_records(self, dispatcher: Dispatcher, pages: list[PlannedProduct]) -> Iterator[WrittenRecord]:
        """Write the records of briefings for search: before all else, for indexing takes longer than making pages."""
        searched = [page for page in pages if page.briefing is not None] if self.request.search else []
        for done, record in enumerate(dispatcher.run("record", searched), start=1):
            self.request.progress("record", done, len(searched))
            yield record

    def _make_others(self, dispatcher: Dispatcher) -> None:
        """Make all products that are no pages; the theme has no part in them."""
        self.frame, render = dispatcher.frame, self.request.render
        table_products = self._start_table()
        prints = planned_prints(self.planned, self.site_index) if render.pdf else ()
        self._make_products(dispatcher, "print", prints)
        cards = planned_cards(self.planned) if render.cards else ()
        self._make_products(dispatcher, "card", cards)
        feeds = planned_feeds(self.request, self.site_index, self._products, self._print_size)
        self._make_products(dispatcher, "feed", feeds)
        self._products |= table_products()
        files = sitewide_files(self.request, self.site_index, self.frame, self._products)
        self._products |= stage_files(self._folders, files)

    def _make_products(self, dispatcher: Dispatcher, kind: str, planned: Iterable[Planned]) -> None:
        digests, outdated = self._keep_current(kind.encode(), planned)
        for done, result in enumerate(dispatcher.run(kind, outdated), start=1):
            self.request.progress(kind, done, len(outdated))
            self._products[result.name] = result.product._replace(digest=digests[result.name])

    def _print_size(self, name: str) -> int:
        """Return the bytes of a PDF; one that is current was counted when the site was looked at."""
        if self._products[name] is self.manifest.products.get(name):
            return self._previous.site_files[name][0]
        return self._folders.path(name).stat().st_size

    def _start_table(self) -> Callable[[], Mapping[str, Product]]:
        """Write the table of all briefings beside whatever comes next; the call that is returned waits for it."""
        if not self.request.settings.machine_copies:
            return dict
        digest = table_digest(self.site_index, self._products)
        if self._previous.is_current(TABLE, digest):
            return lambda: {TABLE: self.manifest.products[TABLE]}
        self._table_call = BackgroundCall(partial(self._write_table, digest))
        return self._table_call.answer

    def _write_table(self, digest: bytes) -> Mapping[str, Product]:
        files = dict(table(self.request, self.site_index, self._products))
        for name, content in files.items():
            self._folders.stage(name, content)
        return {TABLE: Product(tuple(files), digest)}

    def _start_indexing(self, bundle: SearchBundle) -> Indexing | None:
        """Start to index if what search knows has changed, unless that is left for a later build."""
        if not self.request.search or self._previous.is_current(SEARCH, bundle.digest):
            return None
        self._search_behind = not self.request.update_search and SEARCH in self.manifest.products
        if self._search_behind:
            return None
        return bundle.start(self._folders, self.request, self.manifest.record_stats)

    def commit(self, *, whole: bool = False) -> None:
        """Change the site, and write its manifest.

        Args:
            whole: the staged files are the whole site.
        """
        outputs = {name for product in self._products.values() for name in product.outputs}
        outputs |= set(self.frame.outputs)
        before, staged = self._previous.site_files, stat_files(self.staging.folder)
        gone = before.keys() - outputs
        site_files = {name: stat for name, stat in {**before, **staged}.items() if name in outputs}
        pages = len(self.planned) + len(self.frame.pages)
        manifest = Manifest(
            self.request.environment_key,
            self.scan.registries_digest,
            {**self.scan.stamps, **self._watched},
            dict(self.content.briefings),
            self._products,
            self.frame,
            self._record_stats,
            self._snapshot(site_files, pages, search_behind=self._search_behind),
            self.manifest.packed_briefings,
        )
        if whole:
            self.staging.replace(dump_manifest(manifest))
        elif staged or gone or manifest != self.manifest:
            self.staging.commit(gone, dump_manifest(manifest))

    def refresh_manifest(self) -> None:
        """Write a manifest with the disk as this build saw it: the site is as it should be, and the next build need only look."""
        old = self.manifest.snapshot
        snapshot = self._snapshot(old.site_files, old.pages, search_behind=old.search_behind)
        stamps = {**self.scan.stamps, **self._watched}
        self.staging.commit((), dump_manifest(replace(self.manifest, stamps=stamps, snapshot=snapshot)))

    def _snapshot(self, site_files: Mapping[str, Stat], pages: int, *, search_behind: bool) -> Snapshot:
        """Return the state of the disk that the next build's up-to-date check compares with."""
        inputs = self.check.inputs if self.check is not None else b""
        snapshot = take_snapshot(self.scan, self.content, inputs)
        return replace(snapshot, site_files=site_files, pages=pages, search_behind=search_behind)

    def _worker(self) -> Worker:
        return Worker(WorkerConfig(self.scan.context, self.request.render, self._folders, self.request.cache))
