"""One process of a build: reads its share of the briefings, keeps them, and makes their pages."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urljoin

from mkdocs_briefings.builder.cached_briefing import CachedBriefing, ReadContext, read_briefings
from mkdocs_briefings.builder.feeds import PlannedFeed, machine_copy_sha256, machine_copy_text
from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.load.load import BriefingFile
from mkdocs_briefings.model.output import Page, PagePlan
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.prints import (
    Collection,
    briefing_pdf,
    collection_inputs,
    collection_pdf,
    press_for,
    print_warnings,
)
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.search.records import write_record
from mkdocs_briefings.render.addresses import html_path
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.document import TEMPLATE, front_matter
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.pages import briefing_plan, record_and_texts, render_page
from mkdocs_briefings.render.sharing import card_document, card_inputs, site_card_document
from mkdocs_briefings.render.shell import Segments, Shell, shell_key, slot_values
from mkdocs_briefings.render.texts import BriefingInputs, BriefingTexts


@dataclass(frozen=True, slots=True)
class BuildFolders:
    """Where a build reads and writes."""

    site: Path
    """The site as the previous build left it; need not exist."""
    staging: Path
    """Folder for new files."""
    records: Path
    """Folder of the records for search."""

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
    """Data that a process gets at its start."""

    context: ReadContext
    render: RenderSettings
    folders: BuildFolders
    cache: Path
    """Folder of the fonts that PDFs are set in."""


class SharedKnowledge(NamedTuple):
    """Data that every process gets once all briefings have been read."""

    site_index: SiteIndex
    """The index, as far as one page shows something of another briefing."""
    shells: Mapping[str, Shell]
    branches: frozenset[Segments]


class Task(NamedTuple):
    """A product to be made: of a briefing, from a packed plan, or of a collection."""

    name: str
    briefing: BriefingFile | None
    plan: bytes = b""
    collection: Collection | None = None
    files: tuple[BriefingFile, ...] = ()
    """Files of the collection's briefings."""


class WrittenRecord(NamedTuple):
    """A record of a page for search that was written."""

    name: str
    """Markdown address of the page."""
    url: str
    digest: bytes


class Result(NamedTuple):
    """A product that was made."""

    name: str
    product: Product
    """What is remembered of it, but for the digests of what it shows and of its record."""
    page: Page | None = None
    """A page for which there was no shell: its HTML is still to be written."""


