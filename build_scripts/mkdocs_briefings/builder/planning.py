"""Every product of a site with the digest of exactly what it shows."""

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
    """A page, a print or a card that the site is to have."""

    name: str
    """Markdown address of a page, address of a print or a card."""
    digest: bytes
    """Of what it shows."""
    briefing: BriefingFile | None = None
    plan: PagePlan | None = None
    collection: Collection | None = None
    files: tuple[BriefingFile, ...] = ()
    """Of the collection."""
    card_digest: bytes = b""
    """Of a briefing's page: digest of what its card shows."""

    @property
    def is_searched(self) -> bool:
        """Whether search knows of it: its record is written before any page is made."""
        return self.briefing is not None

    @property
    def task(self) -> Task:
        """For a worker."""
        plan = pack_plan(self.plan) if self.plan is not None else b""
        return Task(self.name, self.briefing, plan, self.collection, self.files)


def planned_pages(
    survey: Scan, entries: Mapping[str, CachedBriefing], overview: SiteIndex
) -> Iterator[PlannedProduct]:
    """The pages of all briefings, then all others."""
    files = {file.id: file for file in survey.shelves.briefings}
    for entry in entries.values():
        if entry.summary is not None and entry.id in overview.summaries:
            shown = digest_bytes(entry.page_digest, _of_others(entry, entry.summary, overview))
            yield PlannedProduct(
                addresses.briefing_uri(entry.id),
                shown,
                briefing=files[entry.id],
                card_digest=entry.card_digest,
            )
    for plan in index_plans(overview, survey.context.settings):
        yield PlannedProduct(plan.uri, digest((plan.kind, plan.inputs)), plan=plan)


def planned_prints(pages: Mapping[str, PlannedProduct], overview: SiteIndex) -> Iterator[PlannedProduct]:
    """The PDF of every briefing, then of every volume and issue; each shows what the pages of its briefings show."""
    for page in pages.values():
        if page.briefing is not None:
            yield PlannedProduct(addresses.pdf(page.name), page.digest, briefing=page.briefing)
    for of in issues(overview.summaries.values()):
        members = [pages[addresses.briefing_uri(id)] for id in of.ids if addresses.briefing_uri(id) in pages]
        shown = digest_bytes(digest(of), *(one.digest for one in members))
        if len(members) == len(of.ids):
            files = tuple(one.briefing for one in members if one.briefing is not None)
            yield PlannedProduct(addresses.pdf(of.uri), shown, collection=of, files=files)


def planned_cards(pages: Mapping[str, PlannedProduct]) -> Iterator[PlannedProduct]:
    """The card of every briefing, and the one that all other pages share, of which the settings say all."""
    for page in pages.values():
        if page.briefing is not None:
            yield PlannedProduct(addresses.card(page.name), page.card_digest, briefing=page.briefing)
    yield PlannedProduct(addresses.SITE_CARD, b"")


def _of_others(entry: CachedBriefing, one: BriefingSummary, overview: SiteIndex) -> bytes:
    """What a briefing's page shows of other briefings and of the files beside them, and which names search knows."""
    there = tuple(id in overview.summaries for id in one.linked_ids)
    files = tuple(name in overview.files for name in one.files)
    neighbours = tuple(other.digest for other in overview.neighbours(one.id))
    names = tuple(map(tuple, overview.visible_names(entry.registered_names)))
    return repr((neighbours, there, files, names)).encode()  # for each briefing at each build
