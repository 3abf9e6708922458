"""What RFC 4287 and JSON Feed 1.1 ask of a feed, as code: each function names what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
_GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "feeds/atom.rng"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_FEED = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"}
_ITEM = {
    "id", "url", "title", "content_html", "summary", "image", "banner_image", "date_published", "date_modified", "authors", "tags",
    "language", "attachments",
}  # fmt: skip


def faults_of_atom(document: bytes) -> list[str]:
    """What is wrong with an Atom document."""
    try:
        feed = etree.fromstring(document)
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    if not _GRAMMAR.validate(feed):
        return [f"appendix B: {error.message}" for error in _GRAMMAR.error_log]
    return list(_atom(feed))


def _atom(feed: etree._Element) -> Iterator[str]:
    entries = feed.findall("a:entry", ATOM)
    for one in (feed, *entries):
        yield from _links(one)
        (id,) = one.findall("a:id", ATOM)
        if not absolute(id.text or ""):
            yield f"4.2.6: the id {id.text} is not absolute"
    if feed.find("a:link[@rel='self']", ATOM) is None:
        yield "4.1.1: no link to itself"
    if feed.find("a:author", ATOM) is None:
        yield from ("4.1.1: no author" for one in entries if one.find("a:author", ATOM) is None)
    said = [(one.findtext("a:id", "", ATOM), one.findtext("a:updated", "", ATOM)) for one in entries]
    if len(set(said)) < len(said):
        yield "4.1.1: two entries with one id and moment"
    for one in feed.iter("{*}updated", "{*}published"):
        if not moment(one.text or ""):
            yield f"3.3: {one.text} is no moment of RFC 3339"
    for one in entries:
        if one.find("a:content", ATOM) is None and one.find("a:link[@rel='alternate']", ATOM) is None:
            yield "4.1.2: neither content nor a link"
    yield from ("3.2.1: an author without a name" for one in feed.iter("{*}name") if not one.text)


def _links(one: etree._Element) -> Iterator[str]:
    links = one.findall("a:link", ATOM)
    alternate = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"]
    if len(set(alternate)) < len(alternate):
        yield "4.1.1: two alternate links of one type and language"
    yield from (f"4.2.7.1: {link.get('href')}" for link in links if not absolute(link.get("href", "")))
    for link in links:
        if link.get("rel") == "enclosure" and not re.fullmatch(r"[1-9]\d*", link.get("length", "")):
            yield f"4.2.7.6: {link.get('length')} is no length"


def faults_of_json_feed(document: bytes) -> list[str]:
    """What is wrong with a JSON Feed."""
    return list(_json_feed(json.loads(document.decode("utf-8"))))


def _json_feed(feed: dict[str, Any]) -> Iterator[str]:
    yield from (f"unknown key {key}" for key in feed.keys() - _FEED)
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or next(iter(feed)) != "version":
        yield "version: must be there, best at the very top"
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        yield "title and items are required"
        return
    yield from (key for key in ("home_page_url", "feed_url") if not absolute(feed.get(key, "")))
    yield from _language(feed)
    yield from _authors(feed)
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids):
        yield "id: not unique"
    for item in feed["items"]:
        yield from _item(item)


def _item(item: dict[str, Any]) -> Iterator[str]:
    extensions = {key for key in item if key.startswith("_")}
    yield from (f"{key} is no object" for key in extensions if not isinstance(item[key], dict))
    yield from (f"unknown key {key}" for key in item.keys() - _ITEM - extensions)
    texts = item.keys() - {"authors", "tags", "attachments"} - extensions
    yield from (f"{key} is no text" for key in texts if not text(item[key]))
    if not text(item.get("id")) or not text(item.get("content_html")):
        yield "id and content are required"
    yield from (key for key in ("id", "url") if not absolute(item.get(key, "")))
    yield from (key for key in ("date_published", "date_modified") if not moment(item.get(key, "")))
    yield from _language(item)
    yield from _authors(item)
    yield from ("a tag is no text" for tag in item.get("tags", ()) if not text(tag))
    for one in item.get("attachments", ()):
        if one.keys() != {"url", "mime_type", "size_in_bytes"} or type(one["size_in_bytes"]) is not int:
            yield "attachments: address, media type and size in bytes"
        if not absolute(one.get("url", "")):
            yield "attachments: the address is not absolute"


def _language(one: dict[str, Any]) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(one.get("language", "")):
        yield f"language: {one.get('language')}"


def _authors(one: dict[str, Any]) -> Iterator[str]:
    for author in one.get("authors", ()):
        if not author or author.keys() - {"name", "url", "avatar"} or not all(map(text, author.values())):
            yield f"authors: {author}"


def absolute(address: str) -> bool:
    """Whether it is a whole address."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def moment(written: str) -> bool:
    """Whether it is a moment as RFC 3339 (section 5.6) writes it."""
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)"
    return bool(re.fullmatch(shape, written)) and dt.datetime.fromisoformat(written).tzinfo is not None


def text(value: object) -> bool:
    """Whether it is a text that says something."""
    return isinstance(value, str) and bool(value)
