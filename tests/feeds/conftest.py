"""Fixtures for the feeds and machine copies of desks given as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from typing import Any

import feedparser
import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import plan_feeds

ROOT = "https://example.org/desk/"


@dataclass(frozen=True)
class Published:
    """What a site publishes for feed readers and machines."""

    site: Site
    pages: dict[str, Page]
    copies: dict[str, str]
    """Text of each `index.json`, by the briefing's id."""
    files: dict[str, bytes]
    """Feeds and table, by address."""

    def read(self, name: str) -> Any:
        """A feed as feedparser reads it."""
        feed = feedparser.parse(self.files[name])
        assert not feed.bozo, feed.get("bozo_exception")
        return feed

    def copy(self, id: str) -> Any:
        return json.loads(self.copies[id])

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])


@pytest.fixture
def published(tmp_path, write_content) -> Callable[..., Published]:
    """Builds what the site of a desk publishes; each desk in a folder of its own."""
    numbers = count()

    def publish(content: dict[str, Any], render: dict[str, Any] | None = None, **chosen: Any) -> Published:
        written = write_content(content, tmp_path / str(next(numbers)))
        settings = replace(written, **{"feeds": 20, "machine_copies": True, **chosen})
        gathered = pipeline.gather(settings)
        assert gathered.publishable, gathered.diagnostics
        shown = RenderSettings(
            directory_urls=settings.directory_urls,
            **{
                "site_url": ROOT,
                "site_name": "A desk",
                "site_description": "What a desk writes.",
                "machine_copies": True,
                "pdf": True,
                "extensions": ("toc", "tables", "footnotes"),
                **(render or {}),
            },
        )
        pages = {page.uri: page for page in pipeline.render_pages(gathered.site, settings, shown)}
        return assembled(gathered.site, pages, settings.feeds, shown)

    return publish


def assembled(site: Site, pages: dict[str, Page], limit: int, render: RenderSettings) -> Published:
    context = RenderContext.from_settings(render)
    copies = {
        id: dict(pages[uri].files)[addresses.machine_copy(uri)]
        for id in site.briefings
        if (uri := addresses.briefing_uri(id))
    }
    pdf_size = 1234 if render.pdf else 0
    files = {
        name: content
        for feed in plan_feeds(site.index, limit)
        for name, content in feed_files(feed, [(copies[id], pdf_size) for id in feed.ids], context)
    }
    rows = [(site.index.summaries[id], sha256(text.encode()).hexdigest()) for id, text in copies.items()]
    return Published(site, pages, copies, files | dict(table_files(rows, context)))
