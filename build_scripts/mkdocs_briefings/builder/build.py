"""One build: read what changed, plan every output, make those whose digest is new, change the site at once.

Scan --read--> ScannedContent --plan--> Wanted ... --make--> Product ... --commit--> the site, and its Manifest
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Self

from mkdocs_briefings.builder.dispatch import Dispatcher, Outdated, counted
from mkdocs_briefings.builder.frame_watch import FrameWatch, linked_digest
from mkdocs_briefings.builder.manifest import (
    Frame,
    Manifest,
    PreviousBuild,
    Product,
    dump_manifest,
    load_manifest,
    settled,
    stamp_files,
)
from mkdocs_briefings.builder.records import Records
from mkdocs_briefings.builder.request import BuildRequest, Theme
from mkdocs_briefings.builder.scan import (
    Scan,
    ScannedContent,
    connect_and_check,
    scan_content,
    take_snapshot,
)
from mkdocs_briefings.builder.search_index import SearchIndex
from mkdocs_briefings.builder.up_to_date import (
    Snapshot,
    Stamp,
    UpToDateCheck,
    discard_manifest,
    list_stamps,
    manifest_path,
)
from mkdocs_briefings.builder.worker import BuildFolders, Result, WrittenRecord
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, in_order
from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.outputs import STAGES, names_showing
from mkdocs_briefings.outputs.output import Output, SitePlan, Wanted
from mkdocs_briefings.outputs.page import PAGE
from mkdocs_briefings.prints import site_print_problems
from mkdocs_briefings.publish.search.texts import file_address
from mkdocs_briefings.publish.staging import Staging, Stat, stat_files


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
    watch: FrameWatch = field(init=False)
    """Look at the files that MkDocs makes the frame from."""
    records: Records = field(init=False)
    planned: dict[str, Wanted] = field(init=False)
    """Pages by Markdown address, but for those in whose place stands a hand-written one."""
    rendered_urls: list[str] = field(default_factory=list)
    """Addresses of the pages made."""
    closed: bool = False
    _folders: BuildFolders = field(init=False)
    _previous: PreviousBuild = field(init=False)
    _dispatcher: Dispatcher | None = None
    _site_plan: SitePlan = field(init=False)
    _all_pages: dict[str, Wanted] | None = None
    _products: dict[str, Product] = field(default_factory=dict)
    _written: frozenset[str] = frozenset()
    """Files that MkDocs has written in this build, over products that were current (it has a sitemap of its own)."""
    _digests: dict[str, bytes] = field(default_factory=dict)
    """Digest of the inputs of every planned output, by its name."""
    _attachments: Mapping[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Stamp and digest of every file that briefings show or link to, by path."""

    @classmethod
    def incremental(cls, request: BuildRequest, check: UpToDateCheck) -> Build:
        """Begin a build that changes the site of the previous one."""
        manifest = load_manifest(manifest_path(request), request.environment_key, check.head)
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
        self._folders = BuildFolders(site, staging)
        self._previous = PreviousBuild(self.manifest, self.check)
        self.watch = FrameWatch(self.manifest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(gently=kind is None)

    def close(self, *, gently: bool = True) -> None:
        """Stop the workers; wait for the tasks that they are at if `gently`."""
        self.closed = True
        if self._dispatcher is not None:
            self._dispatcher.close(gently=gently)

    @property
    def _opened_dispatcher(self) -> Dispatcher:
        assert self._dispatcher is not None  # noqa: S101 - `read` comes first
        return self._dispatcher

    @property
    def all_pages(self) -> dict[str, Wanted]:
        """Every generated page, by Markdown address."""
        if self._all_pages is None:
            self._all_pages = {page.task.name: page for page in PAGE.wanted(self._site_plan)}
        return self._all_pages

    @property
    def site_index(self) -> SiteIndex:
        """Index of all that the site shows."""
        return self.content.site_index

    @property
    def print_problems(self) -> tuple[Diagnostic, ...]:
        """What the PDFs of the site cannot show, those that this build keeps too."""
        products = self._products or self.manifest.products
        unprinted = {name: product.unprinted for name, product in products.items() if product.unprinted}
        paths = ((briefing.id, path) for path, briefing in self.content.briefings.items())
        return site_print_problems(unprinted, paths, self.request.settings)

    def read(self) -> ScannedContent:
        """Read what changed since the previous build.

        Raises:
            UsageError: there is no content folder.
        """
        settings = self.request.settings
        stamps = self.check.stamps if self.check is not None else list_stamps(settings.content)
        self.scan = scan_content(settings, self.request.render, self.manifest, stamps)
        self._dispatcher = Dispatcher(self.request, self.scan, self._folders)
        self.records = Records(self._dispatcher, self.request)
        paths = {file.id: file.display_path for file in self.scan.changed}
        briefings = dict(self.scan.unchanged)
        for done, briefing in enumerate(self._dispatcher.read(), start=1):
            briefings[paths[briefing.id]] = briefing
            self.request.progress("load", done, len(paths))
        self.scan = self.scan.with_digests(briefings[path] for path in paths.values())
        ordered = {file.display_path: briefings[file.display_path] for file in self.scan.inventory.briefings}
        self.content = connect_and_check(self.scan, ordered)
        self._site_plan = self.scan.plan_site(self.request, self.content)
        shown_files = map(settings.content.joinpath, self._site_plan.shown_files)
        self._attachments = stamp_files(shown_files, self.manifest.stamps)
        return self.content

    def plan(self, frame: Frame) -> None:
        """Find out which generated pages the site will have in a frame."""
        self.frame = frame
        self.planned = {uri: page for uri, page in self.all_pages.items() if uri not in frame.occupied}
        pages, contents = dict(frame.pages), dict[str, bytes]()
        self._site_plan = replace(self._site_plan, occupied=frame.occupied, pages=pages, contents=contents)
        self._opened_dispatcher.tell(self.site_index, frame)
        if not self.manifest.products:  # all are to be written: workers do it while MkDocs makes the frame
            self.records.begin(Outdated(PAGE.kind, page.task) for page in self.planned.values())

    def frame_is_current(self, mkdocs_digest: bytes) -> bool:
        """Return whether the files that MkDocs made last time are intact, and those that it would make now."""
        frame = self.manifest.frame
        same = bool(frame.digest) and self.frame_digest(mkdocs_digest, frame.asked) == frame.digest
        return same and self.watch.reads_are_current() and self._previous.damaged.isdisjoint(frame.outputs)

    def nothing_to_do(self, mkdocs_digest: bytes) -> bool:
        """Return whether this build would change nothing: no file, no output and no setting has changed."""
        previous = self.manifest
        return (
            not self.scan.changed
            and self.scan.unchanged.keys() == previous.briefings.keys()
            and self.scan.registries_digest == previous.registries_digest
            and all(stamp[1] == previous.digest_of(path) for path, stamp in self._attachments.items())
            and self._previous.is_intact
            and previous.frame.own_digest == mkdocs_digest
            and self.watch.reads_are_current()
            and previous.snapshot.clock.makes_the_same(self.scan.context.now)
        )

    def frame_digest(self, mkdocs_digest: bytes, asked: frozenset[str]) -> bytes:
        """Return the digest of all that the frame is made from; `asked` as `linked_digest` takes it.

        `mkdocs_digest` is of what only MkDocs knows: its settings, hand-written pages, theme.
        """
        values = {uri: page.inputs.values for uri, page in self.all_pages.items()}
        return digest_bytes(mkdocs_digest, linked_digest(asked, values, self.site_index.files))

    def render_page(self, uri: str) -> Page:
        """Return a page for MkDocs, rendered in this process."""
        return self._opened_dispatcher.maker(self.site_index, self.frame).page(self.planned[uri].task)

    def make(self, theme: Theme | None = None) -> None:
        """Make every product whose digest is new, and stage its files.

        Args:
            theme: renders a page where there is no shell for it; None without MkDocs.

        Raises:
            FrameNeeded: a page has no shell, and nobody can make one.
            PublishError: a tool failed.
        """
        dispatcher, progress = self._opened_dispatcher, self.request.progress
        self._products = {}
        self._written = frozenset(stat_files(self.staging.folder)) if theme is not None else frozenset()
        pages, *others = STAGES
        outdated = self._outdated(pages)
        self.records.begin(outdated)
        records = self.records.finish()
        written = (record.searched for record in records.values())
        index = SearchIndex.of(self._products.values(), written, self.site_index, self.request)
        indexing = index.start(self._folders, self.request, self._previous)
        with closing(indexing) if indexing is not None else nullcontext():
            for result in counted(dispatcher.pages(outdated, theme), outdated, progress):
                self.rendered_urls.append(result.product.url)
                self._add(result, records.get(result.name))
            self.frame = dispatcher.frame
            for stage in others:
                outdated = self._outdated(stage)
                for result in counted(dispatcher.make(outdated), outdated, progress):
                    self._add(result)
            dispatcher.close()
            if self.request.search:
                self._products[index.name] = index.finish(indexing, self._previous)
        self._index_further_languages()

    def _outdated(self, stage: Sequence[Output]) -> list[Outdated]:
        """Keep the products of a stage that are current; return the tasks of those that have to be made."""
        outdated: list[Outdated] = []
        content, contents = self.request.settings.content, self._site_plan.contents
        files = {name: self._attachments[str(content / name)][1] for name in self._site_plan.shown_files}
        for output in stage:
            salt = digest_bytes(output.kind.encode(), self.frame.digest if output.in_theme else b"")
            wanted = self.planned.values() if output is PAGE else output.wanted(self._site_plan)
            for task, inputs in wanted:
                self._digests[task.name] = digest_bytes(salt, inputs.digest(files, contents))
                product = self.manifest.products.get(task.name)
                current = self._previous.is_current(task.name, self._digests[task.name])
                if product is not None and current and self._written.isdisjoint(product.outputs):
                    self._keep(task.name, product)
                else:
                    outdated.append(Outdated(output.kind, task, inputs.files))
        return outdated

    def _add(self, result: Result, record: WrittenRecord | None = None) -> None:
        product = result.product._replace(digest=self._digests[result.name])
        if record is not None:
            outputs = *product.outputs, file_address("texts", record.searched.text)
            contents = *product.contents, record.sha256
            product = product._replace(outputs=outputs, contents=contents, searched=record.searched)
        self._keep(result.name, product)

    def _keep(self, name: str, product: Product) -> None:
        """Put a product into the site, and let the outputs of later stages look at it."""
        self._products[name] = product
        self._site_plan.contents.update(
            (address, sha256)
            for address, sha256 in zip(product.outputs, product.contents, strict=True)
            if sha256
        )
        if product.is_page:
            self._site_plan.pages[product.url] = product.date

    def _index_further_languages(self) -> None:
        for index in SearchIndex.further(self._products, self.site_index, self.request):
            indexing = index.start(self._folders, self.request, self._previous)
            with closing(indexing) if indexing is not None else nullcontext():
                self._products[index.name] = index.finish(indexing, self._previous)

    def commit(self, *, whole: bool = False) -> None:
        """Change the site, and write its manifest.

        Args:
            whole: the staged files are the whole site.
        """
        self._forget_unsettled()
        outputs = {*self.frame.outputs, *chain(*(product.outputs for product in self._products.values()))}
        before, staged = self._previous.site_files, stat_files(self.staging.folder)
        gone = before.keys() - outputs
        site_files = {name: stat for name, stat in {**before, **staged}.items() if name in outputs}
        pages = len(self.planned) + len(self.frame.pages)
        manifest = Manifest(
            self.request.environment_key,
            self.scan.registries_digest,
            {**self.scan.stamps, **self.watch.stamps, **self._attachments},
            dict(self.content.briefings),
            self._products,
            self.frame,
            self._previous.digests_with(self.staging.folder, staged, outputs),
            self._snapshot(site_files, pages, self.frame),
            self.manifest.packed_briefings,
        )
        if whole:
            self.staging.replace(dump_manifest(manifest))
        elif staged or gone or manifest != self.manifest:
            self.staging.commit(gone, dump_manifest(manifest))

    def _forget_unsettled(self) -> None:
        """Let the next build make anew what shows a file that was saved since its digest was taken."""
        self._attachments, content = settled(self._attachments), self.request.settings.content
        shown_files = self._site_plan.shown_files
        saved = {name for name in shown_files if not self._attachments[str(content / name)][1]}
        for name in names_showing(saved, self._site_plan) if saved else ():
            self._products[name] = self._products[name]._replace(digest=b"")

    def refresh_manifest(self) -> None:
        """Write a manifest with the disk as this build saw it: the site is as it should be, and the next build need only look."""
        old, site_files = self.manifest.snapshot, self._previous.site_files
        snapshot = self._snapshot(site_files, old.pages, self.manifest.frame)
        stamps = {**self.scan.stamps, **self.watch.stamps, **self._attachments}
        self.staging.commit((), dump_manifest(replace(self.manifest, stamps=stamps, snapshot=snapshot)))

    def _snapshot(self, site_files: Mapping[str, Stat], pages: int, frame: Frame) -> Snapshot:
        """Return the state of the disk that the next build's up-to-date check compares with."""
        inputs = self.check.inputs if self.check is not None else b""
        snapshot = take_snapshot(self.scan, self.content, inputs, (date for _, date in frame.pages))
        also_read = tuple(sorted(frame.reads))
        diagnostics = in_order((*snapshot.diagnostics, *self.print_problems))
        return replace(
            snapshot, site_files=site_files, pages=pages, also_read=also_read, diagnostics=diagnostics
        )
