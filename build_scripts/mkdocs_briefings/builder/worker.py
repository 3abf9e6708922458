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
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
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
    """Where a build writes."""

    site: Path
    """The site of before; need not be there."""
    staging: Path
    """Folder for new files."""
    records: Path
    """Folder of what search reads."""


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """What a process is given at its start."""

    context: ReadContext
    render: RenderSettings
    folders: BuildFolders
    cache: Path
    """Folder of the fonts that PDFs are set in."""


class SharedKnowledge(NamedTuple):
    """What a process learns once all briefings have been read."""

    site_index: SiteIndex
    """As far as one page shows something of another briefing."""
    shells: Mapping[str, Shell]
    branches: frozenset[Segments]


class Task(NamedTuple):
    """A page or a print to be made: of a briefing, from a packed plan, or of a collection."""

    name: str
    briefing: BriefingFile | None
    plan: bytes = b""
    collection: Collection | None = None
    files: tuple[BriefingFile, ...] = ()
    """Of the collection."""


class WrittenRecord(NamedTuple):
    """What search knows of a page, written."""

    name: str
    """Markdown address of the page."""
    url: str
    digest: bytes


class Result(NamedTuple):
    """A page or a print that was made."""

    name: str
    outputs: tuple[str, ...]
    """Addresses of its files."""
    url: str = ""
    """Address of a page."""
    date: str = ""
    """Of the last change of what it shows; empty when not known."""
    copy_sha256: bytes = b""
    """SHA-256 of its machine copy; empty without one."""
    page: Page | None = None
    """The page itself when no shell was known for it: its HTML is still to be written."""
    problems: tuple[Diagnostic, ...] = ()
    """What could not be shown as it is written."""


