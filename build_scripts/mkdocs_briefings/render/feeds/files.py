"""The two files of a feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.machine_copy import CopiedName, MachineCopy
from mkdocs_briefings.model.safe_text import strip_forbidden
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.selection import FeedEntry, FeedInputs, feed_entry


def feed_files(
    shown: FeedInputs, members: Iterable[tuple[str, int]], context: RenderContext
) -> Iterator[tuple[str, bytes]]:
    """Address and content of each.

    Args:
        shown: which feed.
        members: text of the `index.json` of each briefing, and bytes of its PDF; newest first.
        context: of a site that knows its own address.
    """
    entries = [replace(feed_entry(copied), pdf_size=size) for copied, size in members]
    site = context.settings.site_name
    title = f"{shown.title} – {site}" if shown.title else site
    described = shown if shown.title else replace(shown, description=context.settings.site_description)
    yield f"{shown.address}.xml", atom(described, title, entries, context)
    yield f"{shown.address}.json", json_feed(described, title, entries, context)


NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01T00:00:00Z"
"""`updated` must be there, in a feed without entries too."""


def atom(shown: FeedInputs, title: str, entries: Iterable[FeedEntry], context: RenderContext) -> bytes:
    """The feed as a document.

    Args:
        shown: which feed.
        title: what readers see.
        entries: newest first.
        context: of a site that knows its own address.
    """
    listed, settings = list(entries), context.settings
    feed = etree.Element(f"{{{NAMESPACE}}}feed", {_LANG: settings.language}, nsmap={None: NAMESPACE})  # type: ignore[dict-item] # stubs
    own = context.absolute_file_url(f"{shown.address}.xml")
    _add(feed, "id", own)
    _add(feed, "title", title)
    if shown.description:
        _add(feed, "subtitle", shown.description)
    _add(feed, "updated", max((one.copy.updated or _NEVER for one in listed), default=_NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=context.absolute_url(shown.uri))
    _author(feed, CopiedName(id="", name=settings.site_name, url=settings.site_url))
    _add(feed, "generator", "mkdocs-briefings")
    for one in listed:
        _entry(feed, one, context)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entry(feed: etree._Element, entry: FeedEntry, context: RenderContext) -> None:
    copy = entry.copy
    into = etree.SubElement(feed, f"{{{NAMESPACE}}}entry", {_LANG: copy.language})
    _add(into, "id", copy.stable_id)
    _add(into, "title", copy.title)
    _add(into, "published", copy.published or _NEVER)
    _add(into, "updated", copy.updated or _NEVER)
    for author in copy.authors:
        _author(into, author)
    _add(into, "link", rel="alternate", type="text/html", hreflang=copy.language, href=copy.url)
    data = context.absolute_file_url(addresses.machine_copy(addresses.briefing_uri(copy.id)))
    _add(into, "link", rel="alternate", type="application/json", href=data)
    if entry.pdf_size:
        _add(into, "link", rel="enclosure", type="application/pdf", length=str(entry.pdf_size), href=copy.pdf)
    _categories(into, copy, context)
    _add(into, "summary", entry.summary)
    _add(into, "content", entry.content, type="html")


def _categories(into: etree._Element, copy: MachineCopy, context: RenderContext) -> None:
    """What the briefing is filed under; a scheme is the address of the list of all (section 4.2.2.2)."""
    for facet in (one for one in FACETS.values() if one.filed):
        scheme = context.absolute_url(addresses.catalogue_uri(facet.kind))
        for one in getattr(copy, facet.key):
            _add(into, "category", term=one.id, scheme=scheme, label=one.name)


def _author(into: etree._Element, author: CopiedName) -> None:
    person = etree.SubElement(into, f"{{{NAMESPACE}}}author")
    _add(person, "name", author.name)
    if author.url:
        _add(person, "uri", author.url)


def _add(into: etree._Element, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(into, f"{{{NAMESPACE}}}{name}")
    element.text = strip_forbidden(text) or None
    for key, value in attributes.items():
        element.set(key, strip_forbidden(value))


VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(shown: FeedInputs, title: str, entries: Iterable[FeedEntry], context: RenderContext) -> bytes:
    """The feed as a document; arguments as for `atom`."""
    settings = context.settings
    feed = {
        "version": VERSION,
        "title": strip_forbidden(title),
        "home_page_url": context.absolute_url(shown.uri),
        "feed_url": context.absolute_file_url(f"{shown.address}.json"),
        "description": strip_forbidden(shown.description),
        "language": settings.language,
        "authors": [_json_author(CopiedName(id="", name=settings.site_name, url=settings.site_url))],
        "items": [_item(one) for one in entries],
    }
    kept = {key: value for key, value in feed.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    copy = entry.copy
    pdf = {"url": copy.pdf, "mime_type": "application/pdf", "size_in_bytes": entry.pdf_size}
    item = {
        "id": copy.stable_id,
        "url": copy.url,
        "title": copy.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": copy.image,
        "date_published": copy.published,
        "date_modified": copy.updated,
        "authors": [_json_author(one) for one in copy.authors],
        "tags": [one.name for facet in FACETS.values() if facet.filed for one in getattr(copy, facet.key)],
        "language": copy.language,
        "attachments": [pdf] if entry.pdf_size else [],
    }
    return {key: value for key, value in item.items() if value}


def _json_author(author: CopiedName) -> dict[str, str]:
    return {"name": author.name, **({"url": author.url} if author.url else {})}
