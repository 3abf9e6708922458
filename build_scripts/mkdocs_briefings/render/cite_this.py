"""How to cite a briefing, and its files for reference managers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mkdocs_briefings.model.messages import message
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.export.csl import CslItem, briefing_item, csl_json, source_items
from mkdocs_briefings.render.export.head import head_html
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.views import Link, PictureView


@dataclass(frozen=True, slots=True)
class CiteThis:
    """The citations and files that a briefing offers to those who cite it."""

    lines: tuple[tuple[str, str], ...]
    """Name of a style, HTML of the citation."""
    exports: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    """What files hold, as a message, and a link to each format."""
    files: tuple[tuple[str, str], ...] = ()
    """Path of each file from the root of the site, and its text."""
    head: str = ""
    """HTML for the page's head."""


def cite_this(
    uri: str,
    briefing: LinkedBriefing,
    registry: RegistryEntries,
    context: RenderContext,
    image: PictureView | None = None,
) -> CiteThis:
    """Return citations in words, files of the briefing and of its sources, and data for machines.

    Args:
        uri: address of its Markdown.
        briefing: the briefing.
        registry: registry entries of what it names.
        context: settings of the site.
        image: picture at its head, with its absolute address.
    """
    url, site_name = context.permanent_url(uri), context.settings.site_name
    words = context.words(briefing.language)
    own = briefing_item(briefing, url, site_name, registry, words)
    sources = source_items(briefing, registry, words)
    exports, files = [], list[tuple[str, str]]()
    if context.settings.exports:
        for label, name, items in (
            (message("This briefing"), "cite", [own]),
            (message("Its sources"), "sources", sources),
        ):
            written = _files(uri, name, items) if items else []
            links = (Link(kind, context.relative_file_url(uri, path)) for kind, path, _ in written)
            exports += [(label, tuple(links))] if written else []
            files += [(path, text) for _, path, text in written]
    pdf_url = context.permanent_pdf_url(uri)
    head = head_html(
        briefing,
        own,
        sources,
        site_name,
        pdf_url=pdf_url,
        registry=registry,
        image=image,
        renderer=context.renderer,
        url_of=lambda version: context.permanent_url(addresses.briefing_uri(version)),
    )
    return CiteThis(_lines(own, context), tuple(exports), tuple(files), head)


def citation_lines(
    uri: str, briefing: LinkedBriefing, registry: RegistryEntries, context: RenderContext
) -> CiteThis:
    """Return the citations in words alone, for outputs that offer no files."""
    url, words = context.permanent_url(uri), context.words(briefing.language)
    own = briefing_item(briefing, url, context.settings.site_name, registry, words)
    return CiteThis(_lines(own, context))


def _lines(own: CslItem, context: RenderContext) -> tuple[tuple[str, str], ...]:
    if not context.settings.cite_as:
        return ()
    return tuple((style, _cited(own, style)) for style in context.settings.cite_as)


@lru_cache(maxsize=1024)
def _cited(own: CslItem, style: str) -> str:
    """Return the line of a briefing, which its page and its PDF show; to make one takes as long as half of a page."""
    from mkdocs_briefings.render.export.styles import cite_as  # noqa: PLC0415 - takes a tenth of a second

    return cite_as(own, style)


def formatted_sources(
    briefing: LinkedBriefing, registry: RegistryEntries, context: RenderContext
) -> tuple[str, ...]:
    """Return the entries under Sources in the site's CSL style, by number; empty for the house style.

    Raises:
        UsageError: there is no such style, or it has no bibliography.
    """
    style = context.settings.source_style
    if not style:
        return ()
    from mkdocs_briefings.render.export.styles import bibliography  # noqa: PLC0415 - as above

    items = source_items(briefing, registry, context.words(briefing.language))
    return tuple(bibliography(items, style, briefing.language))


def _files(uri: str, name: str, items: list[CslItem]) -> list[tuple[str, str, str]]:
    """Return name of the format, path from the root of the site, and text of each file."""
    from mkdocs_briefings.render.export.bibtex import bibtex  # noqa: PLC0415 - as above
    from mkdocs_briefings.render.export.ris import ris  # noqa: PLC0415

    formats = (("BibTeX", "bib", bibtex), ("RIS", "ris", ris), ("CSL-JSON", "json", csl_json))
    folder = uri.removesuffix(".md")
    return [(kind, f"{folder}/{name}.{ending}", write(items)) for kind, ending, write in formats]
