"""Every product of a site with the digest of exactly what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.builder.entry import Entry
from build_scripts.builder.reading import Survey
from build_scripts.builder.worker import Order, packed
from build_scripts.load.load import BriefingFile
from build_scripts.model.outline import Outline, Overview
from build_scripts.model.output import Plan
from build_scripts.model.values import digest, digest_of
from build_scripts.render import addresses
from build_scripts.render.pages import index_plans


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that the site is to have."""

    uri: str
    digest: bytes
    """Of what it shows."""
    briefing: BriefingFile | None = None
    plan: Plan | None = None

    @property
    def order(self) -> Order:
        """For a worker."""
        return Order(self.uri, self.briefing, packed(self.plan) if self.plan is not None else b"")


def wanted(survey: Survey, entries: Mapping[str, Entry], overview: Overview) -> Iterator[Wanted]:
    """The pages of all briefings, then all others."""
    files = {file.id: file for file in survey.shelves.briefings}
    for entry in entries.values():
        if entry.outline is not None and entry.id in overview.outlines:
            shown = digest_of(entry.page, _of_others(entry.outline, overview))
            yield Wanted(addresses.briefing_uri(entry.id), shown, briefing=files[entry.id])
    for plan in index_plans(overview, survey.desk.settings):
        yield Wanted(plan.uri, digest((plan.kind, plan.shows)), plan=plan)


def _of_others(one: Outline, overview: Overview) -> bytes:
    """What a briefing's page shows of other briefings and of the files beside them."""
    there = tuple(id in overview.outlines for id in one.mentions)
    files = tuple(name in overview.files for name in one.files)
    return digest((tuple(other.digest for other in overview.neighbours(one.id)), there, files))
