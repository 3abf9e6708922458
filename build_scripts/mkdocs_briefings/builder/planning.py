"""Every product of a site, with the digest of exactly what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.builder.cached_briefing import CachedBriefing
from mkdocs_briefings.builder.scan import Scan
from mkdocs_briefings.builder.worker import Task, pack_plan
from mkdocs_briefings.load.load import BriefingFile
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.output import PagePlan
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex
from mkdocs_briefings.prints import Collection, issues
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.pages import index_plans


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A page, a print or a card of the site to be."""

    name: str
    """Markdown address of a page, address of a print or a card."""
    digest: bytes
    """Digest of all that it shows."""
    briefing: BriefingFile | None = None
    plan: PagePlan | None = None
    collection: Collection | None = None
    files: tuple[BriefingFile, ...] = ()
    """Files of the collection's briefings."""
    card_digest: bytes = b""
    """Digest of what the card of a briefing's page shows."""

    @property
    def task(self) -> Task:
        """Task of the worker that makes the product."""
        plan = pack_plan(self.plan) if self.plan is not None else b""
        return Task(self.name, self.briefing, plan, self.collection, self.files)


def planned_pages(
    scan: Scan, briefings: Mapping[str, CachedBriefing], index: SiteIndex
) -> Iterator[PlannedProduct]:
    """Yield the pages of all briefings, then all others."""
    files = {file.id: file for file in scan.inventory.briefings}
    for briefing in briefings.values():
        if briefing.summary is not None and briefing.id in index.summaries:
            key = digest_bytes(briefing.page_digest, _of_others(briefing, briefing.summary, index))
            yield PlannedProduct(
                addresses.briefing_uri(briefing.id),
                key,
                briefing=files[briefing.id],
                card_digest=briefing.card_digest,
            )
    for plan in index_plans(index, scan.context.settings):
        yield PlannedProduct(plan.uri, digest((plan.kind, plan.inputs)), plan=plan)


def planned_prints(pages: Mapping[str, PlannedProduct], index: SiteIndex) -> Iterator[PlannedProduct]:
    """Yield the PDF of every briefing, then of every volume and issue; each shows what the pages of its briefings show."""
    for page in pages.values():
        if page.briefing is not None:
            yield PlannedProduct(addresses.pdf(page.name), page.digest, briefing=page.briefing)
    for issue in issues(index.summaries.values()):
        uris = [addresses.briefing_uri(id) for id in issue.ids]
        if all(uri in pages for uri in uris):
            key = digest_bytes(digest(issue), *(pages[uri].digest for uri in uris))
            files = tuple(file for uri in uris if (file := pages[uri].briefing) is not None)
            yield PlannedProduct(addresses.pdf(issue.uri), key, collection=issue, files=files)


def planned_cards(pages: Mapping[str, PlannedProduct]) -> Iterator[PlannedProduct]:
    """Yield the card of every briefing, and the one that all other pages share, which shows settings alone."""
    for page in pages.values():
        if page.briefing is not None:
            yield PlannedProduct(addresses.card(page.name), page.card_digest, briefing=page.briefing)
    yield PlannedProduct(addresses.SITE_CARD, b"")


def _of_others(briefing: CachedBriefing, summary: BriefingSummary, index: SiteIndex) -> bytes:
    """Return all that a briefing's page shows of other briefings and of files, and the names that search finds in it."""
    present = tuple(id in index.summaries for id in summary.linked_ids)
    files = tuple(name in index.files for name in summary.files)
    neighbours = tuple(other.digest for other in index.neighbours(summary.id))
    names = tuple(map(tuple, index.visible_names(briefing.registered_names)))
    return repr((neighbours, present, files, names)).encode()  # not `digest`: for each briefing at each build
