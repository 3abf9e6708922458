"""The plain way to build: every page goes through MkDocs, and what is no page is written after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_scripts.builder.extras import beside_pages, of_all_pages, with_pages
from build_scripts.builder.job import Job
from build_scripts.model.output import Page
from build_scripts.model.site import Site
from build_scripts.pipeline import pages
from build_scripts.prints import PrintShop, collected, every_briefing, issues, one_collection, shown_of
from build_scripts.publish import search
from build_scripts.publish.disk import write_new
from build_scripts.render import addresses


class Plainly:
    """One build of a site by MkDocs."""

    def __init__(self, site: Site, job: Job) -> None:
        self._site, self._job = site, job
        self._indexing: search.Indexing | None = None
        self._pages: list[Page] = []

    def pages(self) -> list[Page]:
        """All generated pages; search is indexed beside what MkDocs does with them."""
        job = self._job
        self._pages = list(pages(self._site, job.settings, job.render, job.tell))
        if job.search:
            records = (page.record for page in self._pages if page.record is not None)
            self._indexing = search.start(records, job.settings.language, job.cache)
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
        made = [
            (url, page.date)
            for page in self._pages
            if (url := addresses.url(page.uri, directory_urls=self._job.settings.directory_urls))
            not in written
        ]
        for name, content in (*self._files(), *of_all_pages(self._job, [*by_hand, *made]), *self._prints()):
            write_new(folder / name, content)
        if self._indexing is not None:
            self._indexing.finish(folder)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for page in self._pages:
            yield from with_pages(page)
        for name, text in beside_pages(self._job, self._site.overview):
            yield name, text.encode()

    def _prints(self) -> Iterator[tuple[str, bytes]]:
        job = self._job
        if not job.render.pdf:
            return
        shop = PrintShop(job.render, job.settings.content, job.cache)
        shown = shown_of(self._site, job.settings, self._site.briefings)
        printed = every_briefing(list(shown.values()), shop, parallel=job.settings.fast)
        for id, one in zip(shown, printed, strict=True):
            yield addresses.pdf(addresses.briefing_uri(id)), one.content
        for of in issues(self._site.overview.outlines.values()):
            yield addresses.pdf(of.uri), one_collection(collected(of, shown), shop).content
