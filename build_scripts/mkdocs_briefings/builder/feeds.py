"""Feeds and the table of all briefings: made of the machine copies, once these and the PDFs are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from mkdocs_briefings.builder.job import Job
from mkdocs_briefings.builder.state import Product
from mkdocs_briefings.model.outline import Overview
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.values import digest
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefings_table import table_files
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.feeds.choose import FeedShown, feeds

TABLE = f"{addresses.TABLE}.json"
"""Name of the table among the products; its CSV and the schemas go with it."""


class Member(NamedTuple):
    """A briefing in a feed."""

    copy: str
    """Address of its machine copy."""
    sha256: bytes
    """Of the machine copy."""
    pdf_size: int
    """Bytes of its PDF; 0 without one."""


@dataclass(frozen=True, slots=True)
class WantedFeed:
    """A feed that the site is to have."""

    shown: FeedShown
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """Among the products."""
        return f"{self.shown.address}.xml"

    @property
    def digest(self) -> bytes:
        """Of all that it shows."""
        return digest((self.shown, tuple(tuple(one) for one in self.members)))


def wanted_feeds(
    job: Job, overview: Overview, products: Mapping[str, Product], size: Callable[[str], int]
) -> Iterator[WantedFeed]:
    """Every feed.

    Args:
        job: of the build.
        overview: what the site holds.
        products: pages and PDFs. A briefing in whose place stands a hand-written page is in no feed.
        size: bytes of a file of the site.
    """
    known: dict[str, Member | None] = {}

    def member(id: str) -> Member | None:
        uri = addresses.briefing_uri(id)
        page, pdf = products.get(uri), addresses.pdf(uri)
        if page is None or not page.copy:
            return None
        return Member(addresses.machine_copy(uri), page.copy, size(pdf) if pdf in products else 0)

    for shown in feeds(overview, job.settings.feeds):
        known |= {id: member(id) for id in shown.ids if id not in known}
        yield WantedFeed(shown, tuple(one for id in shown.ids if (one := known[id]) is not None))


def table_digest(overview: Overview, products: Mapping[str, Product]) -> bytes:
    """Of all that the table shows."""
    outlines = tuple(one.digest for one in overview.outlines.values())
    return digest((outlines, tuple(_copies(overview, products).items())))


def table(job: Job, overview: Overview, products: Mapping[str, Product]) -> Iterator[tuple[str, bytes]]:
    """Address and content of the table's files."""
    return table_files(overview, _copies(overview, products), Context.of(job.render))


def copy_of(page: Page) -> str:
    """The machine copy among the files of a page; empty without one."""
    return dict(page.files).get(addresses.machine_copy(page.uri), "")


def sha_of(copied: str) -> bytes:
    """SHA-256 of a machine copy; empty without one."""
    return sha256(copied.encode()).digest() if copied else b""


def _copies(overview: Overview, products: Mapping[str, Product]) -> dict[str, str]:
    """SHA-256 of each machine copy in hex, by the briefing's id."""
    found = ((id, products.get(addresses.briefing_uri(id))) for id in overview.outlines)
    return {id: one.copy.hex() for id, one in found if one is not None and one.copy}
