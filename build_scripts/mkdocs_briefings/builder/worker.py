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

from mkdocs_briefings.builder.entry import Desk, Entry, read
from mkdocs_briefings.builder.feeds import WantedFeed, copy_of, sha_of
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.load.load import BriefingFile
from mkdocs_briefings.model.outline import Outline, Overview
from mkdocs_briefings.model.output import Page, Plan
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.prints import Collected, briefing_pdf, collected, collection_pdf, press_of, warnings
from mkdocs_briefings.publish.search.records import write_record
from mkdocs_briefings.render.addresses import address_of
from mkdocs_briefings.render.card import card_document, card_shown, site_card
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.document import TEMPLATE, front_matter
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.pages import briefing_plan, make, record
from mkdocs_briefings.render.shell import Segments, Shell, slot_values, sort_of
from mkdocs_briefings.render.texts import BriefingShown, Texts


@dataclass(frozen=True, slots=True)
class Places:
    """Where a build writes."""

    site: Path
    """The site of before; need not be there."""
    stage: Path
    """Folder for new files."""
    records: Path
    """Folder of what search reads."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a process is given at its start."""

    desk: Desk
    render: RenderSettings
    places: Places
    cache: Path
    """Folder of the fonts that PDFs are set in."""


class Known(NamedTuple):
    """What a process learns once all briefings have been read."""

    overview: Overview
    """As far as one page shows something of another briefing."""
    shells: Mapping[str, Shell]
    branches: frozenset[Segments]


class Order(NamedTuple):
    """A page or a print to be made: of a briefing, from a packed plan, or of a collection."""

    name: str
    briefing: BriefingFile | None
    plan: bytes = b""
    collected: Collected | None = None
    files: tuple[BriefingFile, ...] = ()
    """Of the collection."""


class Recorded(NamedTuple):
    """What search knows of a page, written."""

    name: str
    """Markdown address of the page."""
    url: str
    digest: bytes


class Made(NamedTuple):
    """A page or a print that was made."""

    name: str
    outputs: tuple[str, ...]
    """Addresses of its files."""
    url: str = ""
    """Address of a page."""
    date: str = ""
    """Of the last change of what it shows; empty when not known."""
    copy: bytes = b""
    """SHA-256 of its machine copy; empty without one."""
    page: Page | None = None
    """The page itself when no shell was known for it: its HTML is still to be written."""
    problems: tuple[Diagnostic, ...] = ()
    """What could not be shown as it is written."""


