"""One worker of a build: reads its share of the briefings, keeps them, and makes their pages."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urljoin

from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.builder.cached_briefing import CachedBriefing, ReadContext, read_briefings
from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.load.load import BriefingFile
from mkdocs_briefings.model.output import Page, PagePlan, Pdf, PrintDocument
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.outputs import OUTPUTS
from mkdocs_briefings.outputs.output import Task
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.press import Printer, press_for
from mkdocs_briefings.publish.search.texts import Searched, file_address, text_of
from mkdocs_briefings.render.addresses import html_path
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.document import TEMPLATE, front_matter
from mkdocs_briefings.render.pages import briefing_plan, record_and_texts, render_page
from mkdocs_briefings.render.shell import Segments, Shell, shell_key, slot_values
from mkdocs_briefings.render.texts import BriefingInputs, BriefingTexts


@dataclass(frozen=True, slots=True)
class BuildFolders:
    """The folders that a build reads from and writes to."""

    site: Path
    """The site as the previous build left it; need not exist."""
    staging: Path
    """Folder for new files."""

    def stage(self, address: str, content: bytes) -> None:
        """Write a file to the staging folder, unless the site has it with the same content."""
        published, staged = self.site / address, self.staging / address
        try:
            same = published.stat().st_size == len(content) and published.read_bytes() == content
        except OSError:
            same = False
        if not same or staged.exists():
            write_new(staged, content)

    def path(self, address: str) -> Path:
        """Return where a file lies that the site will have: among the new files, or in the previous site."""
        staged = self.staging / address
        return staged if staged.exists() else self.site / address


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """The values that a worker is made from, all of which can be sent."""

    context: ReadContext
    render: RenderSettings
    folders: BuildFolders
    cache: Path
    """Folder of the fonts that PDFs are set in."""
    files: Mapping[str, BriefingFile]
    """File of every briefing, by id."""
    digests: Mapping[str, bytes]
    """Digest of the bytes of each file, by id."""


class Shells(NamedTuple):
    """Themed pages with slots in place of their content, as far as they are proven."""

    shells: Mapping[str, Shell]
    branches: frozenset[Segments]


class WrittenRecord(NamedTuple):
    """A record of a page for search that was written."""

    name: str
    """Markdown address of the page."""
    searched: Searched
    sha256: bytes
    """Of the file of its text."""


class Result(NamedTuple):
    """A product that was made."""

    name: str
    kind: str
    """Sort of output."""
    product: Product
    """What is remembered of it, but for the digests of what it shows and of its record."""
    page: Page | None = None
    """A page for which there was no shell: its HTML is still to be written."""


@dataclass(slots=True)
class Worker:
    """Does the tasks of a `Dispatcher`; keeps the briefings that it has read. A `Maker` of outputs."""

    config: WorkerConfig
    context: RenderContext = field(init=False)
    briefings: dict[str, LinkedBriefing] = field(default_factory=dict)
    """Briefings that were read here, until their page is planned, by id."""
    waiting: dict[str, tuple[PagePlan, BriefingTexts]] = field(default_factory=dict)
    """Plan and texts of briefings whose record was written and whose page is still to be made, by id."""
    index: SiteIndex = field(init=False)
    """The index, as far as one page shows something of another briefing."""
    shells: Shells = field(init=False)

    def __post_init__(self) -> None:
        self.context = RenderContext.from_settings(self.config.render)

    def read(self, ids: Sequence[str]) -> list[CachedBriefing]:
        """Read some briefings, and keep them."""
        results = read_briefings([self.config.files[id] for id in ids], self.config.context)
        self.briefings |= {cached.id: linked for cached, linked in results if linked is not None}
        return [cached for cached, _ in results]

    def record(self, index: SiteIndex, shells: Shells, packed: bytes) -> list[WrittenRecord]:
        """Write the files of what search knows of some briefings, and keep their texts."""
        self.index, self.shells = index, shells
        return [self._record(task) for _, task in unpack_tasks(packed, index.summaries)]

    def make(self, index: SiteIndex, shells: Shells, packed: bytes) -> list[Result]:
        """Make some outputs, and stage their files."""
        self.index, self.shells = index, shells
        return [self._make(kind, task) for kind, task in unpack_tasks(packed, index.summaries)]

    def _record(self, task: Task) -> WrittenRecord:
        (id,) = task.briefings
        plan = self._plan(id)
        record, texts = record_and_texts(plan, self.context)
        if self.briefings.pop(id, None) is not None:
            self.waiting[id] = plan, texts
        searched, content = text_of(record)
        self.config.folders.stage(file_address("texts", searched.text), content)
        return WrittenRecord(task.name, searched, sha256(content).digest())

    def _make(self, kind: str, task: Task) -> Result:
        result = OUTPUTS[kind].make(task, self)
        for address, content in result.files.items():
            self.config.folders.stage(address, content)
        page = result.page
        if page is None:
            contents = tuple(sha256(content).digest() for content in result.files.values())
            product = Product(
                tuple(result.files), contents=contents, unprinted=result.unprinted, searched=result.searched
            )
            return Result(task.name, kind, product)
        url = self.context.url(page.uri)
        html = html_path(url)
        files = {address: content for address, content in result.files.items() if address != html}
        contents = (b"", *(sha256(content).digest() for content in files.values()))
        product = Product((html, *files), url=url, date=page.date, contents=contents)
        return Result(task.name, kind, product, None if html in result.files else page)

    @property
    def settings(self) -> Settings:
        """Settings of the desk."""
        return self.config.context.settings

    def page(self, task: Task) -> Page:
        """Render a page, and write nothing."""
        if not task.briefings:
            return render_page(task.data, self.context)
        (id,) = task.briefings
        if id not in self.waiting:
            plan = self._plan(id)
            self.briefings.pop(id, None)
            return render_page(plan, self.context)
        plan, texts = self.waiting.pop(id)
        return render_page(plan, self.context, texts)

    def in_theme(self, page: Page) -> str | None:
        """Return the HTML of a page in its shell; None if there is no shell for it."""
        url, site_url = self.context.url(page.uri), self.config.render.site_url
        meta = front_matter(page)
        values = slot_values(meta, page.html, urljoin(site_url, url) if site_url else "", url)
        shell = self.shells.shells.get(shell_key(TEMPLATE, url, meta, values.keys(), self.shells.branches))
        return shell.fill(values) if shell is not None else None

    def inputs(self, id: str) -> BriefingInputs:
        """Return what the page of a briefing is made from."""
        return cast("BriefingInputs", self._plan(id).inputs)

    def summary(self, id: str) -> BriefingSummary:
        """Return the summary of a briefing, as far as lists show it."""
        return self.index.summaries[id]

    def content_file(self, name: str) -> bytes:
        """Return the bytes of a file of the content folder as they are published."""
        return published_bytes(self.settings.content, name)

    def output_file(self, address: str) -> bytes:
        """Return a file of an output before, new or in the site."""
        return self.config.folders.path(address).read_bytes()

    def pdf(self, document: PrintDocument) -> Pdf:
        """Print a document."""
        return self._press.pdf(document)

    def chart(self, chart: ChartWithData) -> Mapping[str, bytes]:
        """Draw a chart in every form."""
        return self._press.drawings(chart)

    def png(self, document: PrintDocument) -> bytes:
        """Draw a card."""
        return self._press.png(document)

    def mail_logo(self, file: str) -> bytes:
        """Draw a logo as mails show it."""
        return self._press.mail_logo(file)

    @property
    def _press(self) -> Printer:
        return press_for(self.settings.content, self.config.cache, self.config.render.face)

    def _plan(self, id: str) -> PagePlan:
        """Plan a briefing's page; one that was read elsewhere is read again."""
        context, linked = self.config.context, self.briefings.get(id)
        if linked is None:
            file = self.config.files[id]
            ((cached, linked),) = read_briefings([file], context)
            if linked is None or cached.file_digest != self.config.digests[id]:
                raise PublishError(
                    f"{file.display_path} was changed or removed while the site was built; build again"
                )
        return briefing_plan(linked, self.index, context.registries.entry, context.settings)


def pack_tasks(tasks: Sequence[tuple[str, Task]]) -> bytes:
    """Pack tasks, each with its sort of output, for a process that has the summaries: only their ids go with them."""
    buffer = io.BytesIO()
    _TaskPickler(buffer, pickle.HIGHEST_PROTOCOL).dump(tasks)
    return buffer.getvalue()


def unpack_tasks(packed: bytes, summaries: Mapping[str, BriefingSummary]) -> list[tuple[str, Task]]:
    """Return the tasks that `pack_tasks` packed."""
    unpickler = _TaskUnpickler(io.BytesIO(packed))
    unpickler.summaries = summaries
    return cast("list[tuple[str, Task]]", unpickler.load())


class _TaskPickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return obj.id if isinstance(obj, BriefingSummary) else None


class _TaskUnpickler(pickle.Unpickler):
    summaries: Mapping[str, BriefingSummary]

    def persistent_load(self, pid: Any) -> BriefingSummary:
        return self.summaries[pid]
