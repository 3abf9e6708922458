"""What the content holds now: files that changed are read, of all others the last build knows."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mkdocs_briefings.builder.cached_briefing import CachedBriefing, ReadContext, locate_findings
from mkdocs_briefings.builder.manifest import Manifest, stamp_file, stamp_files
from mkdocs_briefings.builder.up_to_date import Snapshot, Stamp
from mkdocs_briefings.check.check import check_briefings, check_desk, graded
from mkdocs_briefings.check.context import Unread
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, in_order
from mkdocs_briefings.link.link import Linker, connect
from mkdocs_briefings.load.load import BriefingFile, Inventory, load_inventory
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex

Stamps = Mapping[str, tuple[Stamp, bytes]]


@dataclass(frozen=True, slots=True)
class Scan:
    """What is there, and which of it has to be read."""

    context: ReadContext
    shelves: Inventory
    registries_digest: bytes
    """Digest of the registries' files."""
    stamps: Stamps
    unchanged: Mapping[str, CachedBriefing]
    """What the last build knows and still holds, by path."""
    changed: tuple[BriefingFile, ...]


@dataclass(frozen=True, slots=True)
class ScannedContent:
    """What the content holds."""

    briefings: Mapping[str, CachedBriefing]
    """Of every file, by path."""
    site_index: SiteIndex
    """What may be shown."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem of what may be shown, by position, without remarks."""
    left_out: frozenset[str]
    """Files left out because of their errors."""

    @property
    def publishable(self) -> bool:
        """Whether a site may be made of it."""
        broken = {one.span.path for one in self.diagnostics if one.severity is Severity.ERROR}
        return broken <= self.left_out

    @property
    def has_warnings(self) -> bool:
        """Whether there are warnings."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def scan_content(settings: Settings, state: Manifest, files: Mapping[str, Stamp]) -> Scan:
    """Look at the files.

    Args:
        settings: where they are.
        state: what the last build left.
        files: stamps of all that is there.

    Raises:
        UsageError: there is no content folder.
    """
    shelves = load_inventory(settings)
    now = settings.at or dt.datetime.now(dt.UTC)
    unread = Unread.from_faults((*shelves.findings, *shelves.diagnostics))
    desk = ReadContext(
        settings, now, shelves.registries, unread, Linker.from_registries(shelves.registries, settings)
    )
    folders = (settings.content / kind for kind, facet in FACETS.items() if facet.in_folder)
    shared = stamp_files([*sorted(settings.content.glob("*.yaml")), *folders], state.stamps)
    registries = digest((tuple((name, one[1]) for name, one in shared.items()), shelves.registries.files))
    same = registries == state.registries_digest
    stamps = {**shared, **_stamps(shelves, files, state.stamps)}
    entries, changed = {}, []
    for file in shelves.briefings:
        entry, known = state.briefings.get(file.display_path), state.stamps.get(file.path_text)
        kept = known is not None and known[1] == stamps[file.path_text][1]
        if entry is not None and same and kept and entry.is_current(now) and entry.id == file.id:
            entries[file.display_path] = entry
        else:
            changed.append(file)
    return Scan(desk, shelves, registries, stamps, entries, tuple(changed))


def _stamps(shelves: Inventory, files: Mapping[str, Stamp], known: Stamps) -> dict[str, tuple[Stamp, bytes]]:
    """Of the briefings; a file that cannot be read has its problem told when it is."""
    found = {}
    for file in shelves.briefings:
        path = file.path_text
        before = known.get(path)
        if before is not None and before[0] == files.get(path):
            found[path] = before
            continue
        try:
            found[path] = stamp_file(file.path, None)
        except OSError:
            found[path] = ((0, 0), b"")
    return found


def connect_and_check(survey: Scan, entries: Mapping[str, CachedBriefing]) -> ScannedContent:
    """Connect and check what was read now with what the last build knew."""
    settings, registries = survey.context.settings, survey.shelves.registries
    shown = [one for one in entries.values() if one.summary is not None]
    overview = connect((one.summary for one in shown if one.summary), registries)
    diagnostics = _diagnostics(survey, entries, overview)
    broken = frozenset(one.span.path for one in diagnostics if one.severity is Severity.ERROR)
    if not broken or not settings.keep_going:
        return ScannedContent(entries, overview, diagnostics, frozenset())
    rest = [one for path, one in entries.items() if path not in broken]
    return ScannedContent(entries, connect(_outlines(rest), registries), diagnostics, broken)


def take_snapshot(survey: Scan, reading: ScannedContent, inputs: bytes) -> Snapshot:
    """What a glance is to find when nothing has changed since, but for the site.

    Args:
        survey: what is there.
        reading: what it holds.
        inputs: as in `Seen`.
    """
    now, ends = survey.context.now, {one.embargo_end for one in reading.briefings.values() if one.embargo_end}
    return Snapshot(
        inputs=inputs,
        day=str(now.date()),
        last_embargo_end=max((one for one in ends if one <= now.timestamp()), default=0.0),
        next_embargo_end=min((one for one in ends if one > now.timestamp()), default=math.inf),
        diagnostics=reading.diagnostics,
        left_out=reading.left_out,
        briefings=len(reading.site_index.summaries),
    )


def _outlines(entries: list[CachedBriefing]) -> list[BriefingSummary]:
    return [one.summary for one in entries if one.summary is not None]


def _diagnostics(
    survey: Scan, entries: Mapping[str, CachedBriefing], overview: SiteIndex
) -> tuple[Diagnostic, ...]:
    desk, shelves = survey.context, survey.shelves
    settings, registries = desk.settings, shelves.registries
    by_id = {one.id: one for one in entries.values()}
    unread = replace(
        desk.unread,
        briefings=desk.unread.briefings | {one.id for one in entries.values() if one.unread},
    )
    claims = tuple(one.facts for id in overview.summaries if (one := by_id[id]).facts is not None)
    withheld = {one.id: one.withheld for one in entries.values() if one.withheld}
    found = (
        *graded(shelves.findings, settings),
        *check_briefings((), registries, settings, unread),
        *check_desk(tuple(one for one in claims if one), registries, settings, unread, withheld),
    )
    unseen = {path for path, one in entries.items() if one.withheld}
    told = [one for one in found if one.severity is not Severity.INFO and one.place.path not in unseen]
    own = (problem for one in entries.values() for problem in one.diagnostics)
    return in_order((*graded(shelves.diagnostics, settings), *locate_findings(told, settings), *own))
