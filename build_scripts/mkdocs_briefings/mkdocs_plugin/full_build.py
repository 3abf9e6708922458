"""The full way to build: every page goes through MkDocs, and all other files are written after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import cast

from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
from mkdocs_briefings.diagnostics.errors import no_progress
from mkdocs_briefings.model.output import Page, Pdf, PrintDocument
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.model.site_index import BriefingSummary
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.outputs import OUTPUTS, STAGES
from mkdocs_briefings.outputs.card import CARD
from mkdocs_briefings.outputs.chart import CHART
from mkdocs_briefings.outputs.output import Made, Output, PlannedBriefing, SitePlan, Task
from mkdocs_briefings.outputs.print import PRINT
from mkdocs_briefings.pipeline import render_pages
from mkdocs_briefings.prints import site_print_problems
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.publish.press import Printer, press_for
from mkdocs_briefings.publish.search.indexing import index_site
from mkdocs_briefings.publish.search.texts import Searched, file_address, text_of
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.pages import briefing_plan
from mkdocs_briefings.render.search_records import search_entities
from mkdocs_briefings.render.texts import BriefingInputs

_OF_A_PRESS = (PRINT, CARD, CHART)


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """Files of a site that are what this build would make; those that take a press are not made again."""

    site: Path = Path()
    products: Mapping[str, Product] = field(default_factory=dict)
    """Products of the site, by name."""

    def result(self, output: Output, task: Task) -> Made | None:
        """Return what was made of a task; None if it has to be made."""
        product = self.products.get(task.name) if output in _OF_A_PRESS else None
        if product is None:
            return None
        files = {address: (self.site / address).read_bytes() for address in product.outputs}
        return Made(files, unprinted=product.unprinted)


class FullBuild:
    """One build of a site by MkDocs."""

    def __init__(self, site: Site, request: BuildRequest, built: BuiltFiles | None = None) -> None:
        self._site, self._request, self._built = site, request, built or BuiltFiles()
        self._pages: dict[str, Page] = {}

    def pages(self) -> list[Page]:
        """Return all generated pages."""
        request = self._request
        pages = list(render_pages(self._site, request.settings, request.render, request.progress))
        self._pages = {page.uri: page for page in pages}
        return pages

    def finish(self, folder: Path, by_hand: tuple[tuple[str, str], ...]) -> tuple[Diagnostic, ...]:
        """Write all other files into the site, and return what PDFs could not show.

        Args:
            folder: of the site.
            by_hand: URL, relative to the site, and date of each hand-written page.

        Raises:
            PublishError: a tool failed.
        """
        request, index, taken = self._request, self._site.index, {url for url, _ in by_hand}
        occupied = frozenset(uri for uri in self._pages if self._url(uri) in taken)
        briefings = {id: PlannedBriefing(summary) for id, summary in index.summaries.items()}
        shared = request.settings, request.render, request.search
        plan = SitePlan(*shared, index, briefings, occupied, dict(by_hand))
        unprinted: dict[str, tuple[str, ...]] = {}
        records: list[tuple[str, Searched]] = []
        for stage in STAGES:
            for output in stage:
                for result in self._made(output, plan, folder):
                    unprinted |= dict.fromkeys(result.files if result.unprinted else (), result.unprinted)
                    for address, content in result.files.items():
                        write_new(folder / address, content)
                        plan.contents[address] = sha256(content).digest()
                    records += ((name, result.searched) for name in result.files if result.searched)
                    if result.page is not None:
                        plan.pages[self._url(result.page.uri)] = result.page.date
        if request.search:
            self._index(folder, occupied, records)
        paths = ((id, linked.path) for id, linked in self._site.briefings.items())
        return site_print_problems(unprinted, paths, request.settings)

    def _index(
        self, folder: Path, occupied: Collection[str], records: Iterable[tuple[str, Searched]]
    ) -> None:
        """Write the search index of the root, then those of further languages from their records."""
        pages, index, settings = [], self._site.index, self._request.settings
        urls = settings.directory_urls
        in_root = map(
            addresses.briefing_uri, index.searched_in_root(lambda tag: folder_of(tag, settings.languages))
        )
        root_pages = set(in_root)
        for uri, page in self._pages.items():
            if page.record is not None and uri not in occupied:
                searched, content = text_of(page.record)
                write_new(folder / file_address("texts", searched.text), content)
                pages += [searched] if uri in root_pages else []
        entities = tuple(search_entities(index, directory_urls=urls))
        index_site(folder, self._request.cache, tuple(pages), entities)
        for language, edition in index.editions.items():
            own = folder_of(language, settings.languages)
            searched_pages = tuple(searched for name, searched in records if name.startswith(own))
            entities = tuple(search_entities(edition, own, directory_urls=urls))
            index_site(folder / own, self._request.cache, searched_pages, entities)

    def _made(self, output: Output, plan: SitePlan, folder: Path) -> Iterator[Made]:
        """Make all outputs of a sort, in parallel where that pays; pages have been rendered."""
        tasks = []
        for task, _ in output.wanted(plan):
            if (result := self._built.result(output, task)) is not None:
                yield result
            else:
                tasks.append((output.kind, task))
        request = replace(self._request, progress=no_progress)  # a bar of a terminal goes to no other process
        maker = SiteMaker(self._site, request, folder, self._pages if output.in_theme else {})
        parallel = plan.settings.fast and not output.in_theme
        with open_executor(len(tasks), preload=(__name__,), parallel=parallel) as executor:
            yield from map_in_order(executor, _make, tasks, executor.share(maker))

    def _url(self, uri: str) -> str:
        return addresses.url(uri, directory_urls=self._request.settings.directory_urls)


@dataclass(frozen=True)
class SiteMaker:
    """A `Maker` of outputs that has the whole site in memory; MkDocs puts its pages into the theme."""

    site: Site
    request: BuildRequest
    folder: Path
    """Folder of the site, with the outputs before."""
    pages: Mapping[str, Page]
    """Rendered pages, by Markdown address."""

    @cached_property
    def context(self) -> RenderContext:
        """Settings, templates and parser."""
        return RenderContext.from_settings(self.request.render)

    @property
    def settings(self) -> Settings:
        """Settings of the desk."""
        return self.request.settings

    def page(self, task: Task) -> Page:
        """Return a page, which is rendered already."""
        return self.pages[task.name]

    def in_theme(self, page: Page) -> str | None:
        """Leave the page to MkDocs."""
        return None

    def inputs(self, id: str) -> BriefingInputs:
        """Return what the page of a briefing is made from."""
        site = self.site
        plan = briefing_plan(site.briefings[id], site.index, site.entry, self.settings)
        return cast("BriefingInputs", plan.inputs)

    def summary(self, id: str) -> BriefingSummary:
        """Return the summary of a briefing."""
        return self.site.index.summaries[id]

    def content_file(self, name: str) -> bytes:
        """Return the bytes of a file of the content folder as they are published."""
        return published_bytes(self.settings.content, name)

    def output_file(self, address: str) -> bytes:
        """Return a file of an output before."""
        return (self.folder / address).read_bytes()

    @property
    def _press(self) -> Printer:
        return press_for(self.settings.content, self.request.cache, self.request.render.face)

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


def _make(task: tuple[str, Task], maker: SiteMaker) -> Made:
    return OUTPUTS[task[0]].make(task[1], maker)
