"""JSON Feed, version 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mkdocs_briefings.model.characters import writable
from mkdocs_briefings.model.machine_copy import CopiedName
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.feeds.choose import FeedShown
from mkdocs_briefings.render.feeds.entry import Entry

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(shown: FeedShown, title: str, entries: Iterable[Entry], context: Context) -> bytes:
    """The feed as a document; arguments as for `atom`."""
    settings = context.settings
    feed = {
        "version": VERSION,
        "title": writable(title),
        "home_page_url": context.address(shown.uri),
        "feed_url": context.absolute(f"{shown.address}.json"),
        "description": writable(shown.description),
        "language": settings.language,
        "authors": [_author(CopiedName(id="", name=settings.site_name, url=settings.site_url))],
        "items": [_item(one) for one in entries],
    }
    kept = {key: value for key, value in feed.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
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
        "authors": [_author(one) for one in copy.authors],
        "tags": [one.name for one in (*copy.topics, *copy.entities)],
        "language": copy.language,
        "attachments": [pdf] if entry.pdf_size else [],
    }
    return {key: value for key, value in item.items() if value}


def _author(author: CopiedName) -> dict[str, str]:
    return {"name": author.name, **({"url": author.url} if author.url else {})}