@dataclass(slots=True)
class Worker:
    """Answers `read`, `learn`, `record`, `make`, `print`, `card` and `feed`."""

    shop: Workshop
    context: Context = field(init=False)
    held: dict[str, LinkedBriefing] = field(default_factory=dict)
    """Briefings that were read here and whose pages are still to be made."""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Of those that search has been told of, packed: they wait for all others."""
    known: Known | None = None

    def __post_init__(self) -> None:
        self.context = Context.of(self.shop.render)

    def read(self, files: Sequence[BriefingFile]) -> list[Entry]:
        """Read some files, and keep their briefings."""
        found = read(files, self.shop.desk)
        self.held.update({entry.id: linked for entry, linked in found if linked is not None})
        return [entry for entry, _ in found]

    def learn(self, known: Known) -> None:
        """Take in what the other processes have read."""
        self.known = known

    def learn_shells(self, shells: tuple[Mapping[str, Shell], frozenset[Segments]]) -> None:
        """Take in the shells that were made since."""
        self.known = cast("Known", self.known)._replace(shells=shells[0], branches=shells[1])

    def record(self, orders: Sequence[Order]) -> list[Recorded]:
        """Write what search knows of some briefings, and keep their texts."""
        return [self._record(order.name, order.briefing) for order in orders if order.briefing is not None]

    def _record(self, name: str, file: BriefingFile) -> Recorded:
        found, texts = record(self._plan(file, cast("Known", self.known)), self.context)
        if file.id in self.held:
            self.texts[file.id] = zlib.compress(pickle.dumps(texts, pickle.HIGHEST_PROTOCOL), 1)
        return Recorded(
            name, found.url, write_record(self.shop.places.records, found, self.shop.render.language)
        )

    def make(self, orders: Sequence[Order]) -> list[Made]:
        """Make some pages and write their files."""
        return [self._make(order) for order in orders]

    def _make(self, order: Order) -> Made:
        return self._written(self.page(order), cast("Known", self.known))

    def page(self, order: Order) -> Page:
        """The page itself, nothing written."""
        known = cast("Known", self.known)
        if order.briefing is None:
            return make(unpacked(order.plan, known.overview.outlines), self.context)
        id = order.briefing.id
        kept = self.texts.pop(id, None)
        texts: Texts | None = pickle.loads(zlib.decompress(kept)) if kept else None  # noqa: S301 - packed above
        page = make(self._plan(order.briefing, known), self.context, texts)
        self.held.pop(id, None)
        return page

    def print(self, orders: Sequence[Order]) -> list[Made]:
        """Make some PDFs and write them."""
        return [self._print(order) for order in orders]

    def _print(self, order: Order) -> Made:
        known, shop = cast("Known", self.known), self.shop
        press = press_of(shop.desk.settings.content, shop.cache)
        files = order.files if order.collected is not None else (order.briefing,)
        shown = {file.id: self._shown(file, known) for file in files if file is not None}
        if order.collected is not None:
            printed = collection_pdf(collected(order.collected, shown), self.context, press)
        else:
            printed = briefing_pdf(next(iter(shown.values())), self.context, press)
        put(shop.places, order.name, printed.content)
        linked = (one.briefing for one in shown.values())
        told = () if order.collected else tuple(warnings(printed, linked, shop.desk.settings.root))
        return Made(order.name, (order.name,), problems=told)

    def card(self, orders: Sequence[Order]) -> list[Made]:
        """Make some cards and write them."""
        return [self._card(order) for order in orders]

    def _card(self, order: Order) -> Made:
        known, shop = cast("Known", self.known), self.shop
        if order.briefing is None:
            drawn = site_card(self.context)
        else:
            listing = known.overview.outlines[order.briefing.id].listing
            drawn = card_document(card_shown(listing.ref, listing.points[0].text), self.context)
        put(shop.places, order.name, press_of(shop.desk.settings.content, shop.cache).png(drawn))
        return Made(order.name, (order.name,))

    def feed(self, wanted: Sequence[WantedFeed]) -> list[Made]:
        """Make some feeds and write them."""
        return [self._feed(one) for one in wanted]

    def _feed(self, wanted: WantedFeed) -> Made:
        places = self.shop.places
        copied = ((written(places, one.copy).decode(), one.pdf_size) for one in wanted.members)
        files = dict(feed_files(wanted.shown, copied, self.context))
        for name, content in files.items():
            put(places, name, content)
        return Made(wanted.name, tuple(files))

    def _shown(self, file: BriefingFile, known: Known) -> BriefingShown:
        return cast("BriefingShown", self._plan(file, known).shows)

    def _plan(self, file: BriefingFile, known: Known) -> Plan:
        linked = self.held.get(file.id)
        if linked is None:
            linked = next(one for _, one in read([file], self.shop.desk) if one is not None)
        return briefing_plan(linked, known.overview, self.shop.desk.registries.entry, self.shop.desk.settings)

    def _written(self, page: Page, known: Known) -> Made:
        url = self.context.url(page.uri)
        html = shelled(page, url, known, self.shop.render.site_url)
        files = {name: text.encode() if isinstance(text, str) else text for name, text in page.files}
        if html is not None:
            files[address_of(url)] = html.encode(errors="xmlcharrefreplace")
        for name, content in files.items():
            put(self.shop.places, name, content)
        outputs = tuple(dict.fromkeys((address_of(url), *files)))
        copy = sha_of(copy_of(page))
        return Made(page.uri, outputs, url, page.date, copy, page if html is None else None)


def shelled(page: Page, url: str, known: Known, site_url: str) -> str | None:
    """The page in its shell; None if there is none."""
    meta = front_matter(page)
    values = slot_values(meta, page.html, urljoin(site_url, url) if site_url else "", url)
    shell = known.shells.get(sort_of(TEMPLATE, url, meta, values.keys(), known.branches))
    return shell.fill(values) if shell is not None else None


def put(places: Places, address: str, content: bytes) -> None:
    """Stage a file, unless the site has it with the same content."""
    there, path = places.site / address, places.stage / address
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


def written(places: Places, address: str) -> bytes:
    """A file as the site will have it."""
    new = places.stage / address
    return (new if new.exists() else places.site / address).read_bytes()


def size(places: Places, address: str) -> int:
    """Its bytes."""
    new = places.stage / address
    return (new if new.exists() else places.site / address).stat().st_size


def packed(plan: Plan) -> bytes:
    """A plan for another process, which knows the outlines already."""
    buffer = io.BytesIO()
    _Packing(buffer, 5).dump(plan)
    return buffer.getvalue()


def unpacked(plan: bytes, outlines: Mapping[str, Outline]) -> Plan:
    """The plan again."""
    reading = _Unpacking(io.BytesIO(plan))
    reading.outlines = outlines
    return cast("Plan", reading.load())


class _Packing(pickle.Pickler):
    def persistent_id(self, obj: Any) -> str | None:
        return obj.id if isinstance(obj, Outline) else None


class _Unpacking(pickle.Unpickler):
    outlines: Mapping[str, Outline]

    def persistent_load(self, pid: Any) -> Outline:
        return self.outlines[pid]
