"""The two files of a feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.feeds.atom import atom
from mkdocs_briefings.render.feeds.choose import FeedShown
from mkdocs_briefings.render.feeds.entry import entry
from mkdocs_briefings.render.feeds.json_feed import json_feed


def feed_files(
    shown: FeedShown, members: Iterable[tuple[str, int]], context: Context
) -> Iterator[tuple[str, bytes]]:
    """Address and content of each.

    Args:
        shown: which feed.
        members: text of the `index.json` of each briefing, and bytes of its PDF; newest first.
        context: of a site that knows its own address.
    """
    entries = [replace(entry(copied), pdf_size=size) for copied, size in members]
    site = context.settings.site_name
    title = f"{shown.title} – {site}" if shown.title else site
    described = shown if shown.title else replace(shown, description=context.settings.site_description)
    yield f"{shown.address}.xml", atom(described, title, entries, context)
    yield f"{shown.address}.json", json_feed(described, title, entries, context)
