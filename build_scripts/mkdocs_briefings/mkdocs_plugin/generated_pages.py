"""Generated pages as files and pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.render.document import document, front_matter

_SECTIONS = {PageKind.HOME, PageKind.CATALOGUE, PageKind.SEARCH}
"""Pages that a site without `nav` lists in its navigation; briefings never are."""


class GeneratedPage(MkDocsPage):
    """A page whose HTML is known: what MkDocs would make of its Markdown is what was put in."""

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
        self.content, self.toc = self.generated.html, TableOfContents([])
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def add_pages(pages: Iterable[Page], files: Files, config: MkDocsConfig, *, fast: bool) -> list[str]:
    """Add the pages to MkDocs' files. A hand-written page of the same address stays.

    Returns:
        Markdown addresses of the pages that stayed away.
    """
    named = dict(nav_titles(config.nav))
    stayed_away = []
    for page in pages:
        if files.get_file_from_path(page.uri) is not None:
            stayed_away.append(page.uri)
            continue
        listed = config.nav is None and listed_without_nav(page.kind, page.uri)
        inclusion = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.uri, content=document(page), inclusion=inclusion)
        files.append(file)
        title, inside = named.get(page.uri), listed or page.uri in named
        if fast:
            GeneratedPage(page, file, config, title, in_navigation=inside)
        else:
            MkDocsPage(title, file, config)
    return stayed_away


def listed_without_nav(kind: PageKind, uri: str) -> bool:
    """Whether a site without `nav` lists the page in its navigation."""
    return kind in _SECTIONS or uri == "archive/index.md"


def nav_titles(nav: object, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every address that `nav` names, and the title it gives it."""
    match nav:
        case str():
            yield nav, title
        case list():
            for item in nav:
                yield from nav_titles(item)
        case dict():
            for name, item in nav.items():
                yield from nav_titles(item, str(name) if isinstance(item, str) else None)
