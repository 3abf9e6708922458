"""One build: read what changed, plan every product, make those whose digest is new, change the site at once.

survey --read--> Reading --planned--> Wanted ... --make--> Made ... --commit--> the site, and the next State
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from mkdocs_briefings.builder import manifest as states
from mkdocs_briefings.builder.dispatch import Dispatcher, product_from
from mkdocs_briefings.builder.feeds import TABLE, PlannedFeed, planned_feeds, table, table_digest
from mkdocs_briefings.builder.manifest import Frame, Manifest, PreviousBuild, Product
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
from mkdocs_briefings.builder.worker import (
    BuildFolders,
    Result,
    Worker,
    WorkerConfig,
    WrittenRecord,
    output_size,
    stage_file,
)
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.publish.pool import BackgroundCall, Pool, processors
from mkdocs_briefings.publish.search.indexing import Indexing
from mkdocs_briefings.publish.staging import Staging, Stat, stat_files

_WORTH_IT = 64
"""Below this many files to read, starting processes costs more than it saves."""
_BATCH = 16
Some = TypeVar("Some", PlannedProduct, PlannedFeed)


@dataclass(slots=True)
class Build:
    """A build in its steps; `read`, `plan`, then `make`, then `commit`. Use it as a context."""

    request: BuildRequest
    manifest: Manifest
    staging: Staging
    check: UpToDateCheck | None = None
    """The disk as it was at the start; None for a build that MkDocs began."""
    scan: Scan = field(init=False)
    content: ScannedContent = field(init=False)
    frame: Frame = field(init=False)
    planned: dict[str, PlannedProduct] = field(init=False)
    """Those in whose place no hand-written page stands."""
    rendered_urls: list[str] = field(default_factory=list)
    """Addresses of the pages made."""
    output_folder: Path | None = None
    """Folder that files go to at once, for a build that MkDocs began."""
    closed: bool = False
    _pool: Pool | None = None
    _behind: bool = False
    _every: dict[str, PlannedProduct] | None = None
    _products: dict[str, Product] = field(default_factory=dict)
    _left: PreviousBuild = field(init=False)
    _tabled: BackgroundCall[Mapping[str, Product]] | None = None
    _known: Mapping[str, Stat] = field(default_factory=dict)
    """Size and time of what search reads."""
    _watched: dict[str, tuple[Stamp, bytes]] = field(default_factory=dict)

    @classmethod
    def incremental(cls, job: BuildRequest, glance: UpToDateCheck) -> Build:
        """A build on top of what the last one left."""
        state = states.load_manifest(glance.staging.manifest, job.environment_key, glance.head)
        if not state.products:
            glance.site_walk.close()  # nobody will ask what the site was like
        return cls(job, state, glance.staging, glance)

    @classmethod
    def into_folder(cls, job: BuildRequest, folder: Path) -> Build:
        """A build that knows nothing of the last one, and writes its files into a folder at once."""
        discard_manifest(job)
        return cls(
            job,
            Manifest(job.environment_key),
            Staging(job.site, manifest_path(job.cache, job.site)),
            output_folder=folder,
        )

    def __post_init__(self) -> None:
        self._left = PreviousBuild(self.manifest, self.check)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(gently=kind is None)

    def close(self, *, gently: bool = True) -> None:
        """Let the processes go."""
        self.closed = True
        if self._tabled is not None:
            self._tabled.close()
        if self._pool is not None:
            self._pool.close(gently=gently)

    @property
    def all_pages(self) -> dict[str, PlannedProduct]:
        """Every generated page, by Markdown address."""
        if self._every is None:
            found = planned_pages(self.scan, self.content.briefings, self.site_index)
            self._every = {one.name: one for one in found}
        return self._every

    @property
    def product_problems(self) -> tuple[Diagnostic, ...]:
        """What could not be printed as it is written."""
        return tuple(problem for one in self._products.values() for problem in one.problems)

    @property
    def site_index(self) -> SiteIndex:
        """What the site shows."""
        return self.content.site_index

    def read(self) -> ScannedContent:
        """Read what changed since the last build.

        Raises:
            UsageError: there is no content folder.
        """
        there = self.check.stamps if self.check is not None else list_stamps(self.request.settings.content)
        self.scan = scan_content(self.request.settings, self.manifest, there)
        files = self.scan.changed
        worthwhile = self.request.settings.fast and len(files) >= _WORTH_IT
        self._pool = Pool(self._worker, processors() if worthwhile else 1)
        entries = dict(self.scan.unchanged)
        own = [files[number :: self._pool.size] for number in range(self._pool.size)]
        tasks = [[("read", of[at : at + _BATCH]) for at in range(0, len(of), _BATCH)] for of in own]
        by_id = {file.id: file.display_path for file in files}
        done = 0
        for answer in self._pool.run(tasks):
            entries |= {by_id[entry.id]: entry for entry in answer}
            done += len(answer)
            self.request.progress("load", done, len(files))
        ordered = {file.display_path: entries[file.display_path] for file in self.scan.shelves.briefings}
        self.content = connect_and_check(self.scan, ordered)
        return self.content

    def plan(self, frame: Frame) -> None:
        """Learn what the site is to hold, in this frame."""
        self.frame = frame
        self.planned = {uri: one for uri, one in self.all_pages.items() if uri not in frame.occupied}

    def frame_is_current(self, further: bytes) -> bool:
        """Whether what MkDocs made last time is what it would make now."""
        frame = self.manifest.frame
        same = bool(frame.digest) and self.frame_digest(further, frame.linked_names) == frame.digest
        return same and self._left.damaged.isdisjoint(frame.outputs)

    def nothing_to_do(self, further: bytes) -> bool:
        """Whether the site is what this build would make: no file, no output and no setting has changed."""
        same = not self.scan.changed and self.scan.unchanged.keys() == self.manifest.briefings.keys()
        return (
            same
            and self.scan.registries_digest == self.manifest.registries_digest
            and self._left.site_files == self.manifest.snapshot.site_files
            and self.manifest.frame.own_digest == further
            and not (self.manifest.snapshot.search_behind and self.request.update_search)
        )

    def frame_digest(self, further: bytes, named: frozenset[str]) -> bytes:
        """Digest of all that the frame is made from.

        Args:
            further: digest of what only MkDocs knows: its settings, hand-written pages, theme.
            named: names of Markdown files that hand-written pages link to; whether such a generated page is there
                decides how the link comes out.
        """
        there = sorted(uri for uri in self.all_pages if uri.rpartition("/")[2] in named)
        return digest_bytes(further, digest((tuple(there), tuple(sorted(self.site_index.files)))))

    def watch(self, paths: Iterable[Path]) -> bytes:
        """Digest of all files in some folders; the next build reads only those that changed."""
        found = states.stamp_files(paths, self.manifest.stamps)
        self._watched |= found
        return digest(tuple((name, one[1]) for name, one in found.items()))

    def render_page(self, uri: str) -> Page:
        """A page for MkDocs, made in this process."""
        worker = self._worker()
        worker.learn(
            Dispatcher(
                Pool(self._worker, 1), self.scan, self.site_index, self._places(), self.frame, None
            ).shared_knowledge
        )
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
        making = Dispatcher(self._pool, self.scan, self.site_index, self._places(), self.frame, theme)
        digests = {name: digest_bytes(self.frame.digest, one.digest) for name, one in self.planned.items()}
        todo = [one for name, one in self.planned.items() if not self._left.is_current(name, digests[name])]
        new = {one.name for one in todo}
        self._products = {name: self.manifest.products[name] for name in self.planned if name not in new}
        recorded = {one.name: one for one in self._records(making, todo)}
        bundle = SearchBundle.from_products(self._products.values(), recorded.values())
        self._known = bundle.record_stats(self._places(), self.manifest.record_stats)
        indexing = self._indexing(bundle)
        with closing(indexing) if indexing is not None else nullcontext():
            records = {name: one.digest for name, one in recorded.items()}
            for made in self._pages(making, todo):
                self._products[made.name] = product_from(
                    made, digests[made.name], records.get(made.name, b"")
                )
            self._others(making)
            self._pool.close()
            if indexing is not None:
                self._products[SEARCH] = bundle.finish(indexing, self._places(), self._left.intact)
            elif self.request.search:
                self._products[SEARCH] = self.manifest.products[SEARCH]

    def _others(self, making: Dispatcher) -> None:
        """What is no page."""
        self.frame = making.frame
        tabled = self._table()
        self._products |= self._prints(making)
        self._products |= self._cards(making)
        self._products |= self._feeds(making)
        self._products |= tabled()
        found = sitewide_files(self.request, self.site_index, self.frame, self._products)
        self._products |= stage_files(self._places(), found)

    def _records(self, making: Dispatcher, todo: list[PlannedProduct]) -> Iterator[WrittenRecord]:
        """What search knows of some pages: before all else, for indexing takes longer than making pages."""
        searched = [one for one in todo if one.is_searched] if self.request.search else []
        for done, one in enumerate(making.records(searched), start=1):
            self.request.progress("record", done, len(searched))
            yield one

    def _pages(self, making: Dispatcher, todo: list[PlannedProduct]) -> Iterator[Result]:
        """Some pages, made now."""
        for made in making.pages(todo):
            self.rendered_urls.append(made.url)
            self.request.progress("render", len(self.rendered_urls), len(todo))
            yield made

    def _prints(self, making: Dispatcher) -> Iterator[tuple[str, Product]]:
        """The PDFs, those of before and those made now; the theme has no part in them."""
        wanted = planned_prints(self.planned, self.site_index) if self.request.render.pdf else ()
        yield from self._unthemed("print", wanted, making.prints)

    def _cards(self, making: Dispatcher) -> Iterator[tuple[str, Product]]:
        """The pictures for where pages are shared, likewise."""
        wanted = planned_cards(self.planned) if self.request.render.cards else ()
        yield from self._unthemed("card", wanted, making.cards)

    def _unthemed(
        self, kind: str, wanted: Iterable[Some], make: Callable[[list[Some]], Iterator[Result]]
    ) -> Iterator[tuple[str, Product]]:
        every = {one.name: one for one in wanted}
        digests = {name: digest_bytes(kind.encode(), one.digest) for name, one in every.items()}
        todo = [one for name, one in every.items() if not self._left.is_current(name, digests[name])]
        new = {one.name for one in todo}
        yield from ((name, self.manifest.products[name]) for name in every if name not in new)
        for done, made in enumerate(make(todo), start=1):
            self.request.progress(kind, done, len(todo))
            yield made.name, product_from(made, digests[made.name])

    def _feeds(self, making: Dispatcher) -> Iterator[tuple[str, Product]]:
        """The feeds, likewise; they show the machine copies and how long the PDFs are."""
        wanted = planned_feeds(self.request, self.site_index, self._products, self._size)
        yield from self._unthemed("feed", wanted, making.feeds)

    def _size(self, name: str) -> int:
        """Bytes of a print."""
        if self._products[name] is self.manifest.products.get(name):
            return self._left.site_files[name][0]
        return output_size(self._places(), name)

    def _table(self) -> Callable[[], Mapping[str, Product]]:
        """The table of all briefings, likewise: written beside whatever comes next, and waited for by a call."""
        if not self.request.settings.machine_copies:
            return dict
        digest = table_digest(self.site_index, self._products)
        if self._left.is_current(TABLE, digest):
            return lambda: {TABLE: self.manifest.products[TABLE]}
        self._tabled = BackgroundCall(partial(self._put_table, digest))
        return self._tabled.answer

    def _put_table(self, digest: bytes) -> Mapping[str, Product]:
        named = dict(table(self.request, self.site_index, self._products))
        for name, content in named.items():
            stage_file(self._places(), name, content)
        return {TABLE: Product(digest, tuple(named))}

    def _indexing(self, bundle: SearchBundle) -> Indexing | None:
        """Pagefind at work, if what search knows has changed."""
        if not self.request.search or self._left.is_current(SEARCH, bundle.digest):
            return None
        self._behind = not self.request.update_search and SEARCH in self.manifest.products
        return (
            None if self._behind else bundle.start(self._places(), self.request, self.manifest.record_stats)
        )

    def commit(self, *, whole: bool = False) -> None:
        """Change the site, and remember what it holds.

        Args:
            whole: the staged files are the whole site.
        """
        staged = stat_files(self.staging.folder)
        outputs = {name for one in self._products.values() for name in one.outputs} | set(self.frame.outputs)
        before = self._left.site_files
        gone = before.keys() - outputs
        held = {name: stat for name, stat in {**before, **staged}.items() if name in outputs}
        pages = len(self.planned) + len(self.frame.pages)
        state = Manifest(
            self.request.environment_key,
            self.scan.registries_digest,
            {**self.scan.stamps, **self._watched},
            dict(self.content.briefings),
            self._products,
            self.frame,
            self._known,
            self._seen._replace(site_files=held, pages=pages, search_behind=self._behind),
            self.manifest.packed_briefings,
        )
        if whole:
            self.staging.replace(states.dump_manifest(state))
        elif staged or gone or state != self.manifest:
            self.staging.commit(gone, states.dump_manifest(state))

    def refresh_manifest(self) -> None:
        """Keep what this build saw of the disk: the site is as it should be, and the next build need but glance at it."""
        before = self.manifest.snapshot
        seen = self._seen._replace(
            site_files=before.site_files, pages=before.pages, search_behind=before.search_behind
        )
        state = replace(self.manifest, stamps={**self.scan.stamps, **self._watched}, snapshot=seen)
        self.staging.commit((), states.dump_manifest(state))

    @property
    def _seen(self) -> Snapshot:
        """What the next build's glance is to find, but for the site."""
        return take_snapshot(self.scan, self.content, self.check.inputs if self.check is not None else b"")

    def _worker(self) -> Worker:
        return Worker(
            WorkerConfig(self.scan.context, self.request.render, self._places(), self.request.cache)
        )

    def _places(self) -> BuildFolders:
        stage = self.output_folder or self.staging.folder
        before = self.request.site if self.manifest.products else stage / ".none"
        return BuildFolders(before, stage, self.staging.manifest.parent / "records")
