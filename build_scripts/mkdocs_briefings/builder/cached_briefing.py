"""The part of a briefing that a build keeps for the next one, and the reading of its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_briefings.check.check import check_briefings, graded
from mkdocs_briefings.check.context import DeskFacts, Unread, dates_of, desk_facts
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding, Severity
from mkdocs_briefings.link.link import Linker
from mkdocs_briefings.load.load import BriefingFile, LoadedBriefing, load_briefing
from mkdocs_briefings.model.content import Briefing
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import LinkedBriefing, MentionedName
from mkdocs_briefings.model.site_index import BriefingSummary, summarise
from mkdocs_briefings.pipeline import locate_findings
from mkdocs_briefings.render.export.registry_entries import registry_entries
from mkdocs_briefings.render.proofs import SiteProofs
from mkdocs_briefings.render.sharing import card_inputs
from mkdocs_briefings.select.not_shown import Hidden, hidden
from mkdocs_briefings.select.select import Withheld, withheld_reason


class CachedBriefing(NamedTuple):
    """A file with a briefing, as builds remember it; of one that may not be shown, nothing but that and its errors."""

    id: str
    summary: BriefingSummary | None = None
    """Its summary for the rest of the site; None if it may not be shown or could not be read."""
    page_digest: bytes = b""
    """Digest of all that its page shows of itself, not of other briefings."""
    card_digest: bytes = b""
    """Digest of all that its card shows."""
    facts: DeskFacts | None = None
    """Facts that the rules for the whole desk look at."""
    registered_names: tuple[MentionedName, ...] = ()
    """Registered names in its texts."""
    hidden: Hidden | None = None
    """What is counted of it if it may not be shown; None if it may."""
    embargo_end: float = 0.0
    """Moment when its embargo ends, in seconds since 1970; 0 without one, or if more than that keeps it back."""
    last_date: str = ""
    """Latest date in it that rules compare with the day, as the first day that it can mean (ISO 8601)."""
    unread: bool = False
    """Whether a fault kept some of it from being read."""
    anchors: tuple[str, ...] | None = None
    """The ids on its page, if another briefing leads to one; None if nobody has asked for them."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Its problems, whatever the other files hold."""
    file_digest: bytes = b""
    """Digest of the bytes that all this was read from; empty if they could not be read."""

    @property
    def withheld(self) -> Withheld | None:
        """Why it may not be shown; None if it may."""
        return self.hidden.reason if self.hidden is not None else None

    def is_current(self, now: dt.datetime, days: tuple[str, str]) -> bool:
        """Return whether the clock has changed nothing of it since the previous build.

        Args:
            now: decides whether it is under embargo.
            days: that rules went by, and go by (ISO 8601).
        """
        under_embargo = self.withheld is Withheld.EMBARGO
        if self.embargo_end and (self.embargo_end > now.timestamp()) is not under_embargo:
            return False
        return days[0] == days[1] or self.last_date <= min(days)


@dataclass(frozen=True, slots=True)
class ReadContext:
    """Everything that files are read with."""

    settings: Settings
    now: dt.datetime
    registries: Registries
    unread: Unread
    """Parts of the registries that could not be read."""
    linker: Linker
    proofs: SiteProofs


def read_briefings(
    files: Iterable[BriefingFile], context: ReadContext
) -> list[tuple[CachedBriefing, LinkedBriefing | None]]:
    """Load, select, link and check some files.

    Returns:
        For each file what builds remember of it, and the briefing if it may be shown.
    """
    loaded = [(file, load_briefing(file, context.settings)) for file in files]
    linked = {file.id: _link(briefing, context) for file, briefing in loaded}
    visible = tuple(briefing for briefing in linked.values() if briefing is not None)
    findings: dict[str, list[Finding]] = {}
    for finding in check_briefings(
        visible, context.registries, context.settings, context.unread, context.proofs
    ):
        findings.setdefault(finding.place.path, []).append(finding)
    return [
        (
            _cached(file, briefing, linked[file.id], findings.get(file.display_path, []), context)._replace(
                file_digest=briefing.digest
            ),
            linked[file.id],
        )
        for file, briefing in loaded
    ]


def _link(loaded: LoadedBriefing, context: ReadContext) -> LinkedBriefing | None:
    """Return a briefing linked; None if it may not be shown or could not be read."""
    return (
        None
        if loaded.briefing is None or _withheld(loaded, context)
        else context.linker.link(loaded.briefing)
    )


def _withheld(loaded: LoadedBriefing, context: ReadContext) -> Withheld | None:
    """Return why a briefing may not be shown; None if it may, or could not be read at all."""
    if loaded.briefing is None:
        return None
    return withheld_reason(loaded.briefing.value, context.settings, context.now, unclear=loaded.unclear)


def _cached(
    file: BriefingFile,
    loaded: LoadedBriefing,
    linked: LinkedBriefing | None,
    findings: list[Finding],
    context: ReadContext,
) -> CachedBriefing:
    settings, briefing = context.settings, loaded.briefing.value if loaded.briefing is not None else None
    withheld = _withheld(loaded, context)
    kept_back = hidden(briefing, withheld) if briefing is not None and withheld is not None else None
    embargo_end = _embargo_end(briefing) if withheld in {None, Withheld.EMBARGO} else 0.0
    unread = bool(loaded.findings) or any(problem.code == "invalid-yaml" for problem in loaded.diagnostics)
    if withheld is not None and withheld is not Withheld.UNCLEAR:
        return CachedBriefing(file.id, hidden=kept_back, embargo_end=embargo_end, unread=unread)
    every = (*graded(loaded.findings, settings), *findings)
    diagnostics = (
        *graded(loaded.diagnostics, settings),
        *locate_findings((finding for finding in every if finding.severity is not Severity.INFO), settings),
    )
    if linked is None:
        return CachedBriefing(file.id, hidden=kept_back, unread=True, diagnostics=diagnostics)
    return CachedBriefing(
        file.id,
        summarise(linked),
        digest_bytes(loaded.digest, digest(_registered(linked, context))),
        digest(card_inputs(linked.ref, linked.points[0].text)),
        desk_facts(linked, context.registries),
        linked.mentioned_names,
        None,
        embargo_end,
        max((str(date.first_day()) for date, _ in dates_of(linked) if date is not None), default=""),
        unread,
        diagnostics=diagnostics,
    )


def _embargo_end(briefing: Briefing | None) -> float:
    return briefing.publish_at.timestamp() if briefing is not None and briefing.publish_at else 0.0


def _registered(linked: LinkedBriefing, context: ReadContext) -> object:
    """Return what the registries say of a briefing; the digest of its file stands for what its author wrote."""
    return (
        linked.id,
        linked.language,
        tuple(
            (source.outlet, source.outlet_short, source.notices, source.authors) for source in linked.sources
        ),
        linked.author_names,
        linked.facets,
        tuple(linked.names.items()),
        registry_entries(linked, context.registries.entry),
    )
