"""The plain way to build: every page goes through MkDocs, and what is no page is written after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from mkdocs_briefings.builder.feeds import machine_copy_sha256, machine_copy_text
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.sitewide_files import files_listing_pages, files_of_all_briefings
from mkdocs_briefings.builder.worker import files_beside_page
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.pipeline import render_pages
from mkdocs_briefings.prints import (
    PrintConfig,
    briefing_inputs,
    briefing_pdfs,
    card_pictures,
    collection_inputs,
    issues,
    print_collection,
)
from mkdocs_briefings.publish.atomic import write_new
from mkdocs_briefings.publish.search.indexing import Indexing, start
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds
from mkdocs_briefings.render.sharing import card_inputs


class FullBuild:
    """One build of a site by MkDocs."""

    def __init__(self, site: Site, job: BuildRequest) -> None:
        self._site, self._job = site, job
        self._indexing: Indexing | None = None
        self._pages: list[Page] = []

    def pages(self) -> list[Page]:
        """All generated pages; search is indexed beside what MkDocs does with them."""
        job = self._job
        self._pages = list(render_pages(self._site, job.settings, job.render, job.progress))
        if job.search:
            records = (page.record for page in self._pages if page.record is not None)
            self._indexing = start(records, job.settings.language, job.cache)
        return self._pages

    def finish(self, folder: Path, by_hand: tuple[tuple[str, str], ...]) -> None:
        """Write what is no page into the site.

        Args:
            folder: of the site.
            by_hand: address and date of each hand-written page.

        Raises:
            PublishError: a tool failed.
        """
        written = {url for url, _ in by_hand}
        self._pages = [page for page in self._pages if self._url(page) not in written]
        made = [(self._url(page), page.date) for page in self._pages]
        whole = files_listing_pages(self._job, [*by_hand, *made])
        sizes: dict[str, int] = {}
        for name, content in chain(self._files(), whole, self._prints(), self._cards()):
            write_new(folder / name, content)
            sizes[name] = len(content)
        for name, content in self._copied(sizes):
            write_new(folder / name, content)
        if self._indexing is not None:
            self._indexing.finish(folder)

    def _url(self, page: Page) -> str:
        return addresses.url(page.uri, directory_urls=self._job.settings.directory_urls)

    def _copied(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Feeds and table, made of the machine copies."""
        job, overview, context = self._job, self._site.index, RenderContext.from_settings(self._job.render)
        by_uri = {page.uri: copied for page in self._pages if (copied := machine_copy_text(page))}
        uris = {id: uri for id in overview.summaries if (uri := addresses.briefing_uri(id)) in by_uri}
        for shown in plan_feeds(overview, job.settings.feeds):
            own = [uris[id] for id in shown.ids if id in uris]
            members = [(by_uri[uri], sizes.get(addresses.pdf(uri), 0)) for uri in own]
            yield from feed_files(shown, members, context)
        if job.settings.machine_copies:
            copies = {id: machine_copy_sha256(by_uri[uri]).hex() for id, uri in uris.items()}
            yield from table_files(overview, copies, context)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for page in self._pages:
            yield from files_beside_page(page)
        for name, text in files_of_all_briefings(self._job, self._site.index):
            yield name, text.encode()

    def _prints(self) -> Iterator[tuple[str, bytes]]:
        if not self._job.render.pdf:
            return
        shop, there = self._shop, self._there()
        shown = briefing_inputs(self._site, self._job.settings, there)
        printed = briefing_pdfs(list(shown.values()), shop, parallel=self._job.settings.fast)
        for id, one in zip(shown, printed, strict=True):
            yield addresses.pdf(addresses.briefing_uri(id)), one.content
        for of in issues(self._site.index.summaries.values()):
            if shown.keys() >= set(of.ids):
                yield addresses.pdf(of.uri), print_collection(collection_inputs(of, shown), shop).content

    def _cards(self) -> Iterator[tuple[str, bytes]]:
        if not self._job.render.cards:
            return
        there = self._there()
        listed = [self._site.index.summaries[id].listing for id in there]
        shown = [card_inputs(one.ref, one.points[0].text) for one in listed]
        drawn = card_pictures([*shown, None], self._shop, parallel=self._job.settings.fast)
        names = (*(addresses.card(addresses.briefing_uri(id)) for id in there), addresses.SITE_CARD)
        yield from zip(names, drawn, strict=True)

    def _there(self) -> list[str]:
        """Ids of the briefings in the place of whose page stands no hand-written one."""
        uris = {page.uri for page in self._pages}
        return [id for id in self._site.briefings if addresses.briefing_uri(id) in uris]

    @property
    def _shop(self) -> PrintConfig:
        job = self._job
        return PrintConfig(job.render, job.settings.content, job.cache)
