"""Generated pages as files and pages of MkDocs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path

from mkdocs_briefings import host
from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import (
    File,
    Files,
    InclusionLevel,
    MkDocsConfig,
    MkDocsPage,
)
from mkdocs_briefings.mkdocs_plugin.headings import headings_of
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.render.document import document, front_matter

log = host.get_plugin_logger("briefings")
_ID = re.compile(r'<[^<>]*\sid="([^"]*)"')


class ParsedPage(MkDocsPage):
    """A generated page that MkDocs reads and parses, as it does hand-written ones."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Parse the page; its headings are in raw HTML, where MkDocs sees none."""
        super().render(config, files)
        self.toc = headings_of(self.content or "")


class GeneratedPage(ParsedPage):
    """A page of MkDocs whose HTML is already known."""

    def __init__(
        self,
        page: Page,
        file: File,
        config: MkDocsConfig,
        title: str | None = None,
        *,
        in_navigation: bool = False,
    ) -> None:
        super().__init__(title, file, config)
        self.generated = page
        self.in_navigation = in_navigation

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter as it is instead of parsing it."""
        self.markdown, self.meta = self.generated.html, front_matter(self.generated)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is, unless another plugin changed the Markdown."""
        if self.markdown != self.generated.html:
            super().render(config, files)
            return
        self.content, self.toc = self.generated.html, headings_of(self.generated.html)
        self.present_anchor_ids = set(map(unescape, _ID.findall(self.content)))
        self.links_to_anchors = {}


def add_pages(pages: Iterable[Page], files: Files, config: MkDocsConfig, *, fast: bool) -> list[str]:
    """Add the pages to MkDocs' files, and return the addresses of those that a hand-written page stands in for.

    Args:
        pages: generated.
        files: of the site, to which the pages are added.
        config: of MkDocs.
        fast: hand over the HTML instead of having MkDocs parse it.
    """
    titles = dict(nav_titles(config.nav))
    occupied = []
    for page in pages:
        if files.get_file_from_path(page.uri) is not None:
            occupied.append(page.uri)
            continue
        listed = config.nav is None and listed_without_nav(page.uri)
        inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.uri, content=document(page), inclusion=inclusion)
        files.append(file)
        title = titles.get(page.uri)
        if fast:
            GeneratedPage(page, file, config, title, in_navigation=listed or page.uri in titles)
        else:
            ParsedPage(title, file, config)
    return occupied


def refuse_content(files: Files, content: Path) -> None:
    """Refuse files of MkDocs that are files of the content under another name: they would be published as they are.

    Raises:
        UsageError: names them.
    """
    folder = os.path.realpath(content)
    names = [
        file.src_uri
        for file in files
        if file.abs_src_path and Path(os.path.realpath(file.abs_src_path)).is_relative_to(folder)
    ]
    if names:
        raise UsageError(
            f"{', '.join(names)} would publish files of the content as they are; remove the link from the docs or the theme"
        )


class Attachment(File):
    """A file of the content, which MkDocs copies: authors' Markdown is no page, for nobody has sanitised it."""

    def is_documentation_page(self) -> bool:
        """Say no, whatever its ending."""
        return False


def attachment_files(names: Iterable[str], content: Path, config: MkDocsConfig) -> Iterator[File]:
    """Yield files of the content for MkDocs to copy or to find; of drawings what is published.

    Raises:
        PublishError: one cannot be read, or may not be published any more.
    """
    for name in sorted(names):
        if name.lower().endswith(".svg"):
            yield Attachment.generated(config, name, content=published_bytes(content, name))
        else:
            yield Attachment.generated(config, name, abs_src_path=str(content / name))


def log_occupied(uris: Iterable[str]) -> None:
    """Say which hand-written pages stand in place of generated ones."""
    for uri in uris:
        log.info("docs/%s stands in for the generated page of that address", uri)


def listed_without_nav(uri: str) -> bool:
    """Return whether a site without `nav` lists the page in its navigation."""
    return uri in _listed()


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    """Return the pages that such a site lists; briefings and pages of further languages never are."""
    from mkdocs_briefings.model.facets import Kind  # noqa: PLC0415 - a build that finds nothing to do needs no models
    from mkdocs_briefings.render import addresses  # noqa: PLC0415

    return frozenset(
        (addresses.HOME, addresses.ARCHIVE, addresses.SEARCH, *map(addresses.catalogue_uri, Kind))
    )


def nav_titles(nav: object, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield each address in the setting `nav` with its title there, None where it has none."""
    match nav:
        case str():
            yield nav, title
        case list():
            for item in nav:
                yield from nav_titles(item)
        case dict():
            for name, item in nav.items():
                yield from nav_titles(item, str(name) if isinstance(item, str) else None)
