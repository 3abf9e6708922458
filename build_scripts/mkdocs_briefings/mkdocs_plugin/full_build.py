"""The full way to build: every page goes through MkDocs, and all other files are written after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from mkdocs_briefings.builder.feeds import machine_copy_sha256, machine_copy_text
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.builder.sitewide_files import files_listing_pages, files_of_all_briefings
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

    def __init__(self, site: Site, request: BuildRequest) -> None:
        self._site, self._request = site, request
        self._print_config = PrintConfig(request.render, request.settings.content, request.cache)
        self._indexing: Indexing | None = None
        self._pages: list[Page] = []

    def pages(self) -> list[Page]:
        """Return all generated pages; search is indexed beside what MkDocs does with them."""
        request = self._request
        self._pages = list(render_pages(self._site, request.settings, request.render, request.progress))
        if request.search:
            records = (page.record for page in self._pages if page.record is not None)
            self._indexing = start(records, request.settings.language, request.cache)
        return self._pages

    def finish(self, folder: Path, by_hand: tuple[tuple[str, str], ...]) -> None:
        """Write all other files into the site.

        Args:
            folder: of the site.
            by_hand: URL, relative to the site, and date of each hand-written page.

        Raises:
            PublishError: a tool failed.
        """
        occupied = {url for url, _ in by_hand}
        self._pages = [page for page in self._pages if self._url(page) not in occupied]
        generated = [(self._url(page), page.date) for page in self._pages]
        listing = files_listing_pages(self._request, [*by_hand, *generated])
        sizes: dict[str, int] = {}
        for name, content in chain(self._beside_pages(), listing, self._prints(), self._cards()):
            write_new(folder / name, content)
            sizes[name] = len(content)
        for name, content in self._from_machine_copies(sizes):
            write_new(folder / name, content)
        if self._indexing is not None:
            self._indexing.finish(folder)

    def _url(self, page: Page) -> str:
        return addresses.url(page.uri, directory_urls=self._request.settings.directory_urls)

    def _from_machine_copies(self, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the feeds and of the table of all briefings.

        Args:
            sizes: bytes of each PDF, by its name in the site.
        """
        index, settings = self._site.index, self._request.settings
        context = RenderContext.from_settings(self._request.render)
        copies = {page.uri: text for page in self._pages if (text := machine_copy_text(page))}
        uris = {id: uri for id in index.summaries if (uri := addresses.briefing_uri(id)) in copies}
        for feed in plan_feeds(index, settings.feeds):
            feed_uris = [uris[id] for id in feed.ids if id in uris]
            members = [(copies[uri], sizes.get(addresses.pdf(uri), 0)) for uri in feed_uris]
            yield from feed_files(feed, members, context)
        if settings.machine_copies:
            digests = {id: machine_copy_sha256(copies[uri]).hex() for id, uri in uris.items()}
            yield from table_files(index, digests, context)

    def _beside_pages(self) -> Iterator[tuple[str, bytes]]:
        for page in self._pages:
            yield from ((name, text.encode()) for name, text in page.files)
        for name, text in files_of_all_briefings(self._request, self._site.index):
            yield name, text.encode()

    def _prints(self) -> Iterator[tuple[str, bytes]]:
        if not self._request.render.pdf:
            return
        settings, config = self._request.settings, self._print_config
        inputs = briefing_inputs(self._site, settings, self._generated_ids())
        pdfs = briefing_pdfs(list(inputs.values()), config, parallel=settings.fast)
        for id, pdf in zip(inputs, pdfs, strict=True):
            yield addresses.pdf(addresses.briefing_uri(id)), pdf.content
        for issue in issues(self._site.index.summaries.values()):
            if inputs.keys() >= set(issue.ids):
                pdf = print_collection(collection_inputs(issue, inputs), config)
                yield addresses.pdf(issue.uri), pdf.content

    def _cards(self) -> Iterator[tuple[str, bytes]]:
        if not self._request.render.cards:
            return
        ids = self._generated_ids()
        listed = [self._site.index.summaries[id].listing for id in ids]
        cards = [card_inputs(briefing.ref, briefing.points[0].text) for briefing in listed]
        pictures = card_pictures([*cards, None], self._print_config, parallel=self._request.settings.fast)
        names = (*(addresses.card(addresses.briefing_uri(id)) for id in ids), addresses.SITE_CARD)
        yield from zip(names, pictures, strict=True)

    def _generated_ids(self) -> list[str]:
        """Return the ids of the briefings whose generated page no hand-written one replaces."""
        uris = {page.uri for page in self._pages}
        return [id for id in self._site.briefings if addresses.briefing_uri(id) in uris]
