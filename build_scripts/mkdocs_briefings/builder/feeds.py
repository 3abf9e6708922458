"""Feeds and the table of all briefings: made of the machine copies, once these and the PDFs are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
    """Of the machine copy."""
    pdf_size: int
    """Bytes of its PDF; 0 without one."""


@dataclass(frozen=True, slots=True)
class PlannedFeed:
    """A feed that the site is to have."""

    inputs: FeedInputs
    members: tuple[FeedMember, ...]

    @property
    def name(self) -> str:
        """Among the products."""
        return f"{self.inputs.address}.xml"

    @property
    def digest(self) -> bytes:
        """Of all that it shows."""
        return digest((self.inputs, tuple(tuple(one) for one in self.members)))


def planned_feeds(
    job: BuildRequest, overview: SiteIndex, products: Mapping[str, Product], size: Callable[[str], int]
) -> Iterator[PlannedFeed]:
    """Every feed.

    Args:
        job: of the build.
        overview: what the site holds.
        products: pages and PDFs. A briefing in whose place stands a hand-written page is in no feed.
        size: bytes of a file of the site.
    """
    known: dict[str, FeedMember | None] = {}

    def member(id: str) -> FeedMember | None:
        uri = addresses.briefing_uri(id)
        page, pdf = products.get(uri), addresses.pdf(uri)
        if page is None or not page.copy_sha256:
            return None
        return FeedMember(addresses.machine_copy(uri), page.copy_sha256, size(pdf) if pdf in products else 0)

    for shown in plan_feeds(overview, job.settings.feeds):
        known |= {id: member(id) for id in shown.ids if id not in known}
        yield PlannedFeed(shown, tuple(one for id in shown.ids if (one := known[id]) is not None))


def table_digest(overview: SiteIndex, products: Mapping[str, Product]) -> bytes:
    """Of all that the table shows."""
    outlines = tuple(one.digest for one in overview.summaries.values())
    return digest((outlines, tuple(_copies(overview, products).items())))


def table(
    job: BuildRequest, overview: SiteIndex, products: Mapping[str, Product]
) -> Iterator[tuple[str, bytes]]:
    """Address and content of the table's files."""
    return table_files(overview, _copies(overview, products), RenderContext.from_settings(job.render))


def machine_copy_text(page: Page) -> str:
    """The machine copy among the files of a page; empty without one."""
    return dict(page.files).get(addresses.machine_copy(page.uri), "")


def machine_copy_sha256(copied: str) -> bytes:
    """SHA-256 of a machine copy; empty without one."""
    return sha256(copied.encode()).digest() if copied else b""


def _copies(overview: SiteIndex, products: Mapping[str, Product]) -> dict[str, str]:
    """SHA-256 of each machine copy in hex, by the briefing's id."""
    found = ((id, products.get(addresses.briefing_uri(id))) for id in overview.summaries)
    return {id: one.copy_sha256.hex() for id, one in found if one is not None and one.copy_sha256}