@dataclass(slots=True)
class Worker:
    """Answers `read`, `learn`, `record`, `make`, `print`, `card` and `feed`."""

    config: WorkerConfig
    context: RenderContext = field(init=False)
    briefings: dict[str, LinkedBriefing] = field(default_factory=dict)
    """Briefings that were read here and whose pages are still to be made."""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Of those that search has been told of, packed: they wait for all others."""
    shared: SharedKnowledge | None = None

    def __post_init__(self) -> None:
        self.context = RenderContext.from_settings(self.config.render)

    def read(self, files: Sequence[BriefingFile]) -> list[CachedBriefing]:
        """Read some files, and keep their briefings."""
        found = read_briefings(files, self.config.context)
        self.briefings.update({entry.id: linked for entry, linked in found if linked is not None})
        return [entry for entry, _ in found]

    def learn(self, known: SharedKnowledge) -> None:
        """Take in what the other processes have read."""
        self.shared = known

    def learn_shells(self, shells: tuple[Mapping[str, Shell], frozenset[Segments]]) -> None:
        """Take in the shells that were made since."""
        self.shared = cast("SharedKnowledge", self.shared)._replace(shells=shells[0], branches=shells[1])

    def record(self, orders: Sequence[Task]) -> list[WrittenRecord]:
        """Write what search knows of some briefings, and keep their texts."""
        return [self._record(order.name, order.briefing) for order in orders if order.briefing is not None]

    def _record(self, name: str, file: BriefingFile) -> WrittenRecord:
        found, texts = record_and_texts(self._plan(file, cast("SharedKnowledge", self.shared)), self.context)
        if file.id in self.briefings:
            self.texts[file.id] = zlib.compress(pickle.dumps(texts, pickle.HIGHEST_PROTOCOL), 1)
        return WrittenRecord(
            name, found.url, write_record(self.config.folders.records, found, self.config.render.language)
        )

    def make(self, orders: Sequence[Task]) -> list[Result]:
        """Make some pages and write their files."""
        return [self._make(order) for order in orders]

    def _make(self, order: Task) -> Result:
        return self._written(self.page(order), cast("SharedKnowledge", self.shared))

    def page(self, order: Task) -> Page:
        """The page itself, nothing written."""
        known = cast("SharedKnowledge", self.shared)
        if order.briefing is None:
            return render_page(unpack_plan(order.plan, known.site_index.summaries), self.context)
        id = order.briefing.id
        kept = self.texts.pop(id, None)
        texts: BriefingTexts | None = pickle.loads(zlib.decompress(kept)) if kept else None  # noqa: S301 - packed above
        page = render_page(self._plan(order.briefing, known), self.context, texts)
        self.briefings.pop(id, None)
        return page

    def print(self, orders: Sequence[Task]) -> list[Result]:
        """Make some PDFs and write them."""
        return [self._print(order) for order in orders]

    def _print(self, order: Task) -> Result:
        known, shop = cast("SharedKnowledge", self.shared), self.config
        press = press_for(shop.context.settings.content, shop.cache)
        files = order.files if order.collection is not None else (order.briefing,)
        shown = {file.id: self._shown(file, known) for file in files if file is not None}
        if order.collection is not None:
            printed = collection_pdf(collection_inputs(order.collection, shown), self.context, press)
        else:
            printed = briefing_pdf(next(iter(shown.values())), self.context, press)
        stage_file(shop.folders, order.name, printed.content)
        linked = (one.briefing for one in shown.values())
        told = () if order.collection else tuple(print_warnings(printed, linked, shop.context.settings.root))
        return Result(order.name, (order.name,), problems=told)

    def card(self, orders: Sequence[Task]) -> list[Result]:
        """Make some cards and write them."""
        return [self._card(order) for order in orders]

    def _card(self, order: Task) -> Result:
        known, shop = cast("SharedKnowledge", self.shared), self.config
        if order.briefing is None:
            drawn = site_card_document(self.context)
        else:
            listing = known.site_index.summaries[order.briefing.id].listing
            drawn = card_document(card_inputs(listing.ref, listing.points[0].text), self.context)
        stage_file(shop.folders, order.name, press_for(shop.context.settings.content, shop.cache).png(drawn))
        return Result(order.name, (order.name,))

    def feed(self, wanted: Sequence[PlannedFeed]) -> list[Result]:
        """Make some feeds and write them."""
        return [self._feed(one) for one in wanted]

    def _feed(self, wanted: PlannedFeed) -> Result:
        places = self.config.folders
        copied = ((read_output(places, one.copy_address).decode(), one.pdf_size) for one in wanted.members)
        files = dict(feed_files(wanted.inputs, copied, self.context))
        for name, content in files.items():
            stage_file(places, name, content)
        return Result(wanted.name, tuple(files))

    def _shown(self, file: BriefingFile, known: SharedKnowledge) -> BriefingInputs:
        return cast("BriefingInputs", self._plan(file, known).inputs)

    def _plan(self, file: BriefingFile, known: SharedKnowledge) -> PagePlan:
        linked = self.briefings.get(file.id)
        if linked is None:
            linked = next(one for _, one in read_briefings([file], self.config.context) if one is not None)
        return briefing_plan(
            linked, known.site_index, self.config.context.registries.entry, self.config.context.settings
        )

    def _written(self, page: Page, known: SharedKnowledge) -> Result:
        url = self.context.url(page.uri)
        html = fill_shell(page, url, known, self.config.render.site_url)
        files = {name: text.encode() if isinstance(text, str) else text for name, text in page.files}
        if html is not None:
            files[html_path(url)] = html.encode(errors="xmlcharrefreplace")
        for name, content in files.items():
            stage_file(self.config.folders, name, content)
        outputs = tuple(dict.fromkeys((html_path(url), *files)))
        copy = machine_copy_sha256(machine_copy_text(page))
        return Result(page.uri, outputs, url, page.date, copy, page if html is None else None)


def fill_shell(page: Page, url: str, known: SharedKnowledge, site_url: str) -> str | None:
    """The page in its shell; None if there is none."""
    meta = front_matter(page)
    values = slot_values(meta, page.html, urljoin(site_url, url) if site_url else "", url)
    shell = known.shells.get(shell_key(TEMPLATE, url, meta, values.keys(), known.branches))
    return shell.fill(values) if shell is not None else None


def stage_file(places: BuildFolders, address: str, content: bytes) -> None:
    """Stage a file, unless the site has it with the same content."""
    there, path = places.site / address, places.staging / address
    try:
        if there.stat().st_size == len(content) and there.read_bytes() == content and not path.exists():
            return
    except OSError:
        pass
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read_output(places: BuildFolders, address: str) -> bytes:
    """A file as the site will have it."""
    new = places.staging / address
    return (new if new.exists() else places.site / address).read_bytes()


def output_size(places: BuildFolders, address: str) -> int:
    """Its bytes."""
    new = places.staging / address
    return (new if new.exists() else places.site / address).stat().st_size


def pack_plan(plan: PagePlan) -> bytes:
    """A plan for another process, which knows the outlines already."""
    buffer = io.BytesIO()
    _Packing(buffer, 5).dump(plan)
    return buffer.getvalue()


def unpack_plan(plan: bytes, outlines: Mapping[str, BriefingSummary]) -> PagePlan:
    """The plan again."""
    reading = _Unpacking(io.BytesIO(plan))
    reading.outlines = outlines
    return cast("PagePlan", reading.load())


class _Packing(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return obj.id if isinstance(obj, BriefingSummary) else None


class _Unpacking(pickle.Unpickler):
    outlines: Mapping[str, BriefingSummary]

    def persistent_load(self, pid: Any) -> BriefingSummary:
        return self.outlines[pid]
