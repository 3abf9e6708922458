"""The two files of a feed: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.machine_copy import CopiedName, MachineCopy
from mkdocs_briefings.model.safe_text import strip_forbidden
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.selection import FeedEntry, FeedInputs, feed_entry

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01T00:00:00Z"
"""Value of `updated`, which a feed without entries must have too."""
_JSON_FEED = "https://jsonfeed.org/version/1.1"


def feed_files(
    inputs: FeedInputs, members: Iterable[tuple[str, int]], context: RenderContext
) -> Iterator[tuple[str, bytes]]:
    """Yield the address from the root of the site, and the content, of each file of a feed.

    Args:
        inputs: the feed.
        members: for each briefing, newest first, the text of its `index.json` and the size of its PDF in bytes.
        context: context of a site that knows its own address.
    """
    site, words = context.settings, context.words()
    entries = [
        replace(feed_entry(copy_text, site.language, site.words), pdf_size=size)
        for copy_text, size in members
    ]
    if inputs.title:
        # Translators: the title of a feed: a topic, or the like, and the name of the site.
        title = words("{group} – {site}", group=inputs.title, site=site.site_name)
        feed = replace(inputs, title=title)
    else:
        feed = replace(inputs, title=site.site_name, description=site.site_description)
    yield f"{feed.address}.xml", _atom(feed, entries, context)
    yield f"{feed.address}.json", _json_feed(feed, entries, context)


def _site_author(settings: RenderSettings) -> CopiedName:
    return CopiedName(id="", name=settings.site_name, url=settings.site_url)


def _atom(feed: FeedInputs, entries: Sequence[FeedEntry], context: RenderContext) -> bytes:
    """Return a feed as Atom. Entries are complete; ids are addresses that do not change (section 4.2.6)."""
    settings = context.settings
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: settings.language}, nsmap={None: _ATOM})  # type: ignore[dict-item] # stubs
    own = context.absolute_file_url(f"{feed.address}.xml")
    _add(root, "id", own)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    moments = (entry.copy.updated or _NEVER for entry in entries)
    _add(root, "updated", max(moments, key=dt.datetime.fromisoformat, default=_NEVER))
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=context.absolute_url(feed.uri))
    _add_author(root, _site_author(settings))
    _add(root, "generator", "mkdocs-briefings")
    for entry in entries:
        _add_entry(root, entry, context)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _add_entry(root: etree._Element, entry: FeedEntry, context: RenderContext) -> None:
    copy = entry.copy
    element = etree.SubElement(root, f"{{{_ATOM}}}entry", {_LANG: copy.language})
    _add(element, "id", copy.stable_id)
    _add(element, "title", copy.title)
    _add(element, "published", copy.published or _NEVER)
    _add(element, "updated", copy.updated or _NEVER)
    for author in copy.authors:
        _add_author(element, author)
    _add(element, "link", rel="alternate", type="text/html", hreflang=copy.language, href=copy.url)
    for version in copy.translations:
        link = {"rel": "alternate", "type": "text/html", "hreflang": version.language, "href": version.url}
        _add(element, "link", **link)
    data = context.absolute_file_url(addresses.machine_copy(addresses.briefing_uri(copy.id)))
    _add(element, "link", rel="alternate", type="application/json", href=data)
    if size := entry.pdf_size:
        _add(element, "link", rel="enclosure", type="application/pdf", length=str(size), href=copy.pdf)
    _add_categories(element, copy, context)
    if license := copy.license:
        _add(element, "rights", license.text)
        if license.url:
            _add(element, "link", rel="license", href=license.url)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")


def _add_categories(element: etree._Element, copy: MachineCopy, context: RenderContext) -> None:
    """Add what a briefing is filed under; the scheme is the address of the page that lists all (section 4.2.2.2)."""
    for facet in (facet for facet in FACETS.values() if facet.filed):
        scheme = context.absolute_url(addresses.catalogue_uri(facet.kind))
        for name in getattr(copy, facet.key):
            _add(element, "category", term=name.id, scheme=scheme, label=name.name)


def _add_author(element: etree._Element, author: CopiedName) -> None:
    person = etree.SubElement(element, f"{{{_ATOM}}}author")
    _add(person, "name", author.name)
    if author.url:
        _add(person, "uri", author.url)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = strip_forbidden(text) or None
    for key, value in attributes.items():
        element.set(key, strip_forbidden(value))


def _json_feed(feed: FeedInputs, entries: Iterable[FeedEntry], context: RenderContext) -> bytes:
    settings = context.settings
    fields = {
        "version": _JSON_FEED,
        "title": strip_forbidden(feed.title),
        "home_page_url": context.absolute_url(feed.uri),
        "feed_url": context.absolute_file_url(f"{feed.address}.json"),
        "description": strip_forbidden(feed.description),
        "language": settings.language,
        "authors": [_json_author(_site_author(settings))],
        "items": [_json_item(entry) for entry in entries],
    }
    written = {key: value for key, value in fields.items() if value or key == "items"}
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(entry: FeedEntry) -> dict[str, Any]:
    copy = entry.copy
    pdf = {"url": copy.pdf, "mime_type": "application/pdf", "size_in_bytes": entry.pdf_size}
    fields = {
        "id": copy.stable_id,
        "url": copy.url,
        "title": copy.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": copy.image,
        "banner_image": copy.lead_image.url if copy.lead_image else "",
        "date_published": copy.published,
        "date_modified": copy.updated,
        "authors": [_json_author(author) for author in copy.authors],
        "tags": [name.name for facet in FACETS.values() if facet.filed for name in getattr(copy, facet.key)],
        "language": copy.language,
        "_briefings": _extension(copy),
        "attachments": [pdf] if entry.pdf_size else [],
    }
    return {key: value for key, value in fields.items() if value}


def _extension(copy: MachineCopy) -> dict[str, Any]:
    """Return what JSON Feed has no key for; a key of one's own begins with an underscore and is an object (1.1, Extensions)."""
    versions = [{"language": version.language, "url": version.url} for version in copy.translations]
    return {"translations": versions} if versions else {}


def _json_author(author: CopiedName) -> dict[str, str]:
    return {"name": author.name, **({"url": author.url} if author.url else {})}
