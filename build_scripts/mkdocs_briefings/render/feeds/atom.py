"""Atom, RFC 4287. Entries are complete; ids are addresses that do not change (section 4.2.6)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from mkdocs_briefings.model.characters import writable
from mkdocs_briefings.model.machine_copy import CopiedName, MachineCopy
from mkdocs_briefings.model.site import Kind
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.feeds.choose import FeedShown
from mkdocs_briefings.render.feeds.entry import Entry

NAMESPACE = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01T00:00:00Z"
"""`updated` must be there, in a feed without entries too."""


def atom(shown: FeedShown, title: str, entries: Iterable[Entry], context: Context) -> bytes:
    """The feed as a document.

    Args:
        shown: which feed.
        title: what readers see.
        entries: newest first.
        context: of a site that knows its own address.
    """
    listed, settings = list(entries), context.settings
    feed = etree.Element(f"{{{NAMESPACE}}}feed", {_LANG: settings.language}, nsmap={None: NAMESPACE})  # type: ignore[dict-item] # stubs
    own = context.absolute(f"{shown.address}.xml")
    _add(feed, "id", own)
    _add(feed, "title", title)
    if shown.description:
        _add(feed, "subtitle", shown.description)
    _add(feed, "updated", max((one.copy.updated or _NEVER for one in listed), default=_NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=context.address(shown.uri))
    _author(feed, CopiedName(id="", name=settings.site_name, url=settings.site_url))
    _add(feed, "generator", "mkdocs-briefings")
    for one in listed:
        _entry(feed, one, context)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entry(feed: etree._Element, entry: Entry, context: Context) -> None:
    copy = entry.copy
    into = etree.SubElement(feed, f"{{{NAMESPACE}}}entry", {_LANG: copy.language})
    _add(into, "id", copy.stable_id)
    _add(into, "title", copy.title)
    _add(into, "published", copy.published or _NEVER)
    _add(into, "updated", copy.updated or _NEVER)
    for author in copy.authors:
        _author(into, author)
    _add(into, "link", rel="alternate", type="text/html", hreflang=copy.language, href=copy.url)
    data = context.absolute(addresses.machine_copy(addresses.briefing_uri(copy.id)))
    _add(into, "link", rel="alternate", type="application/json", href=data)
    if entry.pdf_size:
        _add(into, "link", rel="enclosure", type="application/pdf", length=str(entry.pdf_size), href=copy.pdf)
    _categories(into, copy, context)
    _add(into, "summary", entry.summary)
    _add(into, "content", entry.content, type="html")


def _categories(into: etree._Element, copy: MachineCopy, context: Context) -> None:
    """Topics and entities; a scheme is the address of their list (section 4.2.2.2)."""
    for kind, named in ((Kind.TOPIC, copy.topics), (Kind.ENTITY, copy.entities)):
        scheme = context.address(addresses.catalogue_uri(kind))
        for one in named:
            _add(into, "category", term=one.id, scheme=scheme, label=one.name)


def _author(into: etree._Element, author: CopiedName) -> None:
    person = etree.SubElement(into, f"{{{NAMESPACE}}}author")
    _add(person, "name", author.name)
    if author.url:
        _add(person, "uri", author.url)


def _add(into: etree._Element, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(into, f"{{{NAMESPACE}}}{name}")
    element.text = writable(text) or None
    for key, value in attributes.items():
        element.set(key, writable(value))
