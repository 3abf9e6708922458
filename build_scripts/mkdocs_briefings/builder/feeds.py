"""Feeds and the table of all briefings: made of the machine copies, once these and the PDFs are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from mkdocs_briefings.builder.manifest import Product
from mkdocs_briefings.builder.request import BuildRequest
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.feeds.selection import FeedInputs, plan_feeds

TABLE = f"{addresses.TABLE}.json"
"""Name of the table among the products; its CSV and the schemas go with it."""


class FeedMember(NamedTuple):
    """A briefing in a feed."""

    copy_address: str
    """Address of its machine copy."""
    sha256: bytes
    """SHA-256 of its machine copy."""
    pdf_size: int
    """Bytes of its PDF; 0 without one."""


@dataclass(frozen=True, slots=True)
class PlannedFeed:
    """A feed of the site to be."""

    inputs: FeedInputs
    members: tuple[FeedMember, ...]
    briefing: None = None
    """Any worker can make a feed, whichever briefings it has read."""

    @property
    def task(self) -> PlannedFeed:
        """Task of the worker that makes the feed: the feed itself."""
        return self

    @property
    def name(self) -> str:
        """Name among the products: the address of the Atom file."""
        return f"{self.inputs.address}.xml"

    @property
    def digest(self) -> bytes:
        """Digest of all that the feed shows."""
        return digest((self.inputs, tuple(map(tuple, self.members))))


def planned_feeds(
    request: BuildRequest, index: SiteIndex, products: Mapping[str, Product], size: Callable[[str], int]
) -> Iterator[PlannedFeed]:
    """Yield every feed.

    Args:
        request: what is being built.
        index: what the site holds.
        products: pages and PDFs. A briefing in whose place stands a hand-written page is in no feed.
        size: returns the bytes of a file of the site.
    """

    @cache
    def member(id: str) -> FeedMember | None:
        uri = addresses.briefing_uri(id)
        page, pdf = products.get(uri), addresses.pdf(uri)
        if page is None or not page.copy_sha256:
            return None
        return FeedMember(addresses.machine_copy(uri), page.copy_sha256, size(pdf) if pdf in products else 0)

    for inputs in plan_feeds(index, request.settings.feeds):
        yield PlannedFeed(inputs, tuple(filter(None, map(member, inputs.ids))))


def table_digest(index: SiteIndex, products: Mapping[str, Product]) -> bytes:
    """Return the digest of all that the table shows."""
    summaries = tuple(summary.digest for summary in index.summaries.values())
    return digest((summaries, tuple(_copies(index, products).items())))


def table(
    request: BuildRequest, index: SiteIndex, products: Mapping[str, Product]
) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the table's files."""
    return table_files(index, _copies(index, products), RenderContext.from_settings(request.render))


def machine_copy_text(page: Page) -> str:
    """Return the machine copy among the files of a page; empty without one."""
    return dict(page.files).get(addresses.machine_copy(page.uri), "")


def machine_copy_sha256(machine_copy: str) -> bytes:
    """Return the SHA-256 of a machine copy in UTF-8; empty without one."""
    return sha256(machine_copy.encode()).digest() if machine_copy else b""


def _copies(index: SiteIndex, products: Mapping[str, Product]) -> dict[str, str]:
    """Return the SHA-256 of each machine copy in hex, by the briefing's id."""
    pages = ((id, products.get(addresses.briefing_uri(id))) for id in index.summaries)
    return {id: page.copy_sha256.hex() for id, page in pages if page is not None and page.copy_sha256}
