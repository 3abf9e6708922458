"""Every product of a site with the digest of exactly what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefings.builder.entry import Entry
from mkdocs_briefings.builder.reading import Survey
from mkdocs_briefings.builder.worker import Order, packed
from mkdocs_briefings.load.load import BriefingFile
from mkdocs_briefings.model.outline import Outline, Overview
from mkdocs_briefings.model.output import Plan
from mkdocs_briefings.model.values import digest, digest_of
from mkdocs_briefings.prints import Collected, issues
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.pages import index_plans


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page, a print or a card that the site is to have."""

    name: str
    """Markdown address of a page, address of a print or a card."""
    digest: bytes
    """Of what it shows."""
    briefing: BriefingFile | None = None
    plan: Plan | None = None
    collected: Collected | None = None
    files: tuple[BriefingFile, ...] = ()
    """Of the collection."""
    card: bytes = b""
    """Of a briefing's page: digest of what its card shows."""

    @property
    def searched(self) -> bool:
        """Whether search knows of it: its record is written before any page is made."""
        return self.briefing is not None

    @property
    def order(self) -> Order:
        """For a worker."""
        plan = packed(self.plan) if self.plan is not None else b""
        return Order(self.name, self.briefing, plan, self.collected, self.files)


def wanted_pages(survey: Survey, entries: Mapping[str, Entry], overview: Overview) -> Iterator[Wanted]:
    """The pages of all briefings, then all others."""
    files = {file.id: file for file in survey.shelves.briefings}
    for entry in entries.values():
        if entry.outline is not None and entry.id in overview.outlines:
            shown = digest_of(entry.page, _of_others(entry, entry.outline, overview))
            yield Wanted(addresses.briefing_uri(entry.id), shown, briefing=files[entry.id], card=entry.card)
    for plan in index_plans(overview, survey.desk.settings):
        yield Wanted(plan.uri, digest((plan.kind, plan.shows)), plan=plan)


def wanted_prints(pages: Mapping[str, Wanted], overview: Overview) -> Iterator[Wanted]:
    """The PDF of every briefing, then of every volume and issue; each shows what the pages of its briefings show."""
    for page in pages.values():
        if page.briefing is not None:
            yield Wanted(addresses.pdf(page.name), page.digest, briefing=page.briefing)
    for of in issues(overview.outlines.values()):
        members = [pages[addresses.briefing_uri(id)] for id in of.ids if addresses.briefing_uri(id) in pages]
        shown = digest_of(digest(of), *(one.digest for one in members))
        if len(members) == len(of.ids):
            files = tuple(one.briefing for one in members if one.briefing is not None)
            yield Wanted(addresses.pdf(of.uri), shown, collected=of, files=files)


def wanted_cards(pages: Mapping[str, Wanted]) -> Iterator[Wanted]:
    """The card of every briefing, and the one that all other pages share, of which the settings say all."""
    for page in pages.values():
        if page.briefing is not None:
            yield Wanted(addresses.card(page.name), page.card, briefing=page.briefing)
    yield Wanted(addresses.SITE_CARD, b"")


def _of_others(entry: Entry, one: Outline, overview: Overview) -> bytes:
    """What a briefing's page shows of other briefings and of the files beside them, and which names search knows."""
    there = tuple(id in overview.outlines for id in one.mentions)
    files = tuple(name in overview.files for name in one.files)
    neighbours = tuple(other.digest for other in overview.neighbours(one.id))
    names = tuple(map(tuple, overview.known(entry.named)))
    return repr((neighbours, there, files, names)).encode()  # for each briefing at each build
