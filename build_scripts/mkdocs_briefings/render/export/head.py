"""Metadata in the head of a briefing's page, for search engines, reference managers and link previews.

Highwire Press tags as Google Scholar asks for them (https://scholar.google.com/intl/en/scholar/inclusion.html),
JSON-LD and Open Graph. All are data, which a Content-Security-Policy that forbids scripts lets through.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from html import escape

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render.export.csl import TEXT_FIELDS, CslItem
from mkdocs_briefings.render.export.linked_data import linked_data
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.views import PictureView

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Size of a card in pixels, as in `templates/print/card.typ`."""
_NOT_IN_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def head_html(
    briefing: LinkedBriefing,
    item: CslItem,
    sources: Sequence[CslItem],
    site_name: str,
    *,
    registry: RegistryEntries,
    pdf_url: str = "",
    image: PictureView | None = None,
    renderer: MarkdownRenderer | None = None,
    url_of: Callable[[str], str] = lambda _: "",
) -> str:
    """Return meta elements and one script element with JSON-LD, each on a line.

    Args:
        briefing: the briefing.
        item: the briefing as an item, with a permanent address if the site knows its own.
        sources: the sources of the briefing as items, by number.
        site_name: name of the site.
        registry: registry entries of what the briefing names.
        pdf_url: absolute address of the PDF; empty without one.
        image: picture at its head, with its absolute address.
        renderer: has the Markdown of the site; without it texts are plain Markdown.
        url_of: returns the permanent address of a briefing by its id; empty when not known.
    """
    publisher = item.publisher or site_name
    tags = (
        *_tags(briefing, item, publisher, pdf_url),
        *(("reference", _reference(source)) for source in sources),
    )
    lines = [f'<meta name="citation_{name}" content="{escape(value)}">' for name, value in tags if value]
    linked = linked_data(
        briefing, item, sources, publisher, registry, image, renderer=renderer, url_of=url_of
    )
    data = json.dumps(linked, ensure_ascii=False)
    lines.append(f'<script type="application/ld+json">{_in_script(data)}</script>')
    return "\n".join(lines) + "\n"


def _in_script(data: str) -> str:
    for sign, escaped in _NOT_IN_SCRIPT.items():
        data = data.replace(sign, escaped)
    return data


def picture_html(url: str, alt: str) -> str:
    """Return the tags for a picture in link previews: Open Graph (https://ogp.me/) and Twitter cards.

    Args:
        url: absolute address of the picture.
        alt: what the picture shows, in words.
    """
    tags = (
        ("property", "og:image", url),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", str(CARD_WIDTH)),
        ("property", "og:image:height", str(CARD_HEIGHT)),
        ("property", "og:image:alt", alt),
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:image:alt", alt),
    )
    return "".join(f'<meta {key}="{name}" content="{escape(value)}">\n' for key, name, value in tags)


def _tags(briefing: LinkedBriefing, item: CslItem, publisher: str, pdf_url: str) -> Iterator[tuple[str, str]]:
    yield "title", item.title
    yield from (("author", name.inverted) for name in item.authors)
    yield "publication_date", _date(item.issued)
    if briefing.publication is not None:
        yield "journal_title", item.container
    yield "publisher", publisher
    yield from item.texts((field.key, field.highwire) for field in TEXT_FIELDS).items()
    yield "language", item.language
    yield "public_url", item.url
    yield "fulltext_html_url", item.url
    yield "pdf_url", pdf_url


def _reference(item: CslItem) -> str:
    """Return a source as `citation_title=...; citation_author=...`; empty when only the date is known."""
    if not (item.title or item.authors or item.container or item.publisher):
        return ""
    pairs = (
        ("title", item.title),
        *(("author", name.inverted) for name in item.authors),
        ("journal_title", item.container),
        ("publisher", item.publisher),
        ("publication_date", _date(item.issued)),
        *item.texts((field.key, field.highwire) for field in TEXT_FIELDS).items(),
        ("pages", item.page),
    )
    return "; ".join(f"citation_{name}={value.replace(';', ',')}" for name, value in pairs if value)


def _date(date: PartialDate | None) -> str:
    """Return `2024/02/05`, or the year alone: Google Scholar does not read a month."""
    if date is None:
        return ""
    return f"{date.year:04}/{date.month:02}/{date.day:02}" if date.day else f"{date.year:04}"