@dataclass(slots=True)
class Worker:
    """Answers the calls of a `Dispatcher`; keeps the briefings that it has read."""

    config: WorkerConfig
    context: RenderContext = field(init=False)
    briefings: dict[str, LinkedBriefing] = field(default_factory=dict)
    """Briefings that were read here and whose pages are still to be made, by id."""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Compressed texts of briefings whose record was written, by id: they wait for the pages."""
    shared: SharedKnowledge = field(init=False)

    def __post_init__(self) -> None:
        self.context = RenderContext.from_settings(self.config.render)

    def read(self, files: Sequence[BriefingFile]) -> list[CachedBriefing]:
        """Read some files, and keep their briefings."""
        results = read_briefings(files, self.config.context)
        self.briefings |= {cached.id: linked for cached, linked in results if linked is not None}
        return [cached for cached, _ in results]

    def update(self, shared: SharedKnowledge) -> None:
        """Take in what the other processes have read."""
        self.shared = shared

    def update_shells(self, shells: tuple[Mapping[str, Shell], frozenset[Segments]]) -> None:
        """Take in the shells that were made since the last update."""
        self.shared = self.shared._replace(shells=shells[0], branches=shells[1])

    def each(self, batch: tuple[str, Sequence[Any]]) -> list[Any]:
        """Call a method of this worker (`record`, `make`, `print`, `card`, `feed`) for each of some tasks."""
        method, tasks = batch
        return [getattr(self, method)(task) for task in tasks]

    def record(self, task: Task) -> WrittenRecord:
        """Write what search knows of a briefing, and keep its texts."""
        file = cast("BriefingFile", task.briefing)
        record, texts = record_and_texts(self._plan(file), self.context)
        if file.id in self.briefings:
            self.texts[file.id] = zlib.compress(pickle.dumps(texts, pickle.HIGHEST_PROTOCOL), 1)
        digest = write_record(self.config.folders.records, record, self.config.render.language)
        return WrittenRecord(task.name, record.url, digest)

    def make(self, task: Task) -> Result:
        """Make a page, and stage its files."""
        page = self.page(task)
        url = self.context.url(page.uri)
        html = fill_shell(page, url, self.shared, self.config.render.site_url)
        files = {name: text.encode() for name, text in page.files}
        outputs = html_path(url), *files
        if html is not None:
            files[html_path(url)] = html.encode(errors="xmlcharrefreplace")
        self._stage(files)
        copy = machine_copy_sha256(machine_copy_text(page))
        product = Product(outputs, url=url, date=page.date, copy_sha256=copy)
        return Result(page.uri, product, page if html is None else None)

    def page(self, task: Task) -> Page:
        """Render a page, and write nothing."""
        if task.briefing is None:
            return render_page(unpack_plan(task.plan, self.shared.site_index.summaries), self.context)
        id = task.briefing.id
        packed = self.texts.pop(id, None)
        texts: BriefingTexts | None = pickle.loads(zlib.decompress(packed)) if packed else None  # noqa: S301 - packed above
        page = render_page(self._plan(task.briefing), self.context, texts)
        self.briefings.pop(id, None)
        return page

    def print(self, task: Task) -> Result:
        """Make the PDF of a briefing or of a collection, and stage it."""
        settings = self.config.context.settings
        press = press_for(settings.content, self.config.cache)
        files = task.files if task.collection is not None else (cast("BriefingFile", task.briefing),)
        inputs = {file.id: cast("BriefingInputs", self._plan(file).inputs) for file in files}
        if task.collection is not None:
            pdf = collection_pdf(collection_inputs(task.collection, inputs), self.context, press)
        else:
            pdf = briefing_pdf(next(iter(inputs.values())), self.context, press)
        self._stage({task.name: pdf.content})
        briefings = (briefing_inputs.briefing for briefing_inputs in inputs.values())
        problems = () if task.collection else tuple(print_warnings(pdf, briefings, settings.root))
        return Result(task.name, Product((task.name,), problems=problems))

    def card(self, task: Task) -> Result:
        """Draw the card of a briefing or of the site, and stage it."""
        if task.briefing is None:
            document = site_card_document(self.context)
        else:
            listing = self.shared.site_index.summaries[task.briefing.id].listing
            document = card_document(card_inputs(listing.ref, listing.points[0].text), self.context)
        press = press_for(self.config.context.settings.content, self.config.cache)
        self._stage({task.name: press.png(document)})
        return Result(task.name, Product((task.name,)))

    def feed(self, feed: PlannedFeed) -> Result:
        """Make a feed of machine copies, new or in the site, and stage its files."""
        folders = self.config.folders
        copies = (
            (folders.path(member.copy_address).read_bytes().decode(), member.pdf_size)
            for member in feed.members
        )
        files = dict(feed_files(feed.inputs, copies, self.context))
        self._stage(files)
        return Result(feed.name, Product(tuple(files)))

    def _stage(self, files: Mapping[str, bytes]) -> None:
        for address, content in files.items():
            self.config.folders.stage(address, content)

    def _plan(self, file: BriefingFile) -> PagePlan:
        """Plan a briefing's page; one that was read elsewhere is read again."""
        context, linked = self.config.context, self.briefings.get(file.id)
        if linked is None:
            ((_, linked),) = read_briefings([file], context)
        assert linked is not None  # noqa: S101 - a page is planned only of what may be shown
        return briefing_plan(linked, self.shared.site_index, context.registries.entry, context.settings)


def fill_shell(page: Page, url: str, shared: SharedKnowledge, site_url: str) -> str | None:
    """Return the HTML of a page in its shell; None if there is no shell for it."""
    meta = front_matter(page)
    values = slot_values(meta, page.html, urljoin(site_url, url) if site_url else "", url)
    shell = shared.shells.get(shell_key(TEMPLATE, url, meta, values.keys(), shared.branches))
    return shell.fill(values) if shell is not None else None


def pack_plan(plan: PagePlan) -> bytes:
    """Pack a plan for another process, which has the summaries already: only their ids go with it."""
    buffer = io.BytesIO()
    _PlanPickler(buffer, 5).dump(plan)
    return buffer.getvalue()


def unpack_plan(packed: bytes, summaries: Mapping[str, BriefingSummary]) -> PagePlan:
    """Return the plan that `pack_plan` packed."""
    unpickler = _PlanUnpickler(io.BytesIO(packed))
    unpickler.summaries = summaries
    return cast("PagePlan", unpickler.load())


class _PlanPickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return obj.id if isinstance(obj, BriefingSummary) else None


class _PlanUnpickler(pickle.Unpickler):
    summaries: Mapping[str, BriefingSummary]

    def persistent_load(self, pid: Any) -> BriefingSummary:
        return self.summaries[pid]
