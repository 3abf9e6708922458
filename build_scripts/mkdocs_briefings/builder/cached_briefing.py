"""What a build remembers of each file of the content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.check.check import check_briefings, graded
from mkdocs_briefings.check.context import DeskFacts, Unread, desk_facts
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Place, Severity, Span, with_spans
from mkdocs_briefings.link.link import Linker
from mkdocs_briefings.load.load import BriefingFile, LoadedBriefing, load_briefing
from mkdocs_briefings.load.reader import locate
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import LinkedBriefing, MentionedName
from mkdocs_briefings.model.site_index import BriefingSummary, summarise
from mkdocs_briefings.render.export.registry_entries import registry_entries
from mkdocs_briefings.render.sharing import card_inputs
from mkdocs_briefings.select.select import withheld_reason


class CachedBriefing(NamedTuple):
    """A file with a briefing. Of one that may not be shown, nothing is kept but that."""

    id: str
    summary: BriefingSummary | None = None
    page_digest: bytes = b""
    """Digest of all that its own page shows, but for what it shows of other briefings."""
    card_digest: bytes = b""
    """Digest of what its card shows."""
    facts: DeskFacts | None = None
    registered_names: tuple[MentionedName, ...] = ()
    """Registered names in its texts."""
    withheld: str = ""
    """Why it may not be shown."""
    embargo_end: float = 0.0
    """Moment of its embargo, in seconds since 1970; 0 without one."""
    unread: bool = False
    """Whether a fault kept some of it from being read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with it, whatever the other files hold."""

    def is_current(self, now: dt.datetime) -> bool:
        """Whether the clock has not passed the moment of its embargo since it was read."""
        return not self.embargo_end or (self.embargo_end > now.timestamp()) is (self.withheld != "")


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What every file is read with."""

    settings: Settings
    now: dt.datetime
    registries: Registries
    unread: Unread
    """What of the registries could not be read."""
    linker: Linker


def read_briefings(
    files: Iterable[BriefingFile], desk: ReadContext
) -> list[tuple[CachedBriefing, LinkedBriefing | None]]:
    """Read, choose, link and check some files.

    Returns:
        For each file its entry, and the briefing if it may be shown.
    """
    read = [(file, load_briefing(file, desk.settings)) for file in files]
    linked = {file.id: _linked(one, desk) for file, one in read}
    shown = tuple(one for one in linked.values() if one is not None)
    found: dict[str, list[Finding]] = {}
    for finding in check_briefings(shown, desk.registries, desk.settings, desk.unread):
        found.setdefault(finding.place.path, []).append(finding)
    return [
        (_entry(file, one, linked[file.id], found.get(file.display_path, []), desk), linked[file.id])
        for file, one in read
    ]


def _linked(read: LoadedBriefing, desk: ReadContext) -> LinkedBriefing | None:
    if read.briefing is None or withheld_reason(read.briefing.value, desk.settings, desk.now) is not None:
        return None
    return desk.linker.link(read.briefing)


def _entry(
    file: BriefingFile,
    read: LoadedBriefing,
    linked: LinkedBriefing | None,
    found: list[Finding],
    desk: ReadContext,
) -> CachedBriefing:
    written = read.briefing.value if read.briefing is not None else None
    why = withheld_reason(written, desk.settings, desk.now) if written is not None else None
    until = written.publish_at.timestamp() if written is not None and written.publish_at is not None else 0.0
    unread = bool(read.findings) or any(one.code == "invalid-yaml" for one in read.diagnostics)
    if why is not None:
        return CachedBriefing(file.id, withheld=str(why), embargo_end=until, unread=unread)
    told = (*graded(read.findings, desk.settings), *found)
    diagnostics = (
        *graded(read.diagnostics, desk.settings),
        *locate_findings((one for one in told if one.severity is not Severity.INFO), desk.settings),
    )
    if linked is None:
        return CachedBriefing(file.id, unread=True, diagnostics=diagnostics)
    return CachedBriefing(
        file.id,
        summarise(linked),
        digest_bytes(read.digest, digest(_registered(linked, desk))),
        digest(card_inputs(linked.ref, linked.points[0].text)),
        desk_facts(linked, desk.registries),
        linked.mentioned_names,
        "",
        until,
        unread,
        diagnostics,
    )


def locate_findings(findings: Iterable[Finding], settings: Settings) -> tuple[Diagnostic, ...]:
    """The findings with line and column."""

    def span(place: Place) -> Span:
        return locate(place, settings.root)

    return tuple(with_spans(findings, span))


def _registered(linked: LinkedBriefing, desk: ReadContext) -> object:
    """What the registries say of it; for what its author wrote stands the text of its file."""
    return (
        linked.id,
        linked.language,
        tuple((one.outlet, one.outlet_short, one.notices) for one in linked.sources),
        (linked.facets, linked.entity_spellings),
        registry_entries(linked, desk.registries.entry),
    )
