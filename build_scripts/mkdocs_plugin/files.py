"""Generated pages as files and pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from build_scripts.model.output import Page, PageKind
from build_scripts.render.document import document, front_matter

_SECTIONS = {PageKind.HOME, PageKind.CATALOGUE, PageKind.SEARCH}
"""Pages that a site without `nav` lists in its navigation; briefings never are."""


class GeneratedPage(MkDocsPage):
    """A page whose HTML is known: what MkDocs would make of its Markdown is what was put in."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.generated = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter as it is instead of parsing it."""
        self.markdown, self.meta = self.generated.html, dict(front_matter(self.generated))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is, unless another plugin changed the Markdown."""
        if self.markdown != self.generated.html:
            super().render(config, files)
            return
        self.content, self.toc = self.generated.html, TableOfContents([])
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def add(pages: Iterable[Page], files: Files, config: MkDocsConfig, *, fast: bool) -> list[str]:
    """Add the pages to MkDocs' files.

    A hand-written page of the same address stays. MkDocs itself makes the pages that `nav` names, because it
    knows their titles there.

    Returns:
        Markdown addresses of the pages that stayed away.
    """
    named = set(_named(config.nav))
    stayed_away = []
    for page in pages:
        if files.get_file_from_path(page.uri) is not None:
            stayed_away.append(page.uri)
            continue
        file = File.generated(config, page.uri, content=document(page), inclusion=_inclusion(page, config))
        files.append(file)
        if page.uri not in named and file.inclusion is InclusionLevel.NOT_IN_NAV:
            made = GeneratedPage(page, file, config) if fast else MkDocsPage(None, file, config)
            made.update_date = min(page.date or made.update_date, made.update_date)
    return stayed_away


def _inclusion(page: Page, config: MkDocsConfig) -> InclusionLevel:
    listed = config.nav is None and (page.kind in _SECTIONS or page.uri == "archive/index.md")
    return InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV


def _named(nav: object) -> Iterator[str]:
    """Every address that `nav` names."""
    match nav:
        case str():
            yield nav
        case list():
            for item in nav:
                yield from _named(item)
        case dict():
            for item in nav.values():
                yield from _named(item)
